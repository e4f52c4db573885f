"""Starter code in JavaScript, with JSDoc types, which editors and readers know."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_interview.domain.signatures import (
    ClassSignature,
    FunctionSignature,
    Method,
    Parameter,
    Signature,
    declared_types,
    in_language,
)
from jupyter_interview.domain.value_types import (
    LinkedList,
    ListOf,
    MapOf,
    Nothing,
    Nullable,
    Scalar,
    Tree,
    ValueType,
    parse_type,
    shapes,
)

_SCALARS = {"int": "number", "long": "number", "float": "number", "bool": "boolean", "string": "string"}
_LIST_NODE = """\
class ListNode {
  constructor(val = 0, next = null) {
    this.val = val;
    this.next = next;
  }
}
"""
_TREE_NODE = """\
class TreeNode {
  constructor(val = 0, left = null, right = null) {
    this.val = val;
    this.left = left;
    this.right = right;
  }
}
"""
_PROGRAM = """\
// Read the input and print the answer. The whole cell is the program.
const text = require("fs").readFileSync(0, "utf8");
throw new Error("not written yet");
"""
_RAISE = 'throw new Error("not written yet");'


def write(signature: Signature) -> str:
    """See `starter.starter_code`."""
    if isinstance(signature, FunctionSignature):
        head = f"function {_name(signature.function)}({_names(signature.parameters)})"
        hint = "// Replace the next line with your solution. Keep the function's name and parameters."
        code = "\n".join([*_comment(signature.parameters, signature.returns), f"{head} {{", f"  {hint}"])
        code += f"\n  {_RAISE}\n}}\n"
    elif isinstance(signature, ClassSignature):
        code = _class(signature)
    else:
        return _PROGRAM
    return "\n".join([*_nodes(signature), code])


def _class(signature: ClassSignature) -> str:
    made = Method("constructor", "void", signature.parameters)
    lines = [
        f"class {signature.class_name} {{",
        "  // Replace the bodies with your solution. Keep the names and parameters.",
    ]
    for method in (made, *signature.methods):
        head = f"{_name(method.name)}({_names(method.parameters)}) {{"
        comment = _comment(method.parameters, method.returns)
        lines += ["", *(f"  {line}" for line in (*comment, head, f"  {_RAISE}", "}"))]
    return "\n".join([*lines, "}", ""])


def _nodes(signature: Signature) -> list[str]:
    used = {type(shape) for kind in declared_types(signature) for shape in shapes(kind)}
    return [code for node, code in ((LinkedList, _LIST_NODE), (Tree, _TREE_NODE)) if node in used]


def _comment(parameters: Sequence[Parameter], returns: str) -> list[str]:
    """The types, where there are any to tell."""
    lines = [f" * @param {{{_type(parse_type(one.type))}}} {_name(one.name)}" for one in parameters]
    if returns != "void":
        lines.append(f" * @returns {{{_type(parse_type(returns))}}}")
    return ["/**", *lines, " */"] if lines else []


def _names(parameters: Sequence[Parameter]) -> str:
    return ", ".join(_name(parameter.name) for parameter in parameters)


def _name(name: str) -> str:
    return in_language(name, "javascript")


def _type(kind: ValueType) -> str:
    match kind:
        case Scalar(name):
            return _SCALARS[name]
        case ListOf(item):
            inner = _type(item)
            return f"({inner})[]" if isinstance(item, Nullable | LinkedList | Tree) else f"{inner}[]"
        case Nullable(item):
            return f"{_type(item)} | null"
        case MapOf(key, value):
            return f"Map<{_SCALARS[key]}, {_type(value)}>"
        case LinkedList():
            return "ListNode | null"
        case Tree():
            return "TreeNode | null"
        case Nothing():
            return "undefined"
        case _:
            return "any"

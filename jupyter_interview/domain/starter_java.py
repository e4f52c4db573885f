"""Starter code in Java: `class Solution` around a function, `class Main` around a program."""

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

_SCALARS = {"int": "int", "long": "long", "float": "double", "bool": "boolean", "string": "String"}
_BOXED = {"int": "Integer", "long": "Long", "float": "Double", "bool": "Boolean", "string": "String"}
_IMPORTS = "import java.util.*;\n"
_LIST_NODE = """\
class ListNode {
    VALUE val;
    ListNode next;

    ListNode() {}

    ListNode(VALUE val) {
        this.val = val;
    }

    ListNode(VALUE val, ListNode next) {
        this.val = val;
        this.next = next;
    }
}
"""
_TREE_NODE = """\
class TreeNode {
    VALUE val;
    TreeNode left;
    TreeNode right;

    TreeNode() {}

    TreeNode(VALUE val) {
        this.val = val;
    }

    TreeNode(VALUE val, TreeNode left, TreeNode right) {
        this.val = val;
        this.left = left;
        this.right = right;
    }
}
"""
_RAISE = 'throw new UnsupportedOperationException("not written yet");'
_PROGRAM = f"""\
class Main {{
    public static void main(String[] args) {{
        // Read the input from System.in and print the answer. The whole cell is the program.
        Scanner input = new Scanner(System.in);
        {_RAISE}
    }}
}}
"""


def write(signature: Signature) -> str:
    """See `starter.starter_code`."""
    if isinstance(signature, FunctionSignature):
        head = _head(Method(signature.function, signature.returns, signature.parameters))
        hint = "// Replace the next line with your solution. Keep the method's name and parameters."
        code = f"class Solution {{\n    {head} {{\n        {hint}\n        {_RAISE}\n    }}\n}}\n"
    elif isinstance(signature, ClassSignature):
        code = _class(signature)
    else:
        code = _PROGRAM
    return "\n".join([_IMPORTS, *_nodes(signature), code])


def _class(signature: ClassSignature) -> str:
    made = f"public {signature.class_name}({_parameters(signature.parameters)})"
    bodies = [
        f"\n    {head} {{\n        {_RAISE}\n    }}\n"
        for head in (made, *(_head(method) for method in signature.methods))
    ]
    hint = "    // Replace the bodies with your solution. Keep the names and parameters.\n"
    return f"class {signature.class_name} {{\n{hint}{''.join(bodies)}}}\n"


def _nodes(signature: Signature) -> list[str]:
    """The class of each kind of node in use, by the type of its value: there is only one in a question."""
    used = {type(shape): shape for kind in declared_types(signature) for shape in shapes(kind)}
    return [
        code.replace("VALUE", _type(shape.item))
        for node, code in ((LinkedList, _LIST_NODE), (Tree, _TREE_NODE))
        if isinstance(shape := used.get(node), LinkedList | Tree)
    ]


def _head(method: Method) -> str:
    name = in_language(method.name, "java")
    return f"public {_type(parse_type(method.returns))} {name}({_parameters(method.parameters)})"


def _parameters(parameters: Sequence[Parameter]) -> str:
    return ", ".join(f"{_type(parse_type(one.type))} {in_language(one.name, 'java')}" for one in parameters)


def _type(kind: ValueType) -> str:
    match kind:
        case Scalar(name):
            return _SCALARS[name]
        case ListOf(item):
            return f"{_type(item)}[]"
        case Nullable(item):
            return _boxed(item)
        case MapOf(key, value):
            return f"Map<{_BOXED[key]}, {_boxed(value)}>"
        case LinkedList():
            return "ListNode"
        case Tree():
            return "TreeNode"
        case Nothing():
            return "void"
        case _:
            return "Object"


def _boxed(kind: ValueType) -> str:
    """The type where null may stand, or a type argument: an object in any case."""
    return _BOXED[kind.name] if isinstance(kind, Scalar) else _type(kind)

"""Starter code in Python."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_interview.domain.signatures import (
    ClassSignature,
    FunctionSignature,
    Method,
    Parameter,
    Signature,
    declared_types,
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

_SCALARS = {"int": "int", "long": "int", "float": "float", "bool": "bool", "string": "str"}
_LIST_NODE = """\
class ListNode:
    def __init__(self, val=0, next=None):
        self.val = val
        self.next = next
"""
_TREE_NODE = """\
class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val = val
        self.left = left
        self.right = right
"""
_PROGRAM = """\
import sys

# Read the input from sys.stdin and print the answer. The whole cell is the program.
text = sys.stdin.read()
raise NotImplementedError
"""


def write(signature: Signature) -> str:
    """See `starter.starter_code`."""
    if isinstance(signature, FunctionSignature):
        head = f"def {signature.function}({_parameters(signature.parameters)}) -> {_written(signature.returns)}:"
        hint = "    # Replace the next line with your solution. Keep the function's name and parameters."
        code = f"{head}\n{hint}\n    raise NotImplementedError\n"
    elif isinstance(signature, ClassSignature):
        code = _class(signature)
    else:
        return _PROGRAM
    return "\n\n".join([*_nodes(signature), code])


def _class(signature: ClassSignature) -> str:
    made = Method("__init__", "void", signature.parameters)
    hint = "    # Replace the bodies with your solution. Keep the names and parameters."
    methods = [
        f"    def {method.name}({_parameters(method.parameters, 'self')}) -> {_written(method.returns)}:\n"
        "        raise NotImplementedError\n"
        for method in (made, *signature.methods)
    ]
    return f"class {signature.class_name}:\n{hint}\n\n" + "\n".join(methods)


def _nodes(signature: Signature) -> list[str]:
    used = {type(shape) for kind in declared_types(signature) for shape in shapes(kind)}
    return [code for node, code in ((LinkedList, _LIST_NODE), (Tree, _TREE_NODE)) if node in used]


def _parameters(parameters: Sequence[Parameter], *first: str) -> str:
    return ", ".join([*first, *(f"{parameter.name}: {_written(parameter.type)}" for parameter in parameters)])


def _written(text: str) -> str:
    return _type(parse_type(text))


def _type(kind: ValueType) -> str:
    match kind:
        case Scalar(name):
            return _SCALARS[name]
        case ListOf(item):
            return f"list[{_type(item)}]"
        case Nullable(item):
            return f"{_type(item)} | None"
        case MapOf(key, value):
            return f"dict[{_SCALARS[key]}, {_type(value)}]"
        case LinkedList():
            return "ListNode | None"
        case Tree():
            return "TreeNode | None"
        case Nothing():
            return "None"
        case _:
            return "object"

"""The signature of a question: read in its kind, with names and types that hold in every language.

Every function raises `BadQuestion` at the first rule broken, naming question.yaml and the rule.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from jupyter_interview.adapters.question_files import YAML_FILE, broken
from jupyter_interview.domain.signatures import (
    ClassSignature,
    Comparison,
    FunctionSignature,
    Parameter,
    ProgramSignature,
    Signature,
    declared_types,
    in_language,
)
from jupyter_interview.domain.value_types import (
    SCALARS,
    Anything,
    LinkedList,
    ListOf,
    Nothing,
    Nullable,
    Tree,
    ValueType,
    parse_type,
    shapes,
)
from jupyter_interview.errors import BadQuestion

KINDS: dict[str, type[Signature]] = {
    "function": FunctionSignature,
    "class": ClassSignature,
    "program": ProgramSignature,
}
# fmt: off
RESERVED_CLASSES = frozenset({
    "Array", "Boolean", "Character", "Class", "Double", "Error", "Exception", "Float", "Function", "Integer",
    "List", "ListNode", "Long", "Main", "Map", "Math", "Number", "Object", "Promise", "Set", "Solution", "String",
    "Symbol", "System", "Thread", "TreeNode",
})
# fmt: on
"""Classes that a language or the judge has already."""

_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
# fmt: off
_RESERVED_WORDS = frozenset({
    # JavaScript and Java
    "abstract", "arguments", "assert", "async", "await", "boolean", "break", "byte", "case", "catch", "char", "class",
    "const", "continue", "debugger", "default", "delete", "do", "double", "else", "enum", "eval", "export", "extends",
    "false", "final", "finally", "float", "for", "function", "goto", "if", "implements", "import", "in", "instanceof",
    "int", "interface", "let", "long", "native", "new", "null", "package", "private", "protected", "public", "record",
    "return", "sealed", "short", "static", "strictfp", "super", "switch", "synchronized", "this", "throw", "throws",
    "transient", "true", "try", "typeof", "undefined", "var", "void", "volatile", "while", "with", "yield",
    # what every object has already, or what starts a program
    "clone", "constructor", "equals", "finalize", "get_class", "hash_code", "main", "notify", "notify_all", "self",
    "to_string", "value_of", "wait",
})
# fmt: on


def read_signature(folder: Path, value: dict[str, Any]) -> Signature:
    """The signature in question.yaml, in its kind and its shape, and with everything its shape does not say."""
    kinds = [kind for kind in KINDS if kind in value]
    if len(kinds) != 1:
        raise broken(folder, YAML_FILE, f"signature: exactly one of {', '.join(KINDS)} says what is to be written")
    try:
        signature = msgspec.convert(value, KINDS[kinds[0]])
    except msgspec.ValidationError as error:  # its text names the path of the value
        raise broken(folder, YAML_FILE, f"signature of a {kinds[0]}: {error}") from error
    try:
        _check(signature)
    except BadQuestion as error:
        raise broken(folder, YAML_FILE, f"signature: {error.message}") from error
    return signature


def _check(signature: Signature) -> None:
    if isinstance(signature, FunctionSignature):
        _check_names([signature.function])
        if not signature.parameters:
            raise BadQuestion("a function has one parameter or more")
        _check_parameters(signature.parameters)
        _check_compare(signature.compare, [_declared(signature.returns)])
    elif isinstance(signature, ClassSignature):
        _check_class(signature)
    elif signature.compare not in (Comparison.EXACT, Comparison.CLOSE, Comparison.CHECKER):
        raise BadQuestion(f"compare {signature.compare} needs lists, and a program writes text")
    _check_nodes(signature)


def _check_nodes(signature: Signature) -> None:
    """There is one class ListNode in the code, and one class TreeNode: its values are of one type."""
    inside = [shape for kind in declared_types(signature) for shape in shapes(kind)]
    for node, name in ((LinkedList, "linked_list"), (Tree, "tree")):
        if len({shape for shape in inside if isinstance(shape, node)}) > 1:
            raise BadQuestion(f"every {name} of a question holds values of the same type")


def _check_class(signature: ClassSignature) -> None:
    name = signature.class_name
    if not _PASCAL.fullmatch(name) or name in RESERVED_CLASSES:
        raise BadQuestion(f"class {name!r} must be PascalCase, and no name that a language has already")
    if not signature.methods:
        raise BadQuestion("a class has one method or more")
    _check_names(method.name for method in signature.methods)
    for parameters in (signature.parameters, *(method.parameters for method in signature.methods)):
        _check_parameters(parameters)
    returned = [parse_type(method.returns) for method in signature.methods]
    if any(isinstance(kind, Anything) for kind in returned):
        raise BadQuestion("json is no type of a question")
    _check_compare(signature.compare, returned)


def _check_names(names: Iterable[str]) -> None:
    """Snake case, no keyword of any language, and different from each other in every casing."""
    seen: set[str] = set()
    for name in names:
        if not _SNAKE.fullmatch(name) or keyword.iskeyword(name) or name in _RESERVED_WORDS:
            raise BadQuestion(f"{name!r} must be snake_case and no word that a language keeps for itself")
        if in_language(name, "java") in seen:
            raise BadQuestion(f"{name!r} is there twice: names must be different, in every language's casing")
        seen.add(in_language(name, "java"))


def _check_parameters(parameters: Sequence[Parameter]) -> None:
    _check_names(parameter.name for parameter in parameters)
    for parameter in parameters:
        _declared(parameter.type)


def _declared(text: str) -> ValueType:
    kind = parse_type(text)
    if isinstance(kind, Anything | Nothing):
        raise BadQuestion(f"{text} is no type of a parameter or of what a function returns")
    return kind


def _check_compare(compare: Comparison, returned: Sequence[ValueType]) -> None:
    """The comparison must have something to compare in its way."""
    lists = [kind for kind in map(_present, returned) if isinstance(kind, ListOf)]
    if compare is Comparison.CLOSE and not any(SCALARS["float"] in shapes(kind) for kind in returned):
        raise BadQuestion("compare close needs returns with float in it")
    if compare in (Comparison.UNORDERED, Comparison.UNORDERED_DEEP):
        if any(isinstance(_present(kind), LinkedList | Tree) for kind in returned):
            raise BadQuestion(f"compare {compare} would forget the order of a linked list or a tree too")
        if not lists:
            raise BadQuestion(f"compare {compare} needs returns that is a list, such as int[]")
    if compare is Comparison.UNORDERED_DEEP:
        if not any(isinstance(_present(kind.item), ListOf) for kind in lists):
            raise BadQuestion("compare unordered_deep needs returns that is a list of lists, such as int[][]")
        if any(isinstance(shape, LinkedList | Tree) for kind in lists for shape in shapes(kind)):
            raise BadQuestion("compare unordered_deep would forget the order of a linked list or a tree too")


def _present(kind: ValueType) -> ValueType:
    return kind.item if isinstance(kind, Nullable) else kind

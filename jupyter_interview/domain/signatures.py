"""What the candidate writes: a function, a class, or a whole program. One shape each, told apart by their first key.

Names are snake_case as a question's author writes them; in code they have the casing of the language. A test's
arguments are a tuple of JSON values:

- function: one for each parameter; the answer is what it returns.
- class: the names of the operations, the constructor's (the class's own name) first, and the arguments of each; the
  answer is the list of what each returned, null for the constructor.
- program: the text of its standard input; the answer is the text of its standard output.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar, Literal

import msgspec

from jupyter_interview.domain.value_types import ValueType, fits, parse_type

Kind = Literal["function", "class", "program"]


class Comparison(StrEnum):
    """How a returned value is held against the expected one, on the host."""

    EXACT = "exact"
    """Of a program: line by line, without spaces at their ends and empty lines at the end of all."""
    UNORDERED = "unordered"
    """A list in any order."""
    UNORDERED_DEEP = "unordered_deep"
    """A list of lists, both in any order."""
    CLOSE = "close"
    """Numbers within 1e-6, absolute or relative; of a program, word by word."""
    CHECKER = "checker"
    """By the question's own `checker.py`; see `checking`."""


class Parameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    type: str
    """See `value_types`."""


class Method(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One operation of a class; `returns` may be `void`."""

    name: str
    returns: str
    parameters: tuple[Parameter, ...] = ()


class FunctionSignature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The function that the candidate writes."""

    kind: ClassVar[Kind] = "function"
    function: str
    parameters: tuple[Parameter, ...]
    returns: str
    compare: Comparison = Comparison.EXACT

    @property
    def answer(self) -> str:
        """What an answer must be, as the rest of a sentence."""
        return f"of the type {self.returns}"

    def argument_fault(self, arguments: Sequence[Any]) -> str | None:
        """What is wrong with a test's arguments, as the rest of a sentence; None when they are as declared."""
        return _fault(self.parameters, arguments)

    def fits_answer(self, arguments: Sequence[Any], value: Any) -> bool:
        """Whether a value is of the declared type of the answer to these arguments, which are as declared."""
        return fits(value, self.returns)


class ClassSignature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The class that the candidate writes, PascalCase in every language; `parameters` are the constructor's."""

    kind: ClassVar[Kind] = "class"
    class_name: str = msgspec.field(name="class")
    methods: tuple[Method, ...]
    parameters: tuple[Parameter, ...] = ()
    compare: Comparison = Comparison.EXACT

    @property
    def answer(self) -> str:
        return "a list of what each operation returned, null for the constructor"

    def argument_fault(self, arguments: Sequence[Any]) -> str | None:
        """As for a function."""
        if len(arguments) != 2 or not fits(arguments[0], "string[]") or not _are_lists(arguments[1]):
            return "two lists expected, the operations and the arguments of each"
        operations, lists = arguments
        if len(operations) != len(lists):
            return f"{len(operations)} operations and {len(lists)} lists of arguments do not match"
        if [*operations[:1]] != [self.class_name] or operations.count(self.class_name) != 1:
            return f"the first operation, and no other, must be {self.class_name}"
        declared = {method.name: method.parameters for method in self.methods}
        for number, (operation, given) in enumerate(zip(operations[1:], lists[1:], strict=True), 2):
            if operation not in declared:
                return f"operation {number}: {self.class_name} has no method {operation[:40]!r}"
            if fault := _fault(declared[operation], given):
                return f"operation {number}, {operation}: {fault}"
        return _fault(self.parameters, lists[0])

    def fits_answer(self, arguments: Sequence[Any], value: Any) -> bool:
        """As for a function: null for the constructor, and what each method declares."""
        operations = arguments[0]
        if not isinstance(value, list | tuple) or len(value) != len(operations) or value[0] is not None:
            return False
        returns = {method.name: method.returns for method in self.methods}
        return all(fits(one, returns[name]) for name, one in zip(operations[1:], value[1:], strict=True))


class ProgramSignature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A program that reads standard input and writes standard output; the cell is the whole of it."""

    kind: ClassVar[Kind] = "program"
    program: Literal[True] = True
    compare: Comparison = Comparison.EXACT

    @property
    def answer(self) -> str:
        return "text, what the program writes to its standard output"

    def argument_fault(self, arguments: Sequence[Any]) -> str | None:
        """As for a function."""
        return None if fits(arguments, "string[]") and len(arguments) == 1 else "one text expected, the standard input"

    def fits_answer(self, arguments: Sequence[Any], value: Any) -> bool:
        """As for a function: it is text."""
        return fits(value, "string")


Signature = FunctionSignature | ClassSignature | ProgramSignature


def _fault(parameters: Sequence[Parameter], arguments: Sequence[Any]) -> str | None:
    if len(arguments) != len(parameters):
        return f"{len(parameters)} arguments expected, {len(arguments)} given"
    for parameter, argument in zip(parameters, arguments, strict=True):
        if not fits(argument, parameter.type):
            return f"argument {parameter.name} must be of the type {parameter.type}"
    return None


def _are_lists(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, list | tuple) for item in value)


def in_language(name: str, language: str) -> str:
    """A snake_case name in the casing of the language."""
    return name if language == "python" else re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)


class Operation(msgspec.Struct, frozen=True):
    """A method as the sandbox must know it."""

    name: str
    parameters: tuple[str, ...]
    returns: str


class Interface(msgspec.Struct, frozen=True):
    """What a sandbox must know of a signature in order to call the code: names in the language's casing, and types."""

    kind: Kind
    name: str
    """Of the function or the class; of a program nothing."""
    parameters: tuple[str, ...]
    returns: str
    """Of a class `json`: each method has its own."""
    methods: dict[str, Operation]
    """By the operation's name in the tests."""


def interface(signature: Signature, language: str) -> Interface:
    """The signature as code in `language` answers to it."""
    if isinstance(signature, FunctionSignature):
        name = in_language(signature.function, language)
        return Interface("function", name, _types(signature.parameters), signature.returns, {})
    if isinstance(signature, ProgramSignature):
        return Interface("program", "", ("string",), "string", {})
    methods = {
        method.name: Operation(in_language(method.name, language), _types(method.parameters), method.returns)
        for method in signature.methods
    }
    return Interface("class", signature.class_name, _types(signature.parameters), "json", methods)


def declared_types(signature: Signature) -> tuple[ValueType, ...]:
    """Every type that a signature writes: of parameters and of what is returned."""
    if isinstance(signature, FunctionSignature):
        written = [*_types(signature.parameters), signature.returns]
    elif isinstance(signature, ClassSignature):
        written = [*_types(signature.parameters)]
        for method in signature.methods:
            written += [*_types(method.parameters), method.returns]
    else:
        written = []
    return tuple(map(parse_type, written))


def _types(parameters: Sequence[Parameter]) -> tuple[str, ...]:
    return tuple(parameter.type for parameter in parameters)

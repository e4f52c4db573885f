"""Run the code that a question's author ships, in this process: test generators and the Python reference.

Only for folders of a bank the operator chose: this is trusted code and has no limits but the time of a program.
Candidates' code never comes here.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from jupyter_interview.adapters.question_files import GENERATOR_FILE, TESTS_FILE, TestEntry, broken, read_text
from jupyter_interview.adapters.question_rules import check_values
from jupyter_interview.adapters.reference_values import NODES, read, write
from jupyter_interview.domain.limits import LIMITS
from jupyter_interview.domain.questions import TestCase
from jupyter_interview.domain.signatures import ClassSignature, Parameter, ProgramSignature, Signature
from jupyter_interview.domain.value_types import parse_type

_REFERENCE = "solutions/python.py"


def whole_tests(folder: Path, entries: tuple[TestEntry, ...], signature: Signature) -> tuple[TestCase, ...]:
    """The hidden tests with every generator run and its expected value worked out by the Python reference.

    Raises:
        BadQuestion: a generator or the reference is missing, raises, or gives values that do not fit the
            signature.
    """
    generated = any(entry.arguments is msgspec.UNSET for entry in entries)
    generators = _run(folder, GENERATOR_FILE) if generated else {}
    reference = _Reference(folder, signature) if generated else None
    tests = []
    for number, entry in enumerate(entries, 1):
        arguments, expected = entry.arguments, entry.expected
        if arguments is msgspec.UNSET:
            assert reference is not None
            arguments = _generate(folder, generators, entry)
            if fault := signature.argument_fault(arguments):
                raise broken(folder, TESTS_FILE, f"test {number}: {fault}")
            # A copy by way of JSON: the reference may change its arguments in place, as candidates may.
            expected = reference.answer(msgspec.json.decode(msgspec.json.encode(arguments)))
            check_values(folder, TESTS_FILE, f"test {number}", signature, arguments, expected)
        tests.append(TestCase(arguments, expected, entry.category))
    return tuple(tests)


class _Reference:
    """The Python reference of a question, asked for answers."""

    def __init__(self, folder: Path, signature: Signature) -> None:
        self._folder, self._signature = folder, signature
        self._names = {} if isinstance(signature, ProgramSignature) else _run(folder, _REFERENCE)

    def answer(self, arguments: Sequence[Any]) -> Any:
        """What the reference answers, as JSON. The arguments are as declared."""
        signature = self._signature
        if isinstance(signature, ProgramSignature):
            return self._output(arguments[0])
        if isinstance(signature, ClassSignature):
            return self._operations(signature, *arguments)
        function = _function(self._folder, _REFERENCE, self._names, signature.function)
        given = self._given(signature.parameters, arguments)
        return write(_call(self._folder, _REFERENCE, function, *given), parse_type(signature.returns))

    def _operations(self, signature: ClassSignature, operations: list[str], lists: list[list[Any]]) -> list[Any]:
        make = _function(self._folder, _REFERENCE, self._names, signature.class_name)
        made = _call(self._folder, _REFERENCE, make, *self._given(signature.parameters, lists[0]))
        methods = {method.name: method for method in signature.methods}
        answers: list[Any] = [None]
        for operation, arguments in zip(operations[1:], lists[1:], strict=True):
            method = methods[operation]
            bound = getattr(made, operation, None)
            if not callable(bound):
                raise broken(self._folder, _REFERENCE, f"{signature.class_name} must define the method {operation}")
            value = _call(self._folder, _REFERENCE, bound, *self._given(method.parameters, arguments))
            answers.append(write(value, parse_type(method.returns)))
        return answers

    def _output(self, text: str) -> str:
        """A program has the interpreter to itself, as in the judge: it may end it, and reads and writes bytes."""
        command = [sys.executable, "-I", "-B", str(self._folder / _REFERENCE)]
        try:
            done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=LIMITS.wall_seconds)
        except subprocess.TimeoutExpired as error:
            raise broken(self._folder, _REFERENCE, f"took longer than {LIMITS.wall_seconds:g} s") from error
        if done.returncode:
            last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise broken(self._folder, _REFERENCE, f"ended with exit code {done.returncode}: {last[:200]}")
        return done.stdout.decode("utf-8", "replace")

    def _given(self, parameters: Sequence[Parameter], arguments: Sequence[Any]) -> list[Any]:
        pairs = zip(parameters, arguments, strict=True)
        return [read(argument, parse_type(parameter.type), self._names) for parameter, argument in pairs]


def _generate(folder: Path, generators: dict[str, Any], entry: TestEntry) -> tuple[Any, ...]:
    assert isinstance(entry.generator, str)
    assert isinstance(entry.seed, int)
    generator = _function(folder, GENERATOR_FILE, generators, entry.generator)
    arguments = _call(folder, GENERATOR_FILE, generator, random.Random(entry.seed))  # noqa: S311  no secret
    if not isinstance(arguments, list):
        raise broken(folder, GENERATOR_FILE, f"{entry.generator} must return the list of arguments")
    return tuple(arguments)


def _run(folder: Path, name: str) -> dict[str, Any]:
    """The names that a file defines. Not an import, which would leave bytecode in the bank."""
    namespace: dict[str, Any] = {"__name__": f"question_{Path(name).stem}", **NODES}
    source = read_text(folder, name)
    try:
        exec(compile(source, str(folder / name), "exec"), namespace)  # noqa: S102  the author's own code, see above
    except Exception as error:
        raise broken(folder, name, f"does not run: {type(error).__name__}: {error}") from error
    return namespace


def _function(folder: Path, name: str, namespace: dict[str, Any], function: str) -> Callable[..., Any]:
    found = namespace.get(function)
    if not callable(found):
        raise broken(folder, name, f"must define the function {function}")
    return found  # type: ignore[no-any-return]  # callable() leaves it Any


def _call(folder: Path, name: str, function: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return function(*arguments)
    except Exception as error:
        raise broken(folder, name, f"{function.__name__} raised {type(error).__name__}: {error}") from error

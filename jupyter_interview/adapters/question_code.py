"""Run the code that a question's author ships, in this process: test generators and the Python reference.

Only for folders of a bank the operator chose: this is trusted code and has no limits. Candidates' code never
comes here.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from jupyter_interview.adapters.question_files import GENERATOR_FILE, TESTS_FILE, TestEntry, broken, read_text
from jupyter_interview.adapters.question_rules import check_values
from jupyter_interview.domain.questions import Signature, TestCase

_REFERENCE = "solutions/python.py"


def whole_tests(folder: Path, entries: tuple[TestEntry, ...], signature: Signature) -> tuple[TestCase, ...]:
    """The hidden tests with every generator run and its expected value worked out by the Python reference.

    Raises:
        BadQuestion: a generator or the reference is missing, raises, or gives values that do not fit the
            signature.
    """
    generated = any(entry.arguments is msgspec.UNSET for entry in entries)
    generators = _run(folder, GENERATOR_FILE) if generated else {}
    names = _run(folder, _REFERENCE) if generated else {}
    tests = []
    for number, entry in enumerate(entries, 1):
        arguments, expected = entry.arguments, entry.expected
        if arguments is msgspec.UNSET:
            arguments = _generate(folder, generators, entry)
            # A copy by way of JSON: the reference may change its arguments in place, as candidates may.
            copies = msgspec.json.decode(msgspec.json.encode(arguments))
            reference = _function(folder, _REFERENCE, names, signature.function)
            expected = _call(folder, _REFERENCE, reference, *copies)
            check_values(folder, TESTS_FILE, f"test {number}", signature, arguments, expected)
        tests.append(TestCase(arguments, expected, entry.category))
    return tuple(tests)


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
    namespace: dict[str, Any] = {"__name__": f"question_{Path(name).stem}"}
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

"""Right or wrong: what a run's raw results mean for a question. Pure; the sandbox never sees an expected value.

The rules:

- A value counts only if it is of the declared type. A boolean is no integer; an integer passes for a float, a float
  never for an integer. NaN and the infinities are written as the strings `NaN`, `Infinity`, `-Infinity`, and only where
  a float is declared; a NaN equals a NaN.
- A submission's verdict is that of its first test that is not accepted. A compile error is the whole submission's.
  Tests that did not run have no result; a run that stopped short without a failing test is an internal error.
- Of a hidden test only index, category, verdict and time are told, and the evidence of a run with hidden tests is
  rounded up, so that a program cannot print its hidden input as a byte count.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any, Literal, NoReturn, TypeGuard

import msgspec

from jupyter_interview.domain.questions import Comparison, Question, Signature, TestCase, ValueType
from jupyter_interview.domain.sandbox import Outcome, RawResult, RunReport
from jupyter_interview.domain.verdicts import Evidence, Judgement, TestResult, Verdict
from jupyter_interview.errors import InvalidRequest

NON_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})
TOLERANCE = 1e-6
MAX_OWN_INPUTS = 20
MAX_OWN_BYTES = 64 * 1024
SHOWN_CHARACTERS = 2000
"""Longer arguments and values are cut when shown."""
OUTPUT_STEP = 64 * 1024
MEMORY_STEP = 16 * 1024 * 1024

VERDICTS: dict[Outcome, Verdict] = {
    "raised": Verdict.RUNTIME_ERROR,
    "exited": Verdict.RUNTIME_ERROR,
    "time_limit": Verdict.TIME_LIMIT,
    "memory_limit": Verdict.MEMORY_LIMIT,
    "output_limit": Verdict.OUTPUT_LIMIT,
}
"""The verdict of each outcome that needs no comparison."""

DEFAULT_MESSAGES = {
    Verdict.TIME_LIMIT: "The test took longer than its time limit.",
    Verdict.MEMORY_LIMIT: "The test used more memory than its limit.",
    Verdict.OUTPUT_LIMIT: "The test wrote more output than its limit.",
}


class JudgedCase(msgspec.Struct, frozen=True):
    """One test in a run: where it comes from decides what may be shown of it."""

    test: TestCase
    hidden: bool = False
    own: bool = False
    """The candidate's own input. Without an expected value (None) it is accepted when it ran without error."""


def select_cases(
    question: Question,
    purpose: Literal["submit", "examples"],
    own_inputs: Sequence[tuple[Any, ...]] = (),
) -> tuple[JudgedCase, ...]:
    """The tests of a run, in order: the examples, then the hidden tests (`submit`) or the own inputs (`examples`)."""
    examples = tuple(JudgedCase(test) for test in question.examples)
    if purpose == "submit":
        return examples + tuple(JudgedCase(test, hidden=True) for test in question.tests)
    own = (TestCase(arguments=arguments, expected=None, category="own") for arguments in own_inputs)
    return examples + tuple(JudgedCase(test, own=True) for test in own)


def judge(question: Question, cases: Sequence[JudgedCase], report: RunReport) -> Judgement:
    """The verdict on a run of `cases`, whose arguments were the request's tests in the same order.

    A pure function: the same report gets the same judgement.
    """
    hidden = any(case.hidden for case in cases)
    evidence = _blurred(report.evidence) if hidden else report.evidence
    whole = Judgement(Verdict.INTERNAL_ERROR, (), 0, len(cases), evidence, report.sandboxed)
    for raw in report.results:
        if raw.outcome == "compile_error":
            return msgspec.structs.replace(whole, verdict=Verdict.COMPILE_ERROR, message=raw.message)
    ran = [raw for raw in report.results if raw.outcome != "not_run"]
    results = tuple(_test_result(question.signature, cases[raw.index], raw) for raw in ran)
    failing = [result.verdict for result in results if result.verdict is not Verdict.ACCEPTED]
    if not failing and len(results) < len(cases):
        sentence = "The judge stopped before the last test. This is our failure, not yours: please submit again."
        return msgspec.structs.replace(whole, message=sentence)
    return msgspec.structs.replace(
        whole,
        verdict=failing[0] if failing else Verdict.ACCEPTED,
        tests=results,
        passed=len(results) - len(failing),
    )


def _test_result(signature: Signature, case: JudgedCase, raw: RawResult) -> TestResult:
    right = raw.outcome == "returned" and raw.message is None and _is_right(signature, case, raw.value)
    verdict = VERDICTS.get(raw.outcome, Verdict.ACCEPTED if right else Verdict.WRONG_ANSWER)
    told = TestResult(
        index=raw.index + 1,
        category=case.test.category,
        hidden=case.hidden,
        verdict=verdict,
        elapsed_ms=raw.elapsed_ms,
    )
    if case.hidden:
        return told
    has_expected = not (case.own and case.test.expected is None)
    return msgspec.structs.replace(
        told,
        arguments=show_arguments(signature, case.test.arguments),
        expected=_show(case.test.expected) if has_expected else None,
        actual=_show(raw.value) if raw.outcome == "returned" and raw.message is None else None,
        stdout=raw.stdout or None,
        message=raw.message or DEFAULT_MESSAGES.get(verdict),
    )


def _is_right(signature: Signature, case: JudgedCase, value: Any) -> bool:
    if not fits(value, signature.returns):
        return False
    if case.own and case.test.expected is None:
        return True
    return same(value, case.test.expected, signature.compare)


def fits(value: Any, kind: ValueType | str) -> bool:
    """Whether a JSON value is of the declared type."""
    if kind.endswith("[]"):
        return isinstance(value, list | tuple) and all(fits(item, kind[:-2]) for item in value)
    if isinstance(value, bool):
        return kind == "bool"
    if kind == "int":
        return isinstance(value, int)
    if kind == "float":
        return isinstance(value, int | float) or (isinstance(value, str) and value in NON_FINITE)
    return kind == "string" and isinstance(value, str) and _is_text(value)


def same(actual: Any, expected: Any, compare: Comparison) -> bool:
    """Whether two values of the same declared type are equal under the question's comparison. Symmetric."""
    if compare is Comparison.CLOSE:
        return _close(actual, expected)
    if _count(actual) != _count(expected):
        # Before anything is hashed: chosen integers all have one hash, and a dictionary of many takes hours.
        return False
    deep = compare is Comparison.UNORDERED_DEEP
    if compare is not Comparison.EXACT and isinstance(actual, list | tuple) and isinstance(expected, list | tuple):
        return Counter(_key(item, deep) for item in actual) == Counter(_key(item, deep) for item in expected)
    return _key(actual, False) == _key(expected, False)


def _count(value: Any) -> int:
    """Of all values in a value, itself included."""
    return 1 + sum(map(_count, value)) if isinstance(value, list | tuple) else 1


def _key(value: Any, unordered: bool) -> Hashable:
    """A hashable stand-in that is equal exactly when the values are; `unordered` forgets the order of a list."""
    if isinstance(value, list | tuple):
        keys = [_key(item, unordered) for item in value]
        return frozenset(Counter(keys).items()) if unordered else tuple(keys)
    return (isinstance(value, bool), isinstance(value, str), value)


def _close(actual: Any, expected: Any) -> bool:
    if isinstance(actual, list | tuple) and isinstance(expected, list | tuple):
        return len(actual) == len(expected) and all(map(_close, actual, expected))
    if not (_is_number(actual) and _is_number(expected)):
        return _key(actual, False) == _key(expected, False)
    try:
        return math.isclose(actual, expected, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    except OverflowError:  # an integer beyond every float
        return bool(actual == expected)


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def parse_own_inputs(text: str, signature: Signature) -> tuple[tuple[Any, ...], ...]:
    """The candidate's own inputs: one JSON array of arguments a line, empty lines skipped, at most 20 and 64 KB.

    Raises InvalidRequest with a sentence that names the line.
    """
    if len(text.encode("utf-8", "replace")) > MAX_OWN_BYTES:
        raise InvalidRequest(f"Own inputs may have at most {MAX_OWN_BYTES // 1024} KB. Please shorten them.")
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MAX_OWN_INPUTS:
        raise InvalidRequest(f"At most {MAX_OWN_INPUTS} own inputs run at a time. Please remove some.")
    return tuple(_own_input(number, line, signature) for number, line in lines)


def _own_input(number: int, line: str, signature: Signature) -> tuple[Any, ...]:
    try:
        arguments = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise InvalidRequest(
            f"Line {number} is not JSON. Write the arguments as one array, such as [[1, 2], 3]."
        ) from None
    names = ", ".join(f"{parameter.name} ({parameter.type})" for parameter in signature.parameters)
    if not isinstance(arguments, list) or len(arguments) != len(signature.parameters):
        raise InvalidRequest(f"Line {number} must be an array of {len(signature.parameters)} arguments: {names}.")
    for parameter, value in zip(signature.parameters, arguments, strict=True):
        if not fits(value, parameter.type):
            raise InvalidRequest(f"Line {number}: the argument {parameter.name} must be of the type {parameter.type}.")
    return tuple(arguments)


def show_arguments(signature: Signature, arguments: Sequence[Any]) -> str:
    """`name = value` for each parameter, the values as JSON, long ones cut."""
    pairs = zip(signature.parameters, arguments, strict=True)
    return ", ".join(f"{parameter.name} = {_show(value)}" for parameter, value in pairs)


def _show(value: Any) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False)
    except ValueError:  # an integer of more digits than Python writes
        return "a number too long to show"
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + " …"


def _is_text(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _blurred(evidence: Evidence) -> Evidence:
    peak = evidence.peak_memory_bytes
    return msgspec.structs.replace(
        evidence,
        output_bytes=_up(evidence.output_bytes, OUTPUT_STEP),
        peak_memory_bytes=None if peak is None else _up(peak, MEMORY_STEP),
    )


def _up(value: int, step: int) -> int:
    return -(-value // step) * step

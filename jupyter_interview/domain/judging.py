"""Right or wrong: what a run's raw results mean for a question. Pure; the sandbox never sees an expected value.

The rules:

- A value counts only if it is of the declared type (`value_types`). A boolean is no integer; an integer passes for a
  float, a float never for an integer. NaN and the infinities are written as the strings `NaN`, `Infinity`, `-Infinity`,
  and only where a float is declared; a NaN equals a NaN.
- A submission's verdict is that of its first test that is not accepted. A compile error is the whole submission's.
  Tests that did not run have no result; a run that stopped short without a failing test is an internal error.
- Of a hidden test only index, category, verdict and time are told, and the evidence of a run with hidden tests is
  rounded up, so that a program cannot print its hidden input as a byte count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from jupyter_interview.domain.comparing import same_answer
from jupyter_interview.domain.notation import show_answer, show_arguments
from jupyter_interview.domain.questions import Question, TestCase
from jupyter_interview.domain.sandbox import Outcome, RawResult, RunReport
from jupyter_interview.domain.signatures import Comparison
from jupyter_interview.domain.verdicts import Evidence, Judgement, TestResult, Verdict

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


def judge(
    question: Question, cases: Sequence[JudgedCase], report: RunReport, checked: Mapping[int, bool] | None = None
) -> Judgement:
    """The verdict on a run of `cases`, whose arguments were the request's tests in the same order.

    `checked` is what the question's checker said of each test that is `to_be_checked`, by its index. A pure function:
    the same report gets the same judgement.
    """
    hidden = any(case.hidden for case in cases)
    evidence = _blurred(report.evidence) if hidden else report.evidence
    whole = Judgement(Verdict.INTERNAL_ERROR, (), 0, len(cases), evidence, report.sandboxed)
    for raw in report.results:
        if raw.outcome == "compile_error":
            return msgspec.structs.replace(whole, verdict=Verdict.COMPILE_ERROR, message=raw.message)
    ran = [raw for raw in report.results if raw.outcome != "not_run"]
    results = tuple(_test_result(question, cases[raw.index], raw, checked or {}) for raw in ran)
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


def to_be_checked(question: Question, case: JudgedCase, raw: RawResult) -> bool:
    """Whether the question's checker decides on a test: an answer of the declared type to more than an own input."""
    by_checker = question.signature.compare is Comparison.CHECKER
    return by_checker and not _states_none(case) and _answered(question, case, raw)


def _test_result(question: Question, case: JudgedCase, raw: RawResult, checked: Mapping[int, bool]) -> TestResult:
    signature = question.signature
    returned = raw.outcome == "returned" and raw.message is None
    right = _answered(question, case, raw) and _is_right(question, case, raw, checked)
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
    return msgspec.structs.replace(
        told,
        arguments=show_arguments(signature, case.test.arguments),
        expected=None if _states_none(case) else show_answer(signature, case.test.expected),
        actual=show_answer(signature, raw.value) if returned else None,
        stdout=raw.stdout or None,
        message=raw.message or DEFAULT_MESSAGES.get(verdict),
    )


def _answered(question: Question, case: JudgedCase, raw: RawResult) -> bool:
    returned = raw.outcome == "returned" and raw.message is None
    return returned and question.signature.fits_answer(case.test.arguments, raw.value)


def _is_right(question: Question, case: JudgedCase, raw: RawResult, checked: Mapping[int, bool]) -> bool:
    if to_be_checked(question, case, raw):
        return checked[raw.index]
    return _states_none(case) or same_answer(question.signature, raw.value, case.test.expected)


def _states_none(case: JudgedCase) -> bool:
    """An own input that only runs."""
    return case.own and case.test.expected is None


def _blurred(evidence: Evidence) -> Evidence:
    peak = evidence.peak_memory_bytes
    return msgspec.structs.replace(
        evidence,
        output_bytes=_up(evidence.output_bytes, OUTPUT_STEP),
        peak_memory_bytes=None if peak is None else _up(peak, MEMORY_STEP),
    )


def _up(value: int, step: int) -> int:
    return -(-value // step) * step

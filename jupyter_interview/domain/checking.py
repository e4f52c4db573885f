"""Questions with many right answers: what their own checker is asked, and what it said.

`checker.py` is the question author's, but the answers it reads are the candidate's. So it runs in a sandbox, one of its
own, in which no candidate's code has been.
"""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_interview.domain.judging import JudgedCase, to_be_checked
from jupyter_interview.domain.limits import LIMITS
from jupyter_interview.domain.questions import Question
from jupyter_interview.domain.sandbox import RunReport, RunRequest
from jupyter_interview.domain.signatures import FunctionSignature, Parameter
from jupyter_interview.errors import BadQuestion

CHECK = FunctionSignature(
    "check", (Parameter("arguments", "json"), Parameter("expected", "json"), Parameter("actual", "json")), "bool"
)
"""What `checker.py` defines."""
LANGUAGE = "python"


def asked_of_checker(question: Question, cases: Sequence[JudgedCase], report: RunReport) -> tuple[int, ...]:
    """The indices of the tests whose answer only the checker can judge."""
    if question.checker is None:
        return ()
    return tuple(raw.index for raw in report.results if to_be_checked(question, cases[raw.index], raw))


def check_request(
    checker: str, asked: Sequence[int], cases: Sequence[JudgedCase], report: RunReport, submission_id: str
) -> RunRequest:
    """The run that asks the checker: one test for each answer."""
    tests = [cases[index].test for index in asked]
    return RunRequest(
        submission_id=submission_id,
        interview_id=f"checker-{submission_id}",
        language=LANGUAGE,
        source=checker,
        signature=CHECK,
        tests=tuple(
            (test.arguments, test.expected, report.results[index].value)
            for index, test in zip(asked, tests, strict=True)
        ),
        limits=LIMITS,
    )


def what_it_said(question: Question, asked: Sequence[int], report: RunReport) -> dict[int, bool]:
    """The checker's word on each answer, by the index of its test.

    Raises:
        BadQuestion: it did not say yes or no to each. That is its author's fault and never the candidate's.
    """
    for raw in report.results:
        if raw.outcome != "returned" or raw.message is not None:
            why = (raw.message or "").strip().rpartition("\n")[2]
            rule = f"gave no answer on a test: {raw.outcome} {why}".strip()
            raise BadQuestion(f"Question {question.id}, checker.py: {rule}", question=question.id, file="checker.py")
    return {index: raw.value for index, raw in zip(asked, report.results, strict=True)}

"""Questions with a checker: who is asked about what, and whose fault it is when the checker breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from jupyter_interview.domain.judging import JudgedCase, select_cases
from jupyter_interview.domain.questions import Question, TestCase
from jupyter_interview.domain.sandbox import RawResult, RunReport, RunRequest
from jupyter_interview.domain.signatures import Comparison, FunctionSignature, Parameter
from jupyter_interview.domain.verdicts import Judgement, Verdict
from jupyter_interview.errors import BadQuestion
from jupyter_interview.service.checking import run_and_judge
from jupyter_interview.service.judging import limits_for
from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox
from tests.service.world import bank

DIVISOR = """
def check(arguments, expected, actual):
    (number,) = arguments
    assert expected is None or number % expected == 0
    return 1 < actual < number and number % actual == 0
"""
SIGNATURE = FunctionSignature("divisor", (Parameter("number", "int"),), "int", Comparison.CHECKER)


class RecordingSandbox(ProcessSandbox):
    def __init__(self) -> None:
        self.requests: list[RunRequest] = []

    async def run(self, request: RunRequest, progress: Callable[[RawResult], None] | None = None) -> RunReport:
        self.requests.append(request)
        return await super().run(request, progress)


def question(checker: str = DIVISOR) -> Question:
    """Any divisor of a number will do."""
    return replace(
        bank().get(bank().ids()[0]),
        signature=SIGNATURE,
        examples=(TestCase((6,), 2),),
        tests=(TestCase((35,), None, "small"), TestCase((49,), 7, "square")),
        checker=checker,
    )


async def judged(
    sandbox: ProcessSandbox, source: str, asked: Question | None = None, cases: Sequence[JudgedCase] | None = None
) -> Judgement:
    asked = asked or question()
    cases = cases or select_cases(asked, "submit")
    request = RunRequest(
        submission_id="one",
        interview_id="an interview",
        language="python",
        source=source,
        signature=asked.signature,
        tests=tuple(case.test.arguments for case in cases),
        limits=limits_for(asked, "python"),
    )
    return await run_and_judge(sandbox, asked, cases, request)


LARGEST = "def divisor(n): return next(d for d in range(n - 1, 0, -1) if n % d == 0)"


async def test_any_right_answer_is_accepted() -> None:
    sandbox = RecordingSandbox()
    judgement = await judged(sandbox, LARGEST)
    assert (judgement.verdict, judgement.passed) == (Verdict.ACCEPTED, 3)
    example = judgement.tests[0]
    assert (example.actual, example.expected) == ("3", "2"), "another right answer than the example shows"
    candidate, checker = sandbox.requests
    assert candidate.tests == ((6,), (35,), (49,)), "no expected value goes to the candidate"
    assert checker.tests == (((6,), 2, 3), ((35,), None, 7), ((49,), 7, 7))
    assert (checker.source, checker.language) == (DIVISOR, "python")
    assert checker.interview_id != candidate.interview_id


async def test_the_checker_is_asked_only_about_answers() -> None:
    source = "def divisor(n):\n    if n == 6: return 4\n    if n == 35: raise ValueError\n    return 'seven'"
    sandbox = RecordingSandbox()
    judgement = await judged(sandbox, source)
    verdicts = [test.verdict for test in judgement.tests]
    assert verdicts == [Verdict.WRONG_ANSWER, Verdict.RUNTIME_ERROR, Verdict.WRONG_ANSWER]
    assert [request.tests for request in sandbox.requests[1:]] == [(((6,), 2, 4),)]


async def test_without_an_answer_nobody_is_asked() -> None:
    sandbox = RecordingSandbox()
    assert (await judged(sandbox, "def divisor(n:")).verdict is Verdict.COMPILE_ERROR
    assert (await judged(sandbox, "def divisor(n): return None")).verdict is Verdict.WRONG_ANSWER
    assert len(sandbox.requests) == 2


async def test_own_inputs_just_run() -> None:
    sandbox = RecordingSandbox()
    cases = select_cases(question(), "examples", [(8,)])
    judgement = await judged(sandbox, "def divisor(n): return 2 if n == 6 else 5", cases=cases)
    assert [test.verdict for test in judgement.tests] == [Verdict.ACCEPTED, Verdict.ACCEPTED]
    assert judgement.tests[1].expected is None
    assert sandbox.requests[1].tests == (((6,), 2, 2),)


BROKEN: dict[str, tuple[str, str]] = {
    "raises": ("def check(a, e, b): return 1 / 0", "ZeroDivisionError"),
    "no bool": ("def check(a, e, b): return 1", "a boolean was declared"),
    "leaves": ("import sys\ndef check(a, e, b): sys.exit(0)", "SystemExit"),
    "no function": ("x = 1", "no function named check"),
}


@pytest.mark.parametrize("case", BROKEN)
async def test_a_checker_that_breaks_is_the_questions_fault(case: str) -> None:
    """An exception, which the worker records as an internal error when trying again does not help."""
    checker, why = BROKEN[case]
    with pytest.raises(BadQuestion, match=r"checker\.py: gave no answer on a test: ") as broken:
        await judged(ProcessSandbox(), LARGEST, question(checker))
    assert why in broken.value.message


async def test_json_goes_in_as_it_is() -> None:
    signature = FunctionSignature("f", (Parameter("x", "map<int,float[]>"),), "linked_list<int>", Comparison.CHECKER)
    given: dict[str, Any] = {"7": ["NaN", 0.5]}
    checker = f"def check(a, e, b): return (a, e, b) == ([{given!r}], {{'a': None}}, [1, 2])"
    asked = replace(
        question(checker), signature=signature, examples=(), tests=(TestCase((given,), {"a": None}, "any"),)
    )
    source = "def f(x):\n    assert 7 in x\n    return ListNode(1, ListNode(2))"
    assert (await judged(ProcessSandbox(), source, asked)).verdict is Verdict.ACCEPTED

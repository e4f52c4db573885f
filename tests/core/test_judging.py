"""The rules that turn raw results into a verdict."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from jupyter_interview.domain.judging import JudgedCase, judge, select_cases
from jupyter_interview.domain.questions import PRIORS, Complexity, Difficulty, Question, TestCase
from jupyter_interview.domain.sandbox import Outcome, RawResult, RunReport
from jupyter_interview.domain.signatures import Comparison, FunctionSignature, Parameter
from jupyter_interview.domain.verdicts import Evidence, Judgement, Verdict

SECRET = "do-not-tell"


def question(returns: Any = "int", compare: Comparison = Comparison.EXACT) -> Question:
    """Two examples and two hidden tests of `double(n)`."""
    return Question(
        id="double",
        digest="sha256:0",
        title="Double",
        difficulty=Difficulty.EASY,
        topics=("math",),
        statement="",
        constraints=(),
        signature=FunctionSignature("double", (Parameter("n", "int"),), returns, compare),
        examples=(TestCase((1,), 2), TestCase((2,), 4)),
        tests=(TestCase((3,), 6, category="basic"), TestCase((4,), 8, category="large")),
        hints=(),
        complexity=Complexity("O(1)", "O(1)"),
        follow_ups=(),
        rubric=(),
        clarifications=(),
        solutions=(),
        wrong=(),
        time_limits={},
        prior=PRIORS[Difficulty.EASY],
        minutes=15.0,
    )


def raw(index: int, outcome: Outcome = "returned", value: Any = None, **fields: Any) -> RawResult:
    return RawResult(index, outcome, 5, value=value, stdout=SECRET, **fields)


def verdict_on(*results: RawResult, asked: Question | None = None) -> Judgement:
    asked = asked or question()
    evidence = Evidence(elapsed_ms=20, output_bytes=12345, peak_memory_bytes=10_000_001)
    return judge(asked, select_cases(asked, "submit"), RunReport(results, evidence, True))


def test_cases_of_a_submission() -> None:
    cases = select_cases(question(), "submit", [(9,)])
    assert [(case.test.arguments, case.hidden, case.own) for case in cases] == [
        ((1,), False, False),
        ((2,), False, False),
        ((3,), True, False),
        ((4,), True, False),
    ]


def test_cases_of_run_examples() -> None:
    cases = select_cases(question(), "examples", [(9,), (10,)])
    assert [case.test.arguments for case in cases] == [(1,), (2,), (9,), (10,)]
    assert [case.own for case in cases] == [False, False, True, True]
    assert not any(case.hidden for case in cases)
    assert cases[2].test.category == "own"


def test_all_right_is_accepted() -> None:
    judgement = verdict_on(raw(0, value=2), raw(1, value=4), raw(2, value=6), raw(3, value=8))
    assert (judgement.verdict, judgement.passed, judgement.total) == (Verdict.ACCEPTED, 4, 4)
    assert [test.index for test in judgement.tests] == [1, 2, 3, 4]
    assert judgement.sandboxed


def test_a_visible_test_tells_everything() -> None:
    test = verdict_on(raw(0, value=3), raw(1, value=4), raw(2, value=6), raw(3, value=8)).tests[0]
    assert (test.verdict, test.arguments, test.expected, test.actual) == (Verdict.WRONG_ANSWER, "n = 1", "2", "3")
    assert test.stdout == SECRET


@pytest.mark.parametrize("outcome", ["returned", "raised", "exited", "memory_limit", "output_limit"])
def test_a_hidden_test_tells_index_category_verdict_and_time(outcome: Outcome) -> None:
    hidden = raw(
        3, outcome, SECRET if outcome == "returned" else None, message=None if outcome == "returned" else SECRET
    )
    judgement = verdict_on(raw(0, value=2), raw(1, value=4), raw(2, value=6), hidden)
    test = judgement.tests[3]
    assert msgspec.to_builtins(test) == {
        "index": 4,
        "category": "large",
        "hidden": True,
        "verdict": test.verdict.value,
        "elapsedMs": 5,
        **dict.fromkeys(("arguments", "expected", "actual", "stdout", "message")),
    }
    assert test.verdict is not Verdict.ACCEPTED
    assert SECRET not in msgspec.json.encode(judgement.tests[2:]).decode()
    assert SECRET not in str(judgement.message)


def test_the_evidence_of_hidden_tests_is_rounded_up() -> None:
    """A program could print as many bytes as its hidden input says."""
    judgement = verdict_on(raw(0, value=2), raw(1, value=4), raw(2, value=6), raw(3, value=8))
    assert judgement.evidence.output_bytes == 65536
    assert judgement.evidence.peak_memory_bytes == 16 * 1024 * 1024
    report = RunReport((raw(0, value=2), raw(1, value=4)), Evidence(output_bytes=12345), True)
    assert judge(question(), select_cases(question(), "examples"), report).evidence.output_bytes == 12345


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        ("raised", Verdict.RUNTIME_ERROR),
        ("exited", Verdict.RUNTIME_ERROR),
        ("time_limit", Verdict.TIME_LIMIT),
        ("memory_limit", Verdict.MEMORY_LIMIT),
        ("output_limit", Verdict.OUTPUT_LIMIT),
    ],
)
def test_each_outcome_has_its_verdict(outcome: Outcome, verdict: Verdict) -> None:
    judgement = verdict_on(raw(0, value=2), raw(1, outcome, message="why"), raw(2, value=6), raw(3, value=8))
    assert (judgement.verdict, judgement.passed) == (verdict, 3)
    assert judgement.tests[1].message == "why"


def test_limits_have_a_sentence_of_their_own() -> None:
    judgement = verdict_on(raw(0, "time_limit"), *(raw(index, "not_run") for index in (1, 2, 3)))
    assert judgement.verdict is Verdict.TIME_LIMIT
    assert judgement.tests[0].message == "The test took longer than its time limit."
    assert (len(judgement.tests), judgement.passed, judgement.total) == (1, 0, 4)


def test_the_first_failing_test_decides() -> None:
    judgement = verdict_on(raw(0, value=2), raw(1, value=5), raw(2, "raised"), raw(3, "time_limit"))
    assert judgement.verdict is Verdict.WRONG_ANSWER


def test_a_compile_error_is_the_whole_submissions() -> None:
    judgement = verdict_on(raw(0, "compile_error", message="line 3"), *(raw(index, "not_run") for index in (1, 2, 3)))
    assert (judgement.verdict, judgement.message, judgement.tests) == (Verdict.COMPILE_ERROR, "line 3", ())


@pytest.mark.parametrize("results", [(), (raw(0, value=2),), (raw(0, value=2), raw(1, "not_run"))])
def test_stopping_short_without_a_failure_is_ours(results: tuple[RawResult, ...]) -> None:
    judgement = verdict_on(*results)
    assert judgement.verdict is Verdict.INTERNAL_ERROR
    assert judgement.message


def test_a_wrong_type_is_a_wrong_answer_with_its_reason() -> None:
    judgement = verdict_on(raw(0, message="a set"), raw(1, value=4), raw(2, value=6), raw(3, value=8))
    assert (judgement.tests[0].verdict, judgement.tests[0].message) == (Verdict.WRONG_ANSWER, "a set")
    assert judgement.tests[0].actual is None


@pytest.mark.parametrize("value", [True, "2", None, [2], 2.0, {"a": 1}])
def test_a_value_that_lies_about_its_type_is_wrong(value: Any) -> None:
    """Even when it equals the expected one in Python."""
    judgement = verdict_on(raw(0, value=value), raw(1, value=4), raw(2, value=6), raw(3, value=8))
    assert judgement.verdict is Verdict.WRONG_ANSWER


def test_own_inputs_without_an_expected_value_just_run() -> None:
    asked = question()
    cases = (JudgedCase(TestCase((9,), None, category="own"), own=True),)
    ran = judge(asked, cases, RunReport((raw(0, value=99),), Evidence(), False)).tests[0]
    assert (ran.verdict, ran.actual, ran.expected, ran.category) == (Verdict.ACCEPTED, "99", None, "own")
    failed = judge(asked, cases, RunReport((raw(0, "raised", message="Error"),), Evidence(), False))
    assert (failed.verdict, failed.sandboxed) == (Verdict.RUNTIME_ERROR, False)


def test_own_inputs_with_an_expected_value_are_compared() -> None:
    cases = (JudgedCase(TestCase((9,), 18, category="own"), own=True),)
    judgement = judge(question(), cases, RunReport((raw(0, value=99),), Evidence(), True))
    assert (judgement.verdict, judgement.tests[0].expected) == (Verdict.WRONG_ANSWER, "18")

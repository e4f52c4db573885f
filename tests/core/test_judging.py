"""The rules that turn raw results into a verdict."""

from __future__ import annotations

import json
import math
import random
import sys
import time
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_interview.domain.judging import (
    MAX_OWN_BYTES,
    MAX_OWN_INPUTS,
    JudgedCase,
    fits,
    judge,
    parse_own_inputs,
    same,
    select_cases,
    show_arguments,
)
from jupyter_interview.domain.questions import (
    Comparison,
    Complexity,
    Difficulty,
    Parameter,
    Question,
    Signature,
    TestCase,
)
from jupyter_interview.domain.sandbox import Outcome, RawResult, RunReport
from jupyter_interview.domain.verdicts import Evidence, Judgement, Verdict
from jupyter_interview.errors import InvalidRequest

SECRET = "do-not-tell"
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine may be busy with other tests."""


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
        signature=Signature("double", (Parameter("n", "int"),), returns, compare),
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


def test_long_values_are_cut_when_shown() -> None:
    signature = Signature("f", (Parameter("a", "int[]"), Parameter("b", "string")), "int")
    assert show_arguments(signature, ([1, 2], 'é"')) == 'a = [1, 2], b = "é\\""'
    assert len(show_arguments(signature, (list(range(10_000)), ""))) < 2100


SCALARS = {
    "int": st.integers(),
    "float": st.one_of(
        st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["NaN", "Infinity"])
    ),
    "bool": st.booleans(),
    "string": st.text(),
}
TYPES = {
    **SCALARS,
    **{f"{name}[]": st.lists(plain, max_size=5) for name, plain in SCALARS.items()},
    **{f"{name}[][]": st.lists(st.lists(plain, max_size=3), max_size=4) for name, plain in SCALARS.items()},
}
typed = st.sampled_from(sorted(TYPES)).flatmap(lambda kind: st.tuples(st.just(kind), TYPES[kind], TYPES[kind]))


@unhurried
@given(typed, st.sampled_from(Comparison))
def test_comparison_is_symmetric_and_reflexive(pair: tuple[str, Any, Any], compare: Comparison) -> None:
    _, one, other = pair
    assert same(one, other, compare) == same(other, one, compare)
    assert same(one, one, compare)
    assert same(json.loads(json.dumps(one)), one, compare), "what travelled equals what was sent"


@unhurried
@given(typed)
def test_exact_is_json_equality(pair: tuple[str, Any, Any]) -> None:
    _, one, other = pair
    assert same(one, other, Comparison.EXACT) == (one == other)


@unhurried
@given(typed)
def test_equal_exactly_is_equal_in_every_comparison(pair: tuple[str, Any, Any]) -> None:
    _, one, other = pair
    if same(one, other, Comparison.EXACT):
        assert all(same(one, other, compare) for compare in Comparison)


@unhurried
@given(st.lists(st.integers(0, 4), max_size=6), st.randoms())
def test_unordered_forgets_order_but_counts(values: list[int], chance: random.Random) -> None:
    shuffled = values[:]
    chance.shuffle(shuffled)
    assert same(shuffled, values, Comparison.UNORDERED)
    assert not same([*values, 1], values, Comparison.UNORDERED)
    if values:
        assert same(values, sorted(values), Comparison.EXACT) == (values == sorted(values))


@unhurried
@given(st.lists(st.lists(st.text(max_size=2), max_size=3), max_size=4), st.randoms())
def test_unordered_deep_forgets_both_orders(groups: list[list[str]], chance: random.Random) -> None:
    shuffled = [chance.sample(group, len(group)) for group in groups]
    assert same(chance.sample(shuffled, len(shuffled)), groups, Comparison.UNORDERED_DEEP)
    assert not same([*shuffled, ["x"]], groups, Comparison.UNORDERED_DEEP)


def test_unordered_keeps_the_inner_order() -> None:
    assert same([[3, 4], [1, 2]], [[1, 2], [3, 4]], Comparison.UNORDERED)
    assert not same([[2, 1], [3, 4]], [[1, 2], [3, 4]], Comparison.UNORDERED)
    assert same([[4, 3], [2, 1]], [[1, 2], [3, 4]], Comparison.UNORDERED_DEEP)
    assert not same([[1, 1, 2]], [[1, 2, 2]], Comparison.UNORDERED_DEEP)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (1.0, 1.0 + 9e-7, True),
        (1.0, 1.0 + 2e-6, False),
        (1e12, 1e12 + 1e5, True),
        (1e12, 1e12 + 1e7, False),
        (0.0, 9e-7, True),
        (3, 3.0000001, True),
        ([1.0, 2.0], [1.0, 2.0000001], True),
        ([1.0, 2.0], [2.0, 1.0], False),
        ([1.0], [1.0, 1.0], False),
        ("NaN", "NaN", True),
        ("NaN", 0.0, False),
        ("Infinity", "-Infinity", False),
        (10**400, 1.0, False),
        (10**400, 10**400, True),
        (True, 1, False),
    ],
)
def test_close(one: Any, other: Any, equal: bool) -> None:
    assert same(one, other, Comparison.CLOSE) is equal
    assert same(other, one, Comparison.CLOSE) is equal


def test_integers_past_two_to_the_53_stay_apart() -> None:
    assert not same(2**53, 2**53 + 1, Comparison.EXACT)
    assert not same(2**53 + 1, float(2**53), Comparison.EXACT)


@unhurried
@given(typed)
def test_values_fit_their_own_type(pair: tuple[str, Any, Any]) -> None:
    kind, one, _ = pair
    assert fits(one, kind)
    assert fits([one, one], kind + "[]")
    assert not fits(None, kind)
    assert not fits({"value": one}, kind)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, "int"), (1.0, "int"), ("1", "int"), (True, "float"), ("nan", "float"), (math.nan, "int"), (0, "bool"),
        ("\ud800", "string"), ("ab", "string[]"), ([1, "2"], "int[]"), ([[1], 2], "int[][]"),
        ("NaN", "int"), (1, "other"),
    ],
)  # fmt: skip
def test_what_does_not_fit(value: Any, kind: str) -> None:
    assert not fits(value, kind)


PAIR = Signature("two_sum", (Parameter("numbers", "int[]"), Parameter("target", "int")), "int[]")


def test_own_inputs() -> None:
    assert parse_own_inputs("[[1, 2], 3]\n\n  [[], -4]\r\n", PAIR) == (([1, 2], 3), ([], -4))
    assert parse_own_inputs("", PAIR) == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[[1, 2], 3", "Line 1 is not JSON"),
        ("[[1], 2]\nnonsense", "Line 2 is not JSON"),
        ("[[1], NaN]", "Line 1 is not JSON"),
        ("[" * 60_000, "Line 1 is not JSON"),
        ("[[1], " + "9" * 5000 + "]", "Line 1 is not JSON"),
        ("{}", "array of 2 arguments: numbers (int[]), target (int)"),
        ("[[1, 2]]", "array of 2 arguments"),
        ("[[1, 2], 3, 4]", "array of 2 arguments"),
        ('[[1, "2"], 3]', "the argument numbers must be of the type int[]"),
        ("[[1], true]", "the argument target must be of the type int"),
        ("[[1], 1.5]", "the argument target must be of the type int"),
        ("[[1], 2]\n" * (MAX_OWN_INPUTS + 1), "At most 20"),
        ("[[1], 2]" + " " * MAX_OWN_BYTES, "64 KB"),
    ],
    ids=range(13),
)
def test_own_inputs_that_are_refused(text: str, word: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        parse_own_inputs(text, PAIR)
    assert word in caught.value.message


@unhurried
@given(st.text(max_size=200))
def test_own_inputs_never_break(text: str) -> None:
    try:
        rows = parse_own_inputs(text, PAIR)
    except InvalidRequest:
        return
    assert all(fits(numbers, "int[]") and fits(target, "int") for numbers, target in rows)


@pytest.mark.parametrize("compare", [Comparison.UNORDERED, Comparison.UNORDERED_DEEP])
def test_integers_of_one_hash_cost_no_time(compare: Comparison) -> None:
    colliding = [number * sys.hash_info.modulus for number in range(1, 20_000)]
    before = time.process_time()
    assert not same([colliding, [1]], [[1, 2, 3]], compare)
    assert not same([[number] for number in colliding], [[1, 2, 3]], compare)
    assert time.process_time() - before < 1

"""When two values are the same."""

from __future__ import annotations

import json
import random
import sys
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.domain.comparing import same, same_answer
from jupyter_interview.domain.signatures import ClassSignature, Comparison, Method, ProgramSignature
from tests.core.values import typed, unhurried

COMPARISONS = [compare for compare in Comparison if compare is not Comparison.CHECKER]


@unhurried
@given(typed, st.sampled_from(COMPARISONS))
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
        assert all(same(one, other, compare) for compare in COMPARISONS)


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


def test_maps_and_nulls() -> None:
    assert same({"a": 1, "b": None}, {"b": None, "a": 1}, Comparison.EXACT)
    assert not same({"a": 1}, {"a": 1, "b": None}, Comparison.EXACT)
    assert not same({"a": 1}, {"b": 1}, Comparison.EXACT)
    assert same({"a": 1.0}, {"a": 1.0000001}, Comparison.CLOSE)
    assert same([{"b": 2, "a": 1}, None], [None, {"a": 1, "b": 2}], Comparison.UNORDERED)
    assert not same(None, [], Comparison.UNORDERED)
    assert not same(None, 0, Comparison.CLOSE)


def test_a_class_is_compared_call_by_call() -> None:
    """The order of the calls is no list's order."""
    methods = (Method("all", "int[]"), Method("size", "int"))
    signature = ClassSignature("Box", methods, compare=Comparison.UNORDERED)
    assert same_answer(signature, [None, [2, 1], 2], [None, [1, 2], 2])
    assert not same_answer(signature, [None, 2, [2, 1]], [None, [1, 2], 2])
    assert not same_answer(signature, [None, [1, 2], 3], [None, [1, 2], 2])


@pytest.mark.parametrize(
    ("one", "other", "exact", "close"),
    [
        ("1 2\n", "1 2", True, True),
        ("1 2  \n3\t\n\n\n", "1 2\n3\n", True, True),
        ("1 2\r\n3\r\n", "1 2\n3\n", True, True),
        ("", "\n", True, True),
        ("1  2", "1 2", False, True),
        (" 1", "1", False, True),
        ("\n1", "1", False, True),
        ("0.30000000000000004", "0.3", False, True),
        ("1e3 yes", "1000 yes", False, True),
        ("1 yes", "1 no", False, False),
        ("1", "1 2", False, False),
        ("1.1", "1.2", False, False),
        ("nan", "NaN", False, False),
    ],
)
def test_what_programs_write(one: str, other: str, exact: bool, close: bool) -> None:
    for compare, equal in ((Comparison.EXACT, exact), (Comparison.CLOSE, close)):
        signature = ProgramSignature(compare=compare)
        assert same_answer(signature, one, other) is equal
        assert same_answer(signature, other, one) is equal


@pytest.mark.parametrize("compare", [Comparison.UNORDERED, Comparison.UNORDERED_DEEP])
def test_integers_of_one_hash_cost_no_time(compare: Comparison) -> None:
    colliding = [number * sys.hash_info.modulus for number in range(1, 20_000)]
    before = time.process_time()
    assert not same([colliding, [1]], [[1, 2, 3]], compare)
    assert not same([[number] for number in colliding], [[1, 2, 3]], compare)
    assert time.process_time() - before < 1


def test_lists_of_one_type_are_compared_as_all_others() -> None:
    for one, other in (([True], [1]), ([0], [False]), ([1, 2], [1, 3]), ([1.0], [1.5]), (["a"], ["b"]), ([1], [1, 1])):
        assert not same(one, other, Comparison.EXACT)
    for one, other in (([1], [1.0]), ([1, 2], (1, 2)), ([], ())):
        assert same(one, other, Comparison.EXACT)

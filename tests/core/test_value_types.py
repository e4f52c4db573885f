"""Which types there are, and which values are of them."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given

from jupyter_interview.domain.value_types import (
    MAX_DEPTH,
    LinkedList,
    ListOf,
    MapOf,
    Nullable,
    Scalar,
    Tree,
    ValueType,
    fits,
    parse_type,
    shapes,
)
from jupyter_interview.errors import BadQuestion
from tests.core.values import typed, unhurried

INT, STRING = Scalar("int"), Scalar("string")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("int", INT),
        ("long[][][]", ListOf(ListOf(ListOf(Scalar("long"))))),
        ("int?[]", ListOf(Nullable(INT))),
        ("int[]?", Nullable(ListOf(INT))),
        ("map<string,int[]>", MapOf("string", ListOf(INT))),
        ("map<int,map<string,bool>>[]", ListOf(MapOf("int", MapOf("string", Scalar("bool"))))),
        ("linked_list<string>[]", ListOf(LinkedList(STRING))),
        ("tree<float>", Tree(Scalar("float"))),
    ],
)
def test_types_that_there_are(text: str, kind: ValueType) -> None:
    assert parse_type(text) == kind


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "is no type"),
        ("integer", "'integer' is no type"),
        ("Int", "is no type"),
        ("int []", "is no type"),
        ("[]", "is no type"),
        ("list<int>", "is no type"),
        ("map<int>", "is no type"),
        ("map<float,int>", "the keys of a map are string or int"),
        ("map<string, int>", "' int' is no type"),
        ("map<string,int", "is no type"),
        ("linked_list<int[]>", "'int[]' in 'linked_list<int[]>' is no type"),
        ("tree<tree<int>>", "is no type"),
        ("json[]", "is no type"),
        ("void?", "is no type"),
        ("int??", "a question mark too many"),
        ("tree<int>?", "a question mark too many"),
        ("int" + "[]" * MAX_DEPTH, "at most 6 deep"),
        ("int" + "[]" * 1000, "at most 120 characters"),
    ],
)
def test_types_that_there_are_not(text: str, word: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        parse_type(text)
    assert word in refused.value.message


def test_the_types_inside_a_type() -> None:
    assert list(shapes(parse_type("map<int,tree<int>[]>"))) == [
        MapOf("int", ListOf(Tree(INT))),
        ListOf(Tree(INT)),
        Tree(INT),
        INT,
    ]


@unhurried
@given(typed)
def test_values_fit_their_own_type(pair: tuple[str, Any, Any]) -> None:
    kind, one, _ = pair
    assert fits(one, kind)
    assert fits([one, one], kind + "[]")
    assert fits(None, kind) is kind.endswith("?")
    assert not fits({"value": {"value": one}}, kind)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, "int"), (1.0, "int"), ("1", "int"), (True, "float"), ("nan", "float"), (math.nan, "int"), (0, "bool"),
        ("\ud800", "string"), ("ab", "string[]"), ([1, "2"], "int[]"), ([[1], 2], "int[][]"),
        ("NaN", "int"),
    ],
)  # fmt: skip
def test_what_does_not_fit(value: Any, kind: str) -> None:
    assert not fits(value, kind)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (2**31 - 1, "int"), (-(2**31), "int"), (2**53 - 1, "long"), (1, "float"), ("NaN", "float"),
        (None, "int?"), (3, "int?"), ([None, 1], "int?[]"), (None, "void"), ({"x": [1, None]}, "json"),
        ({}, "map<int,int>"), ({"-7": 1, "0": 2}, "map<int,int>"), ({"": [1]}, "map<string,int[]>"),
        ([], "linked_list<int>"), ([], "tree<int>"), ([1, None, 2, 3], "tree<int>"), ((1, 2), "int[]"),
    ],
)  # fmt: skip
def test_what_fits(value: Any, kind: str) -> None:
    assert fits(value, kind)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (2**31, "int"), (2**53, "long"), (-(2**53), "long"), (2.0, "long"), (None, "int"), (None, "int[]"),
        ("1", "int?"), (0, "void"), ([], "map<string,int>"), ({"1": "x"}, "map<int,int>"), ({1: 1}, "map<int,int>"),
        ({"01": 1}, "map<int,int>"), ({"-0": 1}, "map<int,int>"), ({"+1": 1}, "map<int,int>"),
        ({"1.0": 1}, "map<int,int>"), ({"2147483648": 1}, "map<int,int>"), ({"\ud800": 1}, "map<string,int>"),
        (None, "linked_list<int>"), ([None], "linked_list<int>"), (None, "tree<int>"), ([None], "tree<int>"),
        ([1, None, None], "tree<int>"), ([1, None, None, 2], "tree<int>"), ([1, "2"], "tree<int>"),
        ([1, True], "int[]"), ([1, 2.0], "int[]"), ([0, 2**31], "int[]"), ([-(2**31) - 1, 0], "int[]"),
        ([0, -(2**53)], "long[]"), ([1.5, True], "float[]"), (["a", "\ud800", "\udc00"], "string[]"),
    ],
)  # fmt: skip
def test_what_does_not_fit_either(value: Any, kind: str) -> None:
    assert not fits(value, kind)

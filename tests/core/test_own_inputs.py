"""The candidate's own inputs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.domain.own_inputs import MAX_OWN_BYTES, MAX_OWN_INPUTS, parse_own_inputs
from jupyter_interview.domain.signatures import ClassSignature, FunctionSignature, Method, Parameter, ProgramSignature
from jupyter_interview.domain.value_types import fits
from jupyter_interview.errors import InvalidRequest
from tests.core.values import unhurried

PAIR = FunctionSignature("two_sum", (Parameter("numbers", "int[]"), Parameter("target", "int")), "int[]")


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
        ("{}", "the arguments as one array: numbers (int[]), target (int)"),
        ("[[1, 2]]", "2 arguments expected, 1 given"),
        ("[[1, 2], 3, 4]", "2 arguments expected, 3 given"),
        ('[[1, "2"], 3]', "Line 1: argument numbers must be of the type int[]"),
        ("[[1], true]", "Line 1: argument target must be of the type int"),
        ("[[1], 1.5]", "Line 1: argument target must be of the type int"),
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


CACHE = ClassSignature(
    "Cache",
    (Method("put", "void", (Parameter("key", "string"), Parameter("value", "int"))), Method("get", "int?")),
    (Parameter("size", "int"),),
)


def test_own_inputs_of_a_class_and_of_a_program() -> None:
    line = '[["Cache", "put", "get"], [[2], ["a", 1], []]]'
    assert parse_own_inputs(line, CACHE) == ((["Cache", "put", "get"], [[2], ["a", 1], []]),)
    text = '["3\\n1 2 3\\n"]\n["\u2028"]'
    assert parse_own_inputs(text, ProgramSignature()) == (("3\n1 2 3\n",), ("\u2028",))


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('["put"]', "two lists expected"),
        ('[["Cache"], [2]]', "two lists expected"),
        ('[["Cache", 7], [[2], []]]', "two lists expected"),
        ('[["Cache"], [[2], []]]', "1 operations and 2 lists of arguments do not match"),
        ("[[], []]", "the first operation, and no other, must be Cache"),
        ('[["put"], [["a", 1]]]', "the first operation, and no other, must be Cache"),
        ('[["Cache", "Cache"], [[2], [2]]]', "the first operation, and no other, must be Cache"),
        ('[["Cache", "take"], [[2], []]]', "operation 2: Cache has no method 'take'"),
        ('[["Cache", "put"], [[2], ["a"]]]', "operation 2, put: 2 arguments expected, 1 given"),
        ('[["Cache", "put"], [[2], [1, 1]]]', "operation 2, put: argument key must be of the type string"),
        ('[["Cache"], [["two"]]]', "argument size must be of the type int"),
    ],
)
def test_own_inputs_of_a_class_that_are_refused(line: str, word: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        parse_own_inputs(line, CACHE)
    assert word in caught.value.message
    assert 'such as [["Cache", "put", …], [[…], […], …]]' in caught.value.message


@pytest.mark.parametrize("line", ["[]", "[1]", '["a", "b"]', '[["a"]]'])
def test_own_inputs_of_a_program_that_are_refused(line: str) -> None:
    with pytest.raises(InvalidRequest, match="Line 1: one text expected, the standard input"):
        parse_own_inputs(line, ProgramSignature())

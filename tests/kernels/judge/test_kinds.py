"""Functions of every type, classes and programs: from the question's signature through the runner and back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from jupyter_interview.domain.sandbox import RunReport
from jupyter_interview.domain.signatures import ClassSignature, Method, Parameter, ProgramSignature

Run = Callable[..., Awaitable[RunReport]]

ROUND_TRIPS = [
    ("long", -(2**53) + 1),
    ("int?", None),
    ("float?[]", [None, 0.5, "NaN"]),
    ("string[][][]", [[["a"], []]]),
    ("map<string,int[]>", {"": [1], "é": []}),
    ("map<int,float>", {"-7": 1.5, "0": "Infinity"}),
    ("linked_list<string>", ["a", "b"]),
    ("linked_list<int>[]", [[], [1, 2, 3]]),
    ("tree<int>", []),
    ("tree<int>", [1, None, 2, 3, None, 4, 5]),
    ("map<string,tree<bool>>", {"x": [True, False]}),
]


@pytest.mark.parametrize(("kind", "value"), ROUND_TRIPS)
async def test_what_goes_in_comes_out(run_in_process: Run, kind: str, value: Any) -> None:
    report = await run_in_process("def f(x): return x", ((value,),), takes=kind, returns=kind)
    (result,) = report.results
    assert (result.outcome, result.message, result.value) == ("returned", None, value)


async def test_values_are_what_the_language_calls_them(run: Run) -> None:
    source = """
        class TreeNode:
            def __init__(self, val, left=None, right=None):
                self.val, self.left, self.right = val, left, right

        def f(levels):
            root = levels[-1]
            assert type(root) is TreeNode and root.right.val == 3, root
            return {7: root.left}
    """
    report = await run(source, (({"-1": [1, 2, 3]},),), takes="map<int,tree<int>>", returns="map<int,tree<int>>")
    assert [(result.message, result.value) for result in report.results] == [(None, {"7": [2]})]


@pytest.mark.parametrize(
    ("expression", "kind"),
    [("{'01': 1}", "map<int,int>"), ("{1.5: 1}", "map<int,int>"), ("[1]", "linked_list<int>"), ("3", "tree<int>")],
)
async def test_another_type_is_refused(run_in_process: Run, expression: str, kind: str) -> None:
    (result,) = (await run_in_process(f"def f(x): return {expression}", returns=kind)).results
    assert (result.outcome, result.value) == ("returned", None)
    assert result.message


@pytest.mark.parametrize(("kind", "tie"), [("linked_list<int>", "x.next = x"), ("tree<int>", "x.left = x")])
async def test_a_cycle_is_told_and_not_followed(run_in_process: Run, kind: str, tie: str) -> None:
    report = await run_in_process(f"def f(x):\n  {tie}\n  return x", (([1],),), takes=kind, returns=kind)
    assert report.results[0].message == "The returned value is too large or too deep to compare."


CACHE = ClassSignature(
    "Cache",
    (
        Method("put_both", "void", (Parameter("key", "int"), Parameter("value", "linked_list<int>"))),
        Method("get", "linked_list<int>", (Parameter("key", "int"),)),
        Method("size", "int"),
    ),
    (Parameter("size", "int"),),
)
OPERATIONS = (["Cache", "put_both", "get", "get", "size"], [[3], [1, [4, 5]], [1], [2], []])
CACHE_SOURCE = """
    class Cache:
        def __init__(self, size):
            self.values = {}

        def put_both(self, key, value):
            self.values[key] = value

        def get(self, key):
            return self.values.get(key)

        def size(self):
            return len(self.values)
"""


async def test_a_class(run: Run) -> None:
    again = (["Cache", "size"], [[3], []])
    report = await run(CACHE_SOURCE, (OPERATIONS, again), signature=CACHE)
    assert [(result.outcome, result.message) for result in report.results] == [("returned", None)] * 2
    assert [result.value for result in report.results] == [[None, None, [4, 5], [], 1], [None, 0]]


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        ("return len(self.values)", "return 'one'", "returned"),
        ("def size", "def length", "raised"),
        ("class Cache", "class Cash", "raised"),
        ("self.values = {}", "self.values = 1 / 0", "raised"),
    ],
)
async def test_a_class_that_is_not_as_declared(run_in_process: Run, old: str, new: str, outcome: str) -> None:
    (result,) = (await run_in_process(CACHE_SOURCE.replace(old, new), (OPERATIONS,), signature=CACHE)).results
    assert (result.outcome, result.value) == (outcome, None)
    assert result.message


async def test_a_forged_answer_of_a_class_must_fit_its_operations(run_in_process: Run) -> None:
    """The claim is the candidate's word: whatever reaches the host is held against the operations of the test."""
    source = """
        import os
        os.write(3, b'{"outcome": "returned", "value": [null, null, [4, 5], [], null]}\\n')
        os._exit(0)
    """
    (result,) = (await run_in_process(source, (OPERATIONS,), signature=CACHE)).results
    assert (result.outcome, result.value) == ("returned", None)
    assert result.message == (
        "The answer must be a list of what each operation returned, null for the constructor,"
        " and what came back is not that."
    )


async def test_a_program(run: Run) -> None:
    source = """
        import sys

        if __name__ == "__main__":
            print(sum(map(int, sys.stdin.read().split())))
            print("not of the value", file=sys.stderr)
    """
    report = await run(source, (("1 2\n3",), ("",)), signature=ProgramSignature())
    assert [(result.outcome, result.value) for result in report.results] == [("returned", "6\n"), ("returned", "0\n")]
    assert "not of the value\n" in report.results[0].stdout


async def test_a_program_that_fails(run_in_process: Run) -> None:
    report = await run_in_process("print(1)\nraise SystemExit(3)", (("",),), signature=ProgramSignature())
    (result,) = report.results
    assert (result.outcome, result.value) == ("exited", None)

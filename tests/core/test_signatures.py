"""What a signature says to a sandbox, and which answers fit it."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_interview.domain.signatures import Operation, in_language, interface
from tests.core.signatures import SIGNATURES

CACHE = SIGNATURES["class"]
CALLS = (["LruCache", "put_all", "get", "get", "size"], [[2], [["a"], 1], ["a"], ["b"], []])


def test_names_have_the_casing_of_the_language() -> None:
    assert in_language("two_sum_2_all", "python") == "two_sum_2_all"
    assert in_language("two_sum_2_all", "javascript") == in_language("two_sum_2_all", "java") == "twoSum2All"
    assert interface(SIGNATURES["plain"], "python").name == "pick_rows"
    assert interface(SIGNATURES["plain"], "java").name == "pickRows"


def test_a_class_goes_to_the_sandbox_by_the_names_of_the_tests() -> None:
    face = interface(CACHE, "javascript")
    assert (face.kind, face.name, face.parameters) == ("class", "LruCache", ("int",))
    assert face.methods == {
        "put_all": Operation("putAll", ("string[]", "int"), "void"),
        "get": Operation("get", ("string",), "int?"),
        "size": Operation("size", (), "int"),
    }


def test_a_program_takes_and_gives_text() -> None:
    face = interface(SIGNATURES["program"], "java")
    assert (face.kind, face.name, face.parameters, face.returns, face.methods) == (
        "program", "", ("string",), "string", {},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "fit"),
    [
        ([None, None, 1, None, 1], True),
        ((None, None, 1, None, 1), True),
        ([None, None, 1, None], False),
        ([None, None, 1, None, 1, 1], False),
        ([0, None, 1, None, 1], False),
        ([None, 0, 1, None, 1], False),
        ([None, None, "1", None, 1], False),
        ([None, None, 1, None, None], False),
        (None, False),
        ("nnnnn", False),
    ],
)
def test_answers_of_a_class(value: Any, fit: bool) -> None:
    assert CACHE.argument_fault(CALLS) is None
    assert CACHE.fits_answer(CALLS, value) is fit


def test_answers_of_a_program() -> None:
    assert SIGNATURES["program"].fits_answer(("",), "text")
    assert not SIGNATURES["program"].fits_answer(("",), None)
    assert not SIGNATURES["program"].fits_answer(("",), ["text"])

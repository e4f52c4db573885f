"""How arguments and answers are shown."""

from __future__ import annotations

from jupyter_interview.domain.notation import show, show_answer, show_arguments
from jupyter_interview.domain.signatures import ClassSignature, FunctionSignature, Method, Parameter, ProgramSignature

FUNCTION = FunctionSignature("f", (Parameter("a", "int[]"), Parameter("b", "string")), "int")
CLASS = ClassSignature("Box", (Method("put", "void", (Parameter("value", "int"),)),))


def test_each_kind_in_its_way() -> None:
    assert show_arguments(FUNCTION, ([1, 2], 'é"')) == 'a = [1, 2], b = "é\\""'
    assert show_arguments(CLASS, (["Box", "put", "put"], [[], [1], [2]])) == "Box(), put(1), put(2)"
    assert show_arguments(ProgramSignature(), ("1 2\n",)) == "1 2\n"
    assert show_answer(FUNCTION, "x") == '"x"'
    assert show_answer(CLASS, [None, None]) == "[null, null]"
    assert show_answer(ProgramSignature(), "3\n") == "3\n"


def test_long_values_are_cut() -> None:
    assert len(show_arguments(FUNCTION, (list(range(10_000)), ""))) < 2100
    operations = ["Box", *["put"] * 1000]
    assert len(show_arguments(CLASS, (operations, [[], *[[7]] * 1000]))) < 2100
    assert len(show_arguments(ProgramSignature(), ("x" * 10_000,))) < 2100
    assert len(show_answer(ProgramSignature(), "x" * 10_000)) < 2100
    assert show(10**5000) == "a number too long to show"

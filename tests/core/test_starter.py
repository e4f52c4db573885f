"""What a candidate is given of a question: starter code and the Markdown of the question cell."""

from __future__ import annotations

import ast

import msgspec
import pytest

from jupyter_interview.adapters.questions import FolderBank
from jupyter_interview.domain.questions import Parameter, Question, Signature, TestCase
from jupyter_interview.domain.starter import render_examples, render_statement, starter_code
from jupyter_interview.errors import UnknownLanguage

BANK = FolderBank()
SIGNATURE = Signature(
    "pick_rows", (Parameter("rows", "string[][]"), Parameter("exact", "bool"), Parameter("share", "float")), "int[]"
)


@pytest.fixture(scope="module")
def question() -> Question:
    return BANK.get("fewest-stamps")


@pytest.mark.parametrize("question_id", BANK.ids())
def test_starter_code_declares_the_function_and_no_more(question_id: str) -> None:
    signature = BANK.get(question_id).signature
    (function,) = ast.parse(starter_code(signature, "python")).body
    assert isinstance(function, ast.FunctionDef)
    assert function.name == signature.function
    assert [argument.arg for argument in function.args.args] == [parameter.name for parameter in signature.parameters]
    assert ast.get_docstring(function) is None
    assert [type(statement) for statement in function.body] == [ast.Raise]


def test_starter_code_has_type_hints_and_says_what_to_do() -> None:
    first, comment, _ = starter_code(SIGNATURE, "python").splitlines()
    assert first == "def pick_rows(rows: list[list[str]], exact: bool, share: float) -> list[int]:"
    assert comment.strip().startswith("# Replace the next line with your solution.")


def test_starter_code_in_an_unknown_language() -> None:
    with pytest.raises(UnknownLanguage, match="python"):
        starter_code(SIGNATURE, "cobol")


def test_the_statement_holds_title_examples_and_constraints_in_order(question: Question) -> None:
    text = render_statement(question)
    parts = [
        "## Fewest stamps\n",
        "Difficulty: **medium** · Topics: dynamic-programming\n",
        question.statement,
        "### Examples\n",
        render_examples(question),
        "### Constraints\n",
        *(f"- {rule}\n" for rule in question.constraints),
        "- Time limit in Python: 2 s a test\n",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("question_id", BANK.ids())
def test_the_statement_shows_nothing_hidden(question_id: str) -> None:
    question = BANK.get(question_id)
    text = render_statement(question)
    hidden = [*question.hints, *(line.text for line in question.rubric), question.solutions[0].source]
    assert [secret for secret in hidden if secret in text] == []


def test_an_example_names_its_arguments(question: Question) -> None:
    first = render_examples(question).split("\n\n")[:3]
    assert first == [
        "**Example 1**",
        "```text\nstamps = [1, 7, 10]\npostage = 14\nreturns 2\n```",
        "7 + 7. Beginning with the largest would take 10 + 1 + 1 + 1 + 1.",
    ]


def test_long_grids_are_drawn_row_by_row(question: Question) -> None:
    grid = ["#" * 30, "." * 30, "é" * 30]
    example = TestCase(([1], 3), grid)
    shown = render_examples(msgspec.structs.replace(question, examples=(example,)))
    assert f'returns [\n  "{grid[0]}",\n  "{grid[1]}",\n  "{grid[2]}"\n]' in shown

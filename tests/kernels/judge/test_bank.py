"""The whole bank in the sandbox: every reference is accepted, every wrong solution gets the verdict it must."""

from __future__ import annotations

import pytest

from jupyter_interview.adapters.questions import FolderBank
from jupyter_interview.cli import main

pytestmark = pytest.mark.docker
BANK = FolderBank()


@pytest.mark.parametrize("question_id", BANK.ids())
def test_questions_check(
    engine: str, question_id: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    for solution in BANK.get(question_id).solutions[1:]:
        request.getfixturevalue(f"{solution.language}_image")
    code = main(["questions", "check", question_id])
    printed = capsys.readouterr().out
    assert code == 0, printed
    question = BANK.get(question_id)
    assert printed.count("\n") == len(question.solutions) + len(question.wrong) + 2


def test_the_bank_is_broad_enough() -> None:
    questions = BANK.public()
    assert len(questions) >= 12
    assert len({topic for question in questions for topic in question.topics}) >= 6
    assert {question.difficulty.value for question in questions} == {"easy", "medium", "hard"}

"""The bank in the sandbox: references are accepted, wrong solutions get the verdict they must, starter code compiles.
from tests.bank import bank

One question of every second topic on every run, all of them with `make test-full`; `make check-bank` prints the table.
"""

from __future__ import annotations

import pytest

from jupyter_interview.cli import main
from tests.bank import bank

pytestmark = pytest.mark.docker
BANK = bank()
FIRST = {question.topics[0]: question.id for question in reversed(BANK.public())}
SAMPLE = [FIRST[topic] for topic in sorted(FIRST)[::2]]
JUDGED = [pytest.param(name, marks=() if name in SAMPLE else pytest.mark.full) for name in BANK.ids()]


@pytest.mark.parametrize("question_id", JUDGED)
def test_questions_check(
    engine: str, question_id: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    for solution in BANK.get(question_id).solutions[1:]:
        request.getfixturevalue(f"{solution.language}_image")
    code = main(["questions", "check", question_id])
    printed = capsys.readouterr().out
    assert code == 0, printed
    question = BANK.get(question_id)
    assert printed.count("\n") == 2 * len(question.solutions) + len(question.wrong) + 3

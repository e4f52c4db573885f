"""`jupyter interview judge` with real code: the verdict, the exit code, and what is shown of hidden tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_interview.adapters.questions import SHIPPED_BANK
from jupyter_interview.cli import main

FOLDER = SHIPPED_BANK / "gift-card-pair"
RIGHT = FOLDER / "solutions" / "python.py"
WRONG = FOLDER / "wrong" / "pairs_with_itself.wrong_answer.py"


def test_a_wrong_answer_and_its_hidden_tests(capsys: pytest.CaptureFixture[str]) -> None:
    shown = []
    for more in ([], ["--show-hidden"]):
        assert main(["judge", "gift-card-pair", str(WRONG), "--json", "--unsandboxed", *more]) == 1
        shown.append(json.loads(capsys.readouterr().out))
    closed, opened = shown
    for printed in shown:
        assert (printed["question"], printed["language"]) == ("gift-card-pair", "python")
        assert (printed["verdict"], printed["passed"], printed["total"]) == ("wrong_answer", 15, 22)
        assert printed["sandboxed"] is False
    for test in closed["tests"]:
        assert (test["arguments"] is None) is (test["category"] != "example")
    assert all(test["arguments"] and test["expected"] and test["actual"] for test in opened["tests"])


@pytest.mark.docker
def test_a_folder_outside_the_bank_in_a_container(engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judge", str(FOLDER), str(RIGHT)]) == 0
    last = capsys.readouterr().out.splitlines()[-2:]
    assert last[0] == "accepted: 22 of 22 tests passed"
    assert last[1].endswith("in a container")


@pytest.mark.docker
def test_a_batch_in_containers_of_its_own_lines(
    engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "right.py").write_text(RIGHT.read_text())
    leaving = "open('/tmp/left', 'x').close()\n" + RIGHT.read_text()  # fails where it has run before
    lines = [
        {"id": "file", "question": "gift-card-pair", "file": "right.py"},
        {"id": "first", "question": "gift-card-pair", "source": leaving},
        {"id": "bad", "question": "gift-card-pair"},
        {"id": "second", "question": "gift-card-pair", "source": leaving, "language": "python"},
        {"question": "gift-card-pair", "source": "def gift_card_pair(:"},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, lines)))
    assert main(["judge", "--batch", str(batch), "--concurrency", "2"]) == 1
    printed = capsys.readouterr()
    results = [json.loads(line) for line in printed.out.splitlines()]
    assert [(result["id"], result.get("verdict")) for result in results] == [
        ("file", "accepted"),
        ("first", "accepted"),
        ("bad", None),
        ("second", "accepted"),
        (5, "compile_error"),
    ]
    assert results[1]["evidence"]["exitCode"] in (0, None)
    assert "5 lines in" in printed.err
    assert printed.err.endswith("1 without verdict\n")


def test_questions_check_in_one_language_several_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    check = ["questions", "check", "--unsandboxed", "team-sizes", "--language"]
    assert main([*check, "python", "--concurrency", "2"]) == 0
    printed = capsys.readouterr().out
    assert "1 questions in 0:" in printed
    assert "each is as it must be\n" in printed
    assert main([*check, "cobol"]) == 2
    assert "no solution" in capsys.readouterr().err

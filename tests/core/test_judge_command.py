"""`judge` before anything runs: what it refuses, what a batch makes of bad lines, the order and the progress."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.adapters.questions import SHIPPED_BANK, FolderBank
from jupyter_interview.cli import main
from jupyter_interview.cli.judge import described
from jupyter_interview.cli.judged import Questions, in_order
from jupyter_interview.cli.progress import Progress, minutes
from jupyter_interview.domain.limits import MAX_SOURCE_BYTES
from jupyter_interview.domain.verdicts import Evidence, Judgement, TestResult, Verdict
from jupyter_interview.errors import NotFound

SOLUTION = str(SHIPPED_BANK / "gift-card-pair" / "solutions" / "python.py")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Name a question"),
        (["gift-card-pair"], "Name a question"),
        (["no-such-question", SOLUTION], "no question 'no-such-question'"),
        (["gift-card-pair", "no-such.py"], "cannot be read"),
        (["gift-card-pair", "answer.txt"], "--language"),
        (["gift-card-pair", SOLUTION, "--language", "cobol"], "'cobol'"),
        (["gift-card-pair", SOLUTION, "--output", "x"], "--batch"),
        (["gift-card-pair", SOLUTION, "--batch", "x"], "--batch"),
        (["--batch", "no-such.jsonl"], "cannot be read"),
        (["--batch", SOLUTION, "--output", SOLUTION], "overwrite"),
    ],
)
def test_what_cannot_be_judged_is_told_in_a_sentence(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["judge", *arguments, "--unsandboxed"]) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


@pytest.mark.parametrize(
    ("content", "says"),
    [(b" \n", "empty"), (b"x" * (MAX_SOURCE_BYTES + 1), "256 KB"), (b"\xff", "UTF-8")],
    ids=["empty", "large", "bytes"],
)
def test_what_no_candidate_could_submit(
    content: bytes, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answer.py"
    file.write_bytes(content)
    assert main(["judge", "gift-card-pair", str(file)]) == 2
    assert says in capsys.readouterr().err


def test_a_bad_line_is_told_and_spoils_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad: list[tuple[Any, str]] = [
        ({"question": "no-such", "source": "x = 1"}, "no question"),
        ({"id": "ada", "question": "gift-card-pair"}, "either a source or a file"),
        ({"id": 7, "question": "gift-card-pair", "source": "x", "file": "x.py"}, "either a source or a file"),
        ({"question": "gift-card-pair", "source": "\udc00"}, "surrogate"),
        ({"question": "gift-card-pair", "source": ""}, "empty"),
        ({"question": "gift-card-pair", "file": "gone.py"}, "cannot be read"),
        ({"question": "gift-card-pair", "source": "x", "colour": "red"}, "colour"),
        ({"question": "gift-card-pair", "source": "x", "language": "cobol"}, "cobol"),
        ([1, 2], "object"),
    ]
    batch, output = tmp_path / "batch.jsonl", tmp_path / "results.jsonl"
    batch.write_text("{\n\n" + "\n".join(json.dumps(line) for line, _ in bad), encoding="utf-8")
    assert main(["judge", "--batch", str(batch), "--output", str(output), "--unsandboxed"]) == 1
    results = [json.loads(line) for line in output.read_text().splitlines()]
    assert [result["id"] for result in results] == [1, 3, "ada", 7, 6, 7, 8, 9, 10, 11]
    assert "not JSON" in results[0]["error"]
    for result, (_, says) in zip(results[1:], bad, strict=True):
        assert says in result["error"]
    printed = capsys.readouterr()
    assert "10 without verdict" in printed.err
    assert printed.out == ""


def test_a_folder_is_a_question_too() -> None:
    elsewhere = Questions(FolderBank(()), SHIPPED_BANK)
    question = elsewhere.get("team-sizes")
    assert question.title == FolderBank().get("team-sizes").title
    assert elsewhere.get(str(SHIPPED_BANK / "team-sizes")) is question
    with pytest.raises(NotFound, match="nor as a folder"):
        elsewhere.get("no-such")


def test_the_table_holds_what_a_candidate_sees_and_no_control_characters() -> None:
    tests = (
        TestResult(
            1,
            "example",
            False,
            Verdict.WRONG_ANSWER,
            3,
            arguments="x = 1\n2",
            expected="1" * 60,
            stdout="\x1b[2J\x9b2J",
        ),
        TestResult(2, "edge", True, Verdict.ACCEPTED, 4),
    )
    evidence = Evidence(elapsed_ms=9, peak_memory_bytes=2**24, exit_code=137, oom_killed=True)
    text = described(Judgement(Verdict.WRONG_ANSWER, tests, 1, 2, evidence, sandboxed=False))
    assert "x = 1 2" in text
    assert "1" * 39 + "…" in text
    assert "1" * 40 not in text
    assert "test 1 wrote:\n  \\u001b[2J\\u009b2J" in text
    assert "2     edge      accepted      4\n" in text
    assert text.endswith(
        "wrong_answer: 1 of 2 tests passed\n"
        "9 ms, 0 bytes of output, 16 MiB at most, exit code 137, killed for memory, unsandboxed"
    )


async def test_results_come_in_order_and_no_more_than_allowed_run_at_once() -> None:
    running: list[int] = []
    most = 0

    async def work(number: int) -> int:
        nonlocal most
        running.append(number)
        most = max(most, len(running))
        for _ in range(20 - number):  # the first ends last
            await asyncio.sleep(0)
        running.remove(number)
        return number

    assert [number async for number in in_order(work, range(20), 3)] == list(range(20))
    assert most == 3


async def test_what_still_runs_ends_with_the_first_failure() -> None:
    ended: list[int] = []

    async def work(number: int) -> int:
        if number == 0:
            await asyncio.sleep(0)
            raise NotFound("gone")
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(number)
        return number

    with pytest.raises(NotFound):
        assert [number async for number in in_order(work, range(3), 3)] == []
    assert ended == [1, 2]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_for_terminals(capsys: pytest.CaptureFixture[str]) -> None:
    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        with Progress(2, "lines", stream) as progress:
            progress.step("row")
            progress.step()
    assert file.getvalue() == ""
    assert "[############------------] 1/2 lines, 0:00, about 0:00 left" in terminal.getvalue()
    assert terminal.getvalue().endswith("[########################] 2/2 lines, 0:00\r\x1b[K")
    assert capsys.readouterr().out == "row\nrow\n"
    assert minutes(67.9) == "1:07"

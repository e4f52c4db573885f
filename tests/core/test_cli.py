"""The command line: sentences and exit codes, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_interview.cli import main


def test_the_bank_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions", "list"]) == 0
    printed = capsys.readouterr().out
    assert "first-bracket-fault" in printed
    assert len(printed.splitlines()) >= 13


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "notebook"), (b"{}", "notebook"), (b"\x00\xff", "notebook"), (b'{"nbformat": 4', "notebook")],
)
def test_what_is_no_transcript_cannot_be_read(
    tmp_path: Path, content: bytes, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.ipynb"
    file.write_bytes(content)
    assert main(["verify", str(file)]) == 2
    printed = capsys.readouterr().err
    assert str(file) in printed
    assert says in printed.lower() or "transcript" in printed.lower()
    assert "Traceback" not in printed


@pytest.mark.parametrize("arguments", [["verify", "no-such-file"], ["verify", "x", "--trusted-keys", "no-such-file"]])
def test_a_file_that_is_not_there(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_foreign_notebook_is_no_transcript(tmp_path: Path) -> None:
    file = tmp_path / "mine.ipynb"
    file.write_text(json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    assert main(["verify", str(file)]) == 2


def test_an_unknown_question_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions", "check", "no-such-question", "--unsandboxed"]) == 2
    assert capsys.readouterr().err.strip().endswith(".")

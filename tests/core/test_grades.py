"""The commands over a folder of transcripts: `export`, `compare`, `similar`."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from pathlib import Path

import pytest
from pyarrow import parquet

from jupyter_interview.cli import main
from jupyter_interview.review import read_transcript
from jupyter_interview.review.grades import COLUMNS, as_csv, rows
from tests.core.rooms import Room
from tests.core.transcripts import dump, load, sample_room, sat, signer_in, transcript


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two transcripts, one of them below a folder and marked, and a notebook that is none."""
    folder = tmp_path_factory.mktemp("cohort")
    signer = signer_in(tmp_path_factory.mktemp("keys"))
    (folder / "ada.ipynb").write_bytes(transcript(sample_room(), signer))
    below = folder / "evening"
    below.mkdir()
    bob: Room = asyncio.run(sat(sandboxed=False))
    (below / "bob.ipynb").write_bytes(transcript(bob, signer))
    checkpoints = below / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / "bob-checkpoint.ipynb").write_bytes(transcript(bob, signer))
    head = read_transcript((below / "bob.ipynb").read_bytes()).entries[-1].envelope
    marks = {
        "format": 1,
        "interview": str(head.interview_id),
        "headHash": head.hash(),
        "reviewer": "Grace",
        "marks": [
            {"questionId": "gift-card-pair", "criterion": "approach", "score": 4, "comment": "clear"},
            {"questionId": "gift-card-pair", "criterion": "complexity", "score": 3},
            {"questionId": "first-bracket-fault", "criterion": "approach", "comment": "=never tried"},
        ],
    }
    (below / "bob.marks.json").write_text(json.dumps(marks))
    return folder


def exported(cohort: Path, capsys: pytest.CaptureFixture[str], form: str = "csv") -> tuple[int, str, str]:
    status = main(["export", str(cohort), "--to", form])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_a_row_for_each_question_with_the_reviewers_marks(cohort: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = exported(cohort, capsys)
    table = list(csv.DictReader(io.StringIO(out)))
    assert (status, err) == (0, "")
    assert [row["file"] for row in table] == ["ada.ipynb"] * 2 + ["evening/bob.ipynb"] * 2
    assert [row["outcome"] for row in table] == ["accepted", "skipped"] * 2
    assert [row["sandboxed"] for row in table] == ["True"] * 2 + ["False"] * 2
    assert [row["mark"] for row in table] == ["", "", "3.5", ""]
    assert [row["reviewer"] for row in table] == ["", "", "Grace", "Grace"]
    assert table[2]["comment"] == "approach: clear"


def test_json_and_parquet_say_the_same(cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(exported(cohort, capsys, "json")[1])
    file = tmp_path / "grades.parquet"
    assert main(["export", str(cohort), "--to", "parquet", "--output", str(file)]) == 0
    assert parquet.read_table(file).to_pylist() == told
    assert tuple(told[0]) == COLUMNS
    assert told[0]["mark"] is None
    assert main(["export", str(cohort), "--to", "parquet"]) == 2


def test_no_cell_is_a_formula(cohort: Path) -> None:
    row = rows("=cmd|'/c calc'!A0", read_transcript((cohort / "ada.ipynb").read_bytes()))[0]
    (line,) = list(csv.DictReader(io.StringIO(as_csv([row]))))
    assert line["file"].startswith("'=")


def test_what_cannot_be_believed_or_read_is_told(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = load((cohort / "ada.ipynb").read_bytes())
    notebook["metadata"]["jupyter_interview"]["envelopes"][4]["actor"] = "system"
    (tmp_path / "forged.ipynb").write_bytes(dump(notebook))
    (tmp_path / "notes.ipynb").write_bytes(dump({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    (tmp_path / "cut.ipynb").write_bytes((cohort / "ada.ipynb").read_bytes()[:-100])
    status, out, err = exported(tmp_path, capsys)
    (row,) = list(csv.DictReader(io.StringIO(out)))
    assert (status, row["valid"], row["question"]) == (1, "False", "")
    assert err.count("\n") == 2
    assert main(["export", str(tmp_path / "missing")]) == 2


def test_comparing_says_what_changed(cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = cohort / "ada.ipynb", cohort / "evening" / "bob.ipynb"
    assert main(["compare", str(first), str(second)]) == 0
    assert "The answers are the same." in capsys.readouterr().out
    other = tmp_path / "other.ipynb"
    other.write_bytes(transcript(asyncio.run(changed()), signer_in(tmp_path)))
    assert main(["compare", str(first), str(other)]) == 1
    told = capsys.readouterr().out
    assert "Spend the gift card" in told
    assert "deleted" in told
    forged = load(first.read_bytes())
    forged["cells"][3]["source"] += " "
    (tmp_path / "forged.ipynb").write_bytes(dump(forged))
    assert main(["compare", str(first), str(tmp_path / "forged.ipynb")]) == 2


async def changed() -> Room:
    """One question alone, given up at once."""
    from jupyter_interview.adapters.llm.offline import OfflineInterviewer
    from jupyter_interview.domain import room as rules

    room = Room(("gift-card-pair",))
    room.do(rules.join)
    await room.answer(OfflineInterviewer())
    room.do(rules.end)
    await room.answer(OfflineInterviewer())
    room.do(rules.complete)
    return room


def test_similar_reads_a_whole_cohort(cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "pairs.html"
    assert main(["similar", str(cohort), "--least", "0", "--html", str(page)]) == 0
    assert "No two submissions" in capsys.readouterr().out, "their answers are too short to be alike"
    assert page.read_text().startswith("<!doctype html>")

"""A cohort's grades: one row a question of each transcript, for a spreadsheet or a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from jupyter_interview.review.attempts import attempts
from jupyter_interview.review.marks import Marks
from jupyter_interview.review.verify import Transcript

COLUMNS: tuple[str, ...] = (
    "file",
    "interview",
    "subject",
    "valid",
    "signer",
    "sandboxed",
    "question",
    "title",
    "language",
    "outcome",
    "accepted",
    "passed",
    "total",
    "submissions",
    "hints",
    "minutes",
    "reviewer",
    "mark",
    "comment",
)
"""Of every row; `mark` is the mean of the reviewer's scores on the question."""

Row = dict[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(file: str, transcript: Transcript, marks: Marks | None = None) -> list[Row]:
    """The rows of one transcript; one without questions where its log cannot be believed."""
    found = transcript.verification
    common: Row = {
        "file": file,
        "interview": found.interview_id,
        "subject": found.subject,
        "valid": found.valid,
        "signer": found.signer or "",
        "sandboxed": found.sandboxed,
        "reviewer": marks.reviewer if marks else "",
    }
    told = [
        common
        | {
            "question": one.question_id,
            "title": one.title,
            "language": one.language,
            "outcome": one.outcome,
            "accepted": one.accepted,
            "passed": one.passed,
            "total": one.total,
            "submissions": one.submissions,
            "hints": one.hints,
            "minutes": one.minutes,
            **_marked(one.question_id, marks),
        }
        for one in attempts(transcript.entries)
    ]
    return [{column: row.get(column, "") for column in COLUMNS} for row in told or [common]]


def _marked(question_id: str, marks: Marks | None) -> Row:
    mine = [mark for mark in marks.marks if mark.question_id == question_id] if marks else []
    scores = [mark.score for mark in mine if mark.score is not None]
    comments = [f"{mark.criterion}: {mark.comment}" for mark in mine if mark.comment]
    return {
        "mark": round(sum(scores) / len(scores), 2) if scores else "",
        "comment": "; ".join(comments),
    }


def as_csv(table: Sequence[Row]) -> str:
    """With a heading. Texts that a spreadsheet would take for a formula get an apostrophe in front."""
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in table)
    return written.getvalue()


def as_json(table: Sequence[Row]) -> str:
    """A list of objects; what is not there is null."""
    told = [{name: None if value == "" else value for name, value in row.items()} for row in table]
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value

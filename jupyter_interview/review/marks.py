"""A reviewer's own scores and comments: a JSON file beside the transcript, which stays as it was signed."""

from __future__ import annotations

from pathlib import Path

import msgspec

from jupyter_interview.errors import InvalidMarks

MARKS_FORMAT = 1
MAX_MARKS_BYTES = 4 * 1024 * 1024
SUFFIX = ".marks.json"


class Mark(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What a reviewer says about one rubric line of one question."""

    question_id: str
    criterion: str
    score: int | None = None
    """1 to 4; None where the reviewer left it open."""
    comment: str = ""


class Marks(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """All of one reviewer's marks on one interview."""

    format: int
    interview: str
    head_hash: str
    """Of the log that was marked, so that marks do not go with another one."""
    reviewer: str = ""
    comment: str = ""
    marks: tuple[Mark, ...] = ()


def marks_file(transcript: Path) -> Path:
    """Where the marks on a transcript are kept: `name.ipynb` and `name.marks.json`."""
    return transcript.with_suffix(SUFFIX)


def read_marks(data: bytes) -> Marks:
    """Raises InvalidMarks for what is no marks file."""
    if len(data) > MAX_MARKS_BYTES:
        raise InvalidMarks("The marks file is larger than 4 MB, so it is not one.")
    try:
        marks = msgspec.json.decode(data, type=Marks)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidMarks("The marks file is not what `jupyter interview review` saves. Save it again.") from error
    if marks.format != MARKS_FORMAT:
        raise InvalidMarks("The marks file is of a format that this version cannot read. Update the program.")
    if any(mark.score is not None and not 1 <= mark.score <= 4 for mark in marks.marks):
        raise InvalidMarks("The marks file holds a score that is not 1, 2, 3 or 4.")
    return marks

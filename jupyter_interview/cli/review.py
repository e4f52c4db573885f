"""`jupyter interview review FILE…`: a page for each transcript, to be read anywhere."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_interview.cli.judged import bank_of
from jupyter_interview.cli.transcripts import add_trusted_keys, load, trusted_keys
from jupyter_interview.errors import InterviewError, InvalidRequest

if TYPE_CHECKING:
    from jupyter_interview.adapters.questions import FolderBank
    from jupyter_interview.review import Transcript
    from jupyter_interview.review.marks import Marks


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "review",
        help="make a page of each transcript: replay, verdicts, report, and a form for your marks",
        description="Each FILE.ipynb gets a FILE.review.html beside it, one file that needs no network. Exit code 0:"
        " all valid. 1: one does not match what was signed. 2: one cannot be read.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="where the pages go instead")
    parser.add_argument("--bank", type=Path, metavar="FOLDER", help="where the questions are, for automatic scores")
    add_trusted_keys(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from jupyter_interview.review.verify import UNREADABLE

    trusted, bank = trusted_keys(arguments), bank_of(arguments.bank)
    worst = 0
    for file in arguments.files:
        try:
            transcript = load(file, trusted)
            page = _write(file, transcript, arguments.output, bank)
        except InterviewError as error:
            print(f"{file}: {error.message}", file=sys.stderr)
            worst = UNREADABLE
            continue
        print(f"{page}: {'valid' if transcript.verification.valid else 'does not match what was signed'}")
        worst = max(worst, transcript.verification.exit_code)
    return worst


def _write(file: Path, transcript: Transcript, folder: Path | None, bank: FolderBank) -> Path:
    from jupyter_interview.review.page import review_page
    from jupyter_interview.review.scores import feedback_of

    page = (folder or file.parent) / f"{file.stem}.review.html"
    text = review_page(transcript, file.name, feedback=feedback_of(transcript, bank), marks=marks_of(file, transcript))
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidRequest(f"{page} cannot be written: {error.strerror}.") from error
    return page


def marks_of(file: Path, transcript: Transcript) -> Marks | None:
    """The marks beside a transcript, if there are any. Raises InvalidMarks for those of another log."""
    from jupyter_interview.errors import InvalidMarks
    from jupyter_interview.review.marks import MAX_MARKS_BYTES, marks_file, read_marks

    beside = marks_file(file)
    if not beside.is_file():
        return None
    with beside.open("rb") as opened:
        marks = read_marks(opened.read(MAX_MARKS_BYTES + 1))
    if not transcript.entries or marks.head_hash != transcript.entries[-1].envelope.hash():
        raise InvalidMarks(f"The marks in {beside.name} are of another interview than {file.name}. Move them away.")
    return marks

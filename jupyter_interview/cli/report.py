"""`jupyter interview report FILE…`: the report of each transcript as a PDF."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_interview.cli.judged import bank_of
from jupyter_interview.cli.transcripts import add_trusted_keys, load, trusted_keys
from jupyter_interview.errors import InterviewError, InvalidRequest, InvalidTranscript

if TYPE_CHECKING:
    from jupyter_interview.domain.scoring import Feedback
    from jupyter_interview.review.entries import Entry


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "report",
        help="make the report of each transcript, as a PDF",
        description="Each FILE.ipynb gets a FILE.report.pdf beside it. Exit code 0: all were made. 2: one was not.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="where the reports go instead")
    parser.add_argument("--bank", type=Path, metavar="FOLDER", help="where the questions are, for scores")
    add_trusted_keys(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from jupyter_interview.review.scores import feedback_of
    from jupyter_interview.review.verify import UNREADABLE

    trusted, bank = trusted_keys(arguments), bank_of(arguments.bank)
    worst = 0
    for file in arguments.files:
        try:
            transcript = load(file, trusted)
            if not transcript.verification.valid:
                raise InvalidTranscript("It does not match what was signed. `jupyter interview verify` says where.")
            report = (arguments.output or file.parent) / f"{file.stem}.report.pdf"
            _write(report, transcript.entries, feedback_of(transcript, bank))
        except InterviewError as error:
            print(f"{file}: {error.message}", file=sys.stderr)
            worst = UNREADABLE
            continue
        print(report)
    return worst


def _write(report: Path, entries: Sequence[Entry], feedback: Feedback | None) -> None:
    from jupyter_interview.review.report import make_report, to_pdf

    content = to_pdf(make_report(entries, feedback))
    try:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_bytes(content)
    except OSError as error:
        raise InvalidRequest(f"{report} cannot be written: {error.strerror}.") from error

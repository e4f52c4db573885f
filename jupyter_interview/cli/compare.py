"""`jupyter interview compare A B`: what changed between two interviews."""

from __future__ import annotations

import argparse
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_interview.cli.table import render
from jupyter_interview.cli.transcripts import add_trusted_keys, load, trusted_keys
from jupyter_interview.errors import InvalidTranscript

if TYPE_CHECKING:
    from jupyter_interview.review.attempts import Attempt

HEADINGS = ("question", "outcome", "tests", "submissions", "hints", "minutes")


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "compare",
        help="say what changed between two transcripts: of one candidate's attempts, or of two candidates",
        description="Exit code 0: the answers are the same. 1: they differ. 2: a file cannot be read or believed.",
    )
    parser.add_argument("first", type=Path, metavar="A")
    parser.add_argument("second", type=Path, metavar="B")
    add_trusted_keys(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from jupyter_interview.domain.inert import visible
    from jupyter_interview.review.attempts import attempts
    from jupyter_interview.review.comparing import answers

    files, trusted = (arguments.first, arguments.second), trusted_keys(arguments)
    found = [load(file, trusted) for file in files]
    for file, transcript in zip(files, found, strict=True):
        if not transcript.verification.valid:
            raise InvalidTranscript(f"{file} does not match what was signed. `jupyter interview verify` says where.")
    for file, transcript in zip(files, found, strict=True):
        rows = [_row(one) for one in attempts(transcript.entries)]
        print(visible(f"{file}\n{render(HEADINGS, rows)}\n"))
    before, after = (answers(transcript.entries) for transcript in found)
    difference = _difference(str(files[0]), str(files[1]), before, after)
    print(visible(difference) if difference else "The answers are the same.")
    return 1 if difference else 0


def _row(one: Attempt) -> tuple[str, ...]:
    tests = f"{one.passed}/{one.total}"
    return one.title, one.outcome, tests, str(one.submissions), str(one.hints), str(one.minutes)


def _difference(first: str, second: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    """As nbdime shows it; empty where nothing differs."""
    import nbformat
    from nbdime import diff_notebooks
    from nbdime.prettyprint import PrettyPrintConfig, pretty_print_notebook_diff

    notebooks = [nbformat.from_dict(one) for one in (before, after)]  # type: ignore[no-untyped-call]
    found = diff_notebooks(*notebooks)
    if not found:
        return ""
    written = io.StringIO()
    # without git and diff, which would be run as programs over a candidate's text
    config = PrettyPrintConfig(out=written, use_color=False, use_git=False, use_diff=False)
    pretty_print_notebook_diff(first, second, notebooks[0], found, config)
    return written.getvalue()

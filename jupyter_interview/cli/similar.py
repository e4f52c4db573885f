"""`jupyter interview similar DIR`: which submissions of a cohort are alike, with the evidence."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_interview.cli.progress import Progress
from jupyter_interview.cli.table import render
from jupyter_interview.cli.transcripts import load_all, notebooks
from jupyter_interview.errors import InvalidRequest

if TYPE_CHECKING:
    from jupyter_interview.review.attempts import Attempt
    from jupyter_interview.review.page.pairs import Compared

HEADINGS = ("share", "shared", "question", "language", "first", "second")


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "similar",
        help="compare the submissions of all transcripts in a folder, question by question",
        description="Flags pairs; whether somebody copied, a person decides. Exit code 0: done. 1: a file is left out.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--least", type=_share, default=0.5, metavar="SHARE", help="from 0 to 1; default: 0.5")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the pairs side by side, as a page")
    parser.set_defaults(run=run)


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError
    return value


def run(arguments: argparse.Namespace) -> int:
    from jupyter_interview.domain.inert import visible
    from jupyter_interview.review.alike import compared

    left_out: list[str] = []
    found = compared(_handed_in(arguments.folder, left_out), arguments.least)
    rows = [
        (f"{pair.share:.0%}", str(pair.shared), one.title, one.language, pair.first, pair.second)
        for one in found
        for pair in one.pairs
    ]
    print(visible(render(HEADINGS, rows)) if rows else "No two submissions share that much.")
    if arguments.html is not None:
        _write(arguments.html, found)
    for sentence in left_out:
        print(sentence, file=sys.stderr)
    return 1 if left_out else 0


def _handed_in(folder: Path, left_out: list[str]) -> Iterator[tuple[str, Sequence[Attempt]]]:
    """What each file holds, under its name."""
    from jupyter_interview.review.attempts import attempts

    files = notebooks(folder)
    with Progress(len(files), "files") as progress:
        for file, transcript in load_all(files, None, left_out.append):
            progress.step()
            if not transcript.entries:
                left_out.append(f"{file}: its log is not what was signed.")
            yield file.relative_to(folder).as_posix(), attempts(transcript.entries)


def _write(file: Path, found: list[Compared]) -> None:
    from jupyter_interview.review.page.pairs import pairs_page

    try:
        file.write_text(pairs_page(found), encoding="utf-8")
    except OSError as error:
        raise InvalidRequest(f"{file} cannot be written: {error.strerror}.") from error

"""`jupyter interview similar DIR`: which submissions of a cohort are alike, with the evidence."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
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
Key = tuple[str, str]


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

    left_out: list[str] = []
    found = [_compared(handed, arguments.least) for handed in _handed_in(arguments.folder, left_out).values()]
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


def _handed_in(folder: Path, left_out: list[str]) -> dict[Key, dict[str, Attempt]]:
    """By question and language, what each file handed in."""
    from jupyter_interview.review.attempts import attempts

    found: dict[Key, dict[str, Attempt]] = defaultdict(dict)
    files = notebooks(folder)
    with Progress(len(files), "files") as progress:
        for file, transcript in load_all(files, None, left_out.append):
            progress.step()
            if not transcript.entries:
                left_out.append(f"{file}: its log is not what was signed.")
            for one in attempts(transcript.entries):
                if one.source:
                    found[one.question_id, one.language][file.relative_to(folder).as_posix()] = one
    return found


def _compared(handed: dict[str, Attempt], least: float) -> Compared:
    from jupyter_interview.review.page.pairs import Compared
    from jupyter_interview.review.similarity import compare

    first = next(iter(handed.values()))
    sources = {name: one.source for name, one in handed.items()}
    pairs = compare(sources, first.language, sorted({one.starter for one in handed.values()}))
    return Compared(first.title, first.language, sources, [pair for pair in pairs if pair.share >= least])


def _write(file: Path, found: list[Compared]) -> None:
    from jupyter_interview.review.page.pairs import pairs_page

    try:
        file.write_text(pairs_page(found), encoding="utf-8")
    except OSError as error:
        raise InvalidRequest(f"{file} cannot be written: {error.strerror}.") from error

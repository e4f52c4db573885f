"""`jupyter interview verify FILE…`: is a transcript what was signed?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from jupyter_interview.cli.transcripts import add_trusted_keys, read_file, trusted_keys
from jupyter_interview.errors import InvalidTranscript


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "verify",
        help="say whether transcripts are valid, or name the first event or cell that does not match",
        description="Exit code 0: all valid. 1: one does not match. 2: one cannot be read.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add_trusted_keys(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from jupyter_interview.review import describe, verify
    from jupyter_interview.review.verify import UNREADABLE

    trusted = trusted_keys(arguments)
    worst = 0
    for file in arguments.files:
        try:
            result = verify(read_file(file), trusted)
        except InvalidTranscript as error:
            print(f"{file}: {error.message}", file=sys.stderr)
            worst = max(worst, UNREADABLE)
            continue
        print(f"{file}: {describe(result)}")
        worst = max(worst, result.exit_code)
    return worst

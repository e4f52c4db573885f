"""`jupyter interview verify FILE…`: is a transcript what was signed?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from jupyter_interview.errors import InvalidRequest, InvalidTranscript


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "verify",
        help="say whether transcripts are valid, or name the first event or cell that does not match",
        description="Exit code 0: all valid. 1: one does not match. 2: one cannot be read.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--trusted-keys", type=Path, metavar="FILE", help="public keys whose signature means more than 'unchanged'"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from jupyter_interview.review import describe, read_trusted_keys, verify
    from jupyter_interview.review.verify import UNREADABLE

    trusted = read_trusted_keys(_text(arguments.trusted_keys)) if arguments.trusted_keys else None
    worst = 0
    for file in arguments.files:
        try:
            result = verify(_read(file), trusted)
        except InvalidTranscript as error:
            print(f"{file}: {error.message}", file=sys.stderr)
            worst = max(worst, UNREADABLE)
            continue
        print(f"{file}: {describe(result)}")
        worst = max(worst, result.exit_code)
    return worst


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"The trusted keys in {file} cannot be read: {type(error).__name__}.") from error


def _read(file: Path) -> bytes:
    """The file, or as much of it as shows that it is too large: nobody's memory is filled for a wrong file."""
    from jupyter_interview.review.verify import MAX_TRANSCRIPT_BYTES

    try:
        with file.open("rb") as opened:
            return opened.read(MAX_TRANSCRIPT_BYTES + 1)
    except OSError as error:
        raise InvalidTranscript(f"The file cannot be read: {error.strerror}.") from error

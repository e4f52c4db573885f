"""`jupyter interview verify FILE…`: is a transcript what was signed?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from jupyter_interview.errors import InvalidTranscript

VALID, DIFFERS, UNREADABLE = 0, 1, 2


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
    from jupyter_interview.review.verify import TrustedKeys, describe, verify

    trusted = TrustedKeys.load(arguments.trusted_keys) if arguments.trusted_keys else None
    worst = VALID
    for file in arguments.files:
        try:
            result = verify(_read(file), trusted)
        except InvalidTranscript as error:
            print(f"{file}: {error.message}", file=sys.stderr)
            worst = max(worst, UNREADABLE)
            continue
        print(f"{file}: {describe(result)}")
        worst = max(worst, VALID if result.valid else DIFFERS)
    return worst


def _read(file: Path) -> bytes:
    from jupyter_interview.review.verify import MAX_BYTES

    try:
        if file.stat().st_size > MAX_BYTES:
            raise InvalidTranscript(f"The file is larger than {MAX_BYTES // 2**20} MB; no transcript of ours is.")
        return file.read_bytes()
    except OSError as error:
        raise InvalidTranscript(f"The file cannot be read: {error.strerror}.") from error

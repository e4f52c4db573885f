"""Transcripts on disk, for the commands that read them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_interview.errors import InvalidRequest, InvalidTranscript

if TYPE_CHECKING:
    from jupyter_interview.review import Transcript, TrustedKeys


def add_trusted_keys(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--trusted-keys", type=Path, metavar="FILE", help="public keys whose signature means more than 'unchanged'"
    )


def trusted_keys(arguments: argparse.Namespace) -> TrustedKeys | None:
    """Those of `--trusted-keys`. Raises InvalidRequest."""
    from jupyter_interview.review import read_trusted_keys

    file = arguments.trusted_keys
    if file is None:
        return None
    try:
        return read_trusted_keys(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"The trusted keys in {file} cannot be read: {type(error).__name__}.") from error


def read_file(file: Path) -> bytes:
    """The file, or as much of it as shows that it is too large: nobody's memory is filled for a wrong file."""
    from jupyter_interview.review.verify import MAX_TRANSCRIPT_BYTES

    try:
        with file.open("rb") as opened:
            return opened.read(MAX_TRANSCRIPT_BYTES + 1)
    except OSError as error:
        raise InvalidTranscript(f"The file cannot be read: {error.strerror}.") from error


def load(file: Path, trusted: TrustedKeys | None = None) -> Transcript:
    """Raises InvalidTranscript."""
    from jupyter_interview.review import read_transcript

    return read_transcript(read_file(file), trusted)


def notebooks(folder: Path) -> list[Path]:
    """Every notebook below, but Jupyter's checkpoints. Raises InvalidRequest."""
    if not folder.is_dir():
        raise InvalidRequest(f"{folder} is no folder. Name the one that holds the transcripts.")
    return [path for path in sorted(folder.rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts]


def load_all(
    files: Iterable[Path], trusted: TrustedKeys | None, told: Callable[[str], object]
) -> Iterator[tuple[Path, Transcript]]:
    """Those that are transcripts; `told` hears a sentence about each that is not."""
    for file in files:
        try:
            yield file, load(file, trusted)
        except InvalidTranscript as error:
            told(f"{file}: {error.message}")

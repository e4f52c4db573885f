"""What browsing and choosing need of each question's folder, remembered in a file from one start to the next.

Reading a folder whole costs some milliseconds, which ten thousand questions turn into half a minute; to see that a
folder is as it was costs a tenth of that. The file is a cache: where it is missing, torn or of another version, folders
are read.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from jupyter_interview.domain.questions import ListedQuestion

log = logging.getLogger(__name__)

VERSION = 3
Stamp = tuple[tuple[str, int, int], ...]
"""Of each file in the folder: its name, size in bytes, and time of change in nanoseconds."""


class Remembered(msgspec.Struct, frozen=True):
    """What a folder said, and the stamp it had then."""

    stamp: Stamp
    question: ListedQuestion


class _File(msgspec.Struct, frozen=True):
    version: int
    folders: dict[str, Remembered]


def stamp(folder: Path) -> Stamp:
    """Every file of the folder that may count, sorted by its name."""
    found = []
    waiting = [("", os.fspath(folder))]
    while waiting:
        prefix, path = waiting.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    waiting.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    status = entry.stat()
                    found.append((prefix + entry.name, status.st_size, status.st_mtime_ns))
    return tuple(sorted(found))


def read_index(file: Path) -> dict[str, Remembered]:
    """By the folder's path; empty where there is nothing that can be used."""
    try:
        content = msgspec.json.decode(file.read_bytes(), type=_File)
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        log.info("the index of questions is made anew: %s", type(error).__name__)
        return {}
    return content.folders if content.version == VERSION else {}


def write_index(file: Path, folders: Mapping[str, Remembered]) -> None:
    """Whole or not at all. That it cannot be written costs only time, at the next start."""
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.json.encode(_File(VERSION, dict(folders))))
        part.replace(file)
    except OSError as error:
        log.warning("the index of questions could not be kept: %s", error.strerror)
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)

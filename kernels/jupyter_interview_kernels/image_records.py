"""What each image on this machine was made of: digests and sizes, in a file of the user's data folder.

The engine tells an image's id and size; that it came from this base and this context is known only to whoever built it.
"""

from __future__ import annotations

import logging
import os
from datetime import datetime
from pathlib import Path

import msgspec
from jupyter_core.paths import jupyter_data_dir

log = logging.getLogger(__name__)


class ImageRecord(msgspec.Struct, frozen=True):
    """One build. Ids and `context` are `sha256:…`; sizes are bytes, an image's with its base's."""

    name: str
    id: str
    size: int
    base: str
    base_id: str
    base_size: int
    context: str
    """Of the whole build context as the engine got it, fetched packages included."""
    built_at: datetime


def records_file() -> Path:
    return Path(jupyter_data_dir()) / "interview" / "images.json"


def records() -> dict[str, ImageRecord]:
    """The latest build of each image by the image's id. Empty without a file, or where it is no such record."""
    try:
        found = msgspec.json.decode(records_file().read_bytes(), type=list[ImageRecord])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        log.warning("%s is not readable: %s", records_file(), error)
        return {}
    return {entry.id: entry for entry in found}


def record(build: ImageRecord) -> None:
    """Add a build, in place of those with the same name or image. The file changes as a whole or not at all."""
    others = [entry for entry in records().values() if entry.name != build.name and entry.id != build.id]
    file = records_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_bytes(msgspec.json.format(msgspec.json.encode([*others, build])))
    beside.replace(file)

"""Stored files in a folder of the machine: the default, and as durable as its disk."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from jupyter_interview.adapters.objects.keys import check_key, check_prefix
from jupyter_interview.errors import Conflict, NotFound, Unavailable

UNFINISHED = ".unfinished"
"""Folder of files that are being written. No key begins with a dot, so no key is ever in it."""


class FolderStore:
    """Implements the port `ObjectStore`. Only the owner can read the folder and the files in it.

    A key cannot also be a folder of other keys: with `a` stored, `a/b` is refused with Conflict.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.expanduser().resolve()

    def __repr__(self) -> str:
        return f"FolderStore({str(self._root)!r})"

    async def put(self, key: str, data: bytes, content_type: str) -> None:
        """Write or overwrite. On return all of it is on the disk; after a crash before, the old file is.

        A folder keeps no content types: the name's ending tells.
        """
        await asyncio.to_thread(self._put, check_key(key), data)

    async def get(self, key: str) -> bytes:
        """The content. NotFound if there is none."""
        return await asyncio.to_thread(self._get, check_key(key))

    async def delete(self, key: str) -> None:
        """Remove it if it is there."""
        await asyncio.to_thread(self._delete, check_key(key))

    async def list(self, prefix: str) -> AsyncIterator[str]:
        """The keys that begin with these characters, in the order of their UTF-8 bytes."""
        for key in await asyncio.to_thread(self._list, check_prefix(prefix)):
            yield key

    async def link(self, key: str, lasts: timedelta, name: str) -> str | None:
        """None: a folder has no addresses."""
        check_key(key)
        return None

    async def check(self) -> None:
        """Unavailable unless a file can be written."""
        await asyncio.to_thread(self._check)

    def _put(self, key: str, data: bytes) -> None:
        path = self._root / key
        with self._plain_errors(), self._unfinished(data) as file:
            try:
                folders = self._make_folders(path.parent)
                file.replace(path)
            except (FileExistsError, NotADirectoryError, IsADirectoryError):
                raise Conflict("The name of a stored file cannot also be a folder of other stored files.") from None
            for folder in folders:
                _sync(folder)

    def _get(self, key: str) -> bytes:
        with self._plain_errors():
            try:
                return (self._root / key).read_bytes()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                raise NotFound("There is no stored file of that name.") from None

    def _delete(self, key: str) -> None:
        path = self._root / key
        with self._plain_errors():
            if path.is_file():
                path.unlink(missing_ok=True)
                _sync(path.parent)

    def _list(self, prefix: str) -> Sequence[str]:
        keys = []
        top = self._root / prefix.rpartition("/")[0]
        with self._plain_errors():
            for folder, folders, files in os.walk(top, onerror=_unless_missing):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found = [Path(folder, name) for name in files if not name.startswith(".")]
                keys += [path.relative_to(self._root).as_posix() for path in found]
        return sorted((key for key in keys if key.startswith(prefix)), key=str.encode)

    def _check(self) -> None:
        with self._plain_errors(), self._unfinished(b""):
            pass

    def _make_folders(self, path: Path) -> Sequence[Path]:
        """Make the folders down to this path. All that have to be synced for a new file in it to be found again."""
        changed = [path]
        while not path.is_dir():
            path = path.parent
            changed.append(path)
        for folder in reversed(changed[:-1]):
            folder.mkdir(mode=0o700, exist_ok=True)
        return changed

    @contextmanager
    def _unfinished(self, data: bytes) -> Iterator[Path]:
        """A file with this content, synced, in the same file system; removed unless it was moved away."""
        folder = self._root / UNFINISHED
        self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(exist_ok=True, mode=0o700)
        path = folder / secrets.token_hex(16)
        try:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            yield path
        finally:
            path.unlink(missing_ok=True)

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Unavailable(
                f"Files cannot be stored in {self._root}: {error.strerror or error}. "
                "Put that right, or set InterviewApp.object_store to another folder or bucket."
            ) from error


def _unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise error


def _sync(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)

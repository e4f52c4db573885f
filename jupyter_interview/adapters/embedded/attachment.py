"""Attaching to the embedded servers: the first process starts them, the last one to let go ends them."""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from jupyter_core.paths import jupyter_data_dir

from jupyter_interview.adapters.embedded import guard
from jupyter_interview.adapters.embedded.paths import Place, locate
from jupyter_interview.adapters.embedded.postgres import Postgres, postgres_at
from jupyter_interview.adapters.embedded.process import bring_up, ensure_guard
from jupyter_interview.adapters.embedded.valkey import Valkey, valkey_at
from jupyter_interview.errors import InterviewError, Unavailable

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, repr=False)
class EmbeddedServers:
    """Where the servers are. Both URLs hold passwords, so neither is ever shown."""

    database_url: str
    redis_url: str

    def __repr__(self) -> str:
        return "EmbeddedServers(database_url=<hidden>, redis_url=<hidden>)"


class Attachment:
    """This process's share in the servers. A context manager: leaving it detaches. Safe to use from several threads."""

    def __init__(self, place: Place) -> None:
        """Start what is not running. Unavailable, with what to do, if a server does not come up."""
        self._place = place
        self._mutex = threading.Lock()
        self._servers: tuple[Postgres | Valkey, ...]
        self._users: int | None = None
        with _plain_errors(place), guard.locked(place.home / "start.lock"):
            self._users = guard.open_lock(place.home / guard.USERS)
            fcntl.flock(self._users, fcntl.LOCK_SH)  # waits for a guard that is just ending the servers
            try:
                postgres, valkey = postgres_at(place), valkey_at(place)
                self._servers = (valkey, postgres)
                self._bring_up()
                self.servers = EmbeddedServers(postgres.url(), valkey.url())
            except BaseException:
                self._leave()
                raise

    def ensure_running(self) -> None:
        """Start again what has died; the URLs stay. Unavailable if a server does not come up, or after `detach`."""
        with self._mutex:
            if self._users is None:
                raise Unavailable("The embedded servers were let go of by this process. Attach again.")
            with _plain_errors(self._place), guard.locked(self._place.home / "start.lock"):
                self._bring_up()

    def detach(self) -> None:
        """Let go. When nobody else is attached, the servers have ended cleanly on return. Again: nothing happens."""
        with self._mutex:
            if self._users is not None:
                with guard.locked(self._place.home / "start.lock"):
                    self._leave()

    def _bring_up(self) -> None:
        for server in self._servers:
            bring_up(server)
        ensure_guard(self._place.home)

    def _leave(self) -> None:
        """Give up our share; the caller holds the start lock, so nobody else attaches or detaches meanwhile."""
        assert self._users is not None
        users, self._users = self._users, None
        try:
            fcntl.flock(users, fcntl.LOCK_UN)
            if guard.try_lock(users, fcntl.LOCK_EX):
                _end_all(self._place.home)
            else:  # others are attached, or the guard was quicker and is ending the servers: then wait for it
                fcntl.flock(users, fcntl.LOCK_SH)
        finally:
            os.close(users)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.detach()

    def __repr__(self) -> str:
        return f"<Attachment to the servers in {self._place.home}>"


@contextmanager
def _plain_errors(place: Place) -> Iterator[None]:
    """A full disk or a folder without permission, told to the user."""
    try:
        yield
    except OSError as error:
        raise Unavailable(
            f"The embedded servers could not start in {place.home}: {error.strerror or error}. Put that right, or name "
            "external servers: InterviewApp.database_url and InterviewApp.redis_url."
        ) from error


def _end_all(home: Path) -> None:
    locks = guard.open_server_locks(home)
    try:
        if not guard.end(locks):
            logger.warning("The servers in %s did not end in time", home)
    finally:
        for lock in locks.values():
            os.close(lock)


def attach(data_dir: Path | None = None) -> Attachment:
    """Attach to the user's servers and start them if need be. Blocks: 20 ms if they run, a second the first time.

    `data_dir` is the Jupyter data folder unless given. Unavailable, with what to do, if a server does not come up.
    """
    return Attachment(locate(Path(jupyter_data_dir()) if data_dir is None else data_dir))


async def supervise(attachment: Attachment, interval: float = 2.0) -> None:
    """Every `interval` seconds start again what has died, until cancelled. A failure is logged and tried again."""
    while True:
        try:
            await asyncio.to_thread(attachment.ensure_running)
        except InterviewError as error:
            logger.warning("%s", error)
        await asyncio.sleep(interval)

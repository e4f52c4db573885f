"""Starting a server so that it outlives the process that started it, and knowing for certain whether it runs.

What "runs" means is a lock, not a process id: every process of a server inherits an open file with an exclusive
`flock`, which the operating system drops when the last of them has ended, however that came. What "alive" means is an
answer.
"""

from __future__ import annotations

import fcntl
import logging
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Protocol, TypedDict

from jupyter_interview.adapters.embedded import guard
from jupyter_interview.adapters.embedded.paths import Account
from jupyter_interview.errors import Unavailable

START_TIME = 60.0
"""Seconds that a server gets to answer; recovery after a crash is part of it."""

LARGEST_LOG = 1_000_000
"""Bytes. A longer log becomes `log.1` at the next start, and the one before it is dropped."""

_DETACH = 'exec 3<&0; "$@" <&3 3<&- >&2 & echo $!'
"""The shell ends at once, so the server is nobody's child: no zombie of ours, and no signal from our terminal."""

logger = logging.getLogger(__name__)


class Server(Protocol):
    """One of the two servers."""

    @property
    def name(self) -> str: ...

    @property
    def folder(self) -> Path:
        """Holds the lock, the log, the password and the folder `data`."""
        ...

    def answers(self) -> bool:
        """Whether a connection with our password is answered."""
        ...

    def start(self, lock: int) -> int:
        """Start it with this lock inherited, and return its process id without waiting for it to answer."""
        ...


def bring_up(server: Server) -> None:
    """Return when the server answers. The caller holds the start lock. Unavailable if it does not come up."""
    if server.answers():
        return
    deadline, pid = time.monotonic() + START_TIME, None
    while not server.answers():
        if time.monotonic() > deadline:
            _end(server)
            raise _failure(server, "did not answer in time and was ended")
        # Not ours yet: it is starting, recovering or hung, or it was killed and its last children are about to go.
        if (lock := _claim(server)) is not None:
            with os.fdopen(lock):
                if pid is not None:
                    raise _failure(server, "ended while it was starting")
                os.truncate(lock, 0)  # from here on the lock is held, and an earlier id in it would pass for true
                pid = server.start(lock)
                logger.info("Started %s in %s", server.name, server.folder)
        time.sleep(0.01)
    if pid is not None:
        _check_lock(server, pid)


def _claim(server: Server) -> int | None:
    """The server's lock, exclusive; None while any process of the server lives."""
    lock = guard.open_lock(server.folder / guard.LOCK)
    if guard.try_lock(lock, fcntl.LOCK_EX):
        return lock
    os.close(lock)
    return None


def _end(server: Server) -> None:
    lock = guard.open_lock(server.folder / guard.LOCK)
    guard.end({server.folder.name: lock})
    os.close(lock)


def _check_lock(server: Server, pid: int) -> None:
    """Refuse a file system that does not keep the inherited lock: a second server could start on the same data."""
    lock = _claim(server)
    if lock is None:
        return
    os.close(lock)
    if server.answers():
        os.kill(pid, guard.ENDINGS[server.folder.name][0])
        raise Unavailable(
            f"{server.folder} is on a file system, perhaps of another machine, whose locks cannot be relied on, so "
            f"{server.name} was ended. Set JUPYTER_DATA_DIR to a local folder, or name external servers: "
            "InterviewApp.database_url and InterviewApp.redis_url."
        )


def _failure(server: Server, what: str) -> Unavailable:
    return Unavailable(f"{server.name} {what}. The reason is at the end of {server.folder / 'log'}.")


def run_detached(
    argv: list[str], folder: Path, locks: tuple[int, ...], account: Account | None, stdin: bytes = b""
) -> int:
    """Start a program that outlives us, with `locks` inherited and its output in the folder's log.

    Its process id, which is also written into the first lock.
    """
    with open(open_log(folder), "ab") as log:
        launched = subprocess.run(
            ["/bin/sh", "-c", _DETACH, "sh", *argv],
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=log,
            check=True,
            pass_fds=locks,
            start_new_session=True,
            **surroundings(account),
        )
    pid = int(launched.stdout)
    os.pwrite(locks[0], str(pid).encode(), 0)
    return pid


class Surroundings(TypedDict):
    """What every program of ours runs in: the account, and nothing of the caller's environment, folder or umask."""

    cwd: str
    env: dict[str, str]
    umask: int
    user: int | None
    group: int | None
    extra_groups: list[int] | None


def surroundings(account: Account | None) -> Surroundings:
    """Keyword arguments for `subprocess`."""
    return {
        "cwd": "/",
        "env": {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
        "umask": 0o077,
        "user": account.uid if account else None,
        "group": account.gid if account else None,
        "extra_groups": [] if account else None,
    }


def open_log(folder: Path) -> int:
    """The log of a server's folder, to append to; only its owner reads it."""
    path = folder / "log"
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(folder / "log.1")
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def ensure_guard(home: Path) -> None:
    """Start the guard if none is there. The caller is attached, else the guard would end the servers at once."""
    own, users = guard.open_lock(home / guard.OWN), guard.open_lock(home / guard.USERS)
    servers = guard.open_server_locks(home)
    inherited = (own, users, *servers.values())
    try:
        if guard.try_lock(own, fcntl.LOCK_EX):
            os.truncate(own, 0)
            words = [str(own), str(users), *(f"{name}={fd}" for name, fd in servers.items())]
            run_detached([sys.executable, "-I", "-S", guard.__file__, *words], home, inherited, None)
    finally:
        for fd in inherited:
            os.close(fd)

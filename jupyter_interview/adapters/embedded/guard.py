"""Ends the servers once no process is attached any more, even if the last one was killed.

Every attached process holds a shared lock on `users.lock`. The guard is one small process that sleeps in a request for
the exclusive lock: the operating system grants it when the last shared lock is gone, whatever way its holder ended.

This file is also the guard's program (`python -I -S guard.py OWN USERS SERVER=LOCK…`, all of them open descriptors). It
imports the standard library alone, so that the process which may sleep for days stays small.
"""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "server.lock"
"""In each server's folder; its text is the server's process id, which means something only while the lock is held."""

USERS = "users.lock"
"""Every attached process holds it shared."""

OWN = "guard.lock"
"""The guard's own, of the same kind as a server's."""

ENDINGS: dict[str, tuple[int, ...]] = {
    "valkey": (signal.SIGTERM, signal.SIGKILL),
    "postgres": (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL),
}
"""Folder of each server, and what is sent to it in turn: first the clean way, then what loses nothing either."""

PATIENCE = 10.0
"""Seconds that a server gets for each signal."""


def open_lock(path: Path) -> int:
    """A descriptor for locking. Child processes do not inherit it, so only its holder keeps the lock."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def try_lock(fd: int, kind: int) -> bool:
    """Take the lock if that is possible at once."""
    try:
        fcntl.flock(fd, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the exclusive lock, after waiting for whoever has it."""
    fd = open_lock(path)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


def is_held(fd: int) -> bool:
    """Whether another process holds the exclusive lock. A server and its children hold theirs until the last ends."""
    if not try_lock(fd, fcntl.LOCK_SH):
        return True
    fcntl.flock(fd, fcntl.LOCK_UN)
    return False


def send(fd: int, number: int) -> None:
    """Signal the server that holds the lock. Nothing happens when it is already gone."""
    text = os.pread(fd, 32, 0)
    if text.isdigit() and is_held(fd):
        try:
            os.kill(int(text), number)
        except ProcessLookupError:
            return  # killed before; its children still hold the lock and end by themselves


def wait_until_free(fd: int, seconds: float) -> bool:
    """Whether every process of the server has ended within that time."""
    deadline = time.monotonic() + seconds
    while is_held(fd):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def end(locks: dict[str, int]) -> bool:
    """End the servers behind these locks, all at once. Whether all have ended."""
    for step in range(max((len(ENDINGS[name]) for name in locks), default=0)):
        for name, fd in locks.items():
            if step < len(ENDINGS[name]):
                send(fd, ENDINGS[name][step])
        if all(wait_until_free(fd, PATIENCE) for fd in locks.values()):
            return True
    return not locks


def open_server_locks(home: Path) -> dict[str, int]:
    """The locks of those servers that were ever started in this folder."""
    return {name: open_lock(home / name / LOCK) for name in ENDINGS if (home / name).is_dir()}


def main(own: int, users: int, servers: dict[str, int]) -> None:
    """Sleep until nobody is attached, end the servers, and leave.

    The locks were opened by who started us: should the folder be deleted and made anew meanwhile, they remain those of
    the servers that we guard.
    """
    fcntl.flock(users, fcntl.LOCK_EX)
    end(servers)
    # Before `users`: who attaches next finds this lock free and starts a guard of its own.
    os.close(own)
    os.close(users)


if __name__ == "__main__":
    pairs = (argument.split("=") for argument in sys.argv[3:])
    main(int(sys.argv[1]), int(sys.argv[2]), {name: int(fd) for name, fd in pairs})

"""The supervisor's way to and from the host: frames in, lines of JSON out.

The host sends tests ahead. What has not begun lies in the system's pipe, which no child inherits, and goes from there
into the pipe of its own test: the supervisor never has a test's arguments, so none of its forks does.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import typing

CHUNK = 64 * 1024
HEAD_BYTES = 32
"""Every frame begins with a line of this length: read to its last byte, and not beyond."""
PIPE_BYTES = 1024 * 1024
"""What a pipe may hold: as much as Linux lets a user have, so that large arguments are there before their test."""
F_SETPIPE_SZ = 1031


class Feed(typing.Protocol):
    """What goes into a running test."""

    def move(self, target: int) -> int | None:
        """Pass on what goes now. Returns the descriptor that is waited for, None when all has gone.

        Raises BrokenPipeError when the target reads no more, EOFError when the source has ended.
        """
        ...


class Text:
    """Bytes of the supervisor's own."""

    def __init__(self, data: bytes) -> None:
        self._rest = memoryview(data)

    def move(self, target: int) -> int | None:
        try:
            while self._rest:
                self._rest = self._rest[os.write(target, self._rest[: 16 * CHUNK]) :]
        except BlockingIOError:
            return target
        return None

    def read(self) -> bytes:
        return bytes(self._rest)


class Body:
    """The bytes behind a frame's head, which may still be on their way. They must be taken before the next frame."""

    def __init__(self, source: int, size: int) -> None:
        self._source, self._left = source, size
        self._held = b""

    def move(self, target: int) -> int | None:
        if self._left > CHUNK:
            widen(target)
        while self._left:
            try:
                moved = self._some(target)
            except BlockingIOError:
                return target if self._held or is_readable(self._source) else self._source
            if moved == 0:
                raise EOFError
            self._left -= moved
        return None

    def _some(self, target: int) -> int:
        if hasattr(os, "splice"):  # Linux: pages go from pipe to pipe, and nobody reads them
            return os.splice(self._source, target, self._left, flags=os.SPLICE_F_NONBLOCK)
        if not self._held:
            if not is_readable(self._source):
                raise BlockingIOError
            self._held = os.read(self._source, min(self._left, CHUNK))
        moved = os.write(target, self._held) if self._held else 0
        self._held = self._held[moved:]
        return moved

    def read(self) -> bytes:
        """All of it. Raises EOFError."""
        parts = []
        while self._left:
            data = self._held or os.read(self._source, min(self._left, 16 * CHUNK))
            if not data:
                raise EOFError
            self._held = b""
            self._left -= len(data)
            parts.append(data)
        return b"".join(parts)


class Frame(typing.NamedTuple):
    """What the host says."""

    word: str
    """`JOB`, `TEST`, `THEN` (a test that nobody wants after a time limit) or `RESET`."""
    seconds: float
    """How long the job's tests may take together, or the test."""
    body: Body


class Channel:
    """Descriptors that no child inherits."""

    def __init__(self) -> None:
        self.incoming, self._outgoing = os.dup(0), os.dup(1)
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        os.close(null)
        widen(self.incoming)

    def read(self) -> Frame | None:
        """The next frame; None when the host is gone."""
        try:
            word, seconds, size = Body(self.incoming, HEAD_BYTES).read().split()
        except EOFError:
            return None
        return Frame(word.decode(), float(seconds), Body(self.incoming, int(size)))

    def is_waiting(self) -> bool:
        """Whether the host has said something that was not read."""
        return is_readable(self.incoming)

    def write(self, value: dict[str, typing.Any]) -> None:
        data = json.dumps(value).encode() + b"\n"
        while data:
            data = data[os.write(self._outgoing, data) :]


def is_readable(descriptor: int) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    with contextlib.suppress(OSError):  # a test has set our limits so low that the system refuses to look
        return bool(poll.poll(0))
    return False


def widen(pipe: int) -> None:
    """Let it hold more, where it is a pipe and the system allows it. It works as it is, too, only slower."""
    with contextlib.suppress(OSError):
        fcntl.fcntl(pipe, F_SETPIPE_SZ, PIPE_BYTES)

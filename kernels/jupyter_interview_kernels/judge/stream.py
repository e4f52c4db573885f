"""Lines over the socket to a runner, with caps: a hostile stream costs the host a bounded amount of memory."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable

from .protocol import MAX_LINE_BYTES

CHUNK = 64 * 1024


class Ended(Exception):
    """The stream is over: the runner, or what carried it, is gone."""


class Flood(Exception):
    """More bytes than any runner of ours can have to say."""


class Wire:
    """A connected, non-blocking socket, read and written on the running loop."""

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._sock = sock

    async def send(self, data: bytes) -> None:
        """Raises Ended."""
        try:
            await asyncio.get_running_loop().sock_sendall(self._sock, data)
        except OSError as error:
            raise Ended from error

    async def receive(self) -> bytes:
        """The next bytes; `b""` at the end."""
        try:
            return await asyncio.get_running_loop().sock_recv(self._sock, CHUNK)
        except OSError:
            return b""

    def ended(self) -> bool:
        """Whether the other end is gone, as far as can be told at once. For a stream on which nothing is due."""
        try:
            return not self._sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def shut(self) -> None:
        """End it in both directions and close it; again is harmless."""
        try:
            self._sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            # The other end went first.
            self._sock.close()
        else:
            self._sock.close()


class Demultiplexed:
    """Standard output out of an attach stream: frames of type (1 byte), three zeros, length (4, big-endian), data."""

    def __init__(self, receive: Callable[[], Awaitable[bytes]]) -> None:
        self._receive = receive
        self._left = 0
        self._is_output = False
        self._head = b""

    async def receive(self) -> bytes:
        """The next bytes of standard output; `b""` at the end. What is not standard output is dropped."""
        while data := await self._receive():
            if out := self._feed(data):
                return out
        return b""

    def _feed(self, data: bytes) -> bytes:
        out = []
        while data:
            if self._left == 0:
                need = 8 - len(self._head)
                self._head, data = self._head + data[:need], data[need:]
                if len(self._head) < 8:
                    break
                self._is_output = self._head[0] == 1
                self._left = int.from_bytes(self._head[4:], "big")
                self._head = b""
            part, data = data[: self._left], data[self._left :]
            self._left -= len(part)
            if self._is_output:
                out.append(part)
        return b"".join(out)


class Lines:
    """Whole lines out of chunks."""

    def __init__(self, receive: Callable[[], Awaitable[bytes]]) -> None:
        self._receive = receive
        self._rest = bytearray()

    @property
    def rest(self) -> bytes:
        """What came after the last line."""
        return bytes(self._rest)

    async def next(self) -> bytes:
        """The next line without its end. Raises Ended, Flood."""
        start = 0
        while (end := self._rest.find(b"\n", start)) < 0:
            start = len(self._rest)
            if start > MAX_LINE_BYTES:
                raise Flood
            data = await self._receive()
            if not data:
                raise Ended
            self._rest += data
        line = bytes(self._rest[:end])
        del self._rest[: end + 1]
        return line

"""The host's end of a kernel's channels when they travel over the container's attach stream.

Unix sockets are made here for clients to connect to, as if the kernel had made them. Each connection is a stream of
its own to the relay inside the container (`images/shared/relay`), with a window each way: what one side does not take
in, the other does not send, so that a flood or a slow client costs a bounded amount of memory and holds up nobody else.

The relay shares the kernel's container and is not trusted: whatever it sends beyond the protocol ends the connection,
and with it the kernel.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import struct
from collections.abc import Awaitable, Callable
from functools import partial

from .judge.stream import Demultiplexed, Ended, Wire

START, READY, OPEN, DATA, CREDIT, CLOSE = range(6)
HEAD = struct.Struct(">BII")
"""Kind, stream, length of what follows."""
COUNT = struct.Struct(">I")
WINDOW = 256 * 1024
"""Bytes of one stream in one direction that may be on their way, or wait."""
CHUNK = 32 * 1024
OWED = WINDOW // 4
"""So much is taken in before the other side hears of it."""
MAX_STREAMS = 128
"""Connections at once: five a browser, and the server's own."""
MAX_LEFT = 1024
"""Streams that were closed here, for which something may still be on its way."""
MAX_FRAMES = 64
"""Waiting for the engine to take them."""
MAX_BESIDE = 2**20
"""Bytes of the attach stream that are none of the protocol's, in a row: the relay may say why it ends."""

log = logging.getLogger(__name__)


class Violation(Exception):
    """The other side does not keep to the protocol."""


class Stream:
    """One client's connection to one channel."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer
        self.arrived = bytearray()
        self.over = False
        """Whether the other side has closed it."""
        self.news = asyncio.Event()
        """Something arrived, or it is over."""
        self.unpaid = 0
        """Bytes that came and were not yet paid for with credit."""
        self.credit = WINDOW
        self.more_credit = asyncio.Event()

    def end(self) -> None:
        """What has arrived is still handed on."""
        self.over = True
        self.news.set()


class Relay:
    """One kernel's channels. All methods belong to one event loop."""

    def __init__(self, wire: Wire, sockets: str) -> None:
        """`sockets` and a channel's number are the path that clients of the channel connect to."""
        self._wire, self._sockets = wire, sockets
        self._output = Demultiplexed(self._received)
        self._frames = Frames(self._heard)
        self._beside = 0
        self._outgoing: asyncio.Queue[bytes] = asyncio.Queue(MAX_FRAMES)
        self._streams: dict[int, Stream] = {}
        self._left: dict[int, int] = {}
        self._last = 0
        self._closed = False
        self._servers: list[asyncio.Server] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._clients: set[asyncio.Task[None]] = set()

    async def open(self, connection: bytes, channels: tuple[int, ...]) -> None:
        """Have the kernel started with this connection file; until it listens and clients may connect.

        Returns early when the container ends before.
        """
        try:
            await self._wire.send(_frame(START, 0, connection))
            kind, _, _ = await self._frames.next()
        except (Ended, Violation, EOFError):
            return
        if kind != READY:
            return
        for channel in channels:
            accept = partial(self._accept, channel)
            self._servers.append(await asyncio.start_unix_server(accept, f"{self._sockets}-{channel}"))
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._send()), loop.create_task(self._receive())]

    async def close(self) -> None:
        """Let go of the container and of all clients. `open` must not run any more."""
        self._closed = True
        for server in self._servers:
            server.close()
        await _cancelled(*self._tasks, *self._clients)
        # Nobody waits for the socket any more, whose number may soon be another's.
        self._wire.shut()

    # -- to the container

    async def _say(self, kind: int, number: int, body: bytes = b"") -> None:
        await self._outgoing.put(_frame(kind, number, body))

    async def _send(self) -> None:
        """One task writes: a client that leaves in the middle of a frame must not leave half of it behind."""
        while True:
            frames = [await self._outgoing.get()]
            while not self._outgoing.empty():
                frames.append(self._outgoing.get_nowait())
            await self._wire.send(b"".join(frames))

    def _accept(self, channel: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._streams) >= MAX_STREAMS:
            writer.close()
            return
        task = asyncio.get_running_loop().create_task(self._serve(channel, reader, writer))
        self._clients.add(task)
        task.add_done_callback(self._clients.discard)

    async def _serve(self, channel: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._last += 1
        number, stream = self._last, Stream(writer)
        self._streams[number] = stream
        ways: list[asyncio.Task[None]] = []
        try:
            await self._say(OPEN, number, bytes([channel]))
            ways += map(asyncio.create_task, (self._give(number, stream), self._take(number, stream, reader)))
            # Whichever side ends it: the other way may be waiting for what never comes.
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            writer.close()
            del self._streams[number]
            self._left[number] = WINDOW - stream.unpaid
            while len(self._left) > MAX_LEFT:
                del self._left[next(iter(self._left))]
            if not self._closed:
                await self._say(CLOSE, number)

    async def _take(self, number: int, stream: Stream, reader: asyncio.StreamReader) -> None:
        """From the client to the kernel, as far as there is credit."""
        while True:
            while stream.credit <= 0:
                stream.more_credit.clear()
                await stream.more_credit.wait()
            try:
                data = await reader.read(min(CHUNK, stream.credit))
            except ConnectionError:
                return
            if not data:
                return
            stream.credit -= len(data)
            await self._say(DATA, number, data)

    # -- from the container

    async def _receive(self) -> None:
        try:
            while True:
                self._handle(*await self._frames.next())
        except Violation as error:
            log.warning("a kernel's relay broke the protocol: %s", error)
        except EOFError:
            log.debug("a kernel's stream ended")
        await _cancelled(self._tasks[0])
        self._wire.shut()
        for stream in self._streams.values():
            stream.end()

    async def _heard(self) -> bytes:
        """The next bytes of the protocol; `b""` at the end."""
        data = await self._output.receive()
        self._beside = 0
        return data

    async def _received(self) -> bytes:
        """The next bytes of the attach stream, which also holds standard error. Raises Violation."""
        # Where there is always more, receiving does not yield, and nothing else on this loop would have its turn.
        await asyncio.sleep(0)
        data = await self._wire.receive()
        self._beside += len(data)
        if self._beside > MAX_BESIDE:
            raise Violation("a flood beside the protocol")
        return data

    def _handle(self, kind: int, number: int, body: bytes) -> None:
        if kind not in (DATA, CREDIT, CLOSE):
            raise Violation("a frame of another kind")
        stream = self._streams.get(number)
        if stream is None:
            self._handle_late(kind, number, len(body))
        elif stream.over:
            raise Violation("more of a stream that is over")
        elif kind == DATA:
            stream.unpaid += len(body)
            if not body or stream.unpaid > WINDOW:
                raise Violation("nothing, or more than the window holds")
            stream.arrived += body
            stream.news.set()
        elif kind == CREDIT:
            if len(body) != COUNT.size:
                raise Violation("credit of another size")
            count = COUNT.unpack(body)[0]
            stream.credit += count
            if not count or stream.credit > WINDOW:
                raise Violation("no credit, or more than can be due")
            stream.more_credit.set()
        else:
            stream.end()

    def _handle_late(self, kind: int, number: int, size: int) -> None:
        """What crossed our own end of a stream is let pass; what never can have been due is not."""
        left = self._left.get(number, 0) - (size if kind == DATA else 1)
        if left < 0:
            raise Violation("a stream that is not there")
        self._left[number] = left

    async def _give(self, number: int, stream: Stream) -> None:
        """From the kernel to the client, and credit for what the client took."""
        owed = 0
        with contextlib.suppress(ConnectionError):
            while stream.arrived or not stream.over:
                if not stream.arrived:
                    stream.news.clear()
                    await stream.news.wait()
                    continue
                data = bytes(stream.arrived)
                stream.arrived.clear()
                stream.writer.write(data)
                await stream.writer.drain()
                owed += len(data)
                if owed >= OWED:
                    stream.unpaid -= owed
                    await self._say(CREDIT, number, COUNT.pack(owed))
                    owed = 0


class Frames:
    """Whole frames out of chunks."""

    def __init__(self, receive: Callable[[], Awaitable[bytes]]) -> None:
        self._receive = receive
        self._rest = bytearray()

    async def next(self) -> tuple[int, int, bytes]:
        """Kind, stream and body. Raises EOFError, Violation."""
        await self._until(HEAD.size)
        kind, number, length = HEAD.unpack_from(self._rest)
        if length > WINDOW:
            raise Violation("a frame larger than the window")
        await self._until(HEAD.size + length)
        body = bytes(self._rest[HEAD.size : HEAD.size + length])
        del self._rest[: HEAD.size + length]
        return kind, number, body

    async def _until(self, count: int) -> None:
        while len(self._rest) < count:
            data = await self._receive()
            if not data:
                raise EOFError
            self._rest += data


async def _cancelled(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _frame(kind: int, number: int, body: bytes) -> bytes:
    return HEAD.pack(kind, number, len(body)) + body

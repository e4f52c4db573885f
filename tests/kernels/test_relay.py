"""The host's end of the relay against the real program at the other end, and against one that breaks the rules."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from jupyter_interview_kernels.judge.stream import Wire
from jupyter_interview_kernels.relay import CLOSE, COUNT, CREDIT, DATA, HEAD, READY, START, WINDOW, Relay

PROGRAM = Path(__file__).parents[2] / "kernels" / "images" / "shared" / "relay" / "relay.py"
CHANNELS = (1, 2, 3, 4, 5)

KERNEL = """
import os, socket, sys, threading
folder = os.path.dirname(sys.argv[1])
def serve(met, channel):
    if channel == 2:
        sent = 0
        while True:
            sent += met.send(b'x' * 65536)
            open(folder + '/sent', 'w').write(str(sent))
    while data := met.recv(65536):
        if data == b'end': os._exit(7)
        if data == b'die': os.kill(os.getpid(), 9)
        met.sendall(data)
def listen(channel):
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(f'{folder}/k-{channel}'); listening.listen()
    while True: threading.Thread(target=serve, args=(listening.accept()[0], channel)).start()
for channel in range(1, 6): threading.Thread(target=listen, args=(channel,)).start()
"""
"""Stands for one: channel 2 floods whoever connects, the others say everything again."""


class Framed(Wire):
    """A wire to a plain process, whose output comes as the engine would hand it on."""

    async def receive(self) -> bytes:
        data = await super().receive()
        return b"\1\0\0\0" + COUNT.pack(len(data)) + data if data else b""


@asynccontextmanager
async def relayed(folder: Path, program: list[str]) -> AsyncIterator[tuple[Relay, subprocess.Popen[bytes]]]:
    """A relay to this program, which has the connection's other end as its input and output."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(program, stdin=theirs, stdout=theirs)  # noqa: ASYNC220 - no wait is in it
    relay = Relay(Framed(ours), str(folder / "s"))
    try:
        yield relay, process
    finally:
        await relay.close()
        process.kill()
        process.wait()


@asynccontextmanager
async def kernel(folder: Path) -> AsyncIterator[tuple[Path, subprocess.Popen[bytes]]]:
    """The stand-in for a kernel, behind both relays."""
    inside = folder / "k"
    command = [sys.executable, str(PROGRAM), str(inside), sys.executable, "-c", KERNEL, f"{inside}/connection.json"]
    async with relayed(folder, command) as (relay, process):
        async with asyncio.timeout(20):
            await relay.open(b'{"key": "k"}', CHANNELS)
        assert (inside / "connection.json").read_bytes() == b'{"key": "k"}'
        yield folder, process


async def connected(folder: Path, channel: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_unix_connection(f"{folder}/s-{channel}")


async def said_again(folder: Path, channel: int, data: bytes) -> bytes:
    reader, writer = await connected(folder, channel)
    with closing(writer):
        sending = asyncio.create_task(_send(writer, data))
        async with asyncio.timeout(20):
            back = await reader.readexactly(len(data))
        await sending
    return back


async def _send(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


async def test_every_byte_arrives_in_order_on_many_streams_at_once(tmp_path: Path) -> None:
    async with kernel(tmp_path):
        blocks = [os.urandom(3 * WINDOW + number) for number in range(8)]
        channels = [(1, 3, 4, 5)[number % 4] for number in range(8)]
        work = [said_again(tmp_path, channel, data) for channel, data in zip(channels, blocks, strict=True)]
        assert await asyncio.gather(*work) == blocks


async def test_a_client_that_does_not_listen_holds_up_the_flood_and_nobody_else(tmp_path: Path) -> None:
    async with kernel(tmp_path):
        _, deaf = await connected(tmp_path, 2)
        sent = tmp_path / "k" / "sent"
        before = -1
        async with asyncio.timeout(20):
            # The flood tells nobody that it is stuck.
            while not sent.exists() or before != (before := int(sent.read_text() or 0)):  # noqa: ASYNC110
                await asyncio.sleep(0.3)
        assert before < 4 * WINDOW + 2**20, "a window on the way, and what sockets hold"
        assert await said_again(tmp_path, 1, b"through") == b"through"
        deaf.close()
        assert await said_again(tmp_path, 1, b"still") == b"still"


async def test_sockets_that_are_replaced_lead_nowhere_else(tmp_path: Path) -> None:
    async with kernel(tmp_path):
        (tmp_path / "k" / "k-1").unlink()
        (tmp_path / "k" / "k-1").symlink_to(tmp_path / "trap")
        with closing(socket.socket(socket.AF_UNIX)) as trap:
            trap.bind(str(tmp_path / "trap"))
            trap.listen()
            assert await said_again(tmp_path, 1, b"hello") == b"hello"


@pytest.mark.parametrize(("word", "code"), [(b"end", 7), (b"die", 128 + signal.SIGKILL)])
async def test_the_kernels_end_is_the_containers(tmp_path: Path, word: bytes, code: int) -> None:
    async with kernel(tmp_path) as (_, process):
        reader, writer = await connected(tmp_path, 1)
        writer.write(word)
        async with asyncio.timeout(10):
            assert await reader.read() == b""
        assert await asyncio.to_thread(process.wait, 10) == code
        writer.close()


async def test_without_its_host_the_kernel_ends(tmp_path: Path) -> None:
    async with relayed(tmp_path, [sys.executable, str(PROGRAM), str(tmp_path / "k"), "sleep", "60"]) as (
        relay,
        process,
    ):
        opening = asyncio.create_task(relay.open(b"{}", CHANNELS))
        await asyncio.sleep(0.5)
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
        await relay.close()
        assert await asyncio.to_thread(process.wait, 10) == 0


RULE_BREAKERS = {
    "data for a stream that was never opened": HEAD.pack(DATA, 99, 1) + b"x",
    "more than the window": (HEAD.pack(DATA, 1, WINDOW) + b"x" * WINDOW) * 8,
    "no data": HEAD.pack(DATA, 1, 0),
    "credit that is not due": HEAD.pack(CREDIT, 1, 4) + COUNT.pack(WINDOW),
    "no credit": HEAD.pack(CREDIT, 1, 4) + COUNT.pack(0),
    "a second end": HEAD.pack(CLOSE, 1, 0) * 2,
    "data after the end": HEAD.pack(CLOSE, 1, 0) + HEAD.pack(DATA, 1, 1) + b"x",
    "credit of another size": HEAD.pack(CREDIT, 1, 1) + b"x",
    "a huge frame": HEAD.pack(DATA, 1, 2**31),
    "a frame that only the host sends": HEAD.pack(START, 0, 0),
    "nonsense": b"\xff" * 64,
}


@asynccontextmanager
async def met(folder: Path, wire: type[Wire] = Framed) -> AsyncIterator[tuple[Wire, socket.socket]]:
    """A relay that is open, and what stands for the container's end of it."""
    ours, theirs = socket.socketpair()
    other, relay = Wire(theirs), Relay(wire(ours), str(folder / "s"))
    try:
        opening = asyncio.create_task(relay.open(b"{}", CHANNELS))
        assert await other.receive() == HEAD.pack(START, 0, 2) + b"{}"
        ready = HEAD.pack(READY, 0, 0)
        await other.send(ready if wire is Framed else multiplexed(1, ready))
        await opening
        yield other, theirs
    finally:
        await relay.close()
        other.shut()


def multiplexed(stream: int, data: bytes) -> bytes:
    """As the engine hands on what came from this standard stream."""
    return bytes([stream, 0, 0, 0]) + COUNT.pack(len(data)) + data


@pytest.mark.parametrize("breach", RULE_BREAKERS)
async def test_who_breaks_the_rules_is_let_go(tmp_path: Path, breach: str, caplog: pytest.LogCaptureFixture) -> None:
    """The stream ends for its clients too, whereupon the watch sees that the kernel is gone."""
    async with met(tmp_path) as (other, _):
        reader, writer = await connected(tmp_path, 1)
        assert await other.receive() == HEAD.pack(2, 1, 1) + b"\1"
        sending = asyncio.create_task(other.send(RULE_BREAKERS[breach]))
        async with asyncio.timeout(10):
            while await other.receive():
                pass
            while await reader.read(WINDOW):
                pass
        await asyncio.gather(sending, return_exceptions=True)
        assert "broke the protocol" in caplog.text
        writer.close()


async def test_what_crosses_the_end_of_a_stream_is_let_pass(tmp_path: Path) -> None:
    async with met(tmp_path) as (other, _):
        _, writer = await connected(tmp_path, 1)
        await other.receive()
        writer.close()
        assert await other.receive() == HEAD.pack(CLOSE, 1, 0)
        await other.send(HEAD.pack(DATA, 1, 1) + b"x" + HEAD.pack(CLOSE, 1, 0))
        _, again = await connected(tmp_path, 3)
        assert await other.receive() == HEAD.pack(2, 2, 1) + b"\3"
        again.close()


async def test_a_stream_that_the_other_side_ends_is_over_though_its_client_waits_for_credit(tmp_path: Path) -> None:
    async with met(tmp_path) as (other, _):
        reader, writer = await connected(tmp_path, 1)
        writer.write(b"x" * (WINDOW + 1000))
        came = b""
        async with asyncio.timeout(10):
            while came.count(b"x") < WINDOW:
                came += await other.receive()
            await other.send(HEAD.pack(DATA, 1, 4) + b"last" + HEAD.pack(CLOSE, 1, 0))
            assert await reader.read() == b"last"
            assert await other.receive() == HEAD.pack(CLOSE, 1, 0)
        writer.close()


async def test_who_floods_beside_the_protocol_is_let_go_and_holds_up_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Standard error is no part of it; and a stream that always has more must not keep the loop from its other work."""
    async with met(tmp_path, Wire) as (_, theirs):
        sent, turns = 0, 0

        def flood() -> None:
            nonlocal sent
            with contextlib.suppress(OSError):
                theirs.setblocking(True)
                while sent < 64 * 2**20:
                    theirs.sendall(multiplexed(2, b"x" * 32_768))
                    sent += 32_768

        flooding = asyncio.create_task(asyncio.to_thread(flood))
        while not flooding.done():
            turns += 1
            await asyncio.sleep(0)
        assert "broke the protocol" in caplog.text
        assert sent < 8 * 2**20
        assert turns > 10

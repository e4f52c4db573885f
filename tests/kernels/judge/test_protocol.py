"""The host's side of the wire, against bytes that no runner of ours would send."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_interview.domain.sandbox import RunReport
from jupyter_interview.errors import SandboxUnavailable
from jupyter_interview_kernels.judge.protocol import MAX_LINE_BYTES, Broken, Compiled, Line, Ready, decode
from jupyter_interview_kernels.judge.session import Conversation, Ending, await_ready
from jupyter_interview_kernels.judge.stream import Demultiplexed, Flood, Lines

GOOD = {
    "index": 0,
    "outcome": "answered",
    "payload": '{"outcome": "returned", "value": 7}',
    "message": None,
    "output": "",
    "outputBytes": 0,
    "oom": False,
    "peakBytes": None,
    "elapsedMs": 1,
}


class TakenOver:
    """A runner that says what it is told to, whatever it hears: the worst a candidate could make of one."""

    confinement = None

    def __init__(self, *lines: bytes, ending: Ending | None = None) -> None:
        self._chunks = list(lines)
        self._ending = ending or Ending(exit_code=0, oom_killed=False)

    async def send(self, data: bytes) -> None:
        await asyncio.sleep(0)

    async def receive(self) -> bytes:
        return self._chunks.pop(0) if self._chunks else b""

    async def ending(self) -> Ending:
        return self._ending


async def converse(request_for: Callable[..., Any], runner: TakenOver) -> RunReport:
    return await Conversation(runner, request_for("def f(x): return x"), None).run(sandboxed=True)


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (json.dumps(GOOD).encode(), "returned"),
        (json.dumps({**GOOD, "index": 1}).encode(), "exited"),
        (json.dumps({**GOOD, "index": "0"}).encode(), "exited"),
        (json.dumps({**GOOD, "outcome": "accepted"}).encode(), "exited"),
        (json.dumps({**GOOD, "verdict": "accepted"}).encode(), "exited"),
        (json.dumps({**GOOD, "payload": None}).encode(), "exited"),
        (json.dumps({**GOOD, "payload": '{"outcome": "returned", "value": 7, "extra": 1}'}).encode(), "exited"),
        (b"[" * 100_000, "exited"),
        (b"\xff\xfe", "exited"),
        (b"", "exited"),
        (b"x" * (MAX_LINE_BYTES + 2), "output_limit"),
    ],
    ids=range(11),
)
async def test_a_line_is_taken_strictly(request_for: Callable[..., Any], line: bytes, outcome: str) -> None:
    end = b"" if outcome == "output_limit" else b"\n"
    report = await converse(request_for, TakenOver(b'{"compiled": true, "message": null}\n', line + end))
    assert report.results[0].outcome == outcome
    assert report.results[0].value == (7 if outcome == "returned" else None)


@pytest.mark.parametrize("lines", [(), (b"Traceback\n",), (b'{"ready": false}\n',), (b"x" * (MAX_LINE_BYTES + 2),)])
async def test_a_runner_that_does_not_start_is_our_failure(lines: tuple[bytes, ...]) -> None:
    with pytest.raises(SandboxUnavailable):
        await await_ready(TakenOver(*lines))


async def test_a_runner_out_of_memory_is_the_programs_limit(request_for: Callable[..., Any]) -> None:
    """Where the kernel takes the runner itself, while it compiles say."""
    report = await converse(request_for, TakenOver(ending=Ending(exit_code=137, oom_killed=True)))
    assert report.results[0].outcome == "memory_limit"
    assert report.evidence.oom_killed


@pytest.mark.parametrize("kind", [Ready, Compiled, Line])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(noise=st.binary(max_size=60))
def test_noise_is_broken(kind: type[Any], noise: bytes) -> None:
    with pytest.raises(Broken):
        decode(noise, kind)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    frames=st.lists(st.tuples(st.sampled_from([1, 2]), st.binary(max_size=40)), max_size=8),
    size=st.integers(1, 30),
)
def test_attach_frames_in_any_pieces(frames: list[tuple[int, bytes]], size: int) -> None:
    stream = b"".join(bytes([kind, 0, 0, 0]) + len(data).to_bytes(4, "big") + data for kind, data in frames)
    chunks = [stream[start : start + size] for start in range(0, len(stream), size)]

    async def receive() -> bytes:
        return chunks.pop(0) if chunks else b""

    async def collect() -> bytes:
        demultiplexed, out = Demultiplexed(receive), b""
        while data := await demultiplexed.receive():
            out += data
        return out

    assert asyncio.run(collect()) == b"".join(data for kind, data in frames if kind == 1)


async def test_a_line_without_end_costs_bounded_memory() -> None:
    served = 0

    async def receive() -> bytes:
        nonlocal served
        served += 65536
        return b"x" * 65536

    with pytest.raises(Flood):
        await Lines(receive).next()
    assert served < MAX_LINE_BYTES + 2 * 65536

"""One submission's conversation with one started runner, the same for every sandbox.

A `Runner` is started, becomes ready, takes one job, gives results, and is reset for another or discarded. Where it came
from (cold, from a pool, or kept) is its maker's business: a conversation begins with one that said that it is ready.
The tests are sent ahead, so that the next one is there when the last has ended; what was not begun no test can see.
The bounds here are the outer ones, on the host's clock: a runner reports time limits itself, and one that does not is
given up after a grace.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from jupyter_interview.domain.sandbox import Outcome, RawResult, RunReport, RunRequest
from jupyter_interview.domain.verdicts import Evidence
from jupyter_interview.errors import SandboxUnavailable

from .protocol import (
    FORGED,
    MAX_VALUES_BYTES,
    Broken,
    Compiled,
    Confinement,
    Line,
    Ready,
    decode,
    encode_job,
    encode_test,
    frame,
    raw_result,
)
from .stream import Ended, Flood, Lines

READY_SECONDS = 30.0
"""A container that takes longer is the engine's failure, not the candidate's."""
GRACE_SECONDS = 2.0
"""What the runner may take beyond a test's time, to end it and to clean up after it."""
ORDERLY: frozenset[Outcome] = frozenset({"returned", "raised", "time_limit", "compile_error", "not_run"})
"""Outcomes after which a runner may be used again. The others are rare, and a new container costs less than a doubt."""

log = logging.getLogger(__name__)

T = TypeVar("T")
Progress = Callable[[RawResult], None]


@dataclass(frozen=True)
class Ending:
    """How a runner ended, as the host saw it."""

    exit_code: int | None
    oom_killed: bool


class Runner(Protocol):
    """A started runner."""

    @property
    def confinement(self) -> Confinement | None:
        """The rlimits to set where no container holds the limits."""

    async def send(self, data: bytes) -> None:
        """Raises Ended."""

    async def receive(self) -> bytes:
        """The runner's next bytes; `b""` at the end."""
        ...

    async def ending(self) -> Ending:
        """How it ended, asked after its stream did.

        Raises SandboxUnavailable when the engine does not answer, or something other than the run ended it.
        """
        ...


class _Halt(Exception):
    """The run is over before its last test."""

    def __init__(self, outcome: Outcome, message: str | None = None) -> None:
        super().__init__(outcome)
        self.outcome: Outcome = outcome
        self.message = message


async def await_ready(runner: Runner) -> None:
    """The first line of a started runner; nothing follows it until there is a job. Raises SandboxUnavailable."""
    try:
        async with asyncio.timeout(READY_SECONDS):
            decode(await Lines(runner.receive).next(), Ready)
    except (TimeoutError, Ended, Flood, Broken) as error:
        log.warning("a runner did not become ready: %s", type(error).__name__)
        raise SandboxUnavailable("The judge's runner did not start. Try again.") from error


class Conversation:
    """Runs one request on one runner that is ready."""

    def __init__(self, runner: Runner, request: RunRequest, progress: Progress | None) -> None:
        self._runner, self._request = runner, request
        self._progress = progress or (lambda _: None)
        self._lines = Lines(runner.receive)
        self._ending: Ending | None = None
        self._broken = False
        self._oom = self._orderly = False
        self._peak: int | None = None
        self._output_bytes = 0
        self._values_bytes = 0
        self._started, self._tests_ms = time.monotonic(), 0
        self._sender: asyncio.Task[None] | None = None
        self._over = False

    async def run(self, *, sandboxed: bool) -> RunReport:
        """Raises SandboxUnavailable."""
        started = self._started = time.monotonic()
        self._sender = asyncio.create_task(self._send_all(), name="judge tests")
        try:
            results = await self._results(started + self._request.limits.submission_seconds)
            self._orderly = not self._oom and not self._broken and all(result.outcome in ORDERLY for result in results)
        finally:
            self._over = True
            if not self._orderly:
                self._sender.cancel()
        ended = self._ending
        evidence = Evidence(
            elapsed_ms=_ms_since(started),
            peak_memory_bytes=self._peak,
            exit_code=ended.exit_code if ended else None,
            oom_killed=self._oom or bool(ended and ended.oom_killed),
            output_bytes=self._output_bytes,
        )
        return RunReport(tuple(results), evidence, sandboxed)

    async def reset(self) -> bool:
        """After `run`: whether the runner is as new, and ready for another job of the same interview.

        False for one that saw anything out of the ordinary, which need not be asked, and for one that does not answer.
        """
        if not self._orderly or self._sender is None:
            return False
        try:
            async with asyncio.timeout(READY_SECONDS):
                await self._sender  # a frame that was begun is sent to its end; the runner throws it away
                await self._runner.send(frame("RESET"))
                decode(await self._lines.next(), Ready)
        except (TimeoutError, Ended, Flood, Broken) as error:
            log.info("a runner is not used again: %s", type(error).__name__)
            return False
        return not self._lines.rest

    async def _results(self, deadline: float) -> list[RawResult]:
        count = len(self._request.tests)
        results: list[RawResult] = []
        try:
            await self._compile()
            for index in range(count):
                result = await self._test(index, deadline)
                results.append(result)
                self._progress(result)
                if result.outcome == "time_limit":
                    break
        except _Halt as halt:
            self._broken = halt.outcome != "compile_error"
            results.append(RawResult(len(results), halt.outcome, 0, message=halt.message))
            self._progress(results[-1])
        results += [RawResult(index, "not_run", 0) for index in range(len(results), count)]
        return results

    async def _send_all(self) -> None:
        """The job and its tests, one after the other, as quickly as they are taken, until the run is over."""
        request = self._request
        wall = request.limits.wall_seconds
        try:
            await self._runner.send(encode_job(request, self._runner.confinement))
            for index, arguments in enumerate(request.tests):
                await asyncio.sleep(0)  # a long row of tests must not keep their results waiting
                if self._over:
                    return
                await self._runner.send(encode_test(arguments, wall, ahead=index > 0))
        except Ended:
            return  # whoever waits for a result sees it too, and asks why

    async def _compile(self) -> None:
        reply = _reply(await self._line(self._request.limits.wall_seconds), Compiled)
        if not reply.compiled:
            raise _Halt("compile_error", reply.message)

    async def _test(self, index: int, deadline: float) -> RawResult:
        request = self._request
        wall = min(request.limits.wall_seconds, deadline - time.monotonic())
        if wall <= 0:
            seconds = request.limits.submission_seconds
            raise _Halt("time_limit", f"All tests together took longer than {seconds:g} seconds.")
        line = _reply(await self._line(wall), Line)
        if line.index != index:
            raise _Halt("exited", FORGED)
        self._oom = self._oom or bool(line.oom)
        self._peak = max((peak for peak in (self._peak, line.peak_bytes) if peak is not None), default=None)
        self._output_bytes += line.output_bytes
        self._values_bytes += len(line.payload or "")
        if self._values_bytes > MAX_VALUES_BYTES:
            raise _Halt("output_limit")
        # The runner's clock leaves out the way to it; ours bounds what its tests took together.
        elapsed = min(max(line.elapsed_ms, 0), _ms_since(self._started) - self._tests_ms)
        self._tests_ms += elapsed
        return raw_result(line, request, elapsed_ms=elapsed)

    async def _line(self, seconds: float) -> bytes:
        """The runner's next line, within the time and the grace."""
        try:
            async with asyncio.timeout(seconds + GRACE_SECONDS):
                return await self._lines.next()
        except TimeoutError:
            if self._sender is not None and self._sender.done():
                self._sender.result()  # what could not be sent is our failure
            raise _Halt("time_limit") from None
        except Flood:
            raise _Halt("output_limit") from None
        except Ended:
            self._ending = await self._runner.ending()
        if self._ending.oom_killed:
            raise _Halt("memory_limit")
        raise _Halt("exited", f"The program ended the whole run (exit code {self._ending.exit_code}).")


def _reply(line: bytes, kind: type[T]) -> T:
    """A reply, or the end of the run when it is none."""
    try:
        return decode(line, kind)
    except Broken:
        raise _Halt("exited", FORGED) from None


def _ms_since(moment: float) -> int:
    return round((time.monotonic() - moment) * 1000)

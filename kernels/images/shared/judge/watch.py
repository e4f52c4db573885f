"""Watching one test: what comes out of it until it answers, ends, writes too much or takes too long."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import time
import typing

import world
from channel import CHUNK
from executor import MESSAGE_KEPT, Ended, Run

OUTPUT_KEPT = 16 * 1024
"""Bytes of a test's output that travel to the host."""
LAST_KEPT = 8 * 1024
"""Bytes of the end of the output, where a runtime says why it gave up."""
READ = select.POLLIN | select.POLLHUP | select.POLLERR


class Host(typing.NamedTuple):
    """What is watched beside a run: the way from the host, which ends when it goes, and what a process's end wakes."""

    incoming: int
    woken: int


class Watch:
    """Reads all pipes of one run, feeds its input, and notices its end."""

    def __init__(self, run: Run, host: Host, *, output_bytes: int, value_bytes: int) -> None:
        self.run, (self._host, self._woken) = run, host
        self.payload, self.kept, self.last, self.stdout = bytearray(), bytearray(), b"", bytearray()
        self.written, self.answered = 0, False
        self.status: int | None = None
        self._feeds = True
        self._output_bytes = output_bytes
        self._payload_bytes = value_bytes + 8 * MESSAGE_KEPT  # some room for the frame around it

    def until(self, deadline: float) -> str:
        """Returns the outcome as far as the supervisor can tell: `answered`, `exited` or a limit.

        Raises SystemExit when the host has left: nobody wants the result, and everything is killed.
        """
        poll = select.poll()
        poll.register(self._host, 0)  # that it hangs up is told unasked
        for descriptor in (self._woken, *self._sources()):
            poll.register(descriptor, READ)
        self._feed_some(poll)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                return "time_limit"
            for descriptor, events in poll.poll(left * 1000 + 1):
                if descriptor == self._woken:
                    self._reap()
                elif descriptor == self.run.stdin or (descriptor == self._host and events & select.POLLIN):
                    poll.unregister(descriptor)
                    poll.register(self._host, 0)
                    self._feed_some(poll)
                elif descriptor == self._host:
                    self._leave()
                elif not self._take(descriptor):
                    poll.unregister(descriptor)
            if self.status is not None or (self.answered and self.run.value is None):
                self.drain()
                return self._limit() or ("answered" if self.answered else "exited")
            if limit := self._limit():
                return limit

    def drain(self) -> None:
        """Take what is in the pipes now."""
        for descriptor in self._sources():
            while not self._limit() and self._take(descriptor, once=False):
                continue

    def _sources(self) -> tuple[int, ...]:
        value = () if self.run.value is None else (self.run.value,)
        return (self.run.result, self.run.output, *value)

    def _limit(self) -> str | None:
        over = self.written > self._output_bytes or len(self.payload) > self._payload_bytes
        return "output_limit" if over else None

    def _reap(self) -> None:
        os.read(self._woken, CHUNK)
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return
                if pid == self.run.pid:
                    self.status = status

    def _feed_some(self, poll: select.poll) -> None:
        """Pass on what goes of the input, and wait for what keeps the rest."""
        waits: int | None = None
        try:
            waits = self.run.feed.move(self.run.stdin)
        except BrokenPipeError:
            # It reads no more: its answer, or its end, says what that means.
            waits = None
        except EOFError:
            self._leave()
        if waits is None:
            self.close()
        else:
            poll.register(waits, select.POLLOUT if waits == self.run.stdin else select.POLLIN)

    def _leave(self) -> typing.NoReturn:
        world.kill_all([self.run.pid])
        raise SystemExit(0)

    def close(self) -> None:
        """Close the run's input, if it is to be closed and is not yet."""
        if self._feeds and self.run.closes:
            os.close(self.run.stdin)
        self._feeds = False

    def _take(self, descriptor: int, *, once: bool = True) -> bool:
        """One chunk of one pipe. False at its end, and where there is nothing now unless `once`."""
        try:
            data = os.read(descriptor, CHUNK)
        except BlockingIOError:
            return once
        if descriptor == self.run.result:
            self.payload += data
            self.answered = self.answered or b"\n" in data
            return bool(data)
        self.written += len(data)
        if descriptor == self.run.value:
            self.stdout += data
        self.kept += data[: max(0, OUTPUT_KEPT - len(self.kept))]
        self.last = (self.last + data)[-LAST_KEPT:]
        return bool(data)

    def line(self) -> str:
        """The claim, unread."""
        return self.payload.partition(b"\n")[0].decode("utf-8", "replace")


def ended(watch: Watch, outcome: str) -> Ended:
    """What a run came to, as its claim or its end tells."""
    if outcome == "answered":
        return Ended(outcome, watch.line())
    return Ended(outcome, message=ending(watch.status) if outcome == "exited" else None)


def program_ended(watch: Watch, outcome: str) -> Ended:
    """The same of a program: what it wrote is its answer if it ended well, and a claim only says how it failed."""
    if outcome in ("answered", "exited") and watch.status == 0:
        value = json.dumps(watch.stdout.decode("utf-8", "replace"))
        return Ended("answered", f'{{"outcome": "returned", "value": {value}}}')
    return ended(watch, outcome)


def ending(status: int | None) -> str:
    """How a run without an answer ended, as a sentence."""
    if status is None:
        return "The program ended before it had answered."
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        with contextlib.suppress(ValueError):
            return f"The program was ended by signal {number} ({signal.Signals(number).name})."
        return f"The program was ended by signal {number}."
    return f"The program ended with exit code {os.WEXITSTATUS(status)} before it had answered."

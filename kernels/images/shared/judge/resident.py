"""Runs JavaScript and Java: one process that stays, warm, and runs the tests one after the other.

`launch.json` beside the executor says how it is started: `{"start": [program, argument, …], "program": [program, …]}`.
The second is for questions whose answer is a whole program, each test in a process of its own; where it is null, the
resident process runs these too. What an executor speaks is written in `docs/reference/judge-runner.md`.

It runs the candidate's code in its own process, so it may turn hostile at any time: what it writes is bounded, what it
claims is passed on unread, and it lives on only if it says that it is clean, has written nothing more, and started no
process.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import time
import typing
from collections.abc import Collection

import world
from channel import Body, Text
from executor import MESSAGE_KEPT, Ended, Job, Run
from watch import Host, Watch, ended, program_ended

START_SECONDS = 20.0
COMPILE_SECONDS = 10.0
REPLY_BYTES = 64 * 1024
FORGED = "The code wrote to the judge's own channel, so its answer does not count."
CLEAN = re.compile(rb',\s*"clean"\s*:\s*(true|false)\s*\}\s*$')
"""The last member of a claim, at its end; it is cut off, not parsed."""
OUT_OF_MEMORY = re.compile(rb"out of memory|OutOfMemoryError|insufficient memory|process OOM", re.IGNORECASE)
"""What a runtime says last when it gives up for memory."""


class Process(typing.NamedTuple):
    """A started program, and our ends of its pipes."""

    pid: int
    stdin: int
    output: int
    result: int

    def close(self) -> None:
        for descriptor in (self.stdin, self.output, self.result):
            os.close(descriptor)


class ResidentExecutor:
    """The `Executor` for languages with a program of their own."""

    def __init__(self, launch: str, scratch: str, host: Host) -> None:
        with open(launch) as file:
            commands = json.load(file)
        self._start: list[str] = commands["start"]
        self._program: list[str] | None = commands["program"]
        self._scratch, self._host = scratch, host
        self._process: Process | None = None
        self._run: Run | None = None
        self._job: Job | None = None
        self._line = b""
        self._kept = False

    def start(self) -> None:
        """Raises SystemExit when it does not become ready: no candidate's code runs yet, so the failure is ours."""
        if self._process is None:
            self._process = self._spawn(self._start)
            reply = self._exchange(b"", START_SECONDS)
            if not isinstance(reply, dict) or reply.get("ready") is not True:
                raise SystemExit("the executor did not start")

    def compile(self, job: Job) -> str | None:
        fields = json.loads(job.line)
        del fields["confine"]
        self._job, self._line = job, json.dumps(fields).encode() + b"\n"
        reply = self._exchange(self._line, COMPILE_SECONDS)
        if isinstance(reply, str):
            self._drop()
            return reply
        if reply.get("compiled") is True:
            return None
        return str(reply.get("message") or "The code cannot be compiled.")[:MESSAGE_KEPT]

    def rehearsal(self) -> Job | None:
        """It has its own, before it says that it is ready."""
        return None

    def renew(self) -> bool:
        return self._process is not None or self._own_process()

    def prepare(self) -> None:
        """A new process for the next test where the last was not kept. It compiled once, so it will again."""
        if self.renew():
            return
        world.reap()
        world.clean(self._scratch)
        self.start()
        reply = self._exchange(self._line, COMPILE_SECONDS)
        if not isinstance(reply, dict) or reply.get("compiled") is not True:
            raise SystemExit("a new executor did not take the job")

    def begin(self, arguments: Body | Text) -> Run:
        if self._own_process():
            self._run = self._begin_program(arguments.read())
            return self._run
        process = self._process
        assert process is not None, "prepared"
        if not _is_idle(process):
            # It died or wrote since its last answer: what it would say next is not to be waited for.
            world.kill_all([process.pid])
            self._drop()
            self.prepare()
            process = self._process
        self._run = Run(process.pid, process.result, process.output, process.stdin, arguments, closes=False)
        return self._run

    def ended(self, watch: Watch, outcome: str) -> Ended:
        self._kept = False
        if outcome == "exited" and watch.status != 0 and OUT_OF_MEMORY.search(watch.last):
            return Ended("memory_limit")
        if self._own_process():
            return program_ended(watch, outcome)
        if outcome != "answered":
            return ended(watch, outcome)
        claim, _, more = bytes(watch.payload).partition(b"\n")
        if more:
            return Ended("exited", message=FORGED)
        mark = CLEAN.search(claim, max(0, len(claim) - 40))
        clean = mark is not None and mark[1] == b"true"
        if mark is not None:
            claim = claim[: mark.start()] + b"}"
        self._kept = clean and watch.status is None and not world.others([watch.run.pid])
        return Ended(outcome, claim.decode("utf-8", "replace"), kept=self._kept)

    def finish(self) -> None:
        run = self._run
        if run is not None and run.value is not None:
            for descriptor in (run.result, run.output, run.value):
                os.close(descriptor)
        if not self._kept:
            self._drop()
        self._run = None

    def alive(self) -> Collection[int]:
        return () if self._process is None else (self._process.pid,)

    def forget(self) -> None:
        self._drop()
        self._job, self._line = None, b""

    def _own_process(self) -> bool:
        """Whether each test has a process of its own."""
        return self._job is not None and self._job.kind == "program" and self._program is not None

    def _drop(self) -> None:
        """Let go of a process that is dead or killed."""
        if self._process is not None:
            self._process.close()
        self._process = None

    def _begin_program(self, arguments: bytes) -> Run:
        assert self._program is not None
        (text,) = json.loads(arguments)
        job_read, job_write = os.pipe()
        value_read, value_write = os.pipe()
        process = self._spawn(self._program, (value_write, 1), (job_read, 4))
        os.close(job_read)
        os.close(value_write)
        _write_all(job_write, self._line)
        os.close(job_write)
        os.set_blocking(value_read, False)
        return Run(process.pid, process.result, process.output, process.stdin, Text(text.encode()), True, value_read)

    def _spawn(self, command: list[str], *more: tuple[int, int]) -> Process:
        """A program with pipes for input, for output and errors, and for its answers; and `more`, which come later."""
        (stdin_read, stdin), (output, output_write), (result, result_write) = os.pipe(), os.pipe(), os.pipe()
        places = [(stdin_read, 0), (output_write, 1), (output_write, 2), (result_write, 3), *more]
        pid = os.posix_spawn(
            command[0],
            command,
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, descriptor, place) for descriptor, place in places],
            setpgroup=0,
            setsigdef=[signal.SIGINT, signal.SIGPIPE, signal.SIGXFSZ],
        )
        for descriptor in (stdin_read, output_write, result_write):
            os.close(descriptor)
        for descriptor in (stdin, output, result):
            os.set_blocking(descriptor, False)
        with contextlib.suppress(OSError), open(f"/proc/{pid}/oom_score_adj", "w") as file:
            file.write("1000")  # the candidate, not the supervisor, is what the kernel takes
        return Process(pid, stdin, output, result)

    def _exchange(self, feed: bytes, seconds: float) -> dict[str, typing.Any] | str:
        """Say something and take the one line that comes back; or a sentence about what happened instead."""
        process = self._process
        if process is None:
            return "The code cannot be compiled: there is nothing to compile it."
        run = Run(process.pid, process.result, process.output, process.stdin, Text(feed), closes=False)
        watch = Watch(run, self._host, output_bytes=REPLY_BYTES, value_bytes=REPLY_BYTES)
        outcome = watch.until(time.monotonic() + seconds)
        if outcome == "answered":
            with contextlib.suppress(ValueError, RecursionError):
                reply = json.loads(watch.line())
                if isinstance(reply, dict):
                    return reply
        world.kill_all([process.pid])
        if outcome == "time_limit":
            return f"The code cannot be compiled within {seconds:g} seconds."
        if outcome == "exited" and (OUT_OF_MEMORY.search(watch.last) or watch.status == signal.SIGKILL):
            return "The code cannot be compiled: the compiler ran out of memory."
        return "The code cannot be compiled: the compiler gave up."


def _is_idle(process: Process) -> bool:
    """Whether it lives and has said nothing that it was not asked."""
    with contextlib.suppress(BlockingIOError):
        os.read(process.result, 1)
        return False
    with contextlib.suppress(ChildProcessError):
        return os.waitpid(process.pid, os.WNOHANG) == (0, 0)
    return False


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    with contextlib.suppress(BrokenPipeError):  # it died before it read, and will be seen to have
        while rest:
            rest = rest[os.write(descriptor, rest) :]

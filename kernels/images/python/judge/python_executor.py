"""Runs Python: compiled once, every test in a forked child of its own, so that no test sees the one before.

The child of the next test is forked while the host reads the last result. Until its arguments come it runs nothing but
what stands here. It has an empty standard input, one pipe for its output and one for its answer, and nothing of the
supervisor's; when memory runs out, the kernel takes it first.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import importlib
import linecache
import os
import resource
import signal
import sys
import traceback
import typing
import warnings
from collections.abc import Collection

import python_answer
import world
from channel import Body, Text
from executor import MESSAGE_KEPT, Ended, Job, Run
from watch import Watch, ended, program_ended

PRELOADED = ("bisect", "collections", "functools", "heapq", "itertools", "re", "string")
"""What most solutions import, imported once, so that no test pays for it; the cheap ones: start-up counts too."""
SIGNALS = importlib.import_module("_signal")
"""Without the enums around it: a fork pays for each page of memory that it touches, and they cost 0.3 ms."""
SIGCHLD, SIGINT, DEFAULT = int(signal.SIGCHLD), int(signal.SIGINT), int(signal.SIG_DFL)
REHEARSAL = Job("def f(): return [0]", "function", "f", [], "int[]", {}, 1000, 1000, None, b"")
RESULT_FD = 3
MAX_DESCRIPTORS = 256


class Child(typing.NamedTuple):
    """A forked child that waits for its test, and our ends of its pipes."""

    pid: int
    stdin: int
    result: int
    output: int
    value: int | None

    def close(self, *, fed: bool) -> None:
        for descriptor in (None if fed else self.stdin, self.result, self.output, self.value):
            if descriptor is not None:
                os.close(descriptor)


class ForkExecutor:
    """The `Executor` for Python."""

    def __init__(self, scratch: str) -> None:
        self._scratch = scratch
        self._next: Child | None = None
        self._running: Child | None = None
        self._job: Job | None = None
        self._answer: python_answer.Answer | None = None
        for name in PRELOADED:
            importlib.import_module(name)
        builtins.__dict__.update(exit=sys.exit, quit=sys.exit)  # started without `site`, which would define them
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)

    def start(self) -> None:
        """It is: this process."""

    def compile(self, job: Job) -> str | None:
        """In this process: code that crashes the compiler, or fills the memory, ends its own run only."""
        source, name = job.source, python_answer.FILE_NAME
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        try:
            code = compile(source, name, "exec", dont_inherit=True)
        except SyntaxError as error:
            return "".join(traceback.format_exception_only(error)).strip()[:MESSAGE_KEPT]
        except (ValueError, RecursionError, MemoryError, OverflowError) as error:
            return f"{type(error).__name__}: the code cannot be compiled: {error}"[:MESSAGE_KEPT]
        if job.confine is not None:
            job.confine["pids"] = _process_budget(job.confine["pids"])
        self._job, self._answer = job, python_answer.Answer(job, code, self._scratch)
        gc.freeze()
        return None

    def rehearsal(self) -> Job | None:
        """Only where it is before a submission; without a container each has a supervisor of its own."""
        return REHEARSAL if world.IS_INIT else None

    def renew(self) -> bool:
        try:
            self._next = self._fork()
        except OSError:
            return False
        return True

    def prepare(self) -> None:
        if not self.renew():
            # The last test's processes are dying, but still count: one more fits when they are gone.
            world.reap()
            self._next = self._fork()

    def begin(self, arguments: Body | Text) -> Run:
        child = self._running = self._next
        assert child is not None, "prepared"
        self._next = None
        return Run(child.pid, child.result, child.output, child.stdin, arguments, closes=True, value=child.value)

    def ended(self, watch: Watch, outcome: str) -> Ended:
        return (ended if self._running is None or self._running.value is None else program_ended)(watch, outcome)

    def alive(self) -> Collection[int]:
        return () if self._next is None else (self._next.pid,)

    def finish(self) -> None:
        if self._running is not None:
            self._running.close(fed=True)
        self._running = None

    def forget(self) -> None:
        if self._next is not None:
            self._next.close(fed=False)
        self._next = self._job = self._answer = None
        linecache.clearcache()
        gc.unfreeze()
        gc.collect()

    def _fork(self) -> Child:
        job, answer = self._job, self._answer
        assert job is not None
        assert answer is not None
        pipes = [os.pipe() for _ in range(4 if job.kind == "program" else 3)]
        try:
            pid = os.fork()
        except OSError:
            for descriptor in (end for pipe in pipes for end in pipe):
                os.close(descriptor)
            raise
        if pid == 0:
            _live(job, answer, pipes)
        if not world.IS_INIT:
            with contextlib.suppress(OSError):  # said on both sides of the fork: whoever comes first
                os.setpgid(pid, pid)
        (stdin_read, stdin), *outputs = pipes
        for descriptor in (stdin_read, *(write for _, write in outputs)):
            os.close(descriptor)
        for descriptor in (stdin, *(read for read, _ in outputs)):
            os.set_blocking(descriptor, False)
        result, output, *value = (read for read, _ in outputs)
        return Child(pid, stdin, result, output, value[0] if value else None)


def _live(job: Job, answer: python_answer.Answer, pipes: list[tuple[int, int]]) -> typing.NoReturn:
    """The child's whole life."""
    code = 1
    try:
        arguments = _enter(job, answer, pipes)
        code = answer.give(arguments, RESULT_FD)
    finally:
        os._exit(code)


def _enter(job: Job, answer: python_answer.Answer, pipes: list[tuple[int, int]]) -> bytes:
    """Turn the fork into the candidate's process, with nothing of the supervisor's, and wait for the arguments."""
    if not world.IS_INIT:
        with contextlib.suppress(OSError):
            os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    SIGNALS.signal(SIGCHLD, DEFAULT)
    SIGNALS.signal(SIGINT, signal.default_int_handler)
    (stdin, _), (_, result), (_, output), *value = pipes
    os.dup2(value[0][1] if value else output, 1)
    os.dup2(output, 2)
    stdin = os.dup2(stdin, MAX_DESCRIPTORS - 1, inheritable=False)
    os.dup2(result, RESULT_FD, inheritable=False)
    os.closerange(RESULT_FD + 1, stdin)
    if sys.platform == "linux":
        world.LIBC.prctl(world.PR_SET_DUMPABLE, 1, 0, 0, 0)
        with contextlib.suppress(OSError):
            score = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
            os.write(score, b"1000")  # the candidate, not the supervisor, is what the kernel takes
            os.close(score)
    arguments = _read_all(stdin)
    os.close(stdin)
    if not arguments:
        os._exit(0)  # the supervisor needs no test of us
    if job.confine is not None:
        _confine(job.confine)
    return arguments


def _read_all(descriptor: int) -> bytes:
    parts = []
    while data := os.read(descriptor, 1024 * 1024):
        parts.append(data)
    return b"".join(parts)


def _confine(rules: dict[str, typing.Any]) -> None:
    """The rlimits that stand in for a container. What the system does not know is left out."""
    pairs = [
        ("RLIMIT_CORE", 0),
        ("RLIMIT_CPU", rules["cpuSeconds"]),
        ("RLIMIT_DATA", rules["memoryBytes"]),
        ("RLIMIT_FSIZE", rules["fileBytes"]),
        ("RLIMIT_NOFILE", rules["openFiles"]),
        ("RLIMIT_NPROC", rules["pids"]),
    ]
    for name, value in pairs:
        kind = getattr(resource, name, None)
        if kind is not None and value is not None:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (value, value))


def _process_budget(pids: int) -> int | None:
    """RLIMIT_NPROC counts all of the user's threads, so the budget is what runs now and `pids` more."""
    running, mine = 0, os.getuid()
    if mine == 0 or not os.path.isdir("/proc/1"):
        return None
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):
                if os.stat(f"/proc/{name}").st_uid == mine:
                    running += len(os.listdir(f"/proc/{name}/task"))
    return running + pids

"""Runs one submission: compiled once, every test in a forked child of its own. Standard library only, Python 3.11.

Usage: `judge_runner.py SCRATCH`, where SCRATCH is the folder that is emptied between tests.

What it speaks, one JSON value a line:

    runner → host   {"ready": true}
    host → runner   {"source", "function", "returns", "outputBytes", "valueBytes", "confine"}
    runner → host   {"compiled": true} or {"compiled": false, "message"}
    host → runner   WALL_SECONDS ARGUMENTS                      one test; the next line comes after its result
    runner → host   {"index", "outcome", "payload", "message", "output", "outputBytes", "oom", "peakBytes"}

`payload` is what the child wrote, unread: the candidate may have forged it, so only the host parses it, strictly. All
else in a result is the runner's own. The child has neither the runner's input nor its output, and cannot reach into the
runner, which is not dumpable. In a container the runner is process 1, which no signal from inside can stop or kill, and
from which `kill(-1)` ends everything else at once, fork bombs too. Elsewhere (the plain process judge) it goes
through its descendants.

One long file on purpose: it is copied into the image alone and can import nothing of ours.
"""

from __future__ import annotations

import builtins
import contextlib
import ctypes
import gc
import importlib
import json
import linecache
import math
import os
import resource
import selectors
import signal
import stat
import sys
import time
import traceback
import types
import typing
import warnings

PRELOADED = ("bisect", "collections", "functools", "heapq", "itertools", "re", "string")
"""What most solutions import, imported once, so that no test pays for it; the cheap ones: start-up counts too."""
FILE_NAME = "solution.py"
MODULE_NAME = "solution"
OUTPUT_KEPT = 16 * 1024
"""Bytes of a test's standard output that travel to the host."""
MESSAGE_KEPT = 4000
"""Characters of a traceback that travel to the host."""
CHUNK = 64 * 1024
RESULT_FD = 3
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36
IS_INIT = os.getpid() == 1
LIBC = ctypes.CDLL(None)
CGROUP_OOM = ("/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control")
CGROUP_PEAK = ("/sys/fs/cgroup/memory.peak", "/sys/fs/cgroup/memory/memory.max_usage_in_bytes")


class Job(typing.NamedTuple):
    """The first line from the host."""

    function: str
    returns: str
    output_bytes: int
    value_bytes: int
    confine: dict[str, typing.Any] | None
    """Where no container confines: `{"memoryBytes", "fileBytes", "openFiles", "pids"}` as rlimits."""
    code: types.CodeType


class Channel:
    """Lines to and from the host, on descriptors that no child inherits."""

    def __init__(self) -> None:
        self.incoming, self.outgoing = os.dup(0), os.dup(1)
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        os.close(null)
        self._rest = b""

    def read(self) -> bytes:
        """The next line, or `b""` when the host is gone."""
        parts = [self._rest]
        while b"\n" not in parts[-1]:
            data = os.read(self.incoming, CHUNK)
            if not data:
                return b""
            parts.append(data)
        line, _, self._rest = b"".join(parts).partition(b"\n")
        return line

    def write(self, value: dict[str, typing.Any]) -> None:
        data = json.dumps(value).encode() + b"\n"
        while data:
            data = data[os.write(self.outgoing, data) :]


# ---- the world around a test: signals, leftovers, memory counters


def harden() -> int:
    """Close the runner to its children. Returns the descriptor that becomes readable when a child ends."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    woken, waker = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(waker, False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    return woken


def descendants(root: int) -> list[int]:
    """Every process below `root`, as Linux lists children; none where there is no such list."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{root}/task"):
            with open(f"/proc/{root}/task/{thread}/children") as file:
                found += map(int, file.read().split())
    return found + [pid for child in found for pid in descendants(child)]


def kill_everything(child: int) -> None:
    """End every process a test left, and reap them all."""
    while True:
        if IS_INIT:
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child, signal.SIGKILL)
            for pid in descendants(os.getpid()):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def empty(folder: str) -> None:
    """Delete all in `folder`. Deep trees are flattened, not descended: depth is the candidate's to choose."""
    serial = 0
    if os.path.islink(folder):
        raise SystemExit("the scratch folder was replaced")
    while entries := list(os.scandir(folder)):
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
                continue
            os.chmod(entry.path, 0o700)
            for inner in os.listdir(entry.path):
                serial += 1
                below = os.path.join(entry.path, inner)
                if stat.S_ISDIR(os.lstat(below).st_mode):
                    os.chmod(below, 0o700)  # moving a folder writes its `..`
                os.rename(below, os.path.join(folder, f".{serial}-{time.monotonic_ns()}"))
            os.rmdir(entry.path)


def empty_ipc() -> None:
    """Delete System V segments, queues and semaphores; they outlive the processes that made them."""
    # IPC_RMID is 0; semctl takes the semaphore's number before the command, the others a buffer after it
    for kind, control in (("shm", LIBC.shmctl), ("msg", LIBC.msgctl), ("sem", LIBC.semctl)):
        with contextlib.suppress(FileNotFoundError), open(f"/proc/sysvipc/{kind}") as table:
            for row in table.read().splitlines()[1:]:
                control(int(row.split()[1]), 0, 0)


def reset(scratch: str, child: int) -> None:
    """Leave nothing for the next test: no process, no file, no shared memory."""
    kill_everything(child)
    empty(scratch)
    if IS_INIT:
        for folder in ("/dev/shm", "/dev/mqueue"):
            if os.path.isdir(folder):
                empty(folder)
        empty_ipc()


def oom_kills() -> int | None:
    """How many processes of this container the kernel has killed for memory; None where it does not say."""
    for path in CGROUP_OOM if IS_INIT else ():
        with contextlib.suppress(OSError), open(path) as file:
            for line in file:
                if line.startswith("oom_kill "):
                    return int(line.split()[1])
    return None


def peak_bytes() -> int | None:
    """Most memory used so far: of the container, else of the largest child."""
    for path in CGROUP_PEAK if IS_INIT else ():
        with contextlib.suppress(OSError, ValueError), open(path) as file:
            return int(file.read())
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit


# ---- inside the child: the candidate's code


def confine(rules: dict[str, typing.Any], wall: float) -> None:
    """The rlimits that stand in for a container. What the system does not know is left out."""
    cpu = math.ceil(wall) + 1
    pairs = [
        ("RLIMIT_CORE", 0),
        ("RLIMIT_CPU", cpu),
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


def enter(job: Job, wall: float, result: int, output: int) -> None:
    """Turn the fork into the candidate's process: two pipes, /dev/null, and nothing of the runner's."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(result, RESULT_FD, inheritable=False)
    os.closerange(RESULT_FD + 1, 256)
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")  # the candidate, not the runner, is what the kernel takes
    if job.confine is not None:
        confine(job.confine, wall)
    sys.argv = [FILE_NAME]
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    # line by line, so that a test that is killed has shown what it printed
    out = open(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stderr = out


class WrongType(Exception):
    """The returned value is not of the declared type."""


TYPES: dict[str, tuple[type, ...]] = {"int": (int,), "float": (int, float), "bool": (bool,), "string": (str,)}
NAMES = {"int": "an integer", "float": "a number", "bool": "a boolean", "string": "a string"}


def describe(value: object) -> str:
    return "nothing (None)" if value is None else f"a value of type {type(value).__name__[:60]}"


def plain(value: object, kind: str) -> object:
    """`value` as strict JSON of the declared type. A tuple passes for a list; NaN and infinities become strings."""
    if kind.endswith("[]"):
        if not isinstance(value, (list, tuple)):
            raise WrongType(f"a list was declared, but the function returned {describe(value)}")
        return [plain(item, kind[:-2]) for item in value]
    if not isinstance(value, TYPES[kind]) or (kind in ("int", "float") and isinstance(value, bool)):
        raise WrongType(f"{NAMES[kind]} was declared, but the function returned {describe(value)}")
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise WrongType("the returned string is not valid Unicode text") from None
    return value


def own_traceback(error: BaseException) -> str:
    """The traceback with only the candidate's frames, cut in the middle when it is long."""
    report = traceback.TracebackException.from_exception(error, limit=-500, compact=True)
    pending, seen = [report], 0
    while pending and seen < 10:
        part = pending.pop()
        seen += 1
        frames = [frame for frame in part.stack if frame.filename == FILE_NAME]
        part.stack = traceback.StackSummary.from_list(frames) if frames else None  # type: ignore[assignment]
        pending += [cause for cause in (part.__cause__, part.__context__) if cause is not None]
        pending += part.exceptions or []
    text = "".join(report.format()).strip()
    if len(text) > MESSAGE_KEPT:
        text = text[: MESSAGE_KEPT // 3] + "\n  …\n" + text[-2 * MESSAGE_KEPT // 3 :]
    return text


def say(outcome: str, message: str) -> str:
    return json.dumps({"outcome": outcome, "message": message})


def returned(value: object, job: Job) -> str:
    try:
        text = json.dumps(plain(value, job.returns), allow_nan=False)
    except WrongType as error:
        return say("returned", f"The returned value has the wrong type: {error}.")
    except (ValueError, RecursionError):
        return say("returned", "The returned value is too large or too deep to compare.")
    if len(text) > job.value_bytes:
        return say("output_limit", "The returned value is too large.")
    return f'{{"outcome": "returned", "value": {text}}}'


def answer(job: Job, arguments: bytes) -> str:
    """Run the cell from the top, call the function, and say what happened, as one line of JSON."""
    module = types.ModuleType(MODULE_NAME)
    sys.modules[MODULE_NAME] = module
    try:
        exec(job.code, module.__dict__)
        function = module.__dict__.get(job.function)
        if not callable(function):
            return say("raised", f"The cell defines no function named {job.function}.")
        return returned(function(*json.loads(arguments)), job)
    except MemoryError:
        return say("memory_limit", "MemoryError: the memory limit was reached.")
    except SystemExit:
        return say("exited", "The code ended the program (SystemExit) before the function returned.")
    except BaseException as error:
        return say("raised", own_traceback(error))


def be_child(job: Job, wall: float, arguments: bytes, result: int, output: int) -> typing.NoReturn:
    """The child's whole life."""
    code = 1
    try:
        enter(job, wall, result, output)
        out = sys.stdout
        data = answer(job, arguments).encode() + b"\n"
        with contextlib.suppress(ValueError):  # the candidate may have closed it
            out.flush()
        while data:
            data = data[os.write(RESULT_FD, data) :]
        code = 0
    finally:
        os._exit(code)


# ---- around the child: watching it


class Watch:
    """What comes out of one child until it answers, ends, writes too much or takes too long."""

    def __init__(self, job: Job, child: int, host: int, woken: int, result: int, output: int) -> None:
        self.child, self.host, self.woken, self.result, self.output = child, host, woken, result, output
        self.payload, self.kept = bytearray(), bytearray()
        self.written, self.answered = 0, False
        self.status: int | None = None
        self.output_bytes = job.output_bytes
        self.payload_bytes = job.value_bytes + 8 * MESSAGE_KEPT  # some room for the frame around it
        for descriptor in (result, output):
            os.set_blocking(descriptor, False)

    def until(self, deadline: float) -> str:
        """Returns the outcome as far as the runner can tell: `answered`, `exited` or a limit."""
        with selectors.DefaultSelector() as selector:
            for descriptor in (self.host, self.woken, self.result, self.output):
                selector.register(descriptor, selectors.EVENT_READ)
            while True:
                left = deadline - time.monotonic()
                if left <= 0:
                    return "time_limit"
                for key, _ in selector.select(left):
                    if key.fd == self.host:  # the host is gone: nobody wants the result
                        kill_everything(self.child)
                        raise SystemExit(0)
                    if key.fd == self.woken:
                        self._reap()
                    elif not self._take(key.fd):
                        selector.unregister(key.fd)
                if self.status is not None or self.answered:
                    self._drain()
                    return self._limit() or ("answered" if self.answered else "exited")
                if limit := self._limit():
                    return limit

    def _limit(self) -> str | None:
        over = self.written > self.output_bytes or len(self.payload) > self.payload_bytes
        return "output_limit" if over else None

    def _reap(self) -> None:
        os.read(self.woken, CHUNK)
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return
                if pid == self.child:
                    self.status = status

    def _take(self, descriptor: int) -> bool:
        """One chunk of one pipe. False at its end."""
        try:
            data = os.read(descriptor, CHUNK)
        except BlockingIOError:
            return True
        if descriptor == self.result:
            self.payload += data
            self.answered = self.answered or b"\n" in data
        else:
            self.kept += data[: max(0, OUTPUT_KEPT - len(self.kept))]
            self.written += len(data)
        return bool(data)

    def _drain(self) -> None:
        for descriptor in (self.result, self.output):
            while not self._limit():
                before = (len(self.payload), self.written)
                self._take(descriptor)
                if before == (len(self.payload), self.written):
                    break


def ending(status: int | None) -> str:
    """How a child without an answer ended, as a sentence."""
    if status is None:
        return "The program ended before the function returned."
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        with contextlib.suppress(ValueError):
            return f"The program was ended by signal {number} ({signal.Signals(number).name})."
        return f"The program was ended by signal {number}."
    return f"The program ended with exit code {os.WEXITSTATUS(status)} before the function returned."


def run_test(job: Job, index: int, line: bytes, scratch: str, host: int, woken: int) -> dict[str, typing.Any]:
    """One test in one child, and the world reset after it."""
    wall, _, arguments = line.partition(b" ")
    result_read, result_write = os.pipe()
    output_read, output_write = os.pipe()
    oom_before = oom_kills()
    deadline = time.monotonic() + float(wall)
    child = os.fork()
    if not IS_INIT:
        with contextlib.suppress(OSError):  # said on both sides of the fork: whoever comes first
            os.setpgid(child, child)
    if child == 0:
        be_child(job, float(wall), arguments, result_write, output_write)
    os.close(result_write)
    os.close(output_write)
    watch = Watch(job, child, host, woken, result_read, output_read)
    outcome = watch.until(deadline)
    reset(scratch, child)
    os.close(result_read)
    os.close(output_read)
    oom_after = oom_kills()
    oom = None if oom_before is None or oom_after is None else oom_after > oom_before
    return {
        "index": index,
        "outcome": "memory_limit" if oom else outcome,
        "payload": watch.payload.partition(b"\n")[0].decode("ascii", "replace") if outcome == "answered" else None,
        "message": ending(watch.status) if outcome == "exited" else None,
        "output": watch.kept.decode("utf-8", "replace"),
        "outputBytes": watch.written,
        "oom": oom,
        "peakBytes": peak_bytes(),
    }


def process_budget(pids: int) -> int | None:
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


def compiled(job: dict[str, typing.Any]) -> tuple[Job | None, str | None]:
    """The job with its code, or the compile error with the line numbers of the candidate's own cell."""
    source = job["source"]
    linecache.cache[FILE_NAME] = (len(source), None, source.splitlines(keepends=True), FILE_NAME)
    try:
        code = compile(source, FILE_NAME, "exec", dont_inherit=True)
    except SyntaxError as error:
        return None, "".join(traceback.format_exception_only(error)).strip()[:MESSAGE_KEPT]
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return None, f"{type(error).__name__}: the code cannot be compiled: {error}"[:MESSAGE_KEPT]
    rules = job["confine"]
    if rules is not None:
        rules["pids"] = process_budget(rules["pids"])
    return Job(job["function"], job["returns"], job["outputBytes"], job["valueBytes"], rules, code), None


def main() -> None:
    scratch = sys.argv[1]
    for name in PRELOADED:
        importlib.import_module(name)
    sys.path = [entry for entry in sys.path if entry != os.path.dirname(os.path.abspath(__file__))]
    builtins.__dict__.update(exit=sys.exit, quit=sys.exit)  # started without `site`, which would define them
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    channel = Channel()
    woken = harden()
    channel.write({"ready": True})
    line = channel.read()
    if not line:
        return
    job, message = compiled(json.loads(line))
    del line
    channel.write({"compiled": job is not None, "message": message})
    gc.freeze()
    index = 0
    while job is not None and (line := channel.read()):
        channel.write(run_test(job, index, line, scratch, channel.incoming, woken))
        index += 1


if __name__ == "__main__":
    main()

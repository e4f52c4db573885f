"""What surrounds a test: processes, leftovers, memory counters, and what a candidate may have changed on process 1.

In a container the supervisor is process 1: no signal from inside can stop or kill it, and `kill(-1)` from it ends
everything else at once, fork bombs too. Elsewhere (the plain process judge) it goes through its descendants.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import stat
import sys
import time
import typing
from collections.abc import Collection

PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36
IS_INIT = os.getpid() == 1
LIBC = ctypes.CDLL(None)
CGROUP_OOM = ("/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control")
CGROUP_PEAK = ("/sys/fs/cgroup/memory.peak", "/sys/fs/cgroup/memory/memory.max_usage_in_bytes")
CGROUP_NOW = ("/sys/fs/cgroup/memory.current", "/sys/fs/cgroup/memory/memory.usage_in_bytes")
SHARED_FOLDERS = ("/dev/shm", "/dev/mqueue")
SYSV = (("shm", LIBC.shmctl, 14, 0), ("msg", LIBC.msgctl, 12, 0), ("sem", LIBC.semctl, 19, 7))
"""System V kinds: their name, their control call, its `…_INFO` command, and which integer it then counts them in."""
OWN_GROWTH_BYTES = 32 * 1024 * 1024
"""How much the supervisor itself may have grown over the jobs before, most of it a compiler's leftovers."""


def harden() -> int:
    """Close the supervisor to its children. Returns the descriptor that becomes readable when one of them ends."""
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


# ---- processes


def _descendants(root: int) -> list[int]:
    """Every process below `root`, as Linux lists children; none where there is no such list."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{root}/task"):
            with open(f"/proc/{root}/task/{thread}/children") as file:
                found += map(int, file.read().split())
    return found + [pid for child in found for pid in _descendants(child)]


def others(spared: Collection[int] = ()) -> list[int]:
    """Every process but the supervisor and those spared; dead ones count until they are reaped."""
    found = [int(name) for name in os.listdir("/proc") if name.isdigit()] if IS_INIT else _descendants(os.getpid())
    return [pid for pid in found if pid not in spared and pid != os.getpid()]


def kill_all(groups: Collection[int]) -> None:
    """Kill every process but the supervisor: none of them runs another instruction of its own. `reap` sees them off.

    `groups` are the executor's process groups, for a system that has no list of processes to go through.
    """
    if IS_INIT:
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
        return
    while True:
        for group in groups:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)
        for pid in others():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def reap(spared: Collection[int] = ()) -> None:
    """After `kill_all`: wait until nobody is left but those started since. Raises SystemExit if one of these ended."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG if spared and not others(spared) else 0)
        except ChildProcessError:
            pid = 0
            if spared:
                raise SystemExit("an executor that was to stay has gone") from None
        if pid == 0:
            return
        if pid in spared:
            raise SystemExit("an executor that was to stay has ended")


# ---- leftovers


def _empty(folder: str) -> None:
    """Delete all in `folder`. Deep trees are flattened, not descended: depth is the candidate's to choose."""
    serial = 0
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


def _empty_ipc() -> None:
    """Delete System V segments, queues and semaphores; they outlive the processes that made them."""
    info = (ctypes.c_int * 64)()
    for kind, control, count, place in SYSV:
        # semctl takes the semaphore's number before the command, the others nothing; IPC_RMID is 0
        done = control(0, 0, count, info) if kind == "sem" else control(0, count, info)
        if done >= 0 and info[place] == 0:
            continue
        with contextlib.suppress(FileNotFoundError), open(f"/proc/sysvipc/{kind}") as table:
            for row in table.read().splitlines()[1:]:
                control(int(row.split()[1]), 0, 0)


def clean(scratch: str) -> None:
    """Leave no file and no shared memory to the next test. For a world without processes."""
    if os.path.islink(scratch):
        raise SystemExit("the scratch folder was replaced")
    _empty(scratch)
    if IS_INIT:
        for folder in SHARED_FOLDERS:
            if os.path.isdir(folder):
                _empty(folder)
        _empty_ipc()


# ---- memory counters


class Counter:
    """A file in which the kernel counts, opened once: a test asks three times, and opening costs more than reading."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._descriptor: int | None = None
        for path in paths if IS_INIT else ():
            with contextlib.suppress(OSError):
                self._descriptor = os.open(path, os.O_RDONLY)
                return

    def text(self) -> bytes:
        """What stands in it now; nothing where there is no such file."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                return os.pread(self._descriptor, 4096, 0)
        return b""

    def number(self) -> int | None:
        text = self.text().strip()
        return int(text) if text.isdigit() else None


OOM, PEAK, NOW = Counter(CGROUP_OOM), Counter(CGROUP_PEAK), Counter(CGROUP_NOW)


def oom_kills() -> int | None:
    """How many processes of this container the kernel has killed for memory; None where it does not say."""
    for line in OOM.text().splitlines():
        if line.startswith(b"oom_kill "):
            return int(line.split()[1])
    return None


class Peak:
    """The most memory that one job has used. The kernel's counter never falls, so it speaks only while it rises."""

    def __init__(self) -> None:
        self._before, self._seen = PEAK.number(), 0

    def bytes(self) -> int | None:
        """Asked at the end of each test, before its memory is given back. Without a container: the largest child's."""
        if self._before is None:
            unit = 1 if sys.platform == "darwin" else 1024
            return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
        ever = PEAK.number() or 0
        if ever > self._before:
            return ever
        # Below an earlier job's peak: then what is in use at the ends of the tests is all that can be known.
        self._seen = max(self._seen, NOW.number() or 0)
        return self._seen or None


# ---- vouching for process 1


def own_state() -> tuple[object, ...]:
    """What a process of the same user may change on the supervisor from outside: limits, priority, processors."""
    limits = [resource.getrlimit(kind) for name, kind in vars(resource).items() if name.startswith("RLIMIT_")]
    state: list[typing.Any] = [limits, os.getpriority(os.PRIO_PROCESS, 0)]
    if sys.platform == "linux":
        state += [os.sched_getaffinity(0), os.sched_getscheduler(0), os.sched_getparam(0).sched_priority]
        with open("/proc/self/oom_score_adj") as file:
            state.append(file.read())
    return tuple(state)


def own_bytes() -> int:
    """The supervisor's own memory, resident; 0 where the system does not say."""
    with contextlib.suppress(OSError), open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
    return 0

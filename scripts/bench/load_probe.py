"""A hosted server that measures itself: how long each callback holds its event loop, for whom, and in which code.

    python scripts/bench/load_probe.py RESULT.json [options of the server]

SIGUSR1 begins the measurement; what was before, the start and the joining, does not count. Timing each callback costs
a microsecond or two of its time.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import json
import signal
import sys
import threading
import time
import traceback
from contextvars import copy_context
from pathlib import Path
from typing import Any

from jupyter_interview_server.tenancy.acting import who_acts
from jupyter_interview_server.tenancy.server import HostedServer

KEPT = 15
SHORT_SECONDS = 0.005
"""Up to here nobody cares which it was."""
LOOK_SECONDS = 0.01
LONG_SECONDS = 0.04
"""From here on it is looked up which code a callback is in."""
FRAMES = 6


class LoopProbe:
    """Counts on the loop's thread; a thread of its own looks at what takes long."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._loop_thread = threading.get_ident()
        self._order = itertools.count()
        self._stack: list[str] = []
        self.reset()

    def reset(self) -> None:
        self._longest: list[tuple[float, int, dict[str, Any]]] = []
        self._since, self._cpu_since = time.monotonic(), time.process_time()
        self._callbacks, self._held = 0, 0.0

    def install(self) -> None:
        """Time each callback of every loop from now on."""
        plain = asyncio.Handle._run  # type: ignore[attr-defined]

        def timed(handle: Any) -> None:
            if threading.get_ident() != self._loop_thread:
                plain(handle)
                return
            wall, cpu = time.perf_counter(), time.thread_time()
            self._began = wall
            try:
                plain(handle)
            finally:
                self._began = None
                took = time.perf_counter() - wall
                self._callbacks += 1
                self._held += took
                if took > SHORT_SECONDS:
                    self._note(handle, took, time.thread_time() - cpu)

        asyncio.Handle._run = timed  # type: ignore[attr-defined]
        threading.Thread(target=self._look, name="loop probe", daemon=True).start()

    def _note(self, handle: Any, wall: float, cpu: float) -> None:
        if len(self._longest) == KEPT and wall <= self._longest[0][0]:
            return
        stack, self._stack = self._stack, []
        context = handle._context or copy_context()
        found = {
            "ms": round(wall * 1000, 1),
            "processorMs": round(cpu * 1000, 1),
            "user": context.run(who_acts) is not None,
            "in": stack or [_name(handle)],
        }
        push = heapq.heappush if len(self._longest) < KEPT else heapq.heappushpop
        push(self._longest, (wall, next(self._order), found))

    def _look(self) -> None:
        seen: float | None = None
        while True:
            time.sleep(LOOK_SECONDS)
            began = self._began
            if began is None or began == seen or time.perf_counter() - began < LONG_SECONDS:
                continue
            frame = sys._current_frames().get(self._loop_thread)
            stack = traceback.extract_stack(frame)[-FRAMES:]
            if self._began == began:
                seen = began
                self._stack = [f"{Path(line.filename).name}:{line.lineno} {line.name}" for line in stack]

    def result(self) -> dict[str, Any]:
        seconds = time.monotonic() - self._since
        longest = [found for _, _, found in sorted(self._longest, reverse=True)]
        return {
            "callbacks": self._callbacks,
            "busy": round(self._held / seconds, 3),
            "processor": round((time.process_time() - self._cpu_since) / seconds, 3),
            "longest": longest,
        }


def _name(handle: Any) -> str:
    task = getattr(handle._callback, "__self__", None)
    if isinstance(task, asyncio.Task):
        return getattr(task.get_coro(), "__qualname__", "a task")
    return getattr(handle._callback, "__qualname__", "a callback")


def main() -> None:
    result, options = Path(sys.argv[1]), sys.argv[2:]
    app = HostedServer.instance()
    app.initialize(options)
    probe = LoopProbe()
    signal.signal(signal.SIGUSR1, lambda *_: probe.reset())
    signal.signal(signal.SIGUSR2, lambda *_: result.write_text(json.dumps(probe.result())))
    probe.install()
    app.start()


if __name__ == "__main__":
    main()

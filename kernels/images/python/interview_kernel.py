"""ipykernel, with what the host needs to hold its limits fairly. Runs in the container, or as the unsandboxed process.

- A cell's beginning is on the wire before its first line runs, so that code that never lets go of the interpreter (or
  that the kernel kills at once for its memory) is still a cell that the host knows of.
- While `input()` waits, it says so on iopub (`interview_stdin`), so that the candidate's thinking is not run time.
- A huge write goes out in pieces, so that a flood is stopped after its first MiB, not met as one message.
- Resource limits are taken from `INTERVIEW_RLIMITS`, where the host sets it: nothing else could set them before the
  first import without threads of the parent being in the way.

Nothing here is relied on for safety: the candidate's code shares this process and may undo it all.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import sys
import threading
from typing import Any


def apply_rlimits(text: str) -> None:
    """`{"NOFILE": 256, …}`: each becomes the hard and the soft limit. A hard limit below ours stays as it is."""
    for name, wanted in json.loads(text).items():
        kind = getattr(resource, f"RLIMIT_{name}")
        _, hard = resource.getrlimit(kind)
        value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (value, value))


if rlimits := os.environ.pop("INTERVIEW_RLIMITS", ""):
    apply_rlimits(rlimits)
    # RLIMIT_DATA counts the whole of each thread's stack, which is 8 MB by default.
    threading.stack_size(1024 * 1024)

import zmq  # noqa: E402
from ipykernel.iostream import OutStream  # noqa: E402
from ipykernel.ipkernel import IPythonKernel  # noqa: E402
from ipykernel.kernelapp import IPKernelApp  # noqa: E402

SEND_SECONDS = 1.0
PIECE = 64 * 1024
"""Characters of output in one message."""


class PiecewiseStream(OutStream):
    """Standard output and error in messages of bounded size."""

    _unsent = 0

    def write(self, string: str) -> int | None:
        if not isinstance(string, str):
            return super().write(string)
        for start in range(0, len(string), PIECE):
            piece = string[start : start + PIECE]
            super().write(piece)
            self._unsent += len(piece)
            if self._unsent >= PIECE:
                self._unsent = 0
                self.flush()
        return len(string)


class InterviewKernelApp(IPKernelApp):
    """Queues what a listener is slow to take, in the kernel's own memory, instead of dropping it.

    A dropped end of a cell looks to the host like a cell that never ends.
    """

    def init_iopub(self, context: Any) -> None:
        context.setsockopt(zmq.SNDHWM, 0)
        super().init_iopub(context)


class InterviewKernel(IPythonKernel):
    """Says for certain when it begins a cell, and when it waits for input."""

    _wakes = False

    async def do_execute(self, *args: Any, **kwargs: Any) -> Any:
        if not self._wakes and threading.current_thread() is threading.main_thread():
            # ipykernel's own SIGINT handler does not wake a loop that sleeps in an awaited cell. Any handler that
            # asyncio installs makes every signal wake it.
            asyncio.get_running_loop().add_signal_handler(signal.SIGUSR2, lambda: None)
            self._wakes = True
        sent = threading.Event()
        self.iopub_thread.schedule(sent.set)
        sent.wait(SEND_SECONDS)
        return await super().do_execute(*args, **kwargs)

    def _input_request(self, prompt: str, ident: Any, parent: Any, password: bool = False) -> str:
        self._say_waiting(True, parent)
        try:
            return str(super()._input_request(prompt, ident, parent, password=password))
        finally:
            self._say_waiting(False, parent)

    def _say_waiting(self, waiting: bool, parent: Any) -> None:
        self.session.send(self.iopub_socket, "interview_stdin", {"waiting": waiting}, parent=parent)


if __name__ == "__main__":
    # Sockets are made with the umask, and a host that is not root reaches them through its group.
    os.umask(0o007)
    # ipykernel takes the stream's class by dotted name only.
    sys.modules["interview_kernel"] = sys.modules["__main__"]
    InterviewKernelApp.launch_instance(kernel_class=InterviewKernel, outstream_class="interview_kernel.PiecewiseStream")

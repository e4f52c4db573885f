"""The judge without a container engine: the same runner as a plain process under rlimits.

It confines mistakes, not malice: candidate code runs as the server's own user and can read that user's files, and every
verdict says *unsandboxed*. Fit for one's own practice on one's own machine, and for nothing else.
"""

from __future__ import annotations

import asyncio
import logging
import math
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.sandbox import RawResult, RunReport, RunRequest
from jupyter_interview.errors import SandboxUnavailable, UnknownLanguage

from ..engine import build_context, shared_context
from .protocol import Confinement
from .session import Conversation, Ending, await_ready
from .stream import Wire

log = logging.getLogger(__name__)

LANGUAGES = ("python",)
"""Those whose executor the host's own interpreter runs as it is."""
END_SECONDS = 2.0
PROC = Path("/proc")


def _known(language: str) -> None:
    """Raises UnknownLanguage."""
    if language not in LANGUAGES:
        raise UnknownLanguage(f"The judge does not run the language {language[:40]!r} without a container engine.")


class ProcessRunner:
    """One runner in its own session, folder and environment."""

    def __init__(self, language: str, limits: Limits) -> None:
        _known(language)
        self._script = shared_context(language) / "judge" / "runner.py"
        self._arguments = (language, str(build_context(language) / "judge"))
        self.confinement: Confinement | None = Confinement(
            memory_bytes=limits.memory_bytes,
            file_bytes=limits.tmpfs_bytes,
            open_files=limits.open_files,
            pids=limits.pids,
            cpu_seconds=math.ceil(limits.wall_seconds) + 1,
        )
        self._folder = tempfile.mkdtemp(prefix="interview-judge-")
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: Wire | None = None

    def start(self) -> None:
        """Blocking. Raises SandboxUnavailable."""
        ours, theirs = socket.socketpair()
        self._wire = Wire(ours)
        scratch = os.path.join(self._folder, "tmp")
        language, executor = self._arguments
        os.mkdir(scratch)
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-s", "-S", "-B", str(self._script), language, scratch, executor],
                    stdin=theirs.fileno(),
                    stdout=theirs.fileno(),
                    stderr=subprocess.DEVNULL,
                    cwd=scratch,
                    env=_environment(scratch),
                    start_new_session=True,
                )
            except OSError as error:
                raise SandboxUnavailable("The judge's process could not be started. Try again.") from error

    async def send(self, data: bytes) -> None:
        assert self._wire is not None, "started"
        await self._wire.send(data)

    async def receive(self) -> bytes:
        assert self._wire is not None, "started"
        return await self._wire.receive()

    async def ending(self) -> Ending:
        return await asyncio.to_thread(self._ending)

    def _ending(self) -> Ending:
        assert self._process is not None, "started"
        try:
            code = self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise SandboxUnavailable("The judge's process stopped talking. Try again.") from error
        return Ending(exit_code=code if code >= 0 else 128 - code, oom_killed=False)

    def discard(self) -> None:
        """End every process of the run and delete its folder. Blocking; never raises."""
        if self._process is not None:
            for pid in (*_descendants(self._process.pid), self._process.pid):
                _kill(pid)
            # Its session's group too: what was started between the listing and the kills.
            _kill(-self._process.pid)
            self._process.wait()
        if self._wire is not None:
            self._wire.shut()
        shutil.rmtree(self._folder, onerror=_unlock)


def _environment(scratch: str) -> dict[str, str]:
    """Nothing of the server's: no keys, no settings. The fixed hash seed makes set and dict orders repeat."""
    return {
        "PATH": os.defpath,
        "HOME": scratch,
        "TMPDIR": scratch,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
    }


def _descendants(root: int) -> list[int]:
    """Every process below `root`, as Linux lists children; none where there is no such list."""
    found: list[int] = []
    for children in (PROC / str(root) / "task").glob("*/children"):
        try:
            found += map(int, children.read_text().split())
        except OSError:
            # The thread ended while we looked.
            continue
    return found + [pid for child in found for pid in _descendants(child)]


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError) as error:
        log.debug("process %s is gone: %s", pid, type(error).__name__)


def _unlock(function: Callable[..., object], path: str, _error: object) -> None:
    """rmtree met a folder that the candidate closed to us: open it and try once more."""
    try:
        os.chmod(os.path.dirname(path), 0o700)
        os.chmod(path, 0o700)
        function(path)
    except OSError as error:
        log.warning("a folder of a finished run is left: %s", type(error).__name__)


class ProcessSandbox:
    """The `Sandbox` port without a sandbox."""

    sandboxed = False

    async def run(self, request: RunRequest, progress: Callable[[RawResult], None] | None = None) -> RunReport:
        """Run every test of one submission. Raises SandboxUnavailable."""
        runner = ProcessRunner(request.language, request.limits)
        try:
            runner.start()
            await await_ready(runner)
            return await Conversation(runner, request, progress).run(sandboxed=False)
        finally:
            await asyncio.to_thread(runner.discard)

    async def check(self, languages: Iterable[str]) -> None:
        """Raises SandboxUnavailable where processes cannot be limited; UnknownLanguage."""
        for language in languages:
            _known(language)
        if sys.platform not in ("linux", "darwin"):
            raise SandboxUnavailable("Without a container engine the judge needs Linux, macOS or WSL2.")

    async def close(self) -> None:
        """Nothing outlives a run."""

"""A real Jupyter Server with the extension, in a process of its own, and clients that speak to it as browsers do."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from jupyter_interview.errors import SandboxUnavailable
from jupyter_interview_kernels.reaper import Reaper
from tests.server_ext.client import Api

START_SECONDS = 60


@dataclass
class RunningServer:
    """The process, its address and its folders."""

    folder: Path
    port: int
    token: str
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    @property
    def root(self) -> Path:
        return self.folder / "root"

    def environment(self) -> dict[str, str]:
        return server_environment(self.folder)

    def kill(self) -> None:
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


def server_environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "HOME": str(folder),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        # Its own, for its Redis is its own: its reaper would take other tests' containers for orphans.
        "JUPYTER_INTERVIEW_DEPLOYMENT": folder.name,
    }


def start_server(
    folder: Path, *options: str, wait: bool = True, instead_of: RunningServer | None = None
) -> RunningServer:
    """Start one on a free port; the same folder again means the same databases, keys and notebooks.

    `instead_of` a server that is gone it has that one's port and token, so that open browsers find it.
    """
    port, token = (instead_of.port, instead_of.token) if instead_of else (free_port(), secrets.token_hex(16))
    (folder / "root").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "jupyter", "server", "--allow-root", "--no-browser"]
    command += [f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder / 'root'}"]
    command += ["--ServerApp.jpserver_extensions={'jupyter_interview_server': True}"]
    command += ["--InterviewApp.sweep_seconds=1", *options]
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(command, env=server_environment(folder), stdout=log, stderr=log, cwd=folder)
    server = RunningServer(folder, port, token, process)
    if wait:
        _wait(server)
    return server


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(server: RunningServer) -> None:
    deadline = time.monotonic() + START_SECONDS
    headers = {"Authorization": f"token {server.token}"}
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            break
        try:
            if httpx.get(f"{server.url}/interview/api/users/me", headers=headers, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    log = server.log
    server.stop()
    pytest.fail(f"the server did not start:\n{log[-4000:]}")


class NobodyLives:
    """The lease store of a deployment whose servers are all gone."""

    async def alive(self, server: str) -> bool:
        return False


@contextmanager
def server_home() -> Iterator[Path]:
    """A folder that every account may pass through, as the embedded servers' own account must.

    Afterwards what a killed server left on the engine goes too: with its folder, nobody would be left to reap it.
    """
    folder = Path(tempfile.mkdtemp(prefix="ji-server-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as thread, suppress(SandboxUnavailable):
            patch.setenv("JUPYTER_INTERVIEW_DEPLOYMENT", folder.name)
            thread.submit(asyncio.run, Reaper(NobodyLives()).sweep()).result()  # the caller may be inside a loop
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    with server_home() as folder:
        yield folder


@pytest.fixture(scope="session")
def running(server_folder: Path) -> Iterator[RunningServer]:
    """The server that most tests share."""
    server = start_server(server_folder, "--InterviewApp.interviews_per_day=1000")
    yield server
    server.stop()


@pytest.fixture
def api(running: RunningServer) -> Iterator[Api]:
    """A signed-in client whose user has no live interview."""
    with Api(running.url, running.token) as client:
        client.give_up_live()
        yield client
        client.give_up_live()

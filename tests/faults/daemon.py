"""A Docker daemon of the test's own, beside the machine's, to be killed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jupyter_interview_kernels.engine import image_name
from tests.conftest import missing

START_SECONDS = 60


CONTAINERD = """version = 2
root = "{folder}/containerd"
state = "{folder}/state"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
address = "{folder}/containerd.sock"
"""


class Daemon:
    """With data and containers of its own in `folder`; containers need no network, so it makes none.

    containerd is a process beside it, as on any machine, and is not killed with it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = f"unix://{folder / 'docker.sock'}"
        (folder / "containerd.toml").write_text(CONTAINERD.format(folder=folder))
        self._containerd = self._run("containerd", f"--config={folder / 'containerd.toml'}")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns once it answers."""
        paths = {"data-root": "data", "exec-root": "exec", "pidfile": "docker.pid", "containerd": "containerd.sock"}
        options = [f"--{option}={self._folder / name}" for option, name in paths.items()]
        self._process = self._run("dockerd", f"--host={self.address}", "--bridge=none", "--iptables=false", *options)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._answers():
                return
            time.sleep(0.2)
        pytest.fail(f"dockerd did not start:\n{(self._folder / 'dockerd.log').read_text()[-2000:]}")

    def kill(self) -> None:
        """As a power cut would; its containers run on until the next one starts."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        for process in (self._process, self._containerd):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait(60)

        # dockerd mounts its data on themselves, and leaves them so.
        subprocess.run(["umount", self._folder / "data"], check=True)

    def _run(self, *command: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{command[0]}.log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log)

    def load(self, language: str) -> None:
        """The machine's own image."""
        saving = ["docker", "save", image_name(language)]
        loading = ["docker", "-H", self.address, "load", "-q"]
        with subprocess.Popen(saving, stdout=subprocess.PIPE) as saved:
            subprocess.run(loading, stdin=saved.stdout, check=True, capture_output=True)
        assert saved.returncode == 0

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(5)
            try:
                probe.connect(str(self._folder / "docker.sock"))
                probe.sendall(b"GET /_ping HTTP/1.0\r\n\r\n")
                return b"200 OK" in probe.recv(200)
            except OSError:
                return False


@contextmanager
def own_daemon(folder: Path) -> Iterator[Daemon]:
    """It runs. Needs root and `dockerd` on the path."""
    if shutil.which("dockerd") is None:
        missing("dockerd is not on this machine's path. Install Docker (Debian: apt-get install docker.io).")
    folder.mkdir(parents=True)
    made = Daemon(folder)
    try:
        made.start()
        made.load("python")
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)

"""A Docker daemon of the test's own, beside the machine's, to be killed."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docker
import pytest
from docker.errors import DockerException

from jupyter_interview_kernels.engine import image_name
from tests.conftest import missing

START_SECONDS = 60


class Daemon:
    """With data and containers of its own in `folder`; containers need no network, so it makes none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = f"unix://{folder / 'docker.sock'}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns once it answers."""
        paths = {"data-root": "data", "exec-root": "exec", "pidfile": "docker.pid"}
        command = ["dockerd", f"--host={self.address}", "--bridge=none", "--iptables=false"]
        command += [f"--{option}={self._folder / name}" for option, name in paths.items()]
        with (self._folder / "dockerd.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
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
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(60)

    def load(self, language: str) -> None:
        """The machine's own image."""
        saved = subprocess.Popen(["docker", "save", image_name(language)], stdout=subprocess.PIPE)
        subprocess.run(
            ["docker", "-H", self.address, "load", "-q"], stdin=saved.stdout, check=True, capture_output=True
        )
        assert saved.wait(60) == 0

    def _answers(self) -> bool:
        try:
            client = docker.DockerClient(self.address, timeout=5)
        except DockerException:
            return False
        try:
            return bool(client.ping())
        except DockerException:
            return False
        finally:
            client.close()


@contextmanager
def own_daemon(folder: Path) -> Iterator[Daemon]:
    """It runs. Needs root and `dockerd` on the path."""
    if shutil.which("dockerd") is None:
        missing("dockerd is not on this machine's path. Install Docker (Debian: apt-get install docker.io).")
    folder.mkdir(parents=True)
    made = Daemon(folder)
    made.start()
    try:
        made.load("python")
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)

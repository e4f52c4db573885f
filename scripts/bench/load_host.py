"""A hosted server of the benchmark's own, on embedded PostgreSQL and Redis in a folder; accounts with tokens."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from load_memory import free_port

from jupyter_interview.adapters.embedded import attach
from jupyter_interview.adapters.postgres.hosted import HostedStore
from jupyter_interview.domain.interview import Role
from jupyter_interview.domain.tokens import digest_of, new_token
from jupyter_interview.errors import Unavailable

PROBE = Path(__file__).with_name("load_probe.py")
START_SECONDS = 90


@dataclass(frozen=True)
class Host:
    """The running server."""

    url: str
    process: int
    database_url: str
    probed: Path
    log: Path

    async def people(self, count: int) -> list[str]:
        """That many accounts; each one's access token."""
        store = await HostedStore.open(self.database_url, pool_size=1)
        try:
            tokens = [new_token() for _ in range(count)]
            for number, token in enumerate(tokens):
                account = await store.ensure_account("load", str(number), f"Candidate {number}", Role.CANDIDATE)
                await store.add_token(account.id, digest_of(token), timedelta(days=1))
            return tokens
        finally:
            await store.close()

    def signal(self, number: int) -> None:
        os.kill(self.process, number)


@contextmanager
def hosting(*options: str) -> Iterator[Host]:
    """Raises Unavailable when it does not start."""
    folder = Path(tempfile.mkdtemp(prefix="ji-load-"))
    folder.chmod(0o711)  # the embedded servers' own account passes through
    try:
        with attach(folder / "data") as attachment:
            port, servers = free_port(), attachment.servers
            command = [sys.executable, str(PROBE), str(folder / "probed.json"), f"--ServerApp.port={port}"]
            command += ["--ServerApp.allow_root=True", "--ServerApp.port_retries=0"]
            command += [f"--HostedServer.browser_url=http://127.0.0.1:{port}/", *options]
            command += [f"--InterviewApp.database_url={servers.database_url}"]
            command += [f"--InterviewApp.redis_url={servers.redis_url}"]
            log = folder / "server.log"
            with log.open("wb") as file:
                process = subprocess.Popen(command, env=_environment(folder), stdout=file, stderr=file)
            try:
                _wait(process, log)
                url = f"http://127.0.0.1:{port}"
                yield Host(url, process.pid, servers.database_url, folder / "probed.json", log)
            finally:
                process.terminate()
                process.wait(60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _environment(folder: Path) -> dict[str, str]:
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    # A deployment of its own: another server's reaper would take its containers for orphans.
    names = {name: str(folder / value) for name, value in own.items()}
    return {**os.environ, **names, "JUPYTER_INTERVIEW_DEPLOYMENT": folder.name}


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if " is ready" in log.read_text(errors="replace"):
            return
        time.sleep(0.1)
    process.kill()
    raise Unavailable(f"The hosted server did not start. The end of its log:\n{log.read_text()[-2000:]}")

"""A real hosted server in a process of its own, and people on it, each with an access token."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from jupyter_interview.adapters.embedded import EmbeddedServers
from jupyter_interview.adapters.postgres.hosted import HostedStore
from jupyter_interview.domain.interview import Role
from jupyter_interview.domain.tokens import digest_of, new_token
from tests.server_ext.conftest import free_port, server_environment

START_SECONDS = 90
SERVE = Path(__file__).with_name("serve.py")


@dataclass(frozen=True)
class Person:
    """An account, and how a script of its owner speaks."""

    id: UUID
    name: str
    token: str
    url: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"token {self.token}"}

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers=self.headers, timeout=60)

    def call(self, method: str, path: str, **options: object) -> httpx.Response:
        with self.client() as client:
            return client.request(method, path, **options)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Hosted:
    """The server, and the databases under it."""

    folder: Path
    port: int
    metrics_port: int
    database_url: str
    redis_url: str
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    @property
    def routes(self) -> list[tuple[str, str]]:
        """Every route that the server had before the late ones: pattern and handler."""
        return [(pattern, handler) for pattern, handler in json.loads((self.folder / "routes.json").read_text())]

    def person(self, name: str, role: Role = Role.CANDIDATE, days: float = 1) -> Person:
        """An account with a fresh token."""
        token = new_token()
        with ThreadPoolExecutor(1) as thread:  # the caller may be inside a loop
            user_id = thread.submit(asyncio.run, self._admit(name, role, token, days)).result()
        return Person(user_id, name, token, self.url)

    async def _admit(self, name: str, role: Role, token: str, days: float) -> UUID:
        store = await HostedStore.open(self.database_url, pool_size=1)
        try:
            account = await store.ensure_account("test", name, name, role)
            await store.add_token(account.id, digest_of(token), timedelta(days=days))
            return account.id
        finally:
            await store.close()


@contextmanager
def running(servers: EmbeddedServers, database_url: str, folder: Path, *options: str) -> Iterator[Hosted]:
    """A server for this database, until the block ends. The later one of two options that are the same counts."""
    port, metrics_port = free_port(), free_port()
    common = [f"--HostedServer.browser_url=http://127.0.0.1:{port}/", f"--ServerApp.port={port}"]
    common += ["--ServerApp.port_retries=0", "--ServerApp.allow_root=True", "--InterviewApp.sweep_seconds=1"]
    common += [f"--InterviewApp.database_url={database_url}", f"--InterviewApp.redis_url={servers.redis_url}"]
    common += ["--InterviewApp.kernel_pool=0", "--InterviewApp.judge_pool=0"]
    common += [f"--HostedServer.metrics_port={metrics_port}"]
    settings = {option.split("=", 1)[0]: option for option in (*common, *options)}  # traitlets refuses a repetition
    command = [sys.executable, str(SERVE), str(folder / "routes.json"), *settings.values()]
    with (folder / "server.log").open("ab") as log:
        begins = log.tell()  # another one may have written before
        process = subprocess.Popen(command, env=server_environment(folder), stdout=log, stderr=log, cwd=folder)
    server = Hosted(folder, port, metrics_port, database_url, servers.redis_url, process)
    try:
        _wait(server, begins)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            pytest.fail(f"the hosted server did not stop:\n{server.log[-4000:]}")


def _wait(server: Hosted, begins: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        if b"is ready" in (server.folder / "server.log").read_bytes()[begins:]:
            return
        time.sleep(0.1)
    server.process.kill()
    pytest.fail(f"the hosted server did not start:\n{server.log[-4000:]}")

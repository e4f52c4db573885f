"""A real JupyterHub with the proxy that it is run with, started with the example's configuration; and its users."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from jupyter_interview.adapters.embedded import EmbeddedServers
from jupyter_interview_server.tenancy.session import RENEWED_AFTER, SessionCookies
from tests.conftest import missing
from tests.server_ext.conftest import free_port, server_environment

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "deploy" / "jupyterhub" / "jupyterhub_config.py"
PROXY = ROOT / "tests" / "npm" / "node_modules" / ".bin" / "configurable-http-proxy"
START_SECONDS = 90
COOKIE = "interview-session"
ADMIN = "ann"
VISITOR = "vic"
"""May look at the service, as the Hub is concerned, and has no scope of ours."""


@dataclass(frozen=True)
class RealHub:
    """Addresses, passwords, and the databases under the interview room."""

    folder: Path
    port: int
    room_port: int
    database_url: str
    redis_url: str
    token: str = field(default_factory=lambda: secrets.token_hex(32))
    password: str = field(default_factory=lambda: secrets.token_hex(8))
    admin_password: str = field(default_factory=lambda: secrets.token_hex(32))

    @property
    def url(self) -> str:
        return f"http://hub.localhost:{self.port}"

    @property
    def room(self) -> str:
        """Where browsers find the interview room."""
        return f"http://interview--service.hub.localhost:{self.port}/services/interview"

    @property
    def log(self) -> str:
        return (self.folder / "hub.log").read_text(errors="replace")

    def password_of(self, name: str) -> str:
        return self.admin_password if name == ADMIN else self.password

    @property
    def cookies(self) -> SessionCookies:
        """Makes cookies as the interview room does."""
        return SessionCookies((self.folder / "data/interview/keys/session.key").read_bytes(), f"{self.room}/")

    def api(self, method: str, path: str, **options: Any) -> httpx.Response:
        """The Hub's own API, as its administrator's script calls it."""
        headers = {"Authorization": f"token {self.token}"}
        answer = httpx.request(method, f"http://127.0.0.1:{self.port}/hub/api{path}", headers=headers, **options)
        answer.raise_for_status()
        return answer


class ThisMachine(httpx.HTTPTransport):
    """Takes every name for this machine, as browsers do with those under `localhost`."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url.copy_with(host="127.0.0.1")
        there = httpx.Request(request.method, url, headers=request.headers, stream=request.stream)
        return super().handle_request(there)


class Visitor(httpx.Client):
    """A browser of somebody's, without a screen."""

    def __init__(self, hub: RealHub) -> None:
        super().__init__(transport=ThisMachine(), follow_redirects=True, timeout=60)
        self.hub = hub

    def sign_in(self, name: str, path: str = "/lab") -> httpx.Response:
        """Go where one wants to, through the Hub's form."""
        return self.fill_in(self.get(self.hub.room + path), name)

    def fill_in(self, form: httpx.Response, name: str) -> httpx.Response:
        assert "/hub/login" in str(form.url), (form.url, form.text[:300])
        answers = {"username": name, "password": self.hub.password_of(name), "_xsrf": self.cookie("_xsrf", "/hub/")}
        return self.post(str(form.url), data=answers)

    def cookie(self, name: str, path: str) -> str:
        return next(str(one.value) for one in self.cookies.jar if (one.name, one.path) == (name, path))

    def grow_older(self) -> None:
        """The session's cookie is now one that the room renews."""
        cookie, now = next(one for one in self.cookies.jar if one.name == COOKIE), datetime.now(UTC)
        session = self.hub.cookies.read(str(cookie.value), now)
        assert session is not None
        issued = now - RENEWED_AFTER - timedelta(seconds=1)
        cookie.value = self.hub.cookies.issue(session.sign_in, session.account, issued)

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        """The interview room, as a page of it asks."""
        headers = {"X-XSRFToken": self.cookie("_xsrf", "/services/interview/")}
        return self.request(method, self.hub.room + path, headers=headers, **options)


@contextmanager
def running(servers: EmbeddedServers, database_url: str, folder: Path, *more: str) -> Iterator[RealHub]:
    """A Hub, its proxy and the interview room, until the block ends. `more`: users besides the example's."""
    if not PROXY.exists():
        missing("JupyterHub's proxy is missing. Run: make test")
    hub = RealHub(folder, free_port(), free_port(), database_url, servers.redis_url)
    room = [f"InterviewApp.database_url={database_url}", f"InterviewApp.redis_url={servers.redis_url}"]
    room += ["ServerApp.allow_root=True", "InterviewApp.sweep_seconds=1", "InterviewApp.kernel_pool=0"]
    told = {
        "example": str(EXAMPLE), "proxy": [str(PROXY)], "port": hub.port, "room_port": hub.room_port,
        "hub_port": free_port(), "proxy_port": free_port(), "token": hub.token, "admin_password": hub.admin_password,
        "visitor": VISITOR, "more": more, "options": [part for one in room for part in ("--set", one)],
        "environment": server_environment(folder),
    }  # fmt: skip
    environment = {**os.environ, "HUB_TEST": json.dumps(told), "INTERVIEW_PASSWORD": hub.password}
    command = [sys.executable, "-m", "jupyterhub", "-f", str(Path(__file__).with_name("jupyterhub_config.py"))]
    with (folder / "hub.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)
    try:
        _wait(hub, process)
        yield hub
    finally:
        process.terminate()
        try:
            process.wait(60)
            assert "the server drains" in hub.log  # the Hub ends a service by Ctrl-C's signal
        except subprocess.TimeoutExpired:
            process.kill()
            pytest.fail(f"the Hub did not stop:\n{hub.log[-4000:]}")


def _wait(hub: RealHub, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if "is ready" in hub.log and "JupyterHub is now running" in hub.log:
            return
        time.sleep(0.1)
    process.terminate()
    pytest.fail(f"JupyterHub did not start:\n{hub.log[-4000:]}")

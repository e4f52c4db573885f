"""A candidate with one of everything, each marked, so that a mark in anybody else's answer is a leak."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect

from tests.server_ext.client import Channel
from tests.tenancy.hosting import Person

SETTING = "@jupyterlab/docmanager-extension:plugin"


def websocket(person: Person | None, url: str, path: str) -> connect:
    headers = person.headers if person else {}
    return connect(url.replace("http", "ws") + path, additional_headers=headers, max_size=None)


class HostedChannel(Channel):
    """The channel, signed in to by a header."""

    def __init__(self, person: Person, interview: str) -> None:
        super().__init__("")
        self._open = websocket(person, person.url, f"/interview/api/interviews/{interview}/channel")

    async def __aenter__(self) -> Self:
        self._socket: ClientConnection = await self._open
        return self


@dataclass
class Victim:
    """What there is of hers. Others are given the names, as if they had guessed them, and must not see the secret."""

    person: Person
    mark: str = field(default_factory=lambda: f"name{secrets.token_hex(8)}")
    """In names of hers."""
    secret: str = field(default_factory=lambda: f"secret{secrets.token_hex(8)}")
    """In what is behind them."""
    cohort: str = ""
    interview: str = ""
    ended: str = ""
    notebook: str = ""
    kernel: str = ""
    session: str = ""

    @property
    def ids(self) -> list[str]:
        """All that an id in an address of ours could be."""
        return [self.interview, self.ended, self.cohort]

    @property
    def file(self) -> str:
        return f"private/{self.mark}.txt"

    @property
    def space(self) -> str:
        return f"space-{self.mark}"

    def ok(self, method: str, path: str, **options: Any) -> Any:
        answer = self.person.call(method, path, **options)
        assert answer.status_code < 300, (method, path, answer.status_code, answer.text)
        return answer.json() if answer.content else None

    async def settle_in(self) -> None:
        """Make one of everything."""
        self.cohort = self.ok("POST", "/interview/api/cohorts", json={"name": self.secret})["id"]
        self.ended = self.ok("POST", "/interview/api/interviews", json={})["id"]
        async with HostedChannel(self.person, self.ended) as channel:
            await channel.join()
            await channel.ask("interview:end")
            await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
        started = self.ok("POST", "/interview/api/interviews", json={})
        self.interview, self.notebook = started["id"], started["notebookPath"]
        self._write()
        body = {"path": self.notebook, "type": "notebook", "name": "", "kernel": {"name": "interview-python"}}
        session = self.ok("POST", "/api/sessions", json=body)
        self.session, self.kernel = session["id"], session["kernel"]["id"]

    def _write(self) -> None:
        self.ok("PUT", "/api/contents/private", json={"type": "directory"})
        text = {"type": "file", "format": "text", "content": self.secret}
        self.ok("PUT", f"/api/contents/{self.file}", json=text)
        self.ok("POST", f"/api/contents/{self.file}/checkpoints")
        self.ok("PUT", f"/lab/api/settings/{SETTING}", json={"raw": f'{{"defaultViewers": {{"m": "{self.secret}"}}}}'})
        space = {"data": {"secret": self.secret}, "metadata": {"id": self.space}}
        self.ok("PUT", f"/lab/api/workspaces/{self.space}", json=space)

    def belongings(self) -> dict[str, Any]:
        """Everything that somebody else could have changed, without what time changes."""
        kept = {
            path: self.ok("GET", path)
            for path in (
                "/api/contents",
                "/api/contents/private",
                f"/api/contents/{self.file}",
                f"/api/contents/{self.file}/checkpoints",
                f"/api/contents/{self.notebook}",
                f"/lab/api/settings/{SETTING}",
                "/lab/api/workspaces",
                f"/interview/api/feedback/{self.ended}",
                "/interview/api/interviews",
                "/interview/api/cohorts",
                f"/interview/api/cohorts/{self.cohort}",
            )
        }
        kernels = self.ok("GET", "/api/kernels")
        sessions = self.ok("GET", "/api/sessions")
        return kept | {
            "kernels": [(kernel["id"], kernel["name"]) for kernel in kernels],
            "sessions": [(session["id"], session["path"], session["kernel"]["id"]) for session in sessions],
        }


@asynccontextmanager
async def kernel_socket(person: Person | None, url: str, kernel: str) -> AsyncIterator[ClientConnection]:
    async with websocket(person, url, f"/api/kernels/{kernel}/channels?session_id=s") as socket:
        yield socket

"""A machine for tests to break: one folder with its servers, and where to aim."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any
from uuid import UUID

from jupyter_interview.adapters.embedded import Attachment, attach
from jupyter_interview.adapters.embedded.guard import LOCK
from jupyter_interview.adapters.embedded.paths import locate
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.questions import Question
from tests.server_ext.client import Api, Channel
from tests.server_ext.conftest import RunningServer, start_server
from tests.server_ext.test_channel import BANK, begin
from tests.service.world import until
from tests.solutions import reference

__all__ = ["BANK", "Machine", "ask_until_ack", "begin", "code_of"]


class Machine:
    """One user's folder: the Jupyter server in it, and the PostgreSQL and Valkey that it started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server: RunningServer | None = None
        self._attachment: Attachment | None = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self, *options: str) -> RunningServer:
        self.server = start_server(self.folder, "--InterviewApp.interviews_per_day=1000", *options)
        return self.server

    def api(self) -> Api:
        assert self.server is not None
        return Api(self.server.url, self.server.token)

    def attach(self) -> Attachment:
        """A share of our own in the embedded servers, for a look past the Jupyter server."""
        if self._attachment is None:
            self._attachment = attach(self.data)
        return self._attachment

    def kill_embedded(self, name: str) -> int:
        """End `postgres` or `valkey` as a power cut would; its process id."""
        pid = self.pid(name)
        os.kill(pid, signal.SIGKILL)
        return pid

    def pid(self, name: str) -> int:
        return int((locate(self.data).home / name / LOCK).read_text())

    async def log(self, interview_id: str) -> tuple[Event, ...]:
        """What the database holds, of every visibility."""
        store = await PostgresStore.open(self.attach().servers.database_url)
        try:
            return tuple(await store.events(UUID(interview_id)))
        finally:
            await store.close()

    def shut_down(self) -> None:
        if self.server is not None and self.server.process.poll() is None:
            self.server.stop()
        if self._attachment is not None:
            self._attachment.detach()


async def ask_until_ack(channel: Channel, event: str, id: str, **data: Any) -> list[str]:
    """Send a frame again and again under one id until it is acknowledged, as the client does; the errors' codes."""
    codes: list[str] = []

    async def ask() -> dict[str, Any]:
        answer = await channel.ask(event, id, **data)
        if answer["event"] == "error":
            codes.append(answer["data"]["code"])
        return answer

    await until(ask, lambda answer: bool(answer["event"] == "ack"), seconds=30)
    return codes


def code_of(question: Question, source: str | None = None) -> dict[str, str]:
    """The data of a submission; the reference solution unless told otherwise."""
    return {
        "questionId": question.id,
        "cellId": "answer",
        "source": source or reference(question),
        "language": "python",
    }

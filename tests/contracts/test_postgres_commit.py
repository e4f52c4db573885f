"""A connection that is lost during COMMIT: the one moment when nobody knows whether it happened."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit

import pytest

from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import Action
from jupyter_interview.errors import Unavailable
from tests.contracts.rooms import created, moving, new_interview, saying

SOCKET = ".s.PGSQL.5432"


class Wire:
    """A wire to PostgreSQL that can be told to break at the next COMMIT."""

    def __init__(self, database_url: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ji-wire-"))
        parts = urlsplit(database_url)
        self._server = Path(parse_qs(parts.query)["host"][0]) / SOCKET
        self.url = urlunsplit(parts._replace(query=f"host={quote(str(self.folder), safe='')}&port=5432"))
        self.breaks: str | None = None
        """`before` the server hears of the COMMIT, or `after` it, before its answer; once."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_unix_connection(self._server)
        answers = asyncio.create_task(self._copy(back, writer))
        try:
            while data := await reader.read(65536):
                breaks = self.breaks if b"COMMIT" in data else None
                if breaks:
                    self.breaks = None
                    answers.cancel()
                    await asyncio.gather(answers, return_exceptions=True)
                if breaks == "before":
                    break
                forth.write(data)
                await forth.drain()
                if breaks == "after":
                    await back.read(65536)
                    break
        finally:
            answers.cancel()
            forth.close()
            writer.close()

    async def _copy(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()


@pytest.fixture
async def wire(database_url: str) -> AsyncIterator[Wire]:
    made = Wire(database_url)
    server = await asyncio.start_unix_server(made.serve, made.folder / SOCKET)
    yield made
    server.close()
    shutil.rmtree(made.folder)


@pytest.fixture
async def far(wire: Wire) -> AsyncIterator[PostgresStore]:
    """A store at the far end of the wire."""
    opened = await PostgresStore.open(wire.url)
    yield opened
    await opened.close()


@pytest.mark.parametrize("breaks", ["before", "after"])
async def test_a_frame_is_written_once(
    wire: Wire, far: PostgresStore, store: PostgresStore, interview: Interview, breaks: str
) -> None:
    wire.breaks = breaks
    appended = await far.append(interview.id, saying("once"), frame_id="frame")
    assert wire.breaks is None
    assert appended.duplicate is (breaks == "after")
    assert [event.seq for event in await store.events(interview.id)] == [1, 2, 3]


@pytest.mark.parametrize(("breaks", "written"), [("before", 2), ("after", 3)])
async def test_a_decision_without_a_frame_is_not_made_twice(
    wire: Wire, far: PostgresStore, store: PostgresStore, interview: Interview, breaks: str, written: int
) -> None:
    wire.breaks = breaks
    with pytest.raises(Unavailable):
        await far.append(interview.id, saying("at most once"))
    assert (await store.get(interview.id)).head_seq == written
    assert len((await far.append(interview.id, saying("later"))).events) == 1


@pytest.mark.parametrize("breaks", ["before", "after"])
async def test_an_interview_is_created_once(
    wire: Wire, far: PostgresStore, store: PostgresStore, user: User, breaks: str
) -> None:
    wire.breaks = breaks
    made = new_interview(user)
    assert (await far.create(made, created(made))).head_seq == 1
    assert [one.id for one in await store.list(user.id)] == [made.id]
    assert (await far.append(made.id, moving(Action.JOIN), frame_id="join")).interview.state == "in_progress"

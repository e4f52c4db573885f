"""Kernels behind the server: what ran is recorded by the server, and a limit says so in the cell."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer, server_home, start_server
from tests.server_ext.test_channel import begin

pytestmark = pytest.mark.docker


class Kernel:
    """A kernel's WebSocket, spoken as JupyterLab does in its JSON form."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._session = uuid.uuid4().hex

    async def run(self, source: str, cell_id: str, seconds: float = 40) -> list[dict[str, Any]]:
        """Execute as a notebook cell; every message about it, up to the reply and the idle status."""
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        return await self._ask("execute", content, {"cellId": cell_id}, seconds)

    async def flood(self, count: int) -> None:
        """Ask for so many cells, each with an id, and wait for none."""
        for number in range(count):
            await self._socket.send(json.dumps(self._request("execute", {"code": "1"}, {"cellId": f"flood-{number}"})))

    async def restarted(self, seconds: float = 30) -> None:
        """Wait until the kernel was started anew and both channels reach it, as every client of Jupyter does.

        A subscription takes a moment to reach a new kernel, which publishes to nobody before it does.
        """
        async with asyncio.timeout(seconds):
            while _name(json.loads(await self._socket.recv())) != "restarting":
                pass
            while True:
                try:
                    await self._ask("kernel_info", {}, {}, seconds=1)
                    return
                except TimeoutError:
                    continue

    async def told(self, seconds: float = 20) -> str:
        """The next text about a cell that has ended."""
        async with asyncio.timeout(seconds):
            while _name(message := json.loads(await self._socket.recv())) != "stream":
                pass
        return str(message["content"]["text"])

    async def _ask(
        self, what: str, content: dict[str, Any], metadata: dict[str, str], seconds: float
    ) -> list[dict[str, Any]]:
        message = self._request(what, content, metadata)
        message_id = message["header"]["msg_id"]
        await self._socket.send(json.dumps(message))
        about: list[dict[str, Any]] = []
        async with asyncio.timeout(seconds):
            while not {f"{what}_reply", "idle"} <= {_name(m) for m in about}:
                received = json.loads(await self._socket.recv())
                if received["parent_header"].get("msg_id") == message_id:
                    about.append(received)
        return about

    def _request(self, what: str, content: dict[str, Any], metadata: dict[str, str]) -> dict[str, Any]:
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": f"{what}_request",
            "session": self._session,
            "username": "",
            "version": "5.3",
            "date": "",
        }
        return {"channel": "shell", "header": header, "parent_header": {}, "metadata": metadata, "content": content}


def _name(message: dict[str, Any]) -> str:
    if message["header"]["msg_type"] == "status":
        return str(message["content"]["execution_state"])
    return str(message["header"]["msg_type"])


def text_of(messages: list[dict[str, Any]]) -> str:
    return "".join(m["content"]["text"] for m in messages if m["header"]["msg_type"] == "stream")


@asynccontextmanager
async def kernel_of(api: Api, interview: dict[str, Any]) -> AsyncIterator[Kernel]:
    """Open the working notebook's session, as JupyterLab does."""
    async with kernel_on(api, interview, interview["notebookPath"]) as kernel:
        yield kernel


@asynccontextmanager
async def kernel_on(api: Api, interview: dict[str, Any], path: str) -> AsyncIterator[Kernel]:
    body = {"path": path, "name": path.rsplit("/")[-1], "type": "notebook", "kernel": {"name": interview["kernelName"]}}
    response = api.raw("POST", "/api/sessions", json=body)
    assert response.status_code == 201, response.text
    kernel_id = response.json()["kernel"]["id"]
    address = f"{api.url.replace('http', 'ws')}/api/kernels/{kernel_id}/channels?token={api.token}&session_id=s"
    async with connect(address, max_size=None) as socket:
        yield Kernel(socket)


@pytest.fixture
def sandboxed(api: Api, engine: str) -> Api:
    assert api.call("GET", "/users/me").json()["sandboxed"]
    return api


async def test_what_ran_is_in_the_transcript_as_the_server_saw_it(sandboxed: Api) -> None:
    started = sandboxed.start(questionCount=1)
    async with sandboxed.channel(started["id"]) as channel:
        await begin(channel)
        length = await channel.settled()
        async with kernel_of(sandboxed, started) as kernel:
            assert text_of(await kernel.run("print(6 * 7)", "cell-a")) == "42\n"
            failed = await kernel.run("1 / 0", "cell-b")
            assert {"error"} <= {_name(m) for m in failed}
        await channel.grown_to(length + 2)
        await channel.ask("interview:end")
        await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
    transcript = sandboxed.call("GET", "/interviews/{id}/transcript", id=started["id"]).json()
    record = transcript["metadata"]["jupyter_interview"]
    kinds = {str(envelope["seq"]): envelope for envelope in record["envelopes"]}
    ran = [json.loads(p["payload"]) for seq, p in record["payloads"].items() if kinds[seq]["kind"] == "cell.executed"]
    assert [(e["cellId"], e["source"], e["status"], e["sandboxed"]) for e in ran] == [
        ("cell-a", "print(6 * 7)", "ok", True),
        ("cell-b", "1 / 0", "error", True),
    ]
    assert ran[0]["outputs"] == [{"output_type": "stream", "name": "stdout", "text": "42\n"}]
    assert all(kinds[seq]["provenance"] == "server" for seq in kinds if kinds[seq]["kind"] == "cell.executed")


async def test_no_other_kernels_requests_push_out_which_cell_ran(sandboxed: Api) -> None:
    started = sandboxed.start(questionCount=1)
    async with sandboxed.channel(started["id"]) as channel:
        await begin(channel)
        length = await channel.settled()
        other = kernel_on(sandboxed, started, "other.ipynb")
        async with kernel_of(sandboxed, started) as kernel, other as flooding:
            running = asyncio.create_task(kernel.run("import time; time.sleep(4)", "cell-a"))
            await asyncio.sleep(0.5)
            await flooding.flood(700)
            await running
        await channel.grown_to(length + 1)
        await channel.ask("interview:end")
        await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
    record = sandboxed.call("GET", "/interviews/{id}/transcript", id=started["id"]).json()["metadata"][
        "jupyter_interview"
    ]
    ran = [json.loads(payload["payload"]) for payload in record["payloads"].values()]
    assert "cell-a" in [entry.get("cellId") for entry in ran if entry.get("source", "").startswith("import time")]


async def test_the_notebook_gets_a_kernel_that_was_started_in_advance(sandboxed: Api) -> None:
    started = sandboxed.start(questionCount=1)
    async with asyncio.timeout(30):
        while "python: 1 of 1 kernels ready" not in _kernel_pool(sandboxed):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.1)
    async with sandboxed.channel(started["id"]) as channel:
        await begin(channel)
        async with kernel_of(sandboxed, started) as kernel:
            assert "python: 0 of 1 kernels ready" in _kernel_pool(sandboxed)
            assert text_of(await kernel.run("print(6 * 7)", "a")) == "42\n"
        await channel.ask("interview:end")


def _kernel_pool(api: Api) -> str:
    return str(api.call("GET", "/health").json()["parts"]["kernelPool"]["message"])


async def test_a_notebook_that_forgot_its_interview_keeps_nothing_out_of_the_log(sandboxed: Api) -> None:
    started = sandboxed.start(questionCount=1)
    async with sandboxed.channel(started["id"]) as channel:
        await begin(channel)
        length = await channel.settled()
        path = f"/api/contents/{started['notebookPath']}"
        notebook = sandboxed.raw("GET", path).json()["content"]
        del notebook["metadata"]["jupyter_interview"]
        model = {"type": "notebook", "format": "json", "content": notebook}
        assert sandboxed.raw("PUT", path, json=model).status_code == 200
        async with kernel_of(sandboxed, started) as kernel:
            await kernel.run("print('seen')", "a")
        await channel.grown_to(length + 1)
        await channel.ask("interview:end")
        await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
    assert "print('seen')" in sandboxed.call("GET", "/interviews/{id}/transcript", id=started["id"]).text


async def test_an_endless_cell_is_stopped_in_words_and_the_kernel_lives(sandboxed: Api) -> None:
    started = sandboxed.start()
    async with sandboxed.channel(started["id"]) as channel:
        await begin(channel)
        async with kernel_of(sandboxed, started) as kernel:
            await kernel.run("kept = 1", "a")
            stopped = await kernel.run("while True:\n    pass", "b")
            assert "10 s" in text_of(stopped)
            assert text_of(await kernel.run("print(kept)", "c")) == "1\n"


async def test_a_kernel_that_ran_out_of_memory_says_so_and_never_hangs(sandboxed: Api) -> None:
    started = sandboxed.start()
    async with sandboxed.channel(started["id"]) as channel:
        await begin(channel)
        async with kernel_of(sandboxed, started) as kernel:
            died = await kernel.run("x = bytearray(10**9)", "a")
            assert "256 MB" in text_of(died)
            reply = next(m for m in died if _name(m) == "execute_reply")
            assert reply["content"]["status"] == "error"


async def test_pausing_stops_the_kernel_and_the_next_one_says_so(sandboxed: Api) -> None:
    started = sandboxed.start(questionCount=2)
    async with sandboxed.channel(started["id"]) as channel:
        await begin(channel)
        async with kernel_of(sandboxed, started):
            assert len(sandboxed.raw("GET", "/api/kernels").json()) >= 1
            await channel.ask("interview:next")
            await channel.state_where(lambda state: state["canPause"])
            await channel.ask("interview:pause")
        sessions = sandboxed.raw("GET", "/api/sessions").json()
    assert started["notebookPath"] not in [session["path"] for session in sessions]
    sandboxed.call("POST", "/interviews/{id}/resume", id=started["id"])
    async with kernel_of(sandboxed, started) as kernel:
        first, second = [text_of(await kernel.run("print(1)", cell)) for cell in ("a", "b")]
    assert "since the interview was paused: run again" in first
    assert second == "1\n"


SLOW_NOTEBOOKS = """
import asyncio
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

class Slow(AsyncLargeFileManager):
    async def get(self, *args, **kwargs):
        await asyncio.sleep(1)
        return await super().get(*args, **kwargs)

c.ServerApp.contents_manager_class = Slow
"""


async def test_a_kernel_that_was_left_is_stopped_in_words(engine: str) -> None:
    """Also where reading the notebook, which says whose the kernel is, takes longer than the first cell."""
    idle = "--InterviewApp.kernel_idle_minutes=0.1"
    with server_home() as folder, served(slow_server(folder, idle, "--InterviewApp.kernel_pool=0")) as api:
        started = api.start()
        async with kernel_of(api, started) as kernel:
            async with api.channel(started["id"]) as channel:
                await begin(channel)
                await kernel.run("print(1)", "a")
                await asyncio.sleep(10)
                assert len(api.raw("GET", "/api/kernels").json()) == 1, "somebody is in the room, and thinks"
            assert "nothing ran in it for 0.1 minutes" in await kernel.told()
        async with asyncio.timeout(20):
            while api.raw("GET", "/api/kernels").json():  # noqa: ASYNC110 - the words come first
                await asyncio.sleep(0.2)
        async with kernel_of(api, started) as kernel:
            assert "This is a new kernel." in text_of(await kernel.run("print(1)", "a"))


def slow_server(folder: Path, *options: str) -> RunningServer:
    (folder / "config").mkdir()
    (folder / "config" / "jupyter_server_config.py").write_text(SLOW_NOTEBOOKS)
    return start_server(folder, *options)


@contextmanager
def served(server: RunningServer) -> Iterator[Api]:
    try:
        with Api(server.url, server.token) as api:
            yield api
    finally:
        server.stop()


async def test_a_cell_that_refuses_to_stop_is_killed_and_answered(sandboxed: Api) -> None:
    started = sandboxed.start()
    stubborn = "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass"
    async with sandboxed.channel(started["id"]) as channel:
        await begin(channel)
        async with kernel_of(sandboxed, started) as kernel:
            killed = await kernel.run(stubborn, "a")
            assert "variables are gone" in text_of(killed)
            await kernel.restarted()
            assert text_of(await kernel.run("print('new')", "b", seconds=60)) == "new\n"

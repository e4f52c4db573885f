"""Clients that mean harm: the server stays well, answers in words, and records what happened all the same."""

from __future__ import annotations

import json
import time
import uuid
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from jupyter_interview_server.pacing import Pace
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer
from tests.server_ext.test_channel import begin
from tests.server_ext.test_kernels import kernel_of

DEEP = "[" * 100_000 + "]" * 100_000


def test_a_pace_lets_a_burst_through_and_then_holds_the_rate() -> None:
    now = 0.0
    pace = Pace(rate=10, burst=5, clock=lambda: now)
    assert [pace.delay(1) for _ in range(5)] == [0] * 5
    assert pace.delay(1) == pytest.approx(0.1)
    now = 0.1
    assert pace.delay(1) == pytest.approx(0.1)
    now = 100.0
    assert pace.delay(5) == 0


async def test_a_flood_is_slowed_down_and_nothing_of_it_is_lost(api: Api) -> None:
    started = api.start()
    async with api.channel(started["id"]) as channel:
        await begin(channel)
        before = time.monotonic()
        sent = {await channel.send("tab:heartbeat", tabId=channel.tab) for _ in range(150)}
        while sent:
            sent.discard((await channel.until("ack"))["id"])
        assert time.monotonic() - before > 1.5


async def test_errors_that_nobody_reads_are_small(running: RunningServer, api: Api) -> None:
    started = api.start()
    process = psutil.Process(running.process.pid)
    async with api.channel(started["id"]) as channel:
        await begin(channel)
        before = process.memory_info().rss
        for _ in range(8):
            await channel.text(json.dumps({"event": "nonsense", "id": "i" * 3_000_000, "data": {}}))
        answers = [await channel.until("error") for _ in range(8)]
        assert process.memory_info().rss - before < 60 * 2**20
    assert {answer.get("id") for answer in answers} == {None}


@pytest.mark.parametrize(
    "text", [DEEP, f'{{"event":"interview:message","id":"a","data":{DEEP}}}', '{"event":"x","id":1}'], ids=len
)
async def test_deep_and_senseless_frames_are_malformed_and_no_incident(
    running: RunningServer, api: Api, text: str
) -> None:
    started = api.start()
    async with api.channel(started["id"]) as channel:
        await begin(channel)
        await channel.text(text)
        assert (await channel.until("error"))["data"]["code"] == "malformed_frame"
        assert (await channel.ask("tab:heartbeat", tabId=channel.tab))["event"] == "ack"
    assert "a frame could not be handled" not in running.log


async def test_a_client_that_is_ahead_of_the_log_still_hears_what_comes(api: Api) -> None:
    started = api.start()
    async with api.channel(started["id"]) as channel:
        await begin(channel)
    async with api.channel(started["id"]) as channel:
        assert (await channel.join(last_seq=10**20, take_over=True))["event"] == "interview:state"
        await channel.send("interview:message", text="Are you there?")
        await channel.until("interview:response", text="Are you there?")


@pytest.mark.parametrize("minutes", [-(2**62), 2**62])
def test_an_interview_of_aeons_is_refused_in_words(api: Api, minutes: int) -> None:
    response = api.call("POST", "/interviews", json={"durationMinutes": minutes})
    assert (response.status_code, response.json()["code"]) == (400, "invalid_request")


async def test_a_folder_in_the_transcripts_place_does_not_keep_it_away(running: RunningServer, api: Api) -> None:
    started = api.start()
    planned = started["notebookPath"].replace(".ipynb", "-transcript.ipynb")
    (running.root / planned).mkdir()
    async with api.channel(started["id"]) as channel:
        await begin(channel)
        await channel.ask("interview:end")
        state = await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
    assert (running.root / state["interview"]["transcriptPath"]).is_file()
    assert api.call("GET", "/interviews/{id}/transcript", id=started["id"]).status_code == 200


def executed(api: Api, id: str) -> list[str | None]:
    """The cells whose executions the transcript holds, in order."""
    record = api.call("GET", "/interviews/{id}/transcript", id=id).json()["metadata"]["jupyter_interview"]
    kinds = {str(envelope["seq"]): envelope["kind"] for envelope in record["envelopes"]}
    payloads = sorted(record["payloads"].items(), key=lambda item: int(item[0]))
    return [json.loads(p["payload"])["cellId"] for seq, p in payloads if kinds[seq] == "cell.executed"]


@pytest.mark.docker
async def test_no_execution_can_be_kept_out_of_the_log(
    running: RunningServer, api: Api, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by an id that was used before, by a frame or a message, nor by a notebook that names another interview."""
    started = api.start(questionCount=1)
    path = started["notebookPath"]
    message = uuid.uuid4()
    monkeypatch.setattr("tests.server_ext.test_kernels.uuid", SimpleNamespace(uuid4=lambda: message))
    async with api.channel(started["id"]) as channel:
        await begin(channel)
        await channel.ask("interview:message", f"cell:{message.hex}", text="This takes the id.")
        await channel.until("interview:response", actor="interviewer")
        length = await channel.settled()
        async with kernel_of(api, started) as kernel:
            await kernel.run("1", "cell-a")
            await kernel.run("2", "cell-b")
            for number, metadata in enumerate(({"interview": str(uuid.uuid4())}, 5, {"interview": []})):
                rename(api, path, metadata)
                await kernel.run(f"3 + {number}", "cell-c")
        await channel.grown_to(length + 5)
        await channel.ask("interview:end")
        await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
    assert executed(api, started["id"]) == ["cell-a", "cell-b", "cell-c", "cell-c", "cell-c"]
    assert "record execution failed" not in running.log


def rename(api: Api, path: str, metadata: Any) -> None:
    """Have the notebook say that it is another interview's."""
    notebook = api.raw("GET", f"/api/contents/{path}").json()["content"]
    notebook["metadata"]["jupyter_interview"] = metadata
    body = {"type": "notebook", "format": "json", "content": notebook}
    assert api.raw("PUT", f"/api/contents/{path}", json=body).status_code == 200

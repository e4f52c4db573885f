"""PostgreSQL and Valkey are emptied and killed under a live session; the candidate goes on, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
import redis

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Actor
from jupyter_interview.review.verify import verify
from tests.faults.machine import Machine, ask_until_ack, begin, code_of
from tests.server_ext.client import Api, Channel
from tests.service.world import until
from tests.solutions import slowly


@pytest.fixture
def api(unsandboxed: Machine) -> Iterator[Api]:
    with unsandboxed.api() as client:
        client.give_up_live()
        yield client
        client.give_up_live()


def save(api: Api, interview: dict[str, Any], tab: str) -> int:
    """Save the working notebook as this tab does; the status."""
    path = f"/api/contents/{interview['notebookPath']}"
    notebook = api.raw("GET", path).json()["content"]
    notebook["metadata"]["jupyter_interview"]["tab"] = tab
    return api.raw("PUT", path, json={"type": "notebook", "format": "json", "content": notebook}).status_code


async def work(api: Api, interview: dict[str, Any], channel: Channel, name: str) -> None:
    """Everything that a candidate does without thinking of Redis; each must be acknowledged at the first try."""
    for event, data in (
        ("interview:message", {"text": f"thinking aloud, {name}"}),
        ("tab:heartbeat", {"tabId": channel.tab}),
        ("cell:snapshot", {"cellId": "answer", "cellType": "code", "source": f"# {name}"}),
    ):
        answer = await channel.ask(event, **data)
        assert answer["event"] == "ack", answer
    assert await asyncio.to_thread(save, api, interview, channel.tab) == 200


async def test_an_emptied_valkey_is_not_noticed(api: Api, unsandboxed: Machine) -> None:
    interview = api.start()
    with redis.Redis.from_url(unsandboxed.attach().servers.redis_url, decode_responses=True) as client:
        async with api.channel(interview["id"]) as channel:
            question = await begin(channel)
            client.flushall()
            await work(api, interview, channel, "after a flush")
            assert client.get(f"interview:tab:{interview['id']}") == channel.tab
            assert interview["id"] in {client.get(key) for key in client.keys("interview:active:*")}
            assert (await channel.submit(question.id, code_of(question)["source"]))["judgement"]["passed"]
            client.flushall()
            assert (await channel.ask("code:submit", **code_of(question)))["event"] == "ack"
            client.flushall()  # with whatever the queue holds of it
            await work(api, interview, channel, "after another")
            result = await channel.until("code:result")
            assert result["data"]["payload"]["judgement"]["verdict"] == "accepted"
            assert (await channel.join(last_seq=channel.state["lastSeq"]))["event"] == "interview:state"
            assert not [frame for frame in channel.frames if frame["event"] in ("error", "tab:lost")]


async def test_valkey_is_killed(api: Api, unsandboxed: Machine) -> None:
    interview = api.start()
    async with api.channel(interview["id"]) as channel:
        question = await begin(channel)
        assert (await channel.ask("code:submit", **code_of(question, slowly(question, 0.1))))["event"] == "ack"
        killed = unsandboxed.kill_embedded("valkey")
        await work(api, interview, channel, "without Valkey")
        first = await channel.until("code:result")
        assert first["data"]["payload"]["judgement"]["verdict"] == "accepted"
        await until(lambda: asyncio.to_thread(unsandboxed.pid, "valkey"), lambda pid: pid != killed)
        unsandboxed.kill_embedded("valkey")
        assert (await channel.ask("code:submit", **code_of(question)))["event"] == "ack"
        second = await channel.until("code:result")
        assert second["data"]["payload"]["judgement"]["verdict"] == "accepted"
        await work(api, interview, channel, "with Valkey again")
        assert not [frame for frame in channel.frames if frame["event"] in ("error", "tab:lost")]
    judged = [e.payload for e in await unsandboxed.log(interview["id"]) if isinstance(e.payload, p.SubmissionJudged)]
    assert len({x.submission_id for x in judged}) == len(judged) == 2


async def test_postgresql_is_killed(api: Api, unsandboxed: Machine) -> None:
    interview = api.start(questionCount=1)
    async with api.channel(interview["id"]) as channel:
        question = await begin(channel)
        said = [f"thought {number}" for number in range(6)]
        assert (await channel.ask("code:submit", **code_of(question, slowly(question, 0.2))))["event"] == "ack"
        codes: list[str] = []
        for number, text in enumerate(said):
            if number in (1, 4):
                unsandboxed.kill_embedded("postgres")
            codes += await ask_until_ack(channel, "interview:message", f"m{number}", text=text)
            if number == 3:
                await channel.until("code:result")
        assert set(codes) <= {"unavailable"}
        assert await ask_until_ack(channel, "tab:heartbeat", "beat", tabId=channel.tab) == []
        seen = [frame["data"]["payload"]["text"] for frame in channel.frames if frame["event"] == "interview:response"]
        while not set(said) <= set(seen):  # the connection is told of what happened after the gap
            seen.append((await channel.until("interview:response"))["data"]["payload"]["text"])

        async def answered() -> list[int]:
            log = await unsandboxed.log(interview["id"])
            return [e.payload.reacts_to for e in log if isinstance(e.payload, p.TurnNoted)]

        log = await unsandboxed.log(interview["id"])
        stimuli = {e.seq for e in log if isinstance(e.payload, p.CandidateTurn | p.SubmissionJudged)}
        answers = await until(answered, lambda found: stimuli <= set(found), seconds=30)
        assert len(answers) == len(set(answers))
        turns = [e.payload.text for e in log if isinstance(e.payload, p.CandidateTurn)]
        assert turns == said
        assert [e.envelope.actor for e in log if isinstance(e.payload, p.SubmissionJudged)] == [Actor.JUDGE]

        await ask_until_ack(channel, "interview:end", "end")
        await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
    seqs = [frame["seq"] for frame in channel.frames if frame.get("seq")]
    assert seqs == sorted(set(seqs))
    assert verify(api.call("GET", "/interviews/{id}/transcript", id=interview["id"]).content, None).valid


async def test_without_an_engine_everything_says_unsandboxed(api: Api) -> None:
    interview = api.start(questionCount=1)
    assert interview["sandboxed"] is False
    assert interview["kernelName"].endswith("-unsandboxed")
    notebook = api.raw("GET", f"/api/contents/{interview['notebookPath']}").json()["content"]
    assert "Unsandboxed" in notebook["cells"][0]["source"]
    async with api.channel(interview["id"]) as channel:
        question = await begin(channel)
        assert channel.state["interview"]["sandboxed"] is False
        verdict = await channel.submit(question.id, code_of(question)["source"])
        assert verdict["judgement"]["verdict"] == "accepted"
        assert verdict["judgement"]["sandboxed"] is False
        await channel.ask("interview:end")
        await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
    (listed,) = [x for x in api.call("GET", "/interviews").json()["interviews"] if x["id"] == interview["id"]]
    assert listed["sandboxed"] is False
    transcript = api.call("GET", "/interviews/{id}/transcript", id=interview["id"])
    verification = verify(transcript.content, None)
    assert verification.valid
    assert verification.sandboxed is False
    cells = "".join("".join(cell["source"]) for cell in transcript.json()["cells"])
    assert cells.count("Unsandboxed") >= 2  # at the head, and at the verdict

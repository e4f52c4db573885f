"""A hosted server with a worker of its own: each of its parts is killed in turn under one live session."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_interview.domain import payloads as p
from tests.faults.daemon import own_daemon
from tests.faults.machine import Machine, ask_until_ack, begin, code_of
from tests.faults.test_worker import worker
from tests.solutions import slowly
from tests.tenancy.hosting import Hosted, Person, running
from tests.tenancy.victim import HostedChannel

pytestmark = [pytest.mark.docker, pytest.mark.full]


async def accepted(channel: HostedChannel) -> None:
    result = (await channel.until("code:result"))["data"]["payload"]["judgement"]
    assert (result["verdict"], result["sandboxed"]) == ("accepted", True)


async def test_every_part_is_killed_and_the_session_goes_on(machine: Machine, engine: str) -> None:
    """What was acknowledged is in the log once, in order; each submission has one verdict."""
    servers = machine.attach().servers
    options = ("--InterviewApp.judge_concurrency=0",)
    with running(servers, servers.database_url, machine.folder, *options) as killed:
        person = killed.person("survivor")
        started = person.call("POST", "/interview/api/interviews", json={"questionCount": 1}).json()
        async with HostedChannel(person, started["id"]) as channel:
            question = await begin(channel)
            submission = code_of(question, slowly(question, 0.1))
            with worker(machine.folder) as dying:
                assert (await channel.ask("code:submit", "s1", **submission))["event"] == "ack"
                await channel.until("code:progress")
                dying.kill()
            with worker(machine.folder):
                await accepted(channel)
                for name in ("valkey", "postgres"):
                    machine.kill_embedded(name)
                    again = asyncio.create_task(asyncio.to_thread(machine.attach().ensure_running))
                    codes = await ask_until_ack(channel, "interview:message", f"m-{name}", text=f"without {name}")
                    assert set(codes) <= {"unavailable"}
                    await again
                    await ask_until_ack(channel, "code:submit", f"s-{name}", **code_of(question))
                    await accepted(channel)
            assert (await channel.ask("code:submit", "s2", **submission))["event"] == "ack"
            assert (await channel.ask("interview:message", "m1", text="without a server"))["event"] == "ack"
            seen = max(frame["seq"] for frame in channel.frames if frame.get("seq"))
            killed.process.kill()
    with running(servers, servers.database_url, machine.folder, *options) as server, worker(machine.folder):
        async with HostedChannel(at(server, person), started["id"]) as back:
            back.tab = channel.tab
            state = await back.join(last_seq=seen)
            assert state["data"]["interview"]["state"] == "in_progress"
            await accepted(back)
            for id_, event, data in (("s2", "code:submit", submission), ("m1", "interview:message", {"text": "x"})):
                assert (await back.ask(event, id_, **data))["data"] == {"duplicate": True}
    log = await machine.log(started["id"])
    said = [event.payload.text for event in log if isinstance(event.payload, p.CandidateTurn)]
    assert said == ["without valkey", "without postgres", "without a server"]
    made = [event.payload.submission_id for event in log if isinstance(event.payload, p.SubmissionCreated)]
    judged = [event.payload.submission_id for event in log if isinstance(event.payload, p.SubmissionJudged)]
    assert len(made) == 4
    assert sorted(judged) == sorted(made)


async def test_the_docker_daemon_is_killed_and_the_session_goes_on(
    machine: Machine, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In mid-run: the run is made again once a daemon answers, and is not charged."""
    servers = machine.attach().servers
    with own_daemon(machine.folder / "engine") as daemon:
        monkeypatch.setenv("DOCKER_HOST", daemon.address)
        with running(servers, servers.database_url, machine.folder) as server:
            person = server.person("survivor")
            started = person.call("POST", "/interview/api/interviews", json={"questionCount": 1}).json()
            async with HostedChannel(person, started["id"]) as channel:
                question = await begin(channel)
                submission = code_of(question, slowly(question, 0.3))
                assert (await channel.ask("code:submit", "s1", **submission))["event"] == "ack"
                await channel.until("code:progress")
                daemon.kill()
                assert (await channel.ask("interview:message", "m1", text="without an engine"))["event"] == "ack"
                assert (await channel.ask("code:submit", "s1", **submission))["data"] == {"duplicate": True}
                await asyncio.to_thread(daemon.start)
                await accepted(channel)
                await channel.state_where(lambda state: not state["judging"])
                assert channel.state["question"]["attempts"] == 1
            log = await machine.log(started["id"])
    assert [event.payload.text for event in log if isinstance(event.payload, p.CandidateTurn)] == ["without an engine"]
    assert len([event for event in log if isinstance(event.payload, p.SubmissionJudged)]) == 1


def at(server: Hosted, person: Person) -> Person:
    """The same one on the next server."""
    return Person(person.id, person.name, person.token, server.url)

"""The container engine takes the judge's container away in mid-run."""

from __future__ import annotations

import asyncio
from typing import Any

import docker
import pytest

from jupyter_interview.domain import payloads as p
from jupyter_interview_kernels.labels import OWNER, ROLE
from tests.faults.machine import Machine, begin, code_of
from tests.service.world import until
from tests.solutions import slowly

pytestmark = pytest.mark.docker


async def test_a_run_that_the_engine_broke_is_run_again_and_not_charged(machine: Machine, engine: str) -> None:
    machine.start("--InterviewApp.judge_pool=0")  # one from the pool is labelled with nobody's interview
    with machine.api() as api:
        interview = api.start(questionCount=1)
        assert interview["sandboxed"] is True
        client = docker.DockerClient.from_env()
        labels = [f"{OWNER}={interview['id']}", f"{ROLE}=judge"]

        def running() -> list[Any]:
            return list(client.containers.list(filters={"label": labels}))

        async with api.channel(interview["id"]) as channel:
            question = await begin(channel)
            assert (await channel.ask("code:submit", **code_of(question, slowly(question, 0.3))))["event"] == "ack"
            await channel.until("code:progress")
            (container,) = await until(lambda: asyncio.to_thread(running), bool)
            await asyncio.to_thread(container.kill)
            result = await channel.until("code:result")
            payload = result["data"]["payload"]
            assert (payload["judgement"]["verdict"], payload["attempt"]) == ("accepted", 2)
            assert payload["judgement"]["sandboxed"] is True
            await channel.state_where(lambda state: not state["judging"])
            assert channel.state["question"]["attempts"] == 1
        client.close()
        log = await machine.log(interview["id"])
        assert len([e for e in log if isinstance(e.payload, p.SubmissionJudged)]) == 1

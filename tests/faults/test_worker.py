"""Workers of their own: killed, stopped, and while there is none."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from jupyter_interview.adapters.redis.queue import DramatiqQueue
from jupyter_interview.domain import payloads as p
from tests.faults.conftest import NO_ENGINE, new_machine
from tests.faults.machine import Machine, begin, code_of
from tests.server_ext.client import Api
from tests.server_ext.conftest import free_port, server_environment
from tests.solutions import slowly


@pytest.fixture(scope="module")
def workless() -> Iterator[Machine]:
    """A server that judges nothing itself, and refuses the third submission that waits."""
    with new_machine() as made, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", NO_ENGINE)
        made.start(
            "--InterviewApp.judge_concurrency=0", "--InterviewApp.queue_limit=2", "--InterviewApp.json_logs=True"
        )
        yield made


@pytest.fixture
def api(workless: Machine) -> Iterator[Api]:
    with workless.api() as made:
        yield made
        made.give_up_live()


@contextmanager
def worker(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """`jupyter interview worker` on the server's configuration, once it takes submissions."""
    command = [sys.executable, "-m", "jupyter_interview.cli", "worker", "--unsandboxed", *options]
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            command, env=server_environment(folder), stdout=subprocess.PIPE, stderr=log, cwd=folder, text=True
        )
    try:
        assert process.stdout is not None
        assert "at a time" in process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.communicate()


async def test_the_submission_of_a_killed_worker_is_judged_once_and_soon(api: Api, workless: Machine) -> None:
    interview = api.start(questionCount=1)
    with worker(workless.folder) as killed, worker(workless.folder, "--concurrency", "1") as other:
        other.send_signal(signal.SIGSTOP)  # so that the one which is killed is the one which has it
        async with api.channel(interview["id"]) as channel:
            question = await begin(channel)
            answer = await channel.ask("code:submit", **code_of(question, slowly(question, 0.1)))
            assert answer["event"] == "ack", answer["data"]
            await channel.until("code:progress")
            killed.kill()
            started = time.monotonic()
            other.send_signal(signal.SIGCONT)
            payload = (await channel.until("code:result"))["data"]["payload"]
            assert payload["judgement"]["verdict"] == "accepted"
            assert time.monotonic() - started < 20  # two seconds of running, five until its heartbeat is missed
            other.terminate()
            assert other.wait(10) == 0
    log = await workless.log(interview["id"])
    assert len([event for event in log if isinstance(event.payload, p.SubmissionJudged)]) == 1


async def test_a_worker_that_is_told_to_stop_gives_back_what_it_runs(api: Api, workless: Machine) -> None:
    interview = api.start(questionCount=1)
    async with api.channel(interview["id"]) as channel:
        question = await begin(channel)
        with worker(workless.folder) as first:
            assert (await channel.ask("code:submit", **code_of(question, slowly(question, 0.5))))["event"] == "ack"
            await channel.until("code:progress")
            started = time.monotonic()
            first.terminate()
            assert first.wait(20) == 0
            assert time.monotonic() - started < 12
        port = free_port()
        with worker(workless.folder, "--metrics-port", str(port)):
            payload = (await channel.until("code:result"))["data"]["payload"]
            async with httpx.AsyncClient() as client:
                counted = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
    assert (payload["judgement"]["verdict"], payload["attempt"]) == ("accepted", 2)
    assert 'interview_verdicts_total{language="python",purpose="submit",verdict="accepted"} 1.0' in counted


def test_a_log_of_json_holds_nothing_of_the_candidate(workless: Machine) -> None:
    lines = workless.server.log.splitlines()
    begun = next(number for number, line in enumerate(lines) if line.startswith("{"))  # once our settings were read
    read = [json.loads(line) for line in lines[begun:]]
    assert any("is ready" in one["message"] for one in read)


async def test_a_worker_stops_when_its_servers_are_gone() -> None:
    with new_machine() as machine, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", NO_ENGINE)
        machine.attach()
        with worker(machine.folder) as process:
            machine.attach().detach()
            for name in ("valkey", "postgres"):
                machine.kill_embedded(name)
            started = time.monotonic()
            process.terminate()
            assert process.wait(30) == 0
            assert time.monotonic() - started < 20


async def test_who_waits_is_told_the_place_and_who_comes_too_late_is_refused(api: Api, workless: Machine) -> None:
    interview = api.start(questionCount=1)
    with closing(DramatiqQueue(workless.attach().servers.redis_url)) as queue:
        async with api.channel(interview["id"]) as channel:
            question = await begin(channel)
            for _ in range(2):
                await queue.enqueue(uuid4())
            refused = await channel.ask("code:submit", "submit-1", **code_of(question))
            assert (refused["data"]["code"], refused["data"]["details"]) == ("queue_full", {"waiting": 2})
            queue.broker.do_fetch("interview-live", 1)  # as a worker does
            assert (await channel.ask("code:submit", "submit-1", **code_of(question)))["event"] == "ack"
            assert (await channel.until("code:queued"))["data"]["place"] == 2
            queue.broker.do_fetch("interview-live", 1)
            assert (await channel.until("code:queued"))["data"]["place"] == 1
            async with api.channel(interview["id"]) as taking_over:
                await taking_over.join(take_over=True)
                assert (await taking_over.until("code:queued"))["data"]["place"] == 1
                with worker(workless.folder):
                    result = await taking_over.until("code:result")
                    assert result["data"]["payload"]["judgement"]["verdict"] == "accepted"

"""Judging: one verdict a submission, and none of our failures charged."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.room import JUDGE_GIVES_UP_AFTER
from jupyter_interview.domain.sandbox import RawResult, RunReport, RunRequest
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.errors import SandboxUnavailable
from jupyter_interview.service.judging import MAX_ATTEMPTS, MAX_LEASES, Judging
from jupyter_interview.service.rooms import Seat
from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox
from tests.contracts.rooms import run_sql
from tests.service.conftest import MakeServer
from tests.service.world import Server, bank, frame
from tests.solutions import reference, wrong


class BreakingSandbox(ProcessSandbox):
    """Breaks a number of times, then works."""

    def __init__(self, times: int, error: type[BaseException] = SandboxUnavailable) -> None:
        self.left = times
        self.runs = 0
        self._error = error
        self.running = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def run(self, request: RunRequest, progress: Callable[[RawResult], None] | None = None) -> RunReport:
        self.runs += 1
        self.running.set()
        await self.go_on.wait()
        if self.left:
            self.left -= 1
            raise self._error("The engine broke.")
        return await super().run(request, progress)


async def judged(server: Server, seat: Seat) -> list[p.SubmissionJudged]:
    return await server.payloads(seat.interview_id, p.SubmissionJudged)


async def test_right_and_wrong(server: Server) -> None:
    seat = await server.begin()
    question = await server.question(seat.interview_id)
    for source in (wrong(question), reference(question)):
        await server.judging.judge(await server.submit(seat, source))
    verdicts = [x.judgement.verdict for x in await judged(server, seat)]
    assert verdicts == [Verdict.WRONG_ANSWER, Verdict.ACCEPTED]
    progress = (await server.orchestrator.settle(seat.interview_id)).progress
    assert progress.question is not None
    assert (progress.question.attempts, progress.question.accepted) == (2, True)
    assert {x.judgement.sandboxed for x in await judged(server, seat)} == {False}


@pytest.mark.parametrize("error", [SandboxUnavailable, RuntimeError])
async def test_a_broken_engine_is_tried_again_and_not_charged(make_server: MakeServer, error: type[Exception]) -> None:
    sandbox = BreakingSandbox(2, error)
    server = await make_server(sandboxes={False: sandbox})
    seat = await server.begin()
    submission = await server.submit(seat, reference(await server.question(seat.interview_id)))
    for _ in range(2):
        with pytest.raises(error):
            await server.judging.judge(submission)
    assert await judged(server, seat) == []
    await server.judging.judge(submission)
    (verdict,) = await judged(server, seat)
    assert (verdict.judgement.verdict, verdict.attempt) == (Verdict.ACCEPTED, 3)
    progress = (await server.orchestrator.settle(seat.interview_id)).progress
    assert progress.question is not None
    assert progress.question.attempts == 1


@pytest.mark.parametrize("error", [SandboxUnavailable, RuntimeError])
async def test_an_engine_that_stays_broken_is_our_fault_and_frees_the_room(
    make_server: MakeServer, error: type[Exception]
) -> None:
    server = await make_server(sandboxes={False: BreakingSandbox(MAX_ATTEMPTS, error)})
    seat = await server.begin()
    submission = await server.submit(seat)
    for _ in range(MAX_ATTEMPTS - 1):
        with pytest.raises(error):
            await server.judging.judge(submission)
    await server.judging.judge(submission)
    (verdict,) = await judged(server, seat)
    assert verdict.judgement.verdict is Verdict.INTERNAL_ERROR
    interview = await server.orchestrator.settle(seat.interview_id)
    assert interview.progress.submissions == ()
    assert interview.progress.question is not None
    assert interview.progress.question.attempts == 0
    await server.submit(seat)


async def test_two_workers_judge_once(make_server: MakeServer) -> None:
    sandbox = BreakingSandbox(0)
    servers = [await make_server(name=f"worker-{n}", sandboxes={False: sandbox}) for n in range(3)]
    seat = await servers[0].begin()
    submission = await servers[0].submit(seat)
    await asyncio.gather(*(server.judging.judge(submission) for server in servers))
    assert sandbox.runs == 1
    assert len(await judged(servers[0], seat)) == 1
    await servers[1].judging.judge(submission)
    assert sandbox.runs == 1


async def test_a_worker_slower_than_its_lease_leaves_one_verdict(make_server: MakeServer, database_url: str) -> None:
    """Its lease runs out, another worker takes over, and both come to an end."""
    slow = BreakingSandbox(0)
    slow.go_on.clear()
    first = await make_server(name="worker-1")
    second = await make_server(name="worker-2")
    seat = await first.begin()
    submission = await first.submit(seat)
    hours = timedelta(hours=4)  # so long that it is not renewed in the meantime
    stuck = Judging(first.store, bank(), {False: slow}, worker="worker-1", lease=hours)
    task = asyncio.create_task(stuck.judge(submission))
    await slow.running.wait()
    await second.judging.judge(submission)
    assert await judged(first, seat) == []
    run_sql(database_url, "UPDATE submissions SET lease_until = lease_until - %s", hours)
    await second.judging.judge(submission)
    slow.go_on.set()
    await task
    assert len(await judged(first, seat)) == 1
    assert run_sql(database_url, "SELECT count(*) FROM verdicts") == [(1,)]


async def test_a_lease_is_renewed_while_the_code_runs(make_server: MakeServer) -> None:
    slow = BreakingSandbox(0)
    slow.go_on.clear()
    first, second = await make_server(name="worker-1"), await make_server(name="worker-2")
    seat = await first.begin()
    submission = await first.submit(seat)
    short = timedelta(seconds=1)
    long_run = Judging(first.store, bank(), {False: slow}, worker="worker-1", lease=short)
    task = asyncio.create_task(long_run.judge(submission))
    await slow.running.wait()
    await asyncio.sleep(1.5 * short.total_seconds())
    await second.judging.judge(submission)
    assert await judged(first, seat) == []
    slow.go_on.set()
    await task
    (verdict,) = await judged(first, seat)
    assert verdict.attempt == 1


async def test_code_that_kills_its_workers_is_given_up(make_server: MakeServer, database_url: str) -> None:
    sandbox = BreakingSandbox(0)
    server = await make_server(sandboxes={False: sandbox})
    seat = await server.begin()
    submission = await server.submit(seat)
    run_sql(database_url, "UPDATE submissions SET attempts = %s", MAX_LEASES)
    await server.judging.judge(submission)
    (verdict,) = await judged(server, seat)
    assert verdict.judgement.verdict is Verdict.INTERNAL_ERROR
    assert sandbox.runs == 0


async def test_nothing_runs_for_an_interview_that_is_over(make_server: MakeServer) -> None:
    sandbox = BreakingSandbox(0)
    server = await make_server(sandboxes={False: sandbox})
    seat = await server.begin()
    submission = await server.submit(seat)
    await server.rooms.leave(seat)
    await server.interviews.abandon(seat.user, seat.interview_id)
    await server.judging.judge(submission)
    assert sandbox.runs == 0
    assert await judged(server, seat) == []


async def test_a_worker_leaves_what_it_has_no_sandbox_for_to_others(make_server: MakeServer) -> None:
    server = await make_server()
    seat = await server.begin()
    submission = await server.submit(seat)
    contained = Judging(server.store, bank(), {}, worker="worker-2")
    with pytest.raises(SandboxUnavailable):
        await contained.judge(submission)
    await server.judging.judge(submission)
    assert len(await judged(server, seat)) == 1


async def test_a_worker_that_is_stopped_gives_its_lease_back(make_server: MakeServer) -> None:
    slow = BreakingSandbox(0)
    slow.go_on.clear()
    first = await make_server(name="worker-1", sandboxes={False: slow})
    seat = await first.begin()
    submission = await first.submit(seat)
    task = asyncio.create_task(first.judging.judge(submission))
    await slow.running.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    second = await make_server(name="worker-2")
    await second.judging.judge(submission)
    assert len(await judged(first, seat)) == 1


async def test_a_verdict_after_the_end_changes_nothing(make_server: MakeServer, database_url: str) -> None:
    slow = BreakingSandbox(0)
    slow.go_on.clear()
    server = await make_server(sandboxes={False: slow})
    seat = await server.begin()
    task = asyncio.create_task(server.judging.judge(await server.submit(seat)))
    await slow.running.wait()
    await server.rooms.end(seat, frame())
    run_sql(database_url, "UPDATE interviews SET ending_at = ending_at - %s", JUDGE_GIVES_UP_AFTER)
    await server.sweeper.sweep()
    ended = await server.store.get(seat.interview_id)
    assert ended.state is State.COMPLETED
    slow.go_on.set()
    await task
    assert await server.store.get(seat.interview_id) == ended
    assert await server.store.stale_submissions(timedelta()) == ()


async def test_waiting_for_the_judge_is_given_back(server: Server, database_url: str) -> None:
    seat = await server.begin()
    submission = await server.submit(seat)
    run_sql(database_url, "UPDATE submissions SET created_at = created_at - interval '23 s'")
    await server.judging.judge(submission)
    credited = sum(credit.seconds for credit in await server.payloads(seat.interview_id, p.ClockCredited))
    assert 20 <= credited < 25
    clock = (await server.store.get(seat.interview_id)).clock
    assert clock.credited.total_seconds() == pytest.approx(credited, abs=0.01)


async def test_the_growth_of_an_accepted_answer_is_measured(server: Server) -> None:
    seat = await server.begin()
    question = await server.question(seat.interview_id)
    length = max(_length(argument) for test in question.tests for argument in test.arguments)
    name = question.signature.function  # type: ignore[union-attr]  # the first question asks for one
    slow = f"""
import time
_fast = {name}
def {name}(*arguments):
    size = max((len(one) for one in arguments if isinstance(one, (list, str))), default=0)
    time.sleep(0.2 * size / {length})
    return _fast(*arguments)
"""
    await server.judging.judge(await server.submit(seat, reference(question) + slow))
    (measured,) = await server.payloads(seat.interview_id, p.GrowthMeasured)
    assert [point.share for point in measured.points] == [0.125, 0.25, 0.5, 1.0]
    assert measured.exponent is not None
    assert 0.5 < measured.exponent < 1.6


def _length(value: object) -> int:
    return len(value) if isinstance(value, (list, str)) else 0

"""What time alone decides: moved in the database, swept by one or by many."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.verdicts import Verdict
from tests.contracts.rooms import run_sql
from tests.service.conftest import MakeServer
from tests.service.world import Server, assert_one_chain, frame
from tests.solutions import reference


class Time:
    """Moves timestamps of an interview into the past."""

    def __init__(self, url: str) -> None:
        self._url = url

    def move(self, interview_id: UUID, column: str, by: timedelta) -> None:
        run_sql(self._url, f"UPDATE interviews SET {column} = {column} - %s WHERE id = %s", by, interview_id)

    def move_log(self, interview_id: UUID, by: timedelta) -> None:
        """What happened, earlier; for as long as this takes the log lets itself be changed."""
        seconds = by.total_seconds()
        run_sql(
            self._url,
            f"""DO $$ BEGIN ALTER TABLE events DISABLE TRIGGER USER;
                UPDATE events SET at = at - interval '{seconds} seconds' WHERE interview_id = '{interview_id}';
                ALTER TABLE events ENABLE TRIGGER USER; END $$""",
        )

    def run_out(self, interview_id: UUID) -> None:
        """The clock's start, and the deadline that follows from it, an hour earlier."""
        self.move(interview_id, "deadline_at", timedelta(hours=1))
        run_sql(
            self._url,
            """UPDATE interviews SET clock = jsonb_set(clock, '{running_since}',
               to_jsonb((clock->>'running_since')::timestamptz - interval '1 hour')) WHERE id = %s""",
            interview_id,
        )


@pytest.fixture
def time(database_url: str) -> Time:
    return Time(database_url)


async def sweep_at_once(make_server: MakeServer) -> None:
    """As three servers do."""
    servers = [await make_server(name=f"sweeping-{n}") for n in range(3)]
    await asyncio.gather(*(server.sweeper.sweep() for server in servers))


async def assert_abandoned(server: Server, interview_id: UUID, reason: str) -> None:
    interview = await server.store.get(interview_id)
    assert interview.state is State.ABANDONED
    assert interview.transcript_path is not None
    assert [x.reason for x in await server.payloads(interview_id, p.InterviewAbandoned)] == [reason]
    assert_one_chain(await server.store.events(interview_id), interview)


async def test_nothing_is_due_in_a_room_that_is_well(server: Server) -> None:
    seat = await server.begin()
    before = await server.store.get(seat.interview_id)
    await server.sweeper.sweep()
    assert await server.store.get(seat.interview_id) == before


async def test_never_joined_for_an_hour(make_server: MakeServer, server: Server, time: Time) -> None:
    interview = await server.start(await server.user())
    time.move(interview.id, "created_at", timedelta(minutes=59))
    await server.sweeper.sweep()
    assert (await server.store.get(interview.id)).state is State.CREATED
    time.move(interview.id, "created_at", timedelta(minutes=2))
    await sweep_at_once(make_server)
    await assert_abandoned(server, interview.id, "never_joined")


async def test_a_pause_that_ran_out(make_server: MakeServer, server: Server, time: Time) -> None:
    seat = await server.between()
    await server.rooms.pause(seat, frame())
    time.move(seat.interview_id, "pause_expires_at", timedelta(hours=23, minutes=59))
    await server.sweeper.sweep()
    assert (await server.store.get(seat.interview_id)).state is State.PAUSED
    time.move(seat.interview_id, "pause_expires_at", timedelta(minutes=2))
    await sweep_at_once(make_server)
    await assert_abandoned(server, seat.interview_id, "pause_expired")


async def test_a_room_without_heartbeats_is_interrupted_and_after_four_hours_given_up(
    make_server: MakeServer, server: Server, time: Time
) -> None:
    seat = await server.begin()
    time.move(seat.interview_id, "seen_at", timedelta(seconds=46))
    await sweep_at_once(make_server)
    assert (await server.store.get(seat.interview_id)).state is State.INTERRUPTED
    assert len(await server.payloads(seat.interview_id, p.InterviewInterrupted)) == 1
    time.move(seat.interview_id, "interrupted_at", timedelta(hours=4))
    await sweep_at_once(make_server)
    await assert_abandoned(server, seat.interview_id, "interruption_expired")


@pytest.mark.parametrize("present", [True, False])
async def test_the_deadline_completes(make_server: MakeServer, server: Server, time: Time, present: bool) -> None:
    seat = await server.begin()
    if not present:
        await server.rooms.leave(seat)
    time.run_out(seat.interview_id)
    await sweep_at_once(make_server)
    interview = await server.store.get(seat.interview_id)
    assert interview.state is State.COMPLETED
    assert [question.outcome for question in interview.progress.questions] == ["time_up"]
    assert [x.reason for x in await server.payloads(seat.interview_id, p.InterviewEnding)] == ["deadline"]
    assert len(await server.payloads(seat.interview_id, p.InterviewCompleted)) == 1
    assert_one_chain(await server.store.events(seat.interview_id), interview)


async def test_an_ending_waits_for_its_verdict(server: Server, time: Time) -> None:
    seat = await server.begin()
    question = await server.question(seat.interview_id)
    submission = await server.submit(seat, reference(question))
    time.run_out(seat.interview_id)
    await server.sweeper.sweep()
    waiting = await server.store.get(seat.interview_id)
    assert waiting.state is State.IN_PROGRESS
    assert waiting.ending_at is not None
    await server.judging.judge(submission)
    await server.sweeper.sweep()
    ended = await server.store.get(seat.interview_id)
    assert ended.state is State.COMPLETED
    assert [question.outcome for question in ended.progress.questions] == ["accepted"]


async def test_an_ending_waits_five_minutes_and_no_longer(make_server: MakeServer, server: Server, time: Time) -> None:
    seat = await server.begin()
    question = await server.question(seat.interview_id)
    submission = await server.submit(seat, reference(question))
    await server.rooms.end(seat, frame())
    time.move(seat.interview_id, "ending_at", timedelta(minutes=4, seconds=30))
    await server.sweeper.sweep()
    assert (await server.store.get(seat.interview_id)).state is State.IN_PROGRESS
    time.move(seat.interview_id, "ending_at", timedelta(minutes=1))
    await sweep_at_once(make_server)
    interview = await server.store.get(seat.interview_id)
    assert interview.state is State.COMPLETED
    (judged,) = await server.payloads(seat.interview_id, p.SubmissionJudged)
    assert judged.judgement.verdict is Verdict.INTERNAL_ERROR
    assert [question.attempts for question in interview.progress.questions] == [0]
    await server.judging.judge(submission)  # the worker comes too late, and changes nothing
    assert await server.store.get(seat.interview_id) == interview


async def test_an_empty_queue_is_filled_again(server: Server, database_url: str) -> None:
    seat = await server.begin()
    submission = await server.submit(seat)
    server.queue.broker.client.flushdb()
    await server.sweeper.sweep()
    assert (await server.queue.depth()).live == 0
    run_sql(database_url, "UPDATE submissions SET created_at = created_at - interval '16 s' WHERE id = %s", submission)
    for _ in range(2):  # what waits is not queued twice
        await server.sweeper.sweep()
        assert (await server.queue.depth()).live == 1


async def test_time_runs_out_while_the_queue_is_away(
    make_server: MakeServer, nowhere: str, time: Time, database_url: str
) -> None:
    server = await make_server(queue_url=nowhere)
    seat = await server.begin()
    await server.submit(seat)
    run_sql(database_url, "UPDATE submissions SET created_at = created_at - interval '16 s'")
    time.move(seat.interview_id, "seen_at", timedelta(seconds=46))
    await server.sweeper.sweep()
    assert (await server.store.get(seat.interview_id)).state is State.INTERRUPTED


async def test_a_silence_is_noticed_once_whoever_sweeps(make_server: MakeServer, server: Server, time: Time) -> None:
    seat = await server.begin()
    await sweep_at_once(make_server)
    assert await server.payloads(seat.interview_id, p.SilenceNoticed) == []
    time.move_log(seat.interview_id, timedelta(minutes=6))
    await sweep_at_once(make_server)
    await server.answered(seat.interview_id)
    await sweep_at_once(make_server)
    (noticed,) = await server.payloads(seat.interview_id, p.SilenceNoticed)
    assert noticed.seconds >= 360
    turns = await server.payloads(seat.interview_id, p.InterviewerTurn)
    assert [turn.intent for turn in turns].count("silence") == 1

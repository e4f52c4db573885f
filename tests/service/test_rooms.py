"""Joining and leaving, tabs and leases, and what a candidate does while Redis is well, emptied or away."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import redis
from msgspec.structs import replace

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.limits import MAX_SOURCE_BYTES
from jupyter_interview.domain.progress import Phase
from jupyter_interview.errors import (
    Conflict,
    Expired,
    InvalidRequest,
    NotFound,
    OwnershipLost,
    QueueFull,
    TabLost,
    Unavailable,
)
from tests.contracts.rooms import run_sql
from tests.service.conftest import MakeServer
from tests.service.world import MemoryWorkspace, Server, assert_one_chain, bank, frame, until
from tests.solutions import reference


def flush(url: str) -> None:
    with redis.Redis.from_url(url) as client:
        client.flushdb()


async def test_joining_takes_every_lease_and_begins(server: Server) -> None:
    seat = await server.begin()
    interview = await server.store.get(seat.interview_id)
    assert (interview.state, interview.owner) == (State.IN_PROGRESS, server.name)
    assert interview.progress.phase is Phase.SOLVING
    assert interview.clock.running_since is not None
    assert await server.leases.tab(seat.interview_id) == "tab-1"
    assert await server.leases.active(seat.user.id) == seat.interview_id
    state = await server.leases.state(seat.interview_id)
    assert state is not None
    assert state["live"] is True


async def test_leaving_interrupts_and_coming_back_goes_on(server: Server) -> None:
    seat = await server.begin()
    await server.rooms.leave(seat)
    interrupted = await server.store.get(seat.interview_id)
    assert interrupted.state is State.INTERRUPTED
    assert interrupted.clock.running_since is not None
    assert await server.leases.tab(seat.interview_id) is None
    assert await server.leases.active(seat.user.id) == seat.interview_id
    back, interview = await server.rooms.join(seat.user, seat.interview_id, "tab-2", take_over=False)
    assert interview.state is State.IN_PROGRESS
    await server.rooms.message(back, frame(), "I am back.")
    assert len(await server.payloads(seat.interview_id, p.InterviewJoined)) == 1
    assert len(await server.payloads(seat.interview_id, p.InterviewReturned)) == 1


async def test_a_connection_that_closes_late_does_not_end_its_successors(server: Server) -> None:
    """A laptop changes its network: the tab is back before the server notices that the old connection is dead."""
    seat = await server.begin()
    back, _ = await server.rooms.join(seat.user, seat.interview_id, seat.tab_id, take_over=False)
    await server.rooms.leave(seat)
    assert (await server.store.get(seat.interview_id)).state is State.IN_PROGRESS
    assert await server.leases.tab(seat.interview_id) == seat.tab_id
    await server.rooms.message(back, frame(), "Nothing happened here.")
    await server.rooms.leave(back)
    assert (await server.store.get(seat.interview_id)).state is State.INTERRUPTED


async def test_a_connection_that_closes_late_at_another_server_changes_nothing(make_server: MakeServer) -> None:
    server, other = await make_server(), await make_server(name="server-b")
    seat = await server.begin()
    await other.rooms.join(seat.user, seat.interview_id, seat.tab_id, take_over=False)
    with pytest.raises(OwnershipLost):
        await server.rooms.leave(seat)
    assert (await server.store.get(seat.interview_id)).state is State.IN_PROGRESS
    assert await server.leases.tab(seat.interview_id) == seat.tab_id


async def test_another_tab_must_ask_for_the_room(server: Server) -> None:
    seat = await server.begin()
    with pytest.raises(TabLost):
        await server.rooms.join(seat.user, seat.interview_id, "tab-2", take_over=False)
    await server.rooms.check_tab(seat)
    taken, _ = await server.rooms.join(seat.user, seat.interview_id, "tab-2", take_over=True)
    assert len(await server.payloads(seat.interview_id, p.TabTakenOver)) == 1
    with pytest.raises(TabLost):
        await server.rooms.check_tab(seat)
    for late in (server.rooms.heartbeat(seat), server.rooms.message(seat, frame(), "late")):
        with pytest.raises(TabLost):
            await late
    await server.rooms.leave(seat)
    assert (await server.rooms.message(taken, frame(), "mine now")).interview.state is State.IN_PROGRESS


async def test_a_paused_room_takes_nobody_and_an_ended_one_everybody(server: Server) -> None:
    seat = await server.between()
    await server.rooms.pause(seat, frame())
    with pytest.raises(Conflict):
        await server.rooms.join(seat.user, seat.interview_id, "tab-1", take_over=False)
    assert await server.leases.tab(seat.interview_id) is None
    await server.interviews.abandon(seat.user, seat.interview_id)
    _, interview = await server.rooms.join(seat.user, seat.interview_id, "tab-9", take_over=False)
    assert interview.state is State.ABANDONED
    assert await server.leases.tab(seat.interview_id) is None


async def test_a_heartbeat_builds_the_leases_again_after_a_flush(
    server: Server, redis_url: str, database_url: str
) -> None:
    seat = await server.begin()
    run_sql(database_url, "UPDATE interviews SET seen_at = seen_at - interval '30 s'")
    flush(redis_url)
    await server.rooms.heartbeat(seat)
    assert await server.leases.tab(seat.interview_id) == seat.tab_id
    assert await server.leases.active(seat.user.id) == seat.interview_id
    assert await server.store.sweepable(timedelta(seconds=20)) == ()


async def test_after_a_flush_any_command_takes_the_tab_again(server: Server, redis_url: str) -> None:
    seat = await server.begin()
    for command in (
        lambda: server.rooms.message(seat, frame(), "hello"),
        lambda: server.rooms.hint(seat, frame()),
        lambda: server.rooms.snapshot(seat, frame(), "cell", "code", "x = 1"),
        lambda: server.rooms.next_question(seat, frame()),
        lambda: server.rooms.pause(seat, frame()),
    ):
        flush(redis_url)
        await command()  # type: ignore[no-untyped-call]
        interview = await server.answered(seat.interview_id)
        if interview.state is State.IN_PROGRESS:
            assert await server.leases.tab(seat.interview_id) == seat.tab_id
    assert await server.leases.take_tab(seat.interview_id, "tab-2")
    with pytest.raises(TabLost):
        await server.rooms.message(seat, frame(), "hello")


async def test_a_candidate_works_on_while_redis_is_away(make_server: MakeServer, nowhere: str) -> None:
    server = await make_server()
    seat = await server.begin()
    cut_off = await make_server(redis_url=nowhere)  # the same server in the database's eyes
    await cut_off.rooms.heartbeat(seat)
    await cut_off.rooms.message(seat, frame(), "hello")
    await cut_off.rooms.snapshot(seat, frame(), "cell", "code", "x = 1")
    submission = await cut_off.submit(seat)
    await cut_off.answered(seat.interview_id)
    assert await server.store.stale_submissions(timedelta()) == (submission,)
    await server.judging.judge(submission)
    await cut_off.rooms.heartbeat(seat)
    await cut_off.answered(seat.interview_id)
    await cut_off.rooms.next_question(seat, frame())
    await cut_off.answered(seat.interview_id)
    appended = await cut_off.rooms.pause(seat, frame())
    assert appended.interview.state is State.PAUSED
    assert isinstance(cut_off.workspace, MemoryWorkspace)
    assert cut_off.workspace.stopped == [seat.interview_id]
    with pytest.raises(Unavailable):
        await cut_off.rooms.join(seat.user, (await server.start(seat.user)).id, "tab-1", take_over=False)


async def test_a_submission_whose_queue_is_away_is_enqueued_by_the_sweeper(
    make_server: MakeServer, nowhere: str, database_url: str
) -> None:
    server = await make_server(queue_url=nowhere)
    seat = await server.begin()
    submission = await server.submit(seat)
    run_sql(database_url, "UPDATE submissions SET created_at = created_at - interval '20 s'")
    await server.sweeper.sweep()
    well = await make_server()
    assert (await well.queue.depth()).live == 0
    await well.sweeper.sweep()
    assert (await well.queue.depth()).live == 1
    await well.judging.judge(submission)
    await well.sweeper.sweep()
    assert (await well.queue.depth()).live == 1


async def test_a_frame_sent_twice_submits_once(server: Server) -> None:
    seat = await server.begin()
    cell = await server.cell(seat.interview_id, "def answer(): ...")
    first = await server.rooms.submit(seat, "frame-1", cell)
    second = await server.rooms.submit(seat, "frame-1", cell)
    assert (first.duplicate, second.duplicate) == (False, True)
    assert len(await server.payloads(seat.interview_id, p.SubmissionCreated)) == 1
    assert (await server.queue.depth()).live == 1
    with pytest.raises(Conflict):
        await server.rooms.submit(seat, "frame-2", cell)
    with pytest.raises(Conflict):
        await server.rooms.next_question(seat, frame())


async def test_a_full_queue_refuses_before_anything_is_written(make_server: MakeServer) -> None:
    server = await make_server(queue_limit=2)
    seat = await server.begin()
    await server.queue.enqueue(uuid4())
    await server.queue.enqueue(uuid4(), "batch")
    cell = await server.cell(seat.interview_id, "def answer(): ...")
    await server.rooms.submit(seat, "frame-1", cell)
    with pytest.raises(Conflict):  # what the room's rules refuse is refused for its own reason
        await server.rooms.submit(seat, frame(), cell)
    assert (await server.rooms.submit(seat, "frame-1", cell)).duplicate
    other = await server.begin(name="bob")
    before = await server.store.get(other.interview_id)
    refused = frame()
    with pytest.raises(QueueFull) as error:
        await server.rooms.submit(other, refused, await server.cell(other.interview_id, "def answer(): ..."))
    assert error.value.details == {"waiting": 2}
    assert await server.store.get(other.interview_id) == before
    assert (await server.queue.depth()).live == 2
    flush(server.redis_url)
    again = await server.rooms.submit(other, refused, await server.cell(other.interview_id, "def answer(): ..."))
    assert not again.duplicate


async def test_a_queue_that_does_not_answer_is_not_full(make_server: MakeServer, nowhere: str) -> None:
    server = await make_server(queue_url=nowhere, queue_limit=1)
    await server.submit(await server.begin())


async def test_own_inputs_are_read_before_anything_is_written(server: Server) -> None:
    seat = await server.begin()
    question = await server.question(seat.interview_id)
    before = await server.store.get(seat.interview_id)
    wrong = replace(await server.cell(seat.interview_id, reference(question)), own_inputs="not JSON")
    with pytest.raises(InvalidRequest):
        await server.rooms.submit(seat, frame(), wrong)
    assert await server.store.get(seat.interview_id) == before


async def test_a_whole_interview(server: Server) -> None:
    """Both questions: one accepted, one given up; then the end, and nothing after it."""
    seat = await server.begin()
    question = await server.question(seat.interview_id)
    await server.judging.judge(await server.submit(seat, reference(question)))
    await server.rooms.heartbeat(seat)
    interview = await server.answered(seat.interview_id)
    assert interview.progress.phase is Phase.COMPLEXITY
    for _ in range(2):
        await server.rooms.next_question(seat, frame())
        interview = await server.answered(seat.interview_id)
    assert [q.outcome for q in interview.progress.questions] == ["accepted", None]
    await server.rooms.end(seat, frame())
    with pytest.raises((Expired, Conflict)):
        await server.rooms.message(seat, frame(), "One more thing.")
    ended = await until(lambda: server.store.get(seat.interview_id), lambda found: found.transcript_path is not None)
    assert ended.state is State.COMPLETED
    assert [q.outcome for q in ended.progress.questions] == ["accepted", "skipped"]
    assert await server.leases.active(seat.user.id) is None
    assert {q.question_id for q in ended.progress.questions} <= set(bank().ids())
    await server.rooms.leave(seat)


async def test_the_pause_gives_up_leases_and_kernel_and_stops_the_clock(server: Server) -> None:
    seat = await server.between()
    appended = await server.rooms.pause(seat, "frame-p")
    assert appended.interview.clock.running_since is None
    assert (await server.rooms.pause(seat, "frame-p")).duplicate
    assert await server.leases.active(seat.user.id) is None
    assert await server.leases.tab(seat.interview_id) is None
    assert isinstance(server.workspace, MemoryWorkspace)
    assert seat.interview_id in server.workspace.stopped


async def test_no_pause_while_a_question_is_open(server: Server) -> None:
    seat = await server.begin()
    with pytest.raises(Conflict):
        await server.rooms.pause(seat, frame())


async def test_what_was_executed_is_recorded_once_and_not_after_the_end(server: Server) -> None:
    seat = await server.begin()
    now = (await server.store.get(seat.interview_id)).created_at
    ran = p.CellExecuted(
        cell_id="cell",
        source="1 + 1",
        status="ok",
        execution_count=1,
        started_at=now,
        finished_at=now,
        outputs=(),
        truncated=False,
        outputs_sha256="0" * 64,
        sandboxed=False,
    )
    execution = uuid4()
    for _ in range(3):
        await server.rooms.executed(seat.user, seat.interview_id, execution, ran)
    with pytest.raises(NotFound):
        await server.rooms.executed(await server.user("eve"), seat.interview_id, uuid4(), ran)
    assert await server.payloads(seat.interview_id, p.CellExecuted) == [ran]
    await server.rooms.leave(seat)
    await server.interviews.abandon(seat.user, seat.interview_id)
    await server.rooms.executed(seat.user, seat.interview_id, uuid4(), ran)
    assert await server.payloads(seat.interview_id, p.CellExecuted) == [ran]


async def test_own_inputs_of_blanks_are_none_and_an_endless_tab_id_is_refused(server: Server) -> None:
    seat = await server.begin()
    cell = replace(await server.cell(seat.interview_id, "x = 1"), purpose="examples", own_inputs=" " * 1_000_000)
    await server.rooms.submit(seat, frame(), cell)
    (created,) = await server.payloads(seat.interview_id, p.SubmissionCreated)
    assert created.own_inputs == ""
    with pytest.raises(InvalidRequest):
        await server.rooms.join(seat.user, seat.interview_id, "t" * 65, take_over=True)


async def test_a_turn_does_not_read_what_cells_held(server: Server) -> None:
    seat = await server.begin()
    await server.rooms.snapshot(seat, frame(), "cell", "code", "x" * MAX_SOURCE_BYTES)
    assert await server.payloads(seat.interview_id, p.CellSnapshot)
    spoken = await server.store.events(seat.interview_id, without=(p.CellSnapshot.kind,))
    assert spoken
    assert not any(isinstance(event.payload, p.CellSnapshot) for event in spoken)
    await server.rooms.message(seat, frame(), "Shall I go on?")
    interview = await server.answered(seat.interview_id)
    assert_one_chain(await server.store.events(seat.interview_id), interview)

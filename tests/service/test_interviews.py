"""Start, resume, abandon: the order of the checks, and races."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.errors import (
    ActiveInterviewExists,
    Expired,
    IllegalTransition,
    InterviewError,
    InvalidRequest,
    NotFound,
    RateLimited,
    Unavailable,
    UnknownLanguage,
)
from jupyter_interview.service.interviews import StartRequest
from tests.contracts.rooms import run_sql
from tests.service.conftest import MakeServer
from tests.service.world import WHERE, MemoryWorkspace, Server, frame

REQUEST = StartRequest(kind="dsa", language="python", duration=timedelta(minutes=45), question_count=2)


async def counted(server: Server, user_id: UUID) -> int:
    """How many starts the rate limit has counted today."""
    day = datetime.now(UTC).date().isoformat()
    count = await server.leases.count_interview(user_id, day)
    await server.leases.uncount_interview(user_id, day)
    return count - 1


async def test_a_start_makes_row_lock_and_notebook(server: Server) -> None:
    user = await server.user()
    interview = await server.start(user)
    assert interview.state is State.CREATED
    assert await server.store.get(interview.id) == interview
    assert await server.leases.active(user.id) == interview.id
    assert isinstance(server.workspace, MemoryWorkspace)
    assert server.workspace.notebooks == {interview.notebook_path}
    assert await counted(server, user.id) == 1
    assert await server.interviews.list(user) == (interview,)


async def test_the_rate_limit_is_the_first_thing_asked(make_server: MakeServer) -> None:
    server = await make_server(interviews_per_day=1)
    user = await server.user()
    await server.start(user)
    with pytest.raises(RateLimited) as refused:  # though a live one is in the way as well
        await server.start(user)
    assert (refused.value.status, refused.value.details) == (429, {"limit": 1})


async def test_a_failed_start_is_not_counted(server: Server) -> None:
    user = await server.user()
    too_many = StartRequest("dsa", "python", timedelta(minutes=45), 6, topics=("no such topic",))
    with pytest.raises(InvalidRequest):
        await server.interviews.start(user, too_many, WHERE)
    assert await counted(server, user.id) == 0
    live = await server.start(user)
    with pytest.raises(ActiveInterviewExists) as refused:
        await server.start(user)
    assert refused.value.details == {"interviewId": str(live.id)}
    assert await counted(server, user.id) == 1


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (StartRequest("dsa", "cobol", timedelta(minutes=45), 2), UnknownLanguage),
        (StartRequest("dsa", "python", timedelta(minutes=4), 2), InvalidRequest),
        (StartRequest("dsa", "python", timedelta(hours=4), 2), InvalidRequest),
        (StartRequest("dsa", "python", timedelta(minutes=45), 0), InvalidRequest),
        (StartRequest("dsa", "python", timedelta(minutes=45), 7), InvalidRequest),
    ],
)
async def test_a_request_that_is_wrong_costs_nothing(
    server: Server, wrong: StartRequest, error: type[InterviewError]
) -> None:
    user = await server.user()
    with pytest.raises(error):
        await server.interviews.start(user, wrong, WHERE)
    assert await counted(server, user.id) == 0
    assert await server.interviews.list(user) == ()


async def test_a_race_for_the_one_live_interview_has_one_winner(make_server: MakeServer) -> None:
    servers = [await make_server(name=f"server-{n}") for n in range(3)]
    user = await servers[0].user()
    results = await asyncio.gather(*(servers[n % 3].start(user) for n in range(9)), return_exceptions=True)
    won = [result for result in results if isinstance(result, Interview)]
    lost = [result for result in results if isinstance(result, ActiveInterviewExists)]
    assert (len(won), len(lost)) == (1, 8)
    assert {error.details["interviewId"] for error in lost} == {str(won[0].id)}
    assert await servers[1].interviews.list(user) == tuple(won)
    assert await counted(servers[0], user.id) == 1
    assert await servers[2].leases.active(user.id) == won[0].id


async def paused(server: Server) -> Interview:
    seat = await server.between()
    return (await server.rooms.pause(seat, frame())).interview


async def test_resume_takes_the_lock_again(server: Server) -> None:
    interview = await paused(server)
    user = await server.user()
    assert await server.leases.active(user.id) is None
    resumed = await server.interviews.resume(user, interview.id)
    assert (resumed.state, resumed.pause_expires_at) == (State.IN_PROGRESS, None)
    assert await server.leases.active(user.id) == interview.id
    with pytest.raises(ActiveInterviewExists):
        await server.interviews.resume(user, interview.id)


async def test_a_pause_lasts_24_hours(server: Server, database_url: str) -> None:
    interview = await paused(server)
    user = await server.user()
    assert interview.pause_expires_at is not None
    assert timedelta(hours=23, minutes=59) < interview.pause_expires_at - datetime.now(UTC) <= timedelta(hours=24)
    moved = "UPDATE interviews SET pause_expires_at = clock_timestamp() + %s WHERE id = %s"
    run_sql(database_url, moved, timedelta(seconds=-1), interview.id)
    with pytest.raises(Expired):
        await server.interviews.resume(user, interview.id)
    run_sql(database_url, moved, timedelta(seconds=30), interview.id)
    assert (await server.interviews.resume(user, interview.id)).state is State.IN_PROGRESS


async def test_a_pause_makes_room_for_another_interview_which_then_bars_the_way(server: Server) -> None:
    interview = await paused(server)
    user = await server.user()
    other = await server.start(user)
    with pytest.raises(ActiveInterviewExists) as refused:
        await server.interviews.resume(user, interview.id)
    assert refused.value.details == {"interviewId": str(other.id)}
    await server.interviews.abandon(user, other.id)
    await server.interviews.resume(user, interview.id)


async def test_a_start_and_a_resume_at_once_leave_one_live(make_server: MakeServer) -> None:
    server, other = await make_server(), await make_server(name="server-b")
    interview = await paused(server)
    user = await server.user()
    results = await asyncio.gather(
        server.interviews.resume(user, interview.id), other.start(user), return_exceptions=True
    )
    assert sum(isinstance(result, Interview) for result in results) == 1
    assert sum(isinstance(result, ActiveInterviewExists) for result in results) == 1
    live = await server.store.live(user.id)
    assert live is not None
    assert live.id in {result.id for result in results if isinstance(result, Interview)}


async def test_what_was_abandoned_is_sealed_and_stays_so(server: Server) -> None:
    user = await server.user()
    interview = await server.start(user)
    abandoned = await server.interviews.abandon(user, interview.id)
    assert abandoned.state is State.ABANDONED
    assert abandoned.transcript_path is not None
    assert await server.leases.active(user.id) is None
    for forbidden in (server.interviews.abandon, server.interviews.resume):
        with pytest.raises(IllegalTransition):
            await forbidden(user, interview.id)
    assert (await server.start(user)).state is State.CREATED


async def test_an_interview_in_progress_is_ended_and_not_abandoned(server: Server) -> None:
    seat = await server.begin()
    with pytest.raises(IllegalTransition):
        await server.interviews.abandon(seat.user, seat.interview_id)


async def test_anothers_interview_does_not_exist(server: Server) -> None:
    seat = await server.begin()
    eve = await server.user("eve")
    before = await server.store.get(seat.interview_id)
    for method in (server.interviews.get, server.interviews.resume, server.interviews.abandon):
        with pytest.raises(NotFound):
            await method(eve, seat.interview_id)
    for take_over in (False, True):
        with pytest.raises(NotFound):
            await server.rooms.join(eve, seat.interview_id, "tab-e", take_over=take_over)
    assert await server.interviews.list(eve) == ()
    assert await server.store.get(seat.interview_id) == before
    assert await server.leases.tab(seat.interview_id) == seat.tab_id


async def test_nothing_starts_while_the_rate_cannot_be_counted(
    make_server: MakeServer, nowhere: str, store: PostgresStore
) -> None:
    cut_off = await make_server(redis_url=nowhere)
    user = await cut_off.user()
    with pytest.raises(Unavailable):
        await cut_off.start(user)
    assert await store.list(user.id) == ()


async def test_resume_needs_no_redis(make_server: MakeServer, nowhere: str) -> None:
    server = await make_server()
    interview = await paused(server)
    cut_off = await make_server(redis_url=nowhere, name="server-b")
    user = await server.user()
    assert (await cut_off.interviews.resume(user, interview.id)).state is State.IN_PROGRESS
    seat, _ = await server.rooms.join(user, interview.id, "tab-2", take_over=False)
    assert await server.leases.active(user.id) == interview.id
    await server.rooms.heartbeat(seat)


class UnwritableWorkspace(MemoryWorkspace):
    """A folder that cannot be written at the first try."""

    async def create_notebook(self, interview: Interview) -> None:
        if not self.stopped:
            self.stopped.append(interview.id)
            raise Unavailable("The notebook folder cannot be written: No space left on device.")
        await super().create_notebook(interview)


async def test_a_start_that_broke_before_its_notebook_is_made_good_on_joining(make_server: MakeServer) -> None:
    workspace = UnwritableWorkspace()
    server = await make_server(workspace=workspace)
    user = await server.user()
    with pytest.raises(Unavailable):
        await server.start(user)
    (interview,) = await server.interviews.list(user)
    await server.rooms.join(user, interview.id, "tab-1", take_over=False)
    assert workspace.notebooks == {interview.notebook_path}

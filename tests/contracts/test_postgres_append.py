"""The one append: a chain that holds whoever writes, and rules that the database itself keeps."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import psycopg
import pytest
from msgspec import NODEFAULT
from msgspec.structs import fields, replace

from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.assignments import Assignment, Terms
from jupyter_interview.domain.cohorts import Cohort
from jupyter_interview.domain.events import GENESIS, Actor, Draft, Event, commit
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import Action, State
from jupyter_interview.domain.log import EVENT_BYTES, Decision
from jupyter_interview.errors import (
    ActiveInterviewExists,
    Conflict,
    IllegalTransition,
    MalformedFrame,
    NotFound,
    OwnershipLost,
)
from tests.contracts.rooms import created, moving, new_interview, run_sql, saying


def assert_chain(events: tuple[Event, ...], head: Interview, url: str) -> None:
    """Order, hashes and commitments, computed anew from the rows."""
    assert [event.seq for event in events] == list(range(1, head.head_seq + 1))
    previous = GENESIS
    for event in events:
        assert event.envelope.prev_hash == previous
        assert event.envelope.commitment == commit(event.salt, event.payload.to_bytes())
        previous = event.envelope.hash()
    assert previous == head.head_hash
    stored = run_sql(url, "SELECT hash FROM events WHERE interview_id = %s ORDER BY seq", head.id)
    assert [row[0] for row in stored] == [event.envelope.hash() for event in events]
    assert all(one.envelope.at <= two.envelope.at for one, two in pairwise(events))


async def test_an_interview_comes_back_as_it_was_written(store: PostgresStore, interview: Interview) -> None:
    assert await store.get(interview.id) == interview
    assert interview.state is State.IN_PROGRESS
    assert interview.progress.unanswered == (2,)
    assert interview.clock.running_since is not None
    with pytest.raises(NotFound):
        await store.get(uuid4())


async def test_every_field_of_an_interview_is_kept(store: PostgresStore, user: User) -> None:
    cohort = Cohort(uuid4(), "A", datetime.now(UTC), ())
    terms = Terms(title="A", opens_at=cohort.created_at, closes_at=cohort.created_at + timedelta(hours=1))
    assignment = Assignment(uuid4(), cohort.id, terms, cohort.created_at)
    await store.cohorts.found(cohort, user.id)
    await store.cohorts.set_assignment(assignment)
    assigned = {"cohort_id": cohort.id, "assignment_id": assignment.id, "pauses": False}
    made = replace(new_interview(user), owner="server-a", epoch=3, **assigned)
    seen = [await store.create(made, created(made))]
    ending = moving(Action.COMPLETE, p.InterviewEnding("ended"), p.InterviewCompleted("ended"))
    credited = Decision((), None, timedelta(seconds=9))
    moves = (
        moving(Action.JOIN, p.InterviewJoined()),
        lambda interview, now: credited,
        moving(Action.PAUSE),
        moving(Action.RESUME),
        moving(Action.DISCONNECT),
        moving(Action.RETURN),
        ending,
    )
    for move in moves:
        seen.append((await store.append(made.id, move)).interview)
        assert await store.get(made.id) == seen[-1]
    await store.set_transcript(made.id, "one.ipynb")
    seen.append(await store.get(made.id))
    assert seen[-1] == replace(seen[-2], transcript_path="one.ipynb")
    await store.erase_interview(made.id)
    seen.append(await store.get(made.id))
    defaults = {field.name: field.default for field in fields(Interview) if field.default is not NODEFAULT}
    assert [name for name, value in defaults.items() if all(getattr(one, name) == value for one in seen)] == []


async def test_many_writers_leave_one_chain(database_url: str, store: PostgresStore, interview: Interview) -> None:
    other, worker = await PostgresStore.open(database_url), await PostgresStore.open(database_url, pool_size=2)
    writers = (store, other, worker)
    try:
        await asyncio.gather(
            *(writers[n % 3].append(interview.id, saying(f"turn {n}"), frame_id=f"frame-{n}") for n in range(240))
        )
        head = await other.get(interview.id)
        assert head.head_seq == 242
        events = tuple(await worker.events(interview.id))
        assert_chain(events, head, database_url)
        assert {e.payload.text for e in events if isinstance(e.payload, p.CandidateTurn)} == {
            f"turn {n}" for n in range(240)
        }
        assert head.log_bytes == sum(len(event.payload.to_bytes()) + EVENT_BYTES for event in events)
        assert await store.events(interview.id, after=200) == events[200:]
    finally:
        await other.close()
        await worker.close()


async def test_a_frame_sent_ten_times_at_once_happens_once(store: PostgresStore, interview: Interview) -> None:
    results = await asyncio.gather(
        *(store.append(interview.id, saying("hello"), frame_id="the same") for _ in range(10))
    )
    assert sorted(result.duplicate for result in results) == [False] + [True] * 9
    assert all(not result.events for result in results if result.duplicate)
    assert {result.interview.head_seq for result in results} == {interview.head_seq + 1}
    other = await store.append(interview.id, saying("hello"), frame_id="another")
    assert not other.duplicate


@pytest.mark.parametrize("frame_id", ["", "nul\0", "\ud800", "x" * 129])
async def test_a_frame_id_that_no_column_holds_is_malformed(
    store: PostgresStore, interview: Interview, frame_id: str
) -> None:
    with pytest.raises(MalformedFrame):
        await store.append(interview.id, saying("hello"), frame_id=frame_id)


async def test_a_server_that_lost_the_room_cannot_write(store: PostgresStore, interview: Interview) -> None:
    first = await store.claim(interview.id, "server-a")
    again = await store.claim(interview.id, "server-a")
    assert (first.epoch, again.epoch) == (0, 0)
    taken = await store.claim(interview.id, "server-b")
    assert (taken.owner, taken.epoch) == ("server-b", 1)
    with pytest.raises(OwnershipLost):
        await store.append(interview.id, saying("late"), epoch=first.epoch)
    with pytest.raises(OwnershipLost):
        await store.touch(interview.id, first.epoch)
    await store.touch(interview.id, taken.epoch)
    written = await store.append(interview.id, saying("mine"), epoch=taken.epoch)
    assert len(written.events) == 1
    worker = await store.append(interview.id, saying("no room needed"))
    assert len(worker.events) == 1
    with pytest.raises(NotFound):
        await store.touch(uuid4(), 0)
    with pytest.raises(NotFound):
        await store.claim(uuid4(), "server-a")


async def test_one_live_interview_a_user_even_in_a_race(store: PostgresStore, user: User) -> None:
    made = [new_interview(user) for _ in range(10)]
    results = await asyncio.gather(*(store.create(one, created(one)) for one in made), return_exceptions=True)
    winners = [result for result in results if isinstance(result, Interview)]
    losers = [result for result in results if isinstance(result, ActiveInterviewExists)]
    assert (len(winners), len(losers)) == (1, 9)
    assert {loser.details["interviewId"] for loser in losers} == {str(winners[0].id)}
    assert await store.live(user.id) == winners[0]
    assert await store.list(user.id) == (winners[0],)
    assert await store.create(made[results.index(winners[0])], created(winners[0])) == winners[0]


async def test_a_resume_beside_another_live_interview_is_refused(
    store: PostgresStore, user: User, interview: Interview
) -> None:
    await store.append(interview.id, moving(Action.PAUSE))
    second = new_interview(user)
    await store.create(second, created(second))
    with pytest.raises(ActiveInterviewExists) as refused:
        await store.append(interview.id, moving(Action.RESUME, p.InterviewResumed()))
    assert refused.value.details == {"interviewId": str(second.id)}
    assert (await store.get(interview.id)).state is State.PAUSED
    assert [one.id for one in await store.list(user.id)] == [second.id, interview.id]


async def test_a_decision_that_raises_leaves_nothing(store: PostgresStore, interview: Interview) -> None:
    def refuse(interview: Interview, now: datetime) -> Decision:
        raise Conflict("Not now.")

    before = await store.get(interview.id), await store.events(interview.id)
    with pytest.raises(Conflict, match="Not now"):
        await store.append(interview.id, refuse, frame_id="tried")
    with pytest.raises(IllegalTransition):
        await store.append(interview.id, moving(Action.RETURN, p.InterviewReturned()), frame_id="tried")
    assert (await store.get(interview.id), await store.events(interview.id)) == before
    assert not (await store.append(interview.id, saying("now"), frame_id="tried")).duplicate


async def test_an_empty_decision_writes_nothing(store: PostgresStore, interview: Interview) -> None:
    appended = await store.append(interview.id, lambda interview, now: Decision(), frame_id="empty")
    assert (appended.events, appended.duplicate, appended.interview) == ((), False, interview)
    assert await store.get(interview.id) == interview


async def test_the_time_given_to_a_decision_is_the_databases(store: PostgresStore, interview: Interview) -> None:
    seen: list[datetime] = []

    def note(interview: Interview, now: datetime) -> Decision:
        seen.append(now)
        return Decision((Draft(p.CandidateTurn("x"), Actor.CANDIDATE),))

    appended = await store.append(interview.id, note)
    assert appended.events[0].envelope.at == seen[0]
    assert seen[0].utcoffset() is not None
    assert not seen[0].utcoffset()
    assert (await store.events(interview.id))[-1] == appended.events[0]


TEXTS = ["NUL \0 inside", "a lone \ud83d surrogate", "both \0\udfff", "\U0001d4b3 \u2028 \x7f", '{"$text": "eA=="}', ""]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_hostile_text_comes_back_as_it_was(store: PostgresStore, interview: Interview, text: str) -> None:
    huge: dict[str, object] = {"$int": "x", "big": 2**200, "neg": -(2**53), "nan": float("inf"), "te\0xt": text}
    ran = p.CellExecuted(
        cell_id=text,
        source=text,
        status="ok",
        execution_count=2**60,
        started_at=interview.created_at,
        finished_at=interview.created_at,
        outputs=(huge,),
        truncated=False,
        outputs_sha256="",
        sandboxed=True,
    )
    decision = Decision((Draft(ran, Actor.CANDIDATE), Draft(p.CandidateTurn(text), Actor.CANDIDATE)))
    appended = await store.append(interview.id, lambda interview, now: decision)
    read = tuple(await store.events(interview.id, after=interview.head_seq))
    assert read == appended.events
    assert [event.payload for event in read] == [ran, p.CandidateTurn(text)]


async def test_the_database_forbids_changing_the_log(
    database_url: str, store: PostgresStore, interview: Interview
) -> None:
    for statement in ("UPDATE events SET kind = 'x'", "DELETE FROM events", "TRUNCATE events CASCADE"):
        with pytest.raises(psycopg.errors.RestrictViolation):
            run_sql(database_url, statement)
    with pytest.raises(psycopg.errors.UniqueViolation):
        run_sql(
            database_url,
            "INSERT INTO events SELECT %s, interview_id, user_id, cohort_id, seq, at, actor, provenance, kind,"
            " visibility, commitment, prev_hash, hash, NULL FROM events WHERE seq = 1",
            uuid4(),
        )
    run_sql(database_url, "DELETE FROM event_payloads WHERE event_id IN (SELECT id FROM events WHERE seq = 1)")
    assert [event.seq for event in await store.events(interview.id)] == [2]
    run_sql(database_url, "DELETE FROM users")
    assert run_sql(database_url, "SELECT count(*) FROM events") == [(0,)]
    assert run_sql(database_url, "SELECT count(*) FROM event_payloads") == [(0,)]


async def test_an_identity_has_one_user_even_in_a_race(database_url: str, store: PostgresStore) -> None:
    users = await asyncio.gather(*(store.ensure_user("hub", "grace", f"Grace {n}") for n in range(10)))
    assert len({user.id for user in users}) == 1
    assert run_sql(database_url, "SELECT count(*) FROM users") == [(1,)]
    other = await store.ensure_user("other", "grace", "na\0me\ud800")
    assert other.id != users[0].id
    assert other.name == "na\ufffdme?"

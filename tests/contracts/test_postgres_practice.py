"""What the database sums up of a user's interviews, at times and in zones where that is easy to get wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from jupyter_interview.adapters.postgres.connections import connect
from jupyter_interview.adapters.postgres.practice import QUERIES
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.questions import Step
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.lifecycle import Action
from jupyter_interview.domain.practice import AskedQuestion, Counts, PhaseTime, Week, streak
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.errors import InvalidRequest
from tests.contracts.past import QUESTION, Past
from tests.contracts.rooms import created, moving, new_interview, run_sql

NEW_YORK = "America/New_York"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
MINUTE = timedelta(minutes=1)


def wall(text: str, zone: str = NEW_YORK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


async def test_nothing_adds_up_to_zeros(store: PostgresStore, user: User) -> None:
    record = await store.practice(user.id)
    assert record.counts == Counts(0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert (record.days, record.phases, record.questions, record.weeks) == ((), (), (), ())


async def test_a_whole_interview(store: PostgresStore, user: User, database_url: str) -> None:
    past = Past.of(user, NOON)
    past.ask(NOON + MINUTE)
    past.submit(NOON + 5 * MINUTE, Verdict.ACCEPTED, examples=True)
    past.submit(NOON + 6 * MINUTE, Verdict.WRONG_ANSWER)
    past.submit(NOON + 11 * MINUTE, Verdict.ACCEPTED)
    past.close(NOON + 14 * MINUTE, "accepted")
    past.add(NOON + 15 * MINUTE, p.InterviewPaused(NOON, 0), action=Action.PAUSE)
    past.add(NOON + 75 * MINUTE, p.InterviewResumed(), action=Action.RESUME)
    past.ask(NOON + 76 * MINUTE)
    past.submit(NOON + 80 * MINUTE, Verdict.WRONG_ANSWER)
    past.close(NOON + 84 * MINUTE, "skipped")
    past.end(NOON + 86 * MINUTE)
    past.write(database_url)
    record = await store.practice(user.id)
    assert record.counts == Counts(
        interviews=1,
        completed=1,
        abandoned=0,
        unfinished=0,
        questions=2,
        accepted=1,
        attempts=3,
        hints=0,
        seconds=26 * 60,
    )
    assert record.phases == (
        PhaseTime("dsa", "between", 60 * (1 + 1 + 1 + 2), 4),
        PhaseTime("dsa", "discussion", 60 * 3, 1),
        PhaseTime("dsa", "solving", 60 * (10 + 8), 2),
    )
    assert record.questions == (AskedQuestion(QUESTION, asked=2, accepted=1, attempts=3),)
    assert record.weeks == (Week(NOON.date(), 1, 2, 1, 26 * 60),)
    assert [(row.day, row.first, row.last, row.interviews) for row in record.days] == [
        (NOON.date(), NOON, NOON + 80 * MINUTE, 1)
    ]


async def test_a_verdict_after_the_question_was_closed_begins_no_discussion(
    store: PostgresStore, user: User, database_url: str
) -> None:
    past = Past.of(user, NOON)
    past.ask(NOON)
    submitted = NOON + 4 * MINUTE
    created = p.SubmissionCreated(uuid4(), QUESTION, "a" * 64, "cell", "python", "submit", "pass")
    past.add(submitted, created)
    past.close(submitted + MINUTE, "time_up")
    past.submit(submitted + 2 * MINUTE, Verdict.ACCEPTED)
    past.end(submitted + 5 * MINUTE)
    past.write(database_url)
    phases = {phase.phase: phase.seconds for phase in (await store.practice(user.id)).phases}
    assert phases == {"solving": 5 * 60, "between": 4 * 60}


async def test_the_steps_of_system_design(store: PostgresStore, user: User, database_url: str) -> None:
    past = Past.of(user, NOON, kind="system_design")
    now = NOON
    for question, steps in (("first", tuple(Step)), ("second", tuple(Step)[:2])):
        past.ask(now, question)
        for number, step in enumerate(steps, 1):
            past.add(now, p.StepBegan(question, step, number, 10, 2700))
            now += number * MINUTE
            past.add(now, p.StepClosed(question, step))
        past.close(now, "discussed", question)
    past.end(now)
    past.write(database_url)
    record = await store.practice(user.id)
    assert {(phase.phase, phase.seconds, phase.times) for phase in record.phases if phase.phase != "between"} == {
        ("requirements", 120, 2), ("estimation", 240, 2), ("design", 180, 1), ("deep_dives", 240, 1)
    }  # fmt: skip
    assert record.questions == ()  # nothing of it is accepted by the judge


async def test_a_server_that_was_off_makes_no_phase_longer_than_its_interview(
    store: PostgresStore, user: User, database_url: str
) -> None:
    past = Past.of(user, NOON)
    past.ask(NOON)
    past.end(NOON + timedelta(hours=14))
    past.write(database_url)
    record = await store.practice(user.id)
    assert record.phases[-1] == PhaseTime("dsa", "solving", 45 * 60, 1)
    assert record.counts.seconds == record.weeks[0].seconds == 45 * 60


@pytest.mark.parametrize(
    ("moments", "longest"),
    [
        (("2026-03-07 23:30", "2026-03-09 00:30"), 1),  # 24 hours, and the 8th, of 23, was missed
        (("2026-03-08 01:59", "2026-03-08 03:00", "2026-03-09 00:00"), 2),
        (("2026-10-31 00:10", "2026-11-01 23:50"), 2),  # 48 hours and 40 minutes, and no day was missed
        (("2026-10-31 23:50", "2026-11-02 00:10"), 1),
    ],
)
async def test_days_over_both_changes_of_the_clocks(
    store: PostgresStore, user: User, database_url: str, moments: tuple[str, ...], longest: int
) -> None:
    for moment in moments:
        past = Past.of(user, wall(moment), zone=NEW_YORK)
        past.end(wall(moment))
        past.write(database_url)
    days = (await store.practice(user.id)).days
    assert {row.day.isoformat() for row in days} == {moment[:10] for moment in moments}
    assert streak(days, wall(moments[-1]), NEW_YORK).longest == longest


async def test_each_interview_is_dated_where_it_was_sat(store: PostgresStore, user: User, database_url: str) -> None:
    """Half past eleven on a Sunday evening in New York is Monday in Tokyo, and the next week."""
    evening = wall("2026-03-01 23:30")
    for zone in (NEW_YORK, "Asia/Tokyo"):
        past = Past.of(user, evening, zone=zone)
        past.end(evening)
        past.write(database_url)
    record = await store.practice(user.id)
    assert {(row.zone, row.day) for row in record.days} == {
        (NEW_YORK, date(2026, 3, 1)),
        ("Asia/Tokyo", date(2026, 3, 2)),
    }
    assert {week.start for week in record.weeks} == {date(2026, 2, 23), date(2026, 3, 2)}


async def test_a_new_interview_keeps_the_zone_that_its_user_was_in(
    store: PostgresStore, user: User, database_url: str
) -> None:
    await store.set_time_zone(user.id, "Asia/Tokyo")
    interview = new_interview(user)
    await store.create(interview, created(interview))
    await store.append(interview.id, moving(Action.JOIN, p.InterviewJoined()))
    await store.set_time_zone(user.id, NEW_YORK)
    assert [row.zone for row in (await store.practice(user.id)).days] == ["Asia/Tokyo"]
    run_sql(database_url, "UPDATE interviews SET time_zone = NULL")  # as one is that is older than the column
    assert [row.zone for row in (await store.practice(user.id)).days] == [NEW_YORK]


async def test_a_zone_that_the_database_cannot_convert_with_is_not_kept(store: PostgresStore, user: User) -> None:
    with pytest.raises(InvalidRequest, match="no time zone"):
        await store.set_time_zone(user.id, "Mars/Olympus")
    assert (await store.ensure_user("local", "ada", "Ada")).time_zone == "UTC"


async def test_nobody_elses_interviews_count(store: PostgresStore, user: User, database_url: str) -> None:
    other = await store.ensure_user("local", "bob", "Bob")
    past = Past.of(other, NOON)
    past.ask(NOON)
    past.close(NOON + MINUTE, "skipped")
    past.write(database_url)
    assert await store.practice(user.id) != await store.practice(other.id)
    assert (await store.practice(user.id)).counts.interviews == 0


@pytest.mark.parametrize("name", QUERIES)
async def test_every_query_has_its_index(database_url: str, user: User, name: str) -> None:
    async with await connect(database_url) as connection:
        await connection.execute("SET enable_seqscan = off")
        plan = await (await connection.execute(f"EXPLAIN {QUERIES[name]}".encode(), {"user": user.id})).fetchall()
    assert ("events_practice" if name in ("days", "phases") else "interviews_by_user") in str(plan)

"""Whose report is due: from its transcript on, to one server at a time, and later and later."""

from __future__ import annotations

import asyncio

from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import Action
from tests.contracts.rooms import moving, run_sql

DUE_IN = "SELECT round(extract(epoch FROM report_due_at - clock_timestamp()) / 60) FROM interviews"


async def ended(store: PostgresStore, interview: Interview) -> None:
    await store.append(interview.id, moving(Action.COMPLETE, p.InterviewCompleted("ended")))
    await store.set_transcript(interview.id, "one.ipynb")


async def test_a_report_is_due_once_the_transcript_is_there(
    store: PostgresStore, interview: Interview, database_url: str
) -> None:
    assert await store.take_reports(5) == ()
    await ended(store, interview)
    assert await store.take_reports(0) == ()
    taken = await asyncio.gather(*(store.take_reports(5) for _ in range(4)))
    assert sorted(taken) == [(), (), (), (interview.id,)]
    await store.report_made(interview.id)
    assert run_sql(database_url, "SELECT report_due_at FROM interviews") == [(None,)]


async def test_each_attempt_puts_the_next_one_off_to_a_day_at_most(
    store: PostgresStore, interview: Interview, database_url: str
) -> None:
    await ended(store, interview)
    waits = []
    for _ in range(14):
        assert await store.take_reports(5) == (interview.id,)
        assert await store.take_reports(5) == ()
        waits.append(int(run_sql(database_url, DUE_IN)[0][0]))
        run_sql(database_url, "UPDATE interviews SET report_due_at = clock_timestamp()")
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440, 1440]

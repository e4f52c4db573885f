"""Submissions, verdicts, seals, and what a sweeper finds."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain import canonical
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Actor, Draft
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import Action
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.verdicts import Evidence, Judgement, Verdict
from jupyter_interview.domain.verdicts import TestResult as OneTest
from jupyter_interview.errors import NotFound
from jupyter_interview.service.ports import Decide, Seal
from tests.contracts.rooms import created, moving, new_interview, run_sql, submitting

LEASE = timedelta(seconds=30)
NO_TIME = timedelta()
UNSEEN = timedelta(seconds=90)


def judging(submission_id: UUID, verdict: Verdict = Verdict.ACCEPTED) -> Decide:
    test = OneTest(1, "example", False, verdict, 3, stdout="out\0put", message="\udc80")
    judgement = Judgement(verdict, (test,), 1, 1, Evidence(elapsed_ms=3), sandboxed=True)
    judged = p.SubmissionJudged(submission_id, "two-sum", "submit", 1, judgement)
    return lambda interview, now: Decision((Draft(judged, Actor.JUDGE),))


async def test_a_submission_reaches_the_worker_as_it_was_sent(store: PostgresStore, interview: Interview) -> None:
    submission = uuid4()
    appended = await store.append(interview.id, submitting(submission, "print('\0 é')", "1\0\ud800"))
    row = await store.lease_submission(submission, "worker-1", LEASE)
    assert row is not None
    assert (row.id, row.interview_id, row.attempt) == (submission, interview.id, 1)
    assert (row.source, row.own_inputs) == ("print('\0 é')", "1\0\ud800")
    assert (row.question_id, row.question_digest, row.purpose) == ("two-sum", "a" * 64, "submit")
    assert row.created_at == appended.events[0].envelope.at


async def test_one_worker_at_a_time_has_a_submission(store: PostgresStore, interview: Interview) -> None:
    submission = uuid4()
    await store.append(interview.id, submitting(submission))
    taken = await asyncio.gather(*(store.lease_submission(submission, f"worker-{n}", LEASE) for n in range(8)))
    assert sum(row is not None for row in taken) == 1
    winner = next(n for n, row in enumerate(taken) if row)
    await store.release_submission(submission, "a stranger")
    assert await store.lease_submission(submission, "worker-9", LEASE) is None
    await store.release_submission(submission, f"worker-{winner}")
    again = await store.lease_submission(submission, "worker-9", timedelta(milliseconds=20))
    assert again is not None
    assert again.attempt == 2
    await asyncio.sleep(0.05)
    after_it_ran_out = await store.lease_submission(submission, "worker-3", LEASE)
    assert after_it_ran_out is not None
    assert after_it_ran_out.attempt == 3
    assert await store.lease_submission(uuid4(), "worker-3", LEASE) is None


async def test_a_submission_gets_one_verdict(database_url: str, store: PostgresStore, interview: Interview) -> None:
    submission = uuid4()
    await store.append(interview.id, submitting(submission))
    verdicts = [Verdict.ACCEPTED, Verdict.WRONG_ANSWER] * 4
    results = await asyncio.gather(*(store.append(interview.id, judging(submission, v)) for v in verdicts))
    (first,) = (result for result in results if not result.duplicate)
    assert all(not result.events for result in results if result.duplicate)
    head = await store.get(interview.id)
    assert head == first.interview
    assert head.progress.submissions == ()
    (event,) = (e for e in await store.events(interview.id) if isinstance(e.payload, p.SubmissionJudged))
    assert event == first.events[0]
    judgement = canonical.to_bytes(event.payload.to_json()["judgement"])
    assert run_sql(database_url, "SELECT submission_id, verdict, judgement, event_id FROM verdicts") == [
        (submission, event.payload.judgement.verdict.value, judgement, event.envelope.id)
    ]
    assert await store.lease_submission(submission, "worker-1", LEASE) is None
    assert await store.stale_submissions(NO_TIME) == ()


async def test_a_verdict_on_nothing_or_on_anothers_submission_is_refused(
    store: PostgresStore, interview: Interview
) -> None:
    submission = uuid4()
    await store.append(interview.id, submitting(submission))
    stranger = await store.ensure_user("local", "eve", "Eve")
    other = await store.create(new_interview(stranger), created(interview))
    for room, judged in ((interview, uuid4()), (other, submission)):
        with pytest.raises(NotFound):
            await store.append(room.id, judging(judged))
    assert (await store.get(other.id)).head_seq == 1


async def test_stale_submissions_are_those_that_nobody_is_at(store: PostgresStore, interview: Interview) -> None:
    submission = uuid4()
    await store.append(interview.id, submitting(submission))
    assert await store.stale_submissions(timedelta(minutes=1)) == ()
    assert await store.stale_submissions(NO_TIME) == (submission,)
    await store.lease_submission(submission, "worker-1", timedelta(milliseconds=200))
    assert await store.stale_submissions(NO_TIME) == ()
    await asyncio.sleep(0.3)
    assert await store.stale_submissions(NO_TIME) == (submission,)
    await store.append(interview.id, moving(Action.DISCONNECT, p.InterviewInterrupted()))
    await store.append(interview.id, moving(Action.ABANDON, p.InterviewAbandoned("abandoned")))
    assert await store.stale_submissions(NO_TIME) == ()


async def test_the_first_seal_stays(store: PostgresStore, interview: Interview) -> None:
    assert await store.unsealed() == ()
    await store.append(interview.id, moving(Action.COMPLETE, p.InterviewCompleted("ended")))
    assert await store.unsealed() == (interview.id,)
    seal = Seal(interview.id, "interview", b"statement", b"signature", "key", b"public")
    other = Seal(interview.id, "interview", b"another", b"signature", "key", b"public")
    added = await asyncio.gather(store.add_seal(seal), store.add_seal(seal), store.add_seal(seal))
    assert sorted(added) == [False, False, True]
    assert await store.add_seal(other) is False
    amendment = Seal(interview.id, "report-1", b"report", b"signature", "key", b"public")
    assert await store.add_seal(amendment) is True
    assert await store.seals(interview.id) == (seal, amendment)
    assert await store.unsealed() == (interview.id,)
    await store.set_transcript(interview.id, "transcripts/one.ipynb")
    assert await store.unsealed() == ()
    assert (await store.get(interview.id)).transcript_path == "transcripts/one.ipynb"
    with pytest.raises(NotFound):
        await store.set_transcript(uuid4(), "x")


SWEEPS = {
    "never joined": ((), "created_at = created_at - interval '61 min'"),
    "pause over": ((Action.JOIN, Action.PAUSE), "pause_expires_at = clock_timestamp()"),
    "interrupted too long": ((Action.JOIN, Action.DISCONNECT), "interrupted_at = interrupted_at - interval '241 min'"),
    "past the deadline": ((Action.JOIN,), "deadline_at = clock_timestamp()"),
    "past it, interrupted": ((Action.JOIN, Action.DISCONNECT), "deadline_at = clock_timestamp()"),
    "unseen": ((Action.JOIN,), "seen_at = seen_at - interval '91 s'"),
    "ending, not completed": ((Action.JOIN,), "ending_at = clock_timestamp()"),
    "waits for an answer": (
        (Action.JOIN, Action.DISCONNECT),
        "unanswered = true, seen_at = seen_at - interval '91 s'",
    ),
}


@pytest.mark.parametrize("case", SWEEPS)
async def test_a_sweeper_finds_what_ran_out(database_url: str, store: PostgresStore, user: User, case: str) -> None:
    actions, change = SWEEPS[case]
    interview = new_interview(user)
    await store.create(interview, created(interview))
    for action in actions:
        await store.append(interview.id, moving(action))
    assert await store.sweepable(UNSEEN) == ()
    run_sql(database_url, f"UPDATE interviews SET {change}")
    assert await store.sweepable(UNSEEN) == (interview.id,)
    run_sql(database_url, "UPDATE interviews SET state = 'abandoned'")
    assert await store.sweepable(UNSEEN) == ()


async def test_the_sweepers_columns_follow_the_log(
    database_url: str, store: PostgresStore, interview: Interview
) -> None:
    columns = "SELECT deadline_at, ending_at IS NOT NULL, unanswered, seen_at FROM interviews"
    assert run_sql(database_url, columns) == [(interview.clock.deadline(), False, True, interview.seen_at)]
    ending = p.InterviewEnding("ended")
    await store.append(interview.id, lambda interview, now: Decision((Draft(ending, Actor.CANDIDATE),)))
    assert [row[1] for row in run_sql(database_url, columns)] == [True]
    assert await store.sweepable(UNSEEN) == (interview.id,)
    await store.append(interview.id, moving(Action.COMPLETE, p.InterviewCompleted("ended")))
    assert run_sql(database_url, columns) == [(None, True, False, interview.seen_at)]

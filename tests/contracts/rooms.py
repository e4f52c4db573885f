"""Interviews and decisions for the contract tests, and a look past the store into the tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.events import Actor, Draft
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import Action
from jupyter_interview.domain.log import Decision
from jupyter_interview.service.ports import Decide


def new_interview(user: User) -> Interview:
    """An interview that nobody has joined."""
    return Interview(
        id=uuid4(),
        user_id=user.id,
        kind="dsa",
        language="python",
        sandboxed=True,
        plan=(p.PlannedQuestion("two-sum", "a" * 64), p.PlannedQuestion("islands", "b" * 64)),
        clock=Clock(timedelta(minutes=45)),
        created_at=datetime.now(UTC),
        notebook_path="interview.ipynb",
        kernel_name="interview-python",
    )


def created(interview: Interview) -> Decision:
    """The first event of an interview."""
    payload = p.InterviewCreated("dsa", interview.language, 2700, 2, interview.sandboxed, "offline")
    return Decision((Draft(payload, Actor.SYSTEM),))


def saying(text: str) -> Decide:
    """One candidate turn, whatever the state."""
    return lambda interview, now: Decision((Draft(p.CandidateTurn(text), Actor.CANDIDATE),))


def moving(action: Action, *payloads: p.Payload) -> Decide:
    return lambda interview, now: Decision(tuple(Draft(payload, Actor.CANDIDATE) for payload in payloads), action)


def submitting(submission_id: UUID, source: str = "pass", own_inputs: str = "") -> Decide:
    payload = p.SubmissionCreated(
        submission_id, "two-sum", "a" * 64, "cell", "python", "submit", source=source, own_inputs=own_inputs
    )
    return lambda interview, now: Decision((Draft(payload, Actor.CANDIDATE),))


def run_sql(url: str, statement: str, *values: object) -> list[tuple[object, ...]]:
    """What the tables hold, past the store."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode(), values)
        return cursor.fetchall() if cursor.description else []

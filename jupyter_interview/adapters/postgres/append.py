"""The one append, and the insertion of an interview with its first events."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from psycopg import errors

from jupyter_interview.adapters.postgres import rows
from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.adapters.postgres.submissions import insert_submission, insert_verdict
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.log import Applied, Decision, apply
from jupyter_interview.errors import Conflict, NotFound, OwnershipLost
from jupyter_interview.service.ports import Appended, Decide

EVENTS_CHANNEL = "interview_events"

_LOCK = f"SELECT {rows.INTERVIEW} FROM interviews WHERE id = %s FOR UPDATE"  # noqa: S608 - constants

# A statement of its own: what a locking statement computes may be older than its lock. Never before the last event,
# even if the clock was set back.
_NOW = """
SELECT greatest(clock_timestamp(), (SELECT at FROM events WHERE interview_id = %(id)s AND seq = %(seq)s)) AS now,
       EXISTS (SELECT FROM events WHERE interview_id = %(id)s AND client_frame_id = %(frame)s) AS seen
"""

_INSERT_EVENT = """
WITH event AS (
    INSERT INTO events (id, interview_id, user_id, cohort_id, seq, at, actor, provenance, kind, visibility, commitment,
                        prev_hash, hash, client_frame_id)
    VALUES (%(id)s, %(interview_id)s, %(user_id)s, %(cohort_id)s, %(seq)s, %(at)s, %(actor)s, %(provenance)s, %(kind)s,
            %(visibility)s, %(commitment)s, %(prev_hash)s, %(hash)s, %(client_frame_id)s)
    RETURNING id
)
INSERT INTO event_payloads (event_id, salt, payload) SELECT id, %(salt)s, %(payload)s FROM event
"""

_INSERT_INTERVIEW = """
INSERT INTO interviews (id, user_id, cohort_id, assignment_id, pauses, kind, language, sandboxed, notebook_path,
                        kernel_name, transcript_path, state, plan, clock, progress, owner, epoch, head_seq, head_hash,
                        log_bytes, created_at, seen_at, interrupted_at, pause_expires_at, ending_at, ended_at,
                        deadline_at, unanswered, time_zone)
VALUES (%(id)s, %(user_id)s, %(cohort_id)s, %(assignment_id)s, %(pauses)s, %(kind)s, %(language)s, %(sandboxed)s,
        %(notebook_path)s, %(kernel_name)s, %(transcript_path)s, %(state)s, %(plan)s, %(clock)s, %(progress)s,
        %(owner)s, %(epoch)s, %(head_seq)s, %(head_hash)s, %(log_bytes)s, %(created_at)s, %(seen_at)s,
        %(interrupted_at)s, %(pause_expires_at)s, %(ending_at)s, %(ended_at)s, %(deadline_at)s, %(unanswered)s,
        (SELECT time_zone FROM users WHERE id = %(user_id)s))
"""

_UPDATE_INTERVIEW = """
UPDATE interviews SET state = %(state)s, plan = %(plan)s, clock = %(clock)s, progress = %(progress)s,
    head_seq = %(head_seq)s, head_hash = %(head_hash)s, log_bytes = %(log_bytes)s, seen_at = %(seen_at)s,
    interrupted_at = %(interrupted_at)s, pause_expires_at = %(pause_expires_at)s, ending_at = %(ending_at)s,
    ended_at = %(ended_at)s, deadline_at = %(deadline_at)s, unanswered = %(unanswered)s
WHERE id = %(id)s
"""

_ERASING = "SELECT erasing_at FROM users WHERE id = %s AND erasing_at IS NOT NULL FOR KEY SHARE"

_NOTIFY = "SELECT pg_notify(%s, %s)"


class AlreadyJudged(Exception):
    """The submission has its verdict; rolls the transaction back."""


class OtherIsLive(Exception):
    """The user has another live interview; rolls the transaction back."""


async def create(connection: Connection, interview: Interview, decision: Decision) -> Appended:
    """Insert an interview with its first events, in the caller's transaction.

    Raises:
        OtherIsLive: the database's partial unique index, or this interview's own row, is in the way.
        Conflict: the account was deleted.
    """
    if await (await connection.execute(_ERASING, [interview.user_id])).fetchone():
        raise Conflict("This account was deleted. Sign in again to begin anew.")
    now = await _now(connection, interview, None)
    assert now is not None, "no frame, so none seen before"
    applied = apply(interview, decision, now)
    try:
        await connection.execute(_INSERT_INTERVIEW, rows.columns(applied.interview))
    except errors.UniqueViolation as error:
        raise OtherIsLive from error
    await _write_events(connection, applied, None)
    return Appended(applied.interview, applied.events)


async def append(
    connection: Connection, interview_id: UUID, decide: Decide, epoch: int | None, frame_id: str | None
) -> Appended:
    """Lock, check, decide, chain, write and notify, in the caller's transaction. See the port for the contract.

    Raises:
        AlreadyJudged, OtherIsLive: the store turns them into the port's answers.
    """
    interview = await lock(connection, interview_id)
    if epoch is not None and epoch != interview.epoch:
        raise OwnershipLost("Another server has taken this interview over. Reload the page.")
    now = await _now(connection, interview, frame_id)
    if now is None:
        return Appended(interview, (), duplicate=True)
    decision = decide(interview, now)
    if not (decision.drafts or decision.action or decision.credit):
        return Appended(interview, ())
    applied = apply(interview, decision, now)
    try:
        await connection.execute(_UPDATE_INTERVIEW, rows.columns(applied.interview))
    except errors.UniqueViolation as error:
        raise OtherIsLive from error
    await _write_events(connection, applied, frame_id)
    return Appended(applied.interview, applied.events)


async def lock(connection: Connection, interview_id: UUID) -> Interview:
    """The interview, its row locked until the transaction ends. Raises NotFound."""
    row = await (await connection.execute(_LOCK, [interview_id])).fetchone()
    if row is None:
        raise NotFound("There is no such interview.")
    return rows.interview(row)


async def _now(connection: Connection, interview: Interview, frame_id: str | None) -> datetime | None:
    """The transaction's time, or None when the frame was seen before."""
    values = {"id": interview.id, "seq": interview.head_seq, "frame": frame_id}
    row = await (await connection.execute(_NOW, values)).fetchone()
    assert row is not None
    return None if row["seen"] else row["now"]


async def _write_events(connection: Connection, applied: Applied, frame_id: str | None) -> None:
    if not applied.events:
        return
    interview = applied.interview
    first, *more = applied.events
    values = [rows.event_columns(first, interview, frame_id)]
    values += [rows.event_columns(event, interview, None) for event in more]
    async with connection.cursor() as cursor:
        await cursor.executemany(_INSERT_EVENT, values)
    if applied.submission is not None:
        await insert_submission(connection, interview, *applied.submission)
    if applied.judged is not None and not await insert_verdict(connection, *applied.judged):
        raise AlreadyJudged
    await connection.execute(_NOTIFY, [EVENTS_CHANNEL, f"{interview.id}:{interview.head_seq}"])

"""Submissions and verdicts: written by the append, leased by workers."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from psycopg import errors

from jupyter_interview.adapters.postgres import rows
from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.domain import canonical
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.payloads import SubmissionCreated, SubmissionJudged
from jupyter_interview.errors import NotFound
from jupyter_interview.service.ports import SubmissionRow

_INSERT_SUBMISSION = """
INSERT INTO submissions (id, interview_id, user_id, cohort_id, event_id, question_id, question_digest, language,
                         purpose, source, own_inputs, created_at)
VALUES (%(id)s, %(interview_id)s, %(user_id)s, %(cohort_id)s, %(event_id)s, %(question_id)s, %(question_digest)s,
        %(language)s, %(purpose)s, %(source)s, %(own_inputs)s, %(created_at)s)
"""

_INSERT_VERDICT = """
INSERT INTO verdicts (submission_id, interview_id, event_id, verdict, judgement, judged_at)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (submission_id) DO NOTHING
"""

_MARK_JUDGED = "UPDATE submissions SET judged = true, lease_owner = NULL, lease_until = NULL WHERE id = %s"

_LEASE = """
UPDATE submissions
SET lease_owner = %(worker)s, lease_until = clock_timestamp() + %(lease)s, attempts = attempts + 1
WHERE id = %(id)s AND NOT judged AND (lease_until IS NULL OR lease_until <= clock_timestamp())
RETURNING id, interview_id, question_id, question_digest, language, purpose, source, own_inputs, created_at, attempts
"""

_RENEW = """
UPDATE submissions SET lease_until = clock_timestamp() + %(lease)s
WHERE id = %(id)s AND lease_owner = %(worker)s AND attempts = %(attempt)s AND NOT judged
"""

_RELEASE = """
UPDATE submissions SET lease_owner = NULL, lease_until = NULL WHERE id = %s AND lease_owner = %s AND NOT judged
"""

# An ended interview's log takes no verdict any more, so nobody is to judge for it.
STALE = """
SELECT s.id FROM submissions s JOIN interviews i ON i.id = s.interview_id
WHERE NOT s.judged AND s.created_at < clock_timestamp() - %s AND i.state NOT IN ('completed', 'abandoned')
  AND (s.lease_until IS NULL OR s.lease_until <= clock_timestamp())
ORDER BY s.created_at
"""


async def insert_submission(
    connection: Connection, interview: Interview, event: Event, created: SubmissionCreated
) -> None:
    values = {
        "id": created.submission_id,
        "interview_id": interview.id,
        "user_id": interview.user_id,
        "cohort_id": interview.cohort_id,
        "event_id": event.envelope.id,
        "question_id": created.question_id,
        "question_digest": created.question_digest,
        "language": created.language,
        "purpose": created.purpose,
        "source": rows.to_bytes(created.source),
        "own_inputs": rows.to_bytes(created.own_inputs),
        "created_at": event.envelope.at,
    }
    await connection.execute(_INSERT_SUBMISSION, values)


async def insert_verdict(connection: Connection, event: Event, judged: SubmissionJudged) -> bool:
    """False when the submission has a verdict. Raises NotFound when the interview has no such submission."""
    envelope, judgement = event.envelope, judged.to_json()["judgement"]
    values = [
        judged.submission_id,
        envelope.interview_id,
        envelope.id,
        judged.judgement.verdict.value,
        canonical.to_bytes(judgement),
        envelope.at,
    ]
    try:
        cursor = await connection.execute(_INSERT_VERDICT, values)
    except errors.ForeignKeyViolation as error:
        raise NotFound("This interview has no such submission.") from error
    if cursor.rowcount == 0:
        return False
    await connection.execute(_MARK_JUDGED, [judged.submission_id])
    return True


async def lease(connection: Connection, submission_id: UUID, worker: str, duration: timedelta) -> SubmissionRow | None:
    values = {"id": submission_id, "worker": worker, "lease": duration}
    row = await (await connection.execute(_LEASE, values)).fetchone()
    if row is None:
        return None
    attempt = row.pop("attempts")
    source, own_inputs = rows.to_text(row.pop("source")), rows.to_text(row.pop("own_inputs"))
    return SubmissionRow(**row, source=source, own_inputs=own_inputs, attempt=attempt)


async def renew(connection: Connection, submission_id: UUID, worker: str, attempt: int, duration: timedelta) -> bool:
    values = {"id": submission_id, "worker": worker, "attempt": attempt, "lease": duration}
    return (await connection.execute(_RENEW, values)).rowcount == 1


async def release(connection: Connection, submission_id: UUID, worker: str) -> None:
    await connection.execute(_RELEASE, [submission_id, worker])


async def stale(connection: Connection, older_than: timedelta) -> tuple[UUID, ...]:
    found = await (await connection.execute(STALE, [older_than])).fetchall()
    return tuple(row["id"] for row in found)

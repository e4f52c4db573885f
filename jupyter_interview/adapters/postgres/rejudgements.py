"""`RejudgementStore` on the pool of the interviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from itertools import groupby
from uuid import UUID, uuid4

import msgspec
from psycopg import errors
from psycopg.rows import DictRow

from jupyter_interview.adapters.postgres import cohorts, rows
from jupyter_interview.adapters.postgres.connections import Connection, Connections
from jupyter_interview.domain import canonical
from jupyter_interview.domain.grading import Amendment
from jupyter_interview.domain.verdicts import Judgement, Verdict
from jupyter_interview.errors import NotFound
from jupyter_interview.service.ports import RejudgedSubmission, Rejudgement, SubmissionRow

# By which version a submission was judged last; what could not be run was not judged. The lock waits for an erasure.
_ASK = """
WITH judged AS (
    SELECT s.id, s.interview_id, s.question_id, coalesce((
        SELECT r.new_digest FROM rejudgements r WHERE r.submission_id = s.id AND r.verdict <> %(broken)s
        ORDER BY r.asked_at DESC LIMIT 1
    ), s.question_digest) AS digest
    FROM submissions s JOIN verdicts v ON v.submission_id = s.id JOIN interviews i ON i.id = s.interview_id
    WHERE s.interview_id = %(interview_id)s AND s.question_id = %(question_id)s AND s.purpose = 'submit'
      AND i.state IN ('completed', 'abandoned') AND i.erased_at IS NULL
    FOR SHARE OF i
)
INSERT INTO rejudgements (id, rejudging_id, interview_id, submission_id, question_id, old_digest, new_digest, asked_by)
SELECT gen_random_uuid(), %(rejudging_id)s, interview_id, id, question_id, digest, %(digest)s, %(by)s
FROM judged WHERE digest <> %(digest)s
ON CONFLICT (submission_id) WHERE NOT signed DO NOTHING
RETURNING id
"""

_LEASE = """
UPDATE rejudgements r
SET lease_owner = %(worker)s, lease_until = clock_timestamp() + %(lease)s, attempts = r.attempts + 1
FROM submissions s JOIN interviews i ON i.id = s.interview_id
WHERE r.id = %(id)s AND s.id = r.submission_id AND r.verdict IS NULL
  AND (r.lease_until IS NULL OR r.lease_until <= clock_timestamp())
RETURNING r.id, r.interview_id, r.question_id, r.new_digest, s.language, s.source, r.asked_at, r.attempts, i.sandboxed
"""

_RELEASE = """
UPDATE rejudgements SET lease_owner = NULL, lease_until = NULL WHERE id = %s AND lease_owner = %s AND verdict IS NULL
"""

_RECORD = """
UPDATE rejudgements SET verdict = %s, judgement = %s, lease_owner = NULL, lease_until = NULL
WHERE id = %s AND verdict IS NULL
"""

_WAITING = """
SELECT id FROM rejudgements
WHERE NOT signed AND verdict IS NULL AND asked_at < clock_timestamp() - %s
  AND (lease_until IS NULL OR lease_until <= clock_timestamp())
ORDER BY asked_at, id
"""

_UNSIGNED = """
SELECT * FROM rejudgements WHERE NOT signed AND rejudging_id NOT IN (
    SELECT rejudging_id FROM rejudgements WHERE NOT signed AND verdict IS NULL
)
ORDER BY rejudging_id, submission_id
"""

_SIGNED = "UPDATE rejudgements SET signed = true WHERE rejudging_id = %s AND NOT signed"

_OF = "SELECT * FROM rejudgements WHERE interview_id = ANY(%s) ORDER BY asked_at, id"


class PostgresRejudgements:
    """Every method is one transaction. Raises Unavailable."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def ask(self, interview_id: UUID, question_id: str, digest: str, by: UUID) -> Sequence[UUID]:
        values = {
            "interview_id": interview_id, "question_id": question_id, "digest": digest, "by": by,
            "rejudging_id": uuid4(), "broken": Verdict.INTERNAL_ERROR.value,
        }  # fmt: skip

        async def work(connection: Connection) -> tuple[UUID, ...]:
            try:
                return tuple(row["id"] for row in await (await connection.execute(_ASK, values)).fetchall())
            except errors.ForeignKeyViolation as error:
                raise NotFound("The content of this interview was erased.") from error

        return await self._connections.run(work)

    async def lease(self, id: UUID, worker: str, lease: timedelta) -> RejudgedSubmission | None:
        values = {"id": id, "worker": worker, "lease": lease}

        async def work(connection: Connection) -> RejudgedSubmission | None:
            row = await (await connection.execute(_LEASE, values)).fetchone()
            return None if row is None else _submission(row)

        return await self._connections.run(work)

    async def release(self, id: UUID, worker: str) -> None:
        await self._connections.run(partial(_changed, query=_RELEASE, values=[id, worker]))

    async def record(self, id: UUID, judgement: Judgement) -> bool:
        data = canonical.to_bytes(msgspec.to_builtins(judgement))
        return await self._connections.run(partial(_changed, query=_RECORD, values=[judgement.verdict.value, data, id]))

    async def waiting(self, older_than: timedelta) -> Sequence[UUID]:
        async def work(connection: Connection) -> tuple[UUID, ...]:
            return tuple(row["id"] for row in await (await connection.execute(_WAITING, [older_than])).fetchall())

        return await self._connections.run(work)

    async def unsigned(self) -> Sequence[Sequence[Rejudgement]]:
        found = await self._connections.run(partial(_found, query=_UNSIGNED, values=[]))
        return [tuple(group) for _, group in groupby(found, lambda one: one.rejudging_id)]

    async def sign(self, amendment: Amendment) -> bool:
        async def work(connection: Connection) -> bool:
            if not await _changed(connection, _SIGNED, [amendment.id]):
                return False
            return await cohorts.amend(connection, amendment)

        return await self._connections.run(work)

    async def of_interviews(self, interview_ids: Sequence[UUID]) -> Sequence[Rejudgement]:
        return await self._connections.run(partial(_found, query=_OF, values=[list(interview_ids)]))


async def _changed(connection: Connection, query: str, values: Sequence[object]) -> bool:
    return (await connection.execute(query.encode(), values)).rowcount > 0


async def _found(connection: Connection, query: str, values: Sequence[object]) -> tuple[Rejudgement, ...]:
    return tuple(map(_rejudgement, await (await connection.execute(query.encode(), values)).fetchall()))


def _rejudgement(row: DictRow) -> Rejudgement:
    data = row["judgement"]
    judgement = None if data is None else msgspec.convert(canonical.from_bytes(data), Judgement, strict=False)
    kept = {name: row[name] for name in Rejudgement.__struct_fields__ if name != "judgement"}
    return Rejudgement(**kept, judgement=judgement)


def _submission(row: DictRow) -> RejudgedSubmission:
    submission = SubmissionRow(
        id=row["id"],
        interview_id=row["interview_id"],
        question_id=row["question_id"],
        question_digest=row["new_digest"],
        language=row["language"],
        purpose="submit",
        source=rows.to_text(row["source"]),
        own_inputs="",
        created_at=row["asked_at"],
        attempt=row["attempts"],
    )
    return RejudgedSubmission(submission, row["sandboxed"])

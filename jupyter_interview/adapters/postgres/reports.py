"""Which finished interviews have no report yet. Taking one puts its next attempt off, so two servers do not make it."""

from __future__ import annotations

from uuid import UUID

from jupyter_interview.adapters.postgres.connections import Connection

# A minute, two, four, up to a day: who takes one and dies has it taken by another soon. What an educator has not
# released yet is not made: an export of one's data holds every report there is.
TAKE = """
UPDATE interviews SET
    report_attempts = least(report_attempts + 1, 100),
    report_due_at = clock_timestamp()
        + least(interval '1 minute' * power(2, least(report_attempts, 12)), interval '1 day')
WHERE id IN (
    SELECT id FROM interviews i WHERE report_due_at <= clock_timestamp()
        AND NOT EXISTS (SELECT FROM assignments a WHERE a.id = i.assignment_id AND a.released_at IS NULL)
    ORDER BY report_due_at LIMIT %s FOR UPDATE SKIP LOCKED
)
RETURNING id
"""


async def take(connection: Connection, limit: int) -> tuple[UUID, ...]:
    return tuple(row["id"] for row in await (await connection.execute(TAKE, [limit])).fetchall())


async def made(connection: Connection, interview_id: UUID) -> None:
    await connection.execute("UPDATE interviews SET report_due_at = NULL WHERE id = %s", [interview_id])

"""Seals: one signature a segment of an interview's log, and the first one stays."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import asdict

from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.service.ports import Seal

_ADD = """
INSERT INTO seals (interview_id, segment, statement, signature, key_id, public_key)
VALUES (%(interview_id)s, %(segment)s, %(statement)s, %(signature)s, %(key_id)s, %(public_key)s)
ON CONFLICT (interview_id, segment) DO NOTHING
"""

_OF = """
SELECT interview_id, segment, statement, signature, key_id, public_key FROM seals
WHERE interview_id = %s ORDER BY sealed_at, segment
"""

# The transcript is the last step, and a crash may have come between the seal and it.
UNSEALED = """
SELECT id FROM interviews WHERE state IN ('completed', 'abandoned') AND transcript_path IS NULL
    AND erased_at IS NULL ORDER BY ended_at
"""


async def add(connection: Connection, seal: Seal) -> bool:
    return (await connection.execute(_ADD, asdict(seal))).rowcount == 1


async def of_interview(connection: Connection, interview_id: UUID) -> tuple[Seal, ...]:
    return tuple(Seal(**row) for row in await (await connection.execute(_OF, [interview_id])).fetchall())


async def unsealed(connection: Connection) -> tuple[UUID, ...]:
    return tuple(row["id"] for row in await (await connection.execute(UNSEALED)).fetchall())

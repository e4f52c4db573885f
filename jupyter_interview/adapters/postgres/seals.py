"""Seals: one signature a segment of an interview's log, and the first one stays."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import asdict

from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.service.ports import Seal

SESSION_SEGMENT = "interview"

_ADD = """
INSERT INTO seals (interview_id, segment, statement, signature, key_id, public_key)
VALUES (%(interview_id)s, %(segment)s, %(statement)s, %(signature)s, %(key_id)s, %(public_key)s)
ON CONFLICT (interview_id, segment) DO NOTHING
"""

_MARK = "UPDATE interviews SET sealed = true WHERE id = %s"

_OF = """
SELECT interview_id, segment, statement, signature, key_id, public_key FROM seals
WHERE interview_id = %s ORDER BY sealed_at, segment
"""

UNSEALED = "SELECT id FROM interviews WHERE state IN ('completed', 'abandoned') AND NOT sealed ORDER BY ended_at"


async def add(connection: Connection, seal: Seal) -> bool:
    added = (await connection.execute(_ADD, asdict(seal))).rowcount == 1
    if added and seal.segment == SESSION_SEGMENT:
        await connection.execute(_MARK, [seal.interview_id])
    return added


async def of_interview(connection: Connection, interview_id: UUID) -> tuple[Seal, ...]:
    return tuple(Seal(**row) for row in await (await connection.execute(_OF, [interview_id])).fetchall())


async def unsealed(connection: Connection) -> tuple[UUID, ...]:
    return tuple(row["id"] for row in await (await connection.execute(UNSEALED)).fetchall())

"""Access tokens in PostgreSQL: a digest, whose it is, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.domain.interview import Role, User
from jupyter_interview.domain.tokens import AccessToken

_COLUMNS = "id, name, created_at, expires_at"

_OWNER = "SELECT id FROM users WHERE id = %s AND erasing_at IS NULL FOR UPDATE"

_OVER = "DELETE FROM access_tokens WHERE user_id = %s AND expires_at <= clock_timestamp()"

_COUNT = "SELECT count(*) AS made FROM access_tokens WHERE user_id = %s"

_MAKE = f"""
INSERT INTO access_tokens (digest, user_id, name, expires_at) VALUES (%s, %s, %s, clock_timestamp() + %s)
RETURNING {_COLUMNS}
"""  # noqa: S608

_OF_USER = f"""
SELECT {_COLUMNS} FROM access_tokens WHERE user_id = %s AND expires_at > clock_timestamp() ORDER BY created_at, id
"""  # noqa: S608

_BY_DIGEST = """
SELECT u.id, u.name, u.time_zone, u.shares_scores, u.role FROM access_tokens t JOIN users u ON u.id = t.user_id
WHERE t.digest = %s AND u.erasing_at IS NULL AND t.expires_at > clock_timestamp()
"""


async def make(
    connection: Connection, user_id: UUID, digest: bytes, name: str, lasts: timedelta, at_most: int | None
) -> AccessToken | None:
    """None where the user has as many already, or is being erased. The owner is locked, so that two at once count."""
    if await (await connection.execute(_OWNER, (user_id,))).fetchone() is None:
        return None
    await connection.execute(_OVER, (user_id,))
    row = await (await connection.execute(_COUNT, (user_id,))).fetchone()
    if row is None or (at_most is not None and row["made"] >= at_most):
        return None
    made = await (await connection.execute(_MAKE, (digest, user_id, name, lasts))).fetchone()
    return _token(made) if made else None


async def of_user(connection: Connection, user_id: UUID) -> Sequence[AccessToken]:
    return [_token(row) for row in await (await connection.execute(_OF_USER, (user_id,))).fetchall()]


async def owner(connection: Connection, digest: bytes) -> User | None:
    row = await (await connection.execute(_BY_DIGEST, (digest,))).fetchone()
    return User(row["id"], row["name"], row["time_zone"], row["shares_scores"], Role(row["role"])) if row else None


async def drop(connection: Connection, user_id: UUID, token_id: UUID) -> bool:
    cursor = await connection.execute("DELETE FROM access_tokens WHERE user_id = %s AND id = %s", (user_id, token_id))
    return cursor.rowcount > 0


async def drop_all(connection: Connection, user_id: UUID) -> None:
    await connection.execute("DELETE FROM access_tokens WHERE user_id = %s", (user_id,))


def _token(row: dict[str, Any]) -> AccessToken:
    return AccessToken(row["id"], row["name"], row["created_at"], row["expires_at"])

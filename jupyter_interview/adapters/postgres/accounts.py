"""Accounts of a hosted server, the browsers that signed in to them, and their access tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.domain.interview import Role, User
from jupyter_interview.errors import NotFound

_GET = "SELECT id, name, time_zone, shares_scores, role FROM users WHERE id = %s AND erasing_at IS NULL"

_SET_ROLE = "UPDATE users SET role = %s WHERE id = %s"

_SIGN_IN = "INSERT INTO sign_ins (id, user_id, voucher, expires_at) VALUES (%s, %s, %s, clock_timestamp() + %s)"

_SIGNED_IN = """
SELECT u.id, u.name, u.time_zone, u.shares_scores, u.role, s.voucher FROM sign_ins s JOIN users u ON u.id = s.user_id
WHERE s.id = %s AND u.erasing_at IS NULL AND s.ended_at IS NULL AND s.expires_at > clock_timestamp()
"""

_END_SIGN_IN = "UPDATE sign_ins SET ended_at = clock_timestamp() WHERE id = %s AND ended_at IS NULL"


@dataclass(frozen=True)
class SignedIn:
    """Whose a browser is."""

    account: User
    voucher: bytes | None
    """What its way of signing in asks with again, sealed."""


def _user(row: dict[str, Any]) -> User:
    return User(row["id"], row["name"], row["time_zone"], row["shares_scores"], Role(row["role"]))


async def user(connection: Connection, user_id: UUID) -> User:
    """Raises NotFound, also when the account is being erased."""
    row = await (await connection.execute(_GET, (user_id,))).fetchone()
    if row is None:
        raise NotFound("There is no such account.")
    return _user(row)


async def set_role(connection: Connection, user_id: UUID, role: Role) -> None:
    await connection.execute(_SET_ROLE, (role.value, user_id))


async def sign_in(
    connection: Connection, sign_in_id: UUID, user_id: UUID, lasts: timedelta, voucher: bytes | None
) -> None:
    await connection.execute(_SIGN_IN, (sign_in_id, user_id, voucher, lasts))


async def signed_in(connection: Connection, sign_in_id: UUID) -> SignedIn | None:
    row = await (await connection.execute(_SIGNED_IN, (sign_in_id,))).fetchone()
    return SignedIn(_user(row), row["voucher"]) if row else None


async def end_sign_in(connection: Connection, sign_in_id: UUID) -> None:
    await connection.execute(_END_SIGN_IN, (sign_in_id,))

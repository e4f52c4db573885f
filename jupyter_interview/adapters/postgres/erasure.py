"""Personal data: what a user's rows hold, and how they are erased so that the chain of envelopes still verifies.

Which tables hold something of a user's or of an interview's is read from the catalogue, by the columns `user_id`,
`interview_id` and `event_id`. So a table that a later migration adds is exported and erased without being named here,
and what is to outlive an erasure must be.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from psycopg import sql

from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.domain.cohorts import folded
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.lifecycle import TERMINAL, State
from jupyter_interview.errors import Conflict, NotFound

KEPT = frozenset({"users", "interviews", "events", "seals"})
"""Tables whose rows stay: envelopes, what was signed over them, and the rows that they hang on, emptied."""

_TABLES_WITH = """
SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = %s
ORDER BY c.relname
"""

_BEGIN = """
UPDATE users SET name = '', time_zone = 'UTC', shares_scores = false, role = 'candidate',
    erasing_at = coalesce(erasing_at, clock_timestamp())
WHERE id = %s
"""

_FINISH_USER = "UPDATE users SET erased_at = clock_timestamp() WHERE id = %s"

# What somebody was asked and how it went is personal too. The log alone says it, and of that only the envelopes stay.
_FINISH_INTERVIEWS = "UPDATE interviews SET plan = '[]', progress = '{}', time_zone = NULL WHERE user_id = %s"

_OPEN = """
SELECT count(*) AS open FROM interviews
WHERE user_id = %s AND (erased_at IS NULL OR state NOT IN ('completed', 'abandoned'))
"""

_UNNAME_FRAMES = "UPDATE events SET client_frame_id = NULL WHERE interview_id = %s AND client_frame_id IS NOT NULL"

_ERASED = "UPDATE interviews SET erased_at = clock_timestamp(), report_due_at = NULL WHERE id = %s"

ERASING = "SELECT id FROM users WHERE erasing_at IS NOT NULL AND erased_at IS NULL ORDER BY erasing_at"

EXPIRED = """
SELECT id FROM interviews
WHERE ended_at <= clock_timestamp() - %(kept)s AND erased_at IS NULL AND transcript_path IS NOT NULL
ORDER BY ended_at LIMIT %(limit)s
"""

_CHILDREN = {
    "interview_id": sql.SQL("SELECT %(id)s::uuid"),
    "event_id": sql.SQL("SELECT id FROM events WHERE interview_id = %(id)s"),
}


async def user(connection: Connection, user_id: UUID) -> User:
    found = await connection.execute("SELECT id, name, time_zone FROM users WHERE id = %s", [user_id])
    row = await found.fetchone()
    if row is None:
        raise NotFound("There is no such user.")
    return User(**row)


async def rows_of(connection: Connection, user_id: UUID) -> dict[str, Sequence[dict[str, Any]]]:
    """By table, a user's rows in all that are no part of an interview; the user's own among them."""
    found: dict[str, Sequence[dict[str, Any]]] = {}
    for name in [*await _tables_with(connection, "user_id"), "users"]:
        if name in ("interviews", "events", "submissions"):
            continue
        column = "id" if name == "users" else "user_id"
        query = sql.SQL("SELECT to_jsonb(t) AS row FROM {} t WHERE {} = %s").format(
            sql.Identifier(name), sql.Identifier(column)
        )
        found[name] = [row["row"] for row in await (await connection.execute(query, [user_id])).fetchall()]
    return found


async def interview_ids(connection: Connection, user_id: UUID, *, kept_only: bool) -> tuple[UUID, ...]:
    """All of a user's interviews, oldest first, or those whose content is still there."""
    query = "SELECT id FROM interviews WHERE user_id = %s AND (erased_at IS NULL OR NOT %s) ORDER BY created_at, id"
    return tuple(row["id"] for row in await (await connection.execute(query, [user_id, kept_only])).fetchall())


async def begin(connection: Connection, user_id: UUID) -> None:
    """From now on nobody signs in as this user; a later sign-in makes a new one."""
    if (await connection.execute(_BEGIN, [user_id])).rowcount == 0:
        raise NotFound("There is no such user.")
    gone = await connection.execute("DELETE FROM identities WHERE user_id = %s RETURNING subject", [user_id])
    logins = [folded(row["subject"]) for row in await gone.fetchall()]
    await connection.execute("DELETE FROM sign_ins WHERE user_id = %s", [user_id])
    await connection.execute("DELETE FROM access_tokens WHERE user_id = %s", [user_id])
    await connection.execute("DELETE FROM expected_members WHERE login = ANY(%s)", [logins])


async def erase_interview(connection: Connection, interview_id: UUID) -> int:
    """Delete an ended interview's content; how many rows went."""
    locked = await connection.execute("SELECT state FROM interviews WHERE id = %s FOR UPDATE", [interview_id])
    row = await locked.fetchone()
    if row is None:
        raise NotFound("There is no such interview.")
    if State(row["state"]) not in TERMINAL:
        raise Conflict("This interview goes on. Its content can be erased when it is over.")
    gone = 0
    for column, ids in _CHILDREN.items():
        for name in await _tables_with(connection, column):
            if name not in KEPT:
                query = sql.SQL("DELETE FROM {} WHERE {} IN ({})").format(
                    sql.Identifier(name), sql.Identifier(column), ids
                )
                gone += (await connection.execute(query, {"id": interview_id})).rowcount
    await connection.execute(_UNNAME_FRAMES, [interview_id])
    await connection.execute(_ERASED, [interview_id])
    return gone


async def finish(connection: Connection, user_id: UUID) -> None:
    """The last step: everything else of the user's. Nothing may begin meanwhile, so the user's row is locked first."""
    await connection.execute("SELECT FROM users WHERE id = %s FOR UPDATE", [user_id])
    row = await (await connection.execute(_OPEN, [user_id])).fetchone()
    assert row is not None
    if row["open"]:
        raise Conflict("An interview was begun or was still being ended. The rest is erased in a moment.")
    for name in await _tables_with(connection, "user_id"):
        if name not in KEPT:
            query = sql.SQL("DELETE FROM {} WHERE user_id = %s").format(sql.Identifier(name))
            await connection.execute(query, [user_id])
    await connection.execute(_FINISH_INTERVIEWS, [user_id])
    await connection.execute(_FINISH_USER, [user_id])


async def erasing(connection: Connection) -> tuple[UUID, ...]:
    return tuple(row["id"] for row in await (await connection.execute(ERASING)).fetchall())


async def expired(connection: Connection, kept: timedelta, limit: int) -> tuple[UUID, ...]:
    found = await connection.execute(EXPIRED, {"kept": kept, "limit": limit})
    return tuple(row["id"] for row in await found.fetchall())


async def _tables_with(connection: Connection, column: str) -> Sequence[str]:
    return [row["name"] for row in await (await connection.execute(_TABLES_WITH, [column])).fetchall()]

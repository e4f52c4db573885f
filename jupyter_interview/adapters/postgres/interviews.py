"""Users and interviews: what is read of them, and who holds a room."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from psycopg import errors

from jupyter_interview.adapters.postgres import rows
from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import ACTIVE_LOCK_LASTS, NEVER_JOINED_AFTER, SILENT_AFTER
from jupyter_interview.errors import InvalidRequest, NotFound, OwnershipLost

_USER = """
SELECT u.id, u.name, u.time_zone, u.shares_scores FROM identities i JOIN users u ON u.id = i.user_id
WHERE i.issuer = %(issuer)s AND i.subject = %(subject)s
"""

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%(issuer)s || ' ' || %(subject)s, 0))"

_INSERT_USER = """
WITH made AS (INSERT INTO users (id, name) VALUES (%(id)s, %(name)s) RETURNING id)
INSERT INTO identities (issuer, subject, user_id) SELECT %(issuer)s, %(subject)s, id FROM made
"""

# Its value is not used: a name that the database cannot convert with would break every query that has to.
_SET_TIME_ZONE = "UPDATE users SET time_zone = %(zone)s WHERE id = %(id)s AND now() AT TIME ZONE %(zone)s IS NOT NULL"

_GET = f"SELECT {rows.INTERVIEW} FROM interviews WHERE id = %s"  # noqa: S608 - constants

_LIVE = f"""
SELECT {rows.INTERVIEW} FROM interviews WHERE user_id = %s AND state IN ('created', 'in_progress', 'interrupted')
"""  # noqa: S608 - constants

_LIST = f"""
SELECT {rows.INTERVIEW} FROM interviews WHERE user_id = %s ORDER BY created_at DESC, id LIMIT %s
"""  # noqa: S608 - constants

_CLAIM = f"""
UPDATE interviews SET
    epoch = CASE WHEN owner IS NULL OR owner = %(server)s THEN epoch ELSE epoch + 1 END,
    owner = %(server)s,
    seen_at = clock_timestamp()
WHERE id = %(id)s
RETURNING {rows.INTERVIEW}
"""  # noqa: S608 - constants

_TOUCH = "UPDATE interviews SET seen_at = clock_timestamp() WHERE id = %s AND epoch = %s"

# Inner join: an event whose payload was erased has nothing to show to a room. The chain is checked on envelopes.
_EVENTS = """
SELECT e.id, e.interview_id, e.seq, e.at, e.actor, e.provenance, e.kind, e.visibility, e.commitment, e.prev_hash,
       p.salt, p.payload
FROM events e JOIN event_payloads p ON p.event_id = e.id
WHERE e.interview_id = %s AND e.seq > %s AND e.kind <> ALL(%s)
ORDER BY e.seq
"""

_SET_TRANSCRIPT = "UPDATE interviews SET transcript_path = %s, report_due_at = clock_timestamp() WHERE id = %s"

SWEEPABLE = """
SELECT id FROM interviews
WHERE state IN ('created', 'in_progress', 'interrupted', 'paused') AND (
    state = 'created' AND created_at <= clock_timestamp() - %(never_joined)s
    OR state = 'paused' AND pause_expires_at <= clock_timestamp()
    OR state = 'interrupted' AND interrupted_at <= clock_timestamp() - %(interrupted)s
    OR state IN ('in_progress', 'interrupted') AND (deadline_at <= clock_timestamp() OR ending_at IS NOT NULL)
    OR state = 'in_progress' AND coalesce(seen_at, created_at) <= clock_timestamp() - %(unseen)s
    OR state = 'in_progress' AND progress->>'phase' = 'solving' AND progress->>'silent' = 'false' AND EXISTS (
        SELECT FROM events
        WHERE interview_id = interviews.id AND seq = head_seq AND at <= clock_timestamp() - %(silent)s)
    OR state = 'interrupted' AND unanswered AND coalesce(seen_at, created_at) <= clock_timestamp() - %(unseen)s
)
ORDER BY created_at
"""


async def ensure_user(connection: Connection, issuer: str, subject: str, name: str) -> User:
    user = User(uuid4(), _storable(name))
    values = {"id": user.id, "issuer": issuer, "subject": subject, "name": user.name}
    if issuer != _storable(issuer) or subject != _storable(subject):
        raise InvalidRequest("The name you signed in with holds characters that cannot be stored.")
    row = await (await connection.execute(_USER, values)).fetchone()
    if row is None:
        await connection.execute(_ONE_AT_A_TIME, values)
        row = await (await connection.execute(_USER, values)).fetchone()
    if row is None:
        await connection.execute(_INSERT_USER, values)
        return user
    if row["name"] != user.name:
        await connection.execute("UPDATE users SET name = %s WHERE id = %s", [user.name, row["id"]])
    return User(row["id"], user.name, row["time_zone"], row["shares_scores"])


async def set_time_zone(connection: Connection, user_id: UUID, zone: str) -> None:
    try:
        await connection.execute(_SET_TIME_ZONE, {"id": user_id, "zone": zone})
    except errors.InvalidParameterValue as error:
        raise InvalidRequest(f"The database knows no time zone {zone[:40]!r}.") from error


async def set_shares_scores(connection: Connection, user_id: UUID, shares: bool) -> None:
    await connection.execute("UPDATE users SET shares_scores = %s WHERE id = %s", [shares, user_id])


def _storable(text: str) -> str:
    """What a column of text can hold: no NUL, no lone surrogates."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


async def get(connection: Connection, interview_id: UUID) -> Interview:
    row = await (await connection.execute(_GET, [interview_id])).fetchone()
    if row is None:
        raise NotFound("There is no such interview.")
    return rows.interview(row)


async def live(connection: Connection, user_id: UUID) -> Interview | None:
    row = await (await connection.execute(_LIVE, [user_id])).fetchone()
    return rows.interview(row) if row else None


async def of_user(connection: Connection, user_id: UUID, limit: int) -> tuple[Interview, ...]:
    found = await (await connection.execute(_LIST, [user_id, limit])).fetchall()
    return tuple(rows.interview(row) for row in found)


async def claim(connection: Connection, interview_id: UUID, server: str) -> Interview:
    row = await (await connection.execute(_CLAIM, {"id": interview_id, "server": server})).fetchone()
    if row is None:
        raise NotFound("There is no such interview.")
    return rows.interview(row)


async def touch(connection: Connection, interview_id: UUID, epoch: int) -> None:
    if (await connection.execute(_TOUCH, [interview_id, epoch])).rowcount == 0:
        await get(connection, interview_id)
        raise OwnershipLost("Another server has taken this interview over. Reload the page.")


async def events(connection: Connection, interview_id: UUID, after: int, without: list[str]) -> tuple[Event, ...]:
    found = await (await connection.execute(_EVENTS, [interview_id, after, without])).fetchall()
    return tuple(rows.event(row) for row in found)


async def set_transcript(connection: Connection, interview_id: UUID, path: str) -> None:
    changed = await connection.execute(_SET_TRANSCRIPT, [path, interview_id])
    if changed.rowcount == 0:
        raise NotFound("There is no such interview.")


async def sweepable(connection: Connection, unseen_for: timedelta) -> tuple[UUID, ...]:
    values = {
        "never_joined": NEVER_JOINED_AFTER,
        "interrupted": ACTIVE_LOCK_LASTS,
        "unseen": unseen_for,
        "silent": SILENT_AFTER,
    }
    found = await (await connection.execute(SWEEPABLE, values)).fetchall()
    return tuple(row["id"] for row in found)

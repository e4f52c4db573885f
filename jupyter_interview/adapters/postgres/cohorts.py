"""Cohorts, their people and their assignments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import asdict
from psycopg import errors
from psycopg.rows import DictRow

from jupyter_interview.adapters.postgres import rows
from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.domain.assignments import Assignment, Terms
from jupyter_interview.domain.cohorts import Accommodation, Cohort, Expected, Invitation, Member, Part
from jupyter_interview.domain.grading import Amendment
from jupyter_interview.domain.interview import Interview
from jupyter_interview.errors import Conflict, NotFound

_SAVE = """
INSERT INTO cohorts (id, name, created_at, hub_group, model)
VALUES (%(id)s, %(name)s, %(created_at)s, %(hub_group)s, %(model)s)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, hub_group = excluded.hub_group, model = excluded.model
"""

_MEMBERS = """
SELECT m.user_id, u.name, u.time_zone, m.part, m.accommodation FROM members m JOIN users u ON u.id = m.user_id
WHERE m.cohort_id = %s AND m.left_at IS NULL ORDER BY m.part DESC, u.name, u.id
"""

_EXPECTED = "SELECT login, accommodation FROM expected_members WHERE cohort_id = %s ORDER BY login"

_OF_USER = "SELECT cohort_id FROM members WHERE user_id = %s AND left_at IS NULL"

_ENROL = """
INSERT INTO members (cohort_id, user_id, part, accommodation)
VALUES (%(cohort_id)s, %(user_id)s, %(part)s, %(accommodation)s)
ON CONFLICT (cohort_id, user_id) DO UPDATE SET part = excluded.part, accommodation = excluded.accommodation,
    left_at = NULL, hub_group = CASE WHEN members.left_at IS NULL THEN members.hub_group END
"""

_EXPECT = """
INSERT INTO expected_members (cohort_id, login, accommodation) VALUES (%s, %s, %s)
ON CONFLICT (cohort_id, login) DO UPDATE SET accommodation = excluded.accommodation
"""

# Whoever is there already stays what they are, and no longer depends on a group.
_ADMIT = """
WITH came AS (DELETE FROM expected_members WHERE login = ANY(%(logins)s) RETURNING cohort_id, accommodation)
INSERT INTO members (cohort_id, user_id, part, accommodation)
SELECT DISTINCT ON (cohort_id) cohort_id, %(user_id)s, 'candidate', accommodation FROM came
ON CONFLICT (cohort_id, user_id) DO UPDATE SET left_at = NULL, hub_group = NULL
"""

# A join by group changes nothing of somebody who is there. Who comes back is granted what they were.
_JOIN_GROUPS = """
INSERT INTO members (cohort_id, user_id, part, hub_group)
SELECT id, %(user_id)s, 'candidate', hub_group FROM cohorts WHERE hub_group = ANY(%(groups)s)
ON CONFLICT (cohort_id, user_id) DO UPDATE SET left_at = NULL, hub_group = excluded.hub_group
WHERE members.left_at IS NOT NULL
"""

# A group that the cohort no longer names holds nobody in it, and lets nobody go.
_BY_GROUP = """
SELECT DISTINCT m.hub_group FROM members m JOIN cohorts c ON c.id = m.cohort_id AND c.hub_group = m.hub_group
WHERE m.user_id = %s AND m.part = 'candidate' AND m.left_at IS NULL ORDER BY 1
"""

_LEAVE = """
UPDATE members m SET left_at = clock_timestamp() FROM cohorts c
WHERE c.id = m.cohort_id AND c.hub_group = m.hub_group AND m.hub_group = ANY(%(groups)s)
    AND m.user_id = %(user_id)s AND m.part = 'candidate' AND m.left_at IS NULL
"""

_ASSIGN = """
INSERT INTO assignments (id, cohort_id, terms, created_at, released_at)
VALUES (%(id)s, %(cohort_id)s, %(terms)s, %(created_at)s, %(released_at)s)
ON CONFLICT (id) DO UPDATE SET terms = excluded.terms, released_at = excluded.released_at
"""

_ATTEMPTS = f"""
SELECT {rows.INTERVIEW} FROM interviews
WHERE assignment_id = %(assignment)s AND (%(user)s::uuid IS NULL OR user_id = %(user)s) ORDER BY user_id, created_at
"""  # noqa: S608 - constants


_AMEND = """
INSERT INTO amendments (id, interview_id, statement, signature, key_id, public_key)
SELECT %(id)s, i.id, %(statement)s, %(signature)s, %(key_id)s, %(public_key)s
FROM interviews i WHERE i.id = %(interview_id)s AND i.erased_at IS NULL FOR SHARE
"""
# The lock waits for an erasure that is under way, which is then seen: nothing is said about what is gone.

_AMENDMENTS = """
SELECT id, interview_id, statement, signature, key_id, public_key FROM amendments
WHERE interview_id = %s ORDER BY made_at, id
"""


async def save(connection: Connection, cohort: Cohort) -> None:
    """The cohort itself, without its people. Raises Conflict for a group that is another cohort's."""
    values = {
        "id": cohort.id, "name": cohort.name, "created_at": cohort.created_at, "hub_group": cohort.group,
        "model": cohort.model,
    }  # fmt: skip
    try:
        await connection.execute(_SAVE, values)
    except errors.UniqueViolation as error:
        raise Conflict("That group belongs to another cohort already.") from error


async def get(connection: Connection, cohort_id: UUID) -> Cohort:
    row = await (await connection.execute("SELECT * FROM cohorts WHERE id = %s", [cohort_id])).fetchone()
    if row is None:
        raise NotFound("There is no such cohort.")
    members = await (await connection.execute(_MEMBERS, [cohort_id])).fetchall()
    expected = await (await connection.execute(_EXPECTED, [cohort_id])).fetchall()
    return Cohort(
        id=row["id"],
        name=row["name"],
        created_at=row["created_at"],
        members=tuple(map(_member, members)),
        expected=tuple(Expected(one["login"], _accommodation(one)) for one in expected),
        group=row["hub_group"],
        model=row["model"],
    )


async def of_user(connection: Connection, user_id: UUID) -> tuple[Cohort, ...]:
    found = await (await connection.execute(_OF_USER, [user_id])).fetchall()
    cohorts = [await get(connection, row["cohort_id"]) for row in found]
    return tuple(sorted(cohorts, key=lambda cohort: (cohort.created_at, cohort.id)))


async def enrol(connection: Connection, cohort_id: UUID, user_id: UUID, part: Part, granted: Accommodation) -> None:
    values = {"cohort_id": cohort_id, "user_id": user_id, "part": part.value, "accommodation": _json(granted)}
    try:
        await connection.execute(_ENROL, values)
    except errors.ForeignKeyViolation as error:
        raise NotFound("There is no such cohort, or no such user.") from error


async def remove(connection: Connection, cohort_id: UUID, user_id: UUID) -> None:
    await connection.execute("DELETE FROM members WHERE cohort_id = %s AND user_id = %s", [cohort_id, user_id])


async def expect(connection: Connection, cohort_id: UUID, people: Sequence[Expected]) -> None:
    async with connection.cursor() as cursor:
        await cursor.executemany(_EXPECT, [(cohort_id, one.login, _json(one.accommodation)) for one in people])


async def admit(connection: Connection, user_id: UUID, logins: Sequence[str], groups: Sequence[str]) -> None:
    await connection.execute(_ADMIT, {"user_id": user_id, "logins": list(logins)})
    await connection.execute(_JOIN_GROUPS, {"user_id": user_id, "groups": list(groups)})


async def by_group(connection: Connection, user_id: UUID) -> tuple[str, ...]:
    return tuple(row["hub_group"] for row in await (await connection.execute(_BY_GROUP, [user_id])).fetchall())


async def leave(connection: Connection, user_id: UUID, groups: Sequence[str]) -> None:
    await connection.execute(_LEAVE, {"user_id": user_id, "groups": list(groups)})


async def invite(connection: Connection, invitation: Invitation) -> None:
    await connection.execute("DELETE FROM invitations WHERE expires_at < clock_timestamp()")
    await connection.execute(
        "INSERT INTO invitations (digest, cohort_id, expires_at) VALUES (%s, %s, %s)",
        [invitation.digest, invitation.cohort_id, invitation.expires_at],
    )


async def invitation(connection: Connection, digest: bytes) -> Invitation:
    row = await (await connection.execute("SELECT * FROM invitations WHERE digest = %s", [digest])).fetchone()
    if row is None:
        raise NotFound("This invitation is not valid, or was withdrawn. Ask for a new one.")
    return Invitation(**row)


async def withdraw(connection: Connection, cohort_id: UUID) -> None:
    await connection.execute("DELETE FROM invitations WHERE cohort_id = %s", [cohort_id])


async def set_assignment(connection: Connection, assignment: Assignment) -> None:
    values = {
        "id": assignment.id, "cohort_id": assignment.cohort_id, "created_at": assignment.created_at,
        "released_at": assignment.released_at, "terms": msgspec.json.encode(assignment.terms).decode(),
    }  # fmt: skip
    await connection.execute(_ASSIGN, values)


async def assignment(connection: Connection, assignment_id: UUID) -> Assignment:
    row = await (await connection.execute("SELECT * FROM assignments WHERE id = %s", [assignment_id])).fetchone()
    if row is None:
        raise NotFound("There is no such assignment.")
    return _assignment(row)


async def assignments(connection: Connection, cohort_ids: Sequence[UUID]) -> tuple[Assignment, ...]:
    query = "SELECT * FROM assignments WHERE cohort_id = ANY(%s) ORDER BY created_at, id"
    return tuple(map(_assignment, await (await connection.execute(query, [list(cohort_ids)])).fetchall()))


async def attempts(connection: Connection, assignment_id: UUID, user_id: UUID | None) -> tuple[Interview, ...]:
    values = {"assignment": assignment_id, "user": user_id}
    found = await (await connection.execute(_ATTEMPTS, values)).fetchall()
    return tuple(rows.interview(row) for row in found)


async def amend(connection: Connection, amendment: Amendment) -> bool:
    """False when the interview's content was erased."""
    return (await connection.execute(_AMEND, asdict(amendment))).rowcount == 1


async def amendments(connection: Connection, interview_id: UUID) -> tuple[Amendment, ...]:
    return tuple(Amendment(**row) for row in await (await connection.execute(_AMENDMENTS, [interview_id])).fetchall())


def _assignment(row: DictRow) -> Assignment:
    released: datetime | None = row["released_at"]
    return Assignment(row["id"], row["cohort_id"], msgspec.convert(row["terms"], Terms), row["created_at"], released)


def _member(row: DictRow) -> Member:
    return Member(row["user_id"], row["name"], Part(row["part"]), _accommodation(row), row["time_zone"])


def _accommodation(row: DictRow) -> Accommodation:
    return msgspec.convert(row["accommodation"], Accommodation)


def _json(granted: Accommodation) -> str:
    return msgspec.json.encode(granted).decode()

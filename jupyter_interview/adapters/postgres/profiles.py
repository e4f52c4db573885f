"""One profile a user: what was understood of the latest résumé, until its owner confirms or deletes it."""

from __future__ import annotations

from uuid import UUID

from psycopg.rows import DictRow

from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.domain.profile.values import Profile
from jupyter_interview.errors import NotFound
from jupyter_interview.service.ports import Resume, StoredProfile

_COLUMNS = "skills, roles, years, resume_kind, resume_bytes, refined, uploaded_at, confirmed_at"

_GET = f"SELECT {_COLUMNS} FROM profiles WHERE user_id = %(user)s"  # noqa: S608 - constants

# A new résumé is a new draft: what was confirmed before was another. An account that is being erased gets none, and the
# lock makes the two wait for each other.
_PUT = f"""
INSERT INTO profiles (user_id, skills, roles, years, resume_kind, resume_bytes, refined)
SELECT id, %(skills)s, %(roles)s, %(years)s, %(kind)s, %(size)s, %(refined)s
FROM users WHERE id = %(user)s AND erasing_at IS NULL FOR SHARE
ON CONFLICT (user_id) DO UPDATE SET
    skills = excluded.skills, roles = excluded.roles, years = excluded.years, resume_kind = excluded.resume_kind,
    resume_bytes = excluded.resume_bytes, refined = excluded.refined, uploaded_at = excluded.uploaded_at,
    confirmed_at = NULL
RETURNING {_COLUMNS}
"""  # noqa: S608 - constants

_CONFIRM = f"""
UPDATE profiles SET skills = %(skills)s, roles = %(roles)s, years = %(years)s, confirmed_at = clock_timestamp()
WHERE user_id = %(user)s
RETURNING {_COLUMNS}
"""  # noqa: S608 - constants


async def get(connection: Connection, user_id: UUID) -> StoredProfile | None:
    row = await (await connection.execute(_GET, {"user": user_id})).fetchone()
    return _stored(row) if row else None


async def put(connection: Connection, user_id: UUID, profile: Profile, resume: Resume, refined: bool) -> StoredProfile:
    values = {**_values(user_id, profile), "kind": resume.kind, "size": resume.size, "refined": refined}
    row = await (await connection.execute(_PUT, values)).fetchone()
    if row is None:
        raise NotFound("This account was deleted.")
    return _stored(row)


async def confirm(connection: Connection, user_id: UUID, profile: Profile) -> StoredProfile:
    row = await (await connection.execute(_CONFIRM, _values(user_id, profile))).fetchone()
    if row is None:
        raise NotFound("There is no profile. Choose a résumé first.")
    return _stored(row)


async def delete(connection: Connection, user_id: UUID) -> None:
    await connection.execute("DELETE FROM profiles WHERE user_id = %s", [user_id])


def _values(user_id: UUID, profile: Profile) -> dict[str, object]:
    return {
        "user": user_id,
        "skills": list(profile.skills),
        "roles": list(profile.roles),
        "years": profile.years,
    }


def _stored(row: DictRow) -> StoredProfile:
    return StoredProfile(
        profile=Profile(tuple(row["skills"]), tuple(row["roles"]), row["years"]),
        resume=Resume(row["resume_kind"], row["resume_bytes"]),
        refined=row["refined"],
        uploaded_at=row["uploaded_at"],
        confirmed_at=row["confirmed_at"],
    )

"""Files, folders, checkpoints, settings and workspaces of hosted users. Every statement names its user."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg import errors

from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.errors import Conflict, NotFound, TooLarge


class Document(msgspec.Struct, frozen=True):
    """A file or folder; `body` is empty where it was not asked for."""

    path: str
    kind: str
    size: int
    created_at: datetime
    modified_at: datetime
    body: bytes = b""


class LabState(msgspec.Struct, frozen=True):
    """A setting or a workspace, as JupyterLab wrote it."""

    name: str
    body: str
    created_at: datetime
    modified_at: datetime


_COLUMNS = "path, kind, length(body) AS size, created_at, modified_at"

# Who writes waits for the user's other writes, so that several at once cannot pass the quota together.
_LOCK = "SELECT id FROM users WHERE id = %s FOR NO KEY UPDATE"

_USED = """
SELECT (SELECT coalesce(sum(length(body)), 0) FROM documents WHERE user_id = %(user)s)
    + (SELECT coalesce(sum(length(body)), 0) FROM checkpoints WHERE user_id = %(user)s)
    + (SELECT coalesce(sum(length(body)), 0) FROM lab_state WHERE user_id = %(user)s) AS bytes
"""

_COUNT = """
SELECT (SELECT count(*) FROM documents WHERE user_id = %(user)s)
    + (SELECT count(*) FROM lab_state WHERE user_id = %(user)s) AS items
"""

_PUT = """
INSERT INTO documents (user_id, path, parent, kind, body) VALUES (%(user)s, %(path)s, %(parent)s, %(kind)s, %(body)s)
ON CONFLICT (user_id, path) DO UPDATE SET body = excluded.body, kind = excluded.kind, modified_at = clock_timestamp()
"""

_MOVE = """
UPDATE documents SET
    path = %(new)s || substr(path, length(%(old)s) + 1),
    parent = CASE WHEN path = %(old)s THEN %(new_parent)s ELSE %(new)s || substr(parent, length(%(old)s) + 1) END
WHERE user_id = %(user)s AND (path = %(old)s OR starts_with(path, %(old)s || '/'))
"""

_DELETE = "DELETE FROM documents WHERE user_id = %(user)s AND (path = %(path)s OR starts_with(path, %(path)s || '/'))"

_CHECKPOINT = """
INSERT INTO checkpoints (user_id, path, body)
SELECT user_id, path, body FROM documents WHERE user_id = %s AND path = %s AND kind <> 'directory'
ON CONFLICT (user_id, path) DO UPDATE SET body = excluded.body, saved_at = clock_timestamp()
RETURNING saved_at
"""

_RESTORE = """
UPDATE documents d SET body = c.body, modified_at = clock_timestamp() FROM checkpoints c
WHERE d.user_id = %s AND d.path = %s AND c.user_id = d.user_id AND c.path = d.path RETURNING d.path
"""

_PUT_STATE = """
INSERT INTO lab_state (user_id, kind, name, body) VALUES (%(user)s, %(kind)s, %(name)s, %(body)s)
ON CONFLICT (user_id, kind, name) DO UPDATE SET body = excluded.body, modified_at = clock_timestamp()
"""


class Quota(msgspec.Struct, frozen=True):
    """How much one user may keep."""

    bytes: int
    items: int


def parent_of(path: str) -> str:
    """The folder that a path lies in; the root is the empty one."""
    return path.rpartition("/")[0]


async def get(connection: Connection, user: UUID, path: str, *, body: bool) -> Document | None:
    columns = f"{_COLUMNS}, body" if body else _COLUMNS
    statement = f"SELECT {columns} FROM documents WHERE user_id = %s AND path = %s"  # noqa: S608 - constants
    row = await (await connection.execute(statement, (user, path))).fetchone()
    return Document(**row) if row else None


async def children(connection: Connection, user: UUID, path: str) -> list[Document]:
    statement = f"SELECT {_COLUMNS} FROM documents WHERE user_id = %s AND parent = %s ORDER BY path"  # noqa: S608
    rows = await (await connection.execute(statement, (user, path))).fetchall()
    return [Document(**row) for row in rows]


async def put(connection: Connection, user: UUID, path: str, kind: str, body: bytes, quota: Quota) -> None:
    """Write a file, or make a folder. Raises NotFound (no such parent), Conflict (folder and file), TooLarge."""
    await connection.execute(_LOCK, (user,))
    await _check_parent(connection, user, path)
    existing = await get(connection, user, path, body=False)
    if existing is not None and (existing.kind == "directory") != (kind == "directory"):
        raise Conflict("There is a folder or a file of that name already.")
    values = {"user": user, "path": path, "parent": parent_of(path), "kind": kind, "body": body}
    await connection.execute(_PUT, values)
    await _check_quota(connection, user, quota)


async def move(connection: Connection, user: UUID, old: str, new: str) -> None:
    """Rename a file, or a folder with all that is in it. Raises NotFound, Conflict."""
    await connection.execute(_LOCK, (user,))
    if new == old or new.startswith(f"{old}/"):
        raise Conflict("A folder cannot be moved into itself.")
    await _check_parent(connection, user, new)
    values = {"user": user, "old": old, "new": new, "new_parent": parent_of(new)}
    try:
        moved = await connection.execute(_MOVE, values)
    except errors.UniqueViolation as error:
        raise Conflict("There is a folder or a file of that name already.") from error
    if not moved.rowcount:
        raise NotFound("There is no such file or folder.")


async def delete(connection: Connection, user: UUID, path: str) -> None:
    """A file, or a folder with all that is in it. Raises NotFound."""
    if not (await connection.execute(_DELETE, {"user": user, "path": path})).rowcount:
        raise NotFound("There is no such file or folder.")


async def checkpoint(connection: Connection, user: UUID, path: str, quota: Quota) -> datetime:
    """Keep the file as it is now. Raises NotFound, TooLarge."""
    await connection.execute(_LOCK, (user,))
    row = await (await connection.execute(_CHECKPOINT, (user, path))).fetchone()
    if row is None:
        raise NotFound("There is no such file.")
    await _check_quota(connection, user, quota)
    return _saved_at(row)


async def checkpointed(connection: Connection, user: UUID, path: str) -> datetime | None:
    statement = "SELECT saved_at FROM checkpoints WHERE user_id = %s AND path = %s"
    row = await (await connection.execute(statement, (user, path))).fetchone()
    return _saved_at(row) if row else None


async def restore(connection: Connection, user: UUID, path: str) -> None:
    """Raises NotFound."""
    if await (await connection.execute(_RESTORE, (user, path))).fetchone() is None:
        raise NotFound("There is no such checkpoint.")


async def drop_checkpoint(connection: Connection, user: UUID, path: str) -> None:
    await connection.execute("DELETE FROM checkpoints WHERE user_id = %s AND path = %s", (user, path))


async def state(connection: Connection, user: UUID, kind: str) -> list[LabState]:
    """All settings, or all workspaces."""
    statement = (
        "SELECT name, body, created_at, modified_at FROM lab_state WHERE user_id = %s AND kind = %s ORDER BY name"
    )
    rows = await (await connection.execute(statement, (user, kind))).fetchall()
    return [LabState(**row) for row in rows]


async def put_state(connection: Connection, user: UUID, kind: str, name: str, body: str, quota: Quota) -> None:
    """Raises TooLarge."""
    await connection.execute(_LOCK, (user,))
    await connection.execute(_PUT_STATE, {"user": user, "kind": kind, "name": name, "body": body})
    await _check_quota(connection, user, quota)


async def drop_state(connection: Connection, user: UUID, kind: str, name: str) -> bool:
    """Whether there was one."""
    statement = "DELETE FROM lab_state WHERE user_id = %s AND kind = %s AND name = %s"
    return bool((await connection.execute(statement, (user, kind, name))).rowcount)


async def _check_parent(connection: Connection, user: UUID, path: str) -> None:
    parent = parent_of(path)
    found = await get(connection, user, parent, body=False) if parent else None
    if parent and (found is None or found.kind != "directory"):
        raise NotFound("There is no such folder.")


async def _check_quota(connection: Connection, user: UUID, quota: Quota) -> None:
    """Checked after the write, in its transaction: what is too much is rolled back."""
    used = await (await connection.execute(_USED, {"user": user})).fetchone()
    count = await (await connection.execute(_COUNT, {"user": user})).fetchone()
    assert used is not None
    assert count is not None
    if used["bytes"] > quota.bytes:
        raise TooLarge(f"Your files may take {quota.bytes >> 20} MB together. Delete something first.")
    if count["items"] > quota.items:
        raise TooLarge(f"You may have {quota.items} files and folders. Delete something first.")


def _saved_at(row: dict[str, Any]) -> datetime:
    found: datetime = row["saved_at"]
    return found

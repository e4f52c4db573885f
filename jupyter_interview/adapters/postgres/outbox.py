"""The outbox of the object store, in a table: every server sees what waits, and a backup holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import LiteralString, TypeAlias

from jupyter_interview.adapters.postgres.connections import Connection, Connections
from jupyter_interview.service.ports import Waiting

Values: TypeAlias = Sequence[object] | Mapping[str, object]

_KEEP = """
INSERT INTO object_outbox (key, content_type, data) VALUES (%(key)s, %(content_type)s, %(data)s)
ON CONFLICT (key) DO UPDATE SET version = object_outbox.version + 1, content_type = excluded.content_type,
    data = excluded.data, attempts = 0, due_at = clock_timestamp()
"""

_REPLACE = """
UPDATE object_outbox SET version = version + 1, content_type = %(content_type)s, data = %(data)s
WHERE key = %(key)s
"""

_COLUMNS = "key, version, content_type, data"

_FIND = f"SELECT {_COLUMNS} FROM object_outbox WHERE key = %s"  # noqa: S608 - constants

_KEYS = "SELECT key, data IS NOT NULL AS stored FROM object_outbox WHERE starts_with(key, %s)"

# Taking one puts its next attempt off, so that two servers do not send it at once: a minute, two, up to a quarter hour.
TAKE = f"""
UPDATE object_outbox SET
    attempts = least(attempts + 1, 100),
    due_at = clock_timestamp() + least(interval '1 minute' * power(2, least(attempts, 6)), interval '15 minutes')
WHERE key = (
    SELECT key FROM object_outbox WHERE due_at <= clock_timestamp() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING {_COLUMNS}
"""  # noqa: S608 - constants


class PostgresOutbox:
    """Implements the port `Outbox`."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def keep(self, key: str, data: bytes | None, content_type: str) -> None:
        await self._execute(_KEEP, {"key": key, "data": data, "content_type": content_type})

    async def replace(self, key: str, data: bytes | None, content_type: str) -> bool:
        return await self._execute(_REPLACE, {"key": key, "data": data, "content_type": content_type}) == 1

    async def find(self, key: str) -> Waiting | None:
        return next(iter(await self._waiting(_FIND, [key])), None)

    async def keys(self, prefix: str) -> dict[str, bool]:
        async def ask(connection: Connection) -> dict[str, bool]:
            found = await (await connection.execute(_KEYS, [prefix])).fetchall()
            return {row["key"]: row["stored"] for row in found}

        return await self._connections.run(ask)

    async def take(self) -> Waiting | None:
        return next(iter(await self._waiting(TAKE, [])), None)

    async def sent(self, key: str, version: int) -> None:
        await self._execute("DELETE FROM object_outbox WHERE key = %s AND version = %s", [key, version])

    async def _execute(self, query: LiteralString, values: Values) -> int:
        async def change(connection: Connection) -> int:
            return (await connection.execute(query, values)).rowcount

        return await self._connections.run(change)

    async def _waiting(self, query: LiteralString, values: Values) -> list[Waiting]:
        async def ask(connection: Connection) -> list[Waiting]:
            return [Waiting(**row) for row in await (await connection.execute(query, values)).fetchall()]

        return await self._connections.run(ask)

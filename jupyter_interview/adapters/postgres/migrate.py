"""Bringing a database up to the code's schema.

A migration is a file `NNNN_name.sql` and never changes once it is released. They run in order under one advisory lock,
so any number of servers may start at once. A database that is up to date needs no right to change the schema.
"""

from __future__ import annotations

import hashlib
import importlib.resources

import msgspec
from psycopg.rows import DictRow

from jupyter_interview.adapters.postgres.connections import Connection
from jupyter_interview.errors import Conflict

_LOCK = 7_401_185_003
"""An arbitrary number of our own in the database's space of advisory locks."""

_HISTORY = """
CREATE TABLE IF NOT EXISTS migrations (
    name text PRIMARY KEY,
    digest text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
)
"""


class Migration(msgspec.Struct, frozen=True):
    name: str
    sql: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def load() -> tuple[Migration, ...]:
    """The migrations that this version brings, in order."""
    folder = importlib.resources.files("jupyter_interview.adapters.postgres") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(Migration(file.name.removesuffix(".sql"), file.read_text("utf-8")) for file in files)


async def migrate(connection: Connection, migrations: tuple[Migration, ...] | None = None) -> tuple[str, ...]:
    """Apply what is missing, all of it or nothing; the names of what was applied.

    Raises:
        Conflict: the database is newer than the code, or was made by a migration that reads differently now.
    """
    wanted = load() if migrations is None else migrations
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        missing = _missing(wanted, await _applied(connection))
        if missing:
            await connection.execute(_HISTORY)
        for migration in missing:
            await connection.execute(migration.sql.encode())
            await connection.execute(
                "INSERT INTO migrations (name, digest) VALUES (%s, %s)", [migration.name, migration.digest]
            )
    return tuple(migration.name for migration in missing)


async def _applied(connection: Connection) -> list[DictRow]:
    found = await (await connection.execute("SELECT to_regclass('migrations') IS NOT NULL AS found")).fetchone()
    if found is None or not found["found"]:
        return []
    return await (await connection.execute("SELECT name, digest FROM migrations ORDER BY name")).fetchall()


def _missing(wanted: tuple[Migration, ...], applied: list[DictRow]) -> tuple[Migration, ...]:
    known = {migration.name: migration for migration in wanted}
    for row in applied:
        migration = known.get(row["name"])
        if migration is None:
            raise Conflict(
                f"The database was changed by a newer version of jupyter-interview (migration {row['name']}). "
                "Upgrade this installation, or restore the database from a backup.",
                migration=row["name"],
            )
        if migration.digest != row["digest"]:
            raise Conflict(
                f"The database was made by another text of migration {row['name']} than this installation holds. "
                "Reinstall jupyter-interview, or restore the database from a backup.",
                migration=row["name"],
            )
    done = {row["name"] for row in applied}
    return tuple(migration for migration in wanted if migration.name not in done)

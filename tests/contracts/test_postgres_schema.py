"""Migrations: they make the schema that is written down, once, whoever starts first."""

from __future__ import annotations

import asyncio
import importlib.resources
from datetime import timedelta
from uuid import uuid4

import pytest

from jupyter_interview.adapters.postgres.asked import ASKED, EXPOSURE
from jupyter_interview.adapters.postgres.connections import connect
from jupyter_interview.adapters.postgres.erasure import ERASING, EXPIRED
from jupyter_interview.adapters.postgres.interviews import SWEEPABLE
from jupyter_interview.adapters.postgres.migrate import Migration, load, migrate
from jupyter_interview.adapters.postgres.outbox import TAKE as TAKE_CHANGE
from jupyter_interview.adapters.postgres.reports import TAKE
from jupyter_interview.adapters.postgres.schema import describe
from jupyter_interview.adapters.postgres.seals import UNSEALED
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.adapters.postgres.submissions import STALE
from jupyter_interview.errors import Conflict, Unavailable
from tests.conftest import other_database
from tests.contracts.rooms import run_sql


def written() -> str:
    return (importlib.resources.files("jupyter_interview.adapters.postgres") / "schema.sql").read_text("utf-8")


async def test_all_migrations_make_the_schema_that_is_written_down(database_url: str) -> None:
    async with await connect(database_url) as connection:
        assert await describe(connection) == written()


async def test_the_written_schema_is_complete(empty_database_url: str) -> None:
    run_sql(empty_database_url, written())
    async with await connect(empty_database_url) as connection:
        assert await describe(connection) == written()


async def test_servers_that_start_at_once_migrate_once(empty_database_url: str) -> None:
    async def one() -> tuple[str, ...]:
        async with await connect(empty_database_url) as connection:
            return await migrate(connection)

    applied = await asyncio.gather(*(one() for _ in range(8)))
    names = tuple(migration.name for migration in load())
    assert sorted(applied) == [()] * 7 + [names]
    recorded = run_sql(empty_database_url, "SELECT name, digest FROM migrations ORDER BY name")
    assert recorded == [(migration.name, migration.digest) for migration in load()]


async def test_a_newer_database_is_refused(database_url: str) -> None:
    run_sql(database_url, "INSERT INTO migrations (name, digest) VALUES ('9999_future', 'x')")
    with pytest.raises(Conflict, match="newer version"):
        await PostgresStore.open(database_url)


async def test_an_edited_migration_is_refused(database_url: str) -> None:
    first, *others = load()
    edited = (Migration(first.name, first.sql + " "), *others)
    async with await connect(database_url) as connection:
        with pytest.raises(Conflict, match=first.name):
            await migrate(connection, edited)


async def test_a_migration_that_fails_leaves_nothing(database_url: str) -> None:
    more = (*load(), Migration("0002_good", "CREATE TABLE good ()"), Migration("0003_bad", "SELECT 1 / 0"))
    async with await connect(database_url) as connection:
        with pytest.raises(Exception, match="division by zero"):
            await migrate(connection, more)
        assert await describe(connection) == written()
        assert await migrate(connection) == ()
        assert await migrate(connection, more[:-1]) == ("0002_good",)


async def test_an_up_to_date_database_needs_no_right_to_change_it(database_url: str) -> None:
    async with await connect(database_url) as connection:
        await connection.execute("SET default_transaction_read_only = on")
        assert await migrate(connection) == ()


async def test_a_database_that_is_not_there_is_unavailable(database_url: str) -> None:
    with pytest.raises(Unavailable):
        await PostgresStore.open(other_database(database_url, "no_such_database"))


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("query", "values", "index"),
    [
        (SWEEPABLE, dict.fromkeys(("never_joined", "interrupted", "unseen", "silent"), MINUTE), "interviews_open"),
        (UNSEALED, {}, "interviews_unsealed"),
        (TAKE, [5], "interviews_unreported"),
        (STALE, [MINUTE], "submissions_waiting"),
        (TAKE_CHANGE, [], "object_outbox_due"),
        (ERASING, {}, "users_erasing"),
        (EXPIRED, {"kept": MINUTE, "limit": 20}, "interviews_expiring"),
        (ASKED, [uuid4()], "events_asked"),
        (EXPOSURE, {"kind": "dsa", "latest": 2000}, "interviews_latest"),
    ],
)
async def test_what_servers_ask_again_and_again_has_an_index(
    database_url: str, query: str, values: dict[str, object] | list[object], index: str
) -> None:
    async with await connect(database_url) as connection:
        await connection.execute("SET enable_seqscan = off")
        plan = await (await connection.execute(f"EXPLAIN {query}".encode(), values)).fetchall()
    assert index in str(plan)


async def test_the_pool_gives_up_its_connections(database_url: str) -> None:
    store = await PostgresStore.open(database_url, pool_size=3)
    await asyncio.gather(*(store.sweepable(MINUTE) for _ in range(20)))
    count = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    assert run_sql(database_url, count)[0][0] in (1, 2, 3)
    await store.close()
    for _ in range(50):
        if run_sql(database_url, count) == [(0,)]:
            break
        await asyncio.sleep(0.05)
    assert run_sql(database_url, count) == [(0,)]
    with pytest.raises(Unavailable):
        await store.check()

"""Connections to PostgreSQL: one pool a store, a bounded retry, and one plain error for a database that is away."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import Any, TypeAlias, TypeVar

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

from jupyter_interview.errors import Unavailable

Connection: TypeAlias = AsyncConnection[DictRow]
T = TypeVar("T")

RETRY_FOR = 6.0
"""Seconds for which work waits for a connection, or is tried again after the database was lost."""

RECONNECT_FOR = 5.0
"""Seconds for which the pool tries to connect again for those who wait: at once, after 1, 3 and 5 s."""

LOST = (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout)

KEEPALIVE: dict[str, Any] = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "jupyter-interview",
}
"""For libpq: a peer that vanished without a word is noticed within about 25 s."""

_SETTINGS = "SET TIME ZONE 'UTC'; SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '30s'"

logger = logging.getLogger(__name__)


def unavailable() -> Unavailable:
    return Unavailable("The database does not answer. Nothing was lost; try again in a moment.")


async def connect(url: str) -> Connection:
    """A connection outside the pool, in autocommit. Raises psycopg.OperationalError."""
    return await AsyncConnection[DictRow].connect(url, autocommit=True, row_factory=dict_row, **KEEPALIVE)


async def prepare(connection: Connection) -> None:
    """Times in UTC, and no transaction that holds an interview's lock for ever."""
    await connection.execute(_SETTINGS)


class Connections:
    """A pool that outlives restarts of the database."""

    def __init__(self, url: str, size: int) -> None:
        self._pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            url,
            kwargs={"autocommit": True, "row_factory": dict_row, **KEEPALIVE},
            connection_class=AsyncConnection[DictRow],
            configure=prepare,
            min_size=1,
            max_size=size,
            reconnect_timeout=RECONNECT_FOR,
            open=False,
        )

    async def open(self) -> None:
        await self._pool.open()

    async def close(self) -> None:
        await self._pool.close(timeout=2.0)

    async def run(
        self,
        work: Callable[[Connection], Awaitable[T]],
        *,
        repeatable: bool = True,
        one_statement: bool = False,
        patience: float = RETRY_FOR,
    ) -> T:
        """Run `work` in one transaction, and once more if the database was lost before it could have committed.

        `repeatable` work has the same effect when it is done twice, so it is tried again even when nobody knows whether
        the lost COMMIT arrived. Work of `one_statement` is a transaction by itself, and spares two ways to the server.

        Raises:
            Unavailable: the database is lost for longer than `patience`, or was lost during a COMMIT.
        """
        give_up = time.monotonic() + patience
        pause = 0.05
        while True:
            committing = False
            try:
                async with (
                    self._pool.connection(timeout=give_up - time.monotonic()) as connection,
                    nullcontext() if one_statement else connection.transaction(),
                ):
                    result = await work(connection)
                    committing = True
                return result
            except (PoolClosed, PoolTimeout) as error:
                raise unavailable() from error
            except LOST as error:
                logger.warning("lost the database: %s", type(error).__name__)
                if (committing and not repeatable) or time.monotonic() + pause > give_up:
                    raise unavailable() from error
            await self._pool.check()  # the others in the pool are likely lost as well
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.5)

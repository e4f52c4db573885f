"""Servers on one database and one Redis."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.adapters.postgres.store import PostgresStore
from tests.service.world import Server

MakeServer = Callable[..., Awaitable[Server]]


@pytest.fixture
async def make_server(database_url: str, redis_url: str, tmp_path: Path) -> AsyncIterator[MakeServer]:
    """Start one more server; all share the database, Redis, object store and signing key."""
    made: list[Server] = []

    async def make(**options: Any) -> Server:
        store = await PostgresStore.open(database_url, pool_size=4)
        made.append(Server(store, options.pop("redis_url", redis_url), tmp_path, **options))
        return made[-1]

    yield make
    for server in made:
        await server.close()
        await server.store.close()


@pytest.fixture
async def server(make_server: MakeServer) -> Server:
    return await make_server()


@pytest.fixture
def nowhere(tmp_path: Path) -> str:
    """The address of a Redis that is not there."""
    return f"unix://{tmp_path / 'nobody.sock'}"

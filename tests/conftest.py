"""Fixtures that need real parts: the container engine, and PostgreSQL and Valkey from the wheels, once a run."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import redis

from jupyter_interview.adapters.embedded import Attachment, EmbeddedServers, attach
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.adapters.redis.leases import RedisLeases
from jupyter_interview_kernels.engine import engine_status, image_name
from jupyter_interview_kernels.images import build_image, image_present


def missing(reason: str) -> None:
    """A missing component skips on a laptop and fails in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def deployment() -> Iterator[None]:
    """A deployment of the tests' own, so that no server's reaper on this engine takes their containers for orphans."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_INTERVIEW_DEPLOYMENT", f"tests-{secrets.token_hex(4)}")
        yield


@pytest.fixture(scope="session")
def engine() -> str:
    """The engine's version. It answers, and has the Python image of this very checkout."""
    status = asyncio.run(engine_status())
    if not status.answers:
        missing(status.reason or "no engine")
    if not image_present("python"):
        build_image("python", progress=lambda _: None)
    return str(status.version)


@pytest.fixture(scope="session")
def java_image(engine: str) -> str:
    """The name of this checkout's Java image, which takes too long to build to do so unasked."""
    if not image_present("java"):
        missing("the Java image is not built: run make test, or jupyter interview images build java")
    return image_name("java")


@pytest.fixture(scope="session")
def javascript_image(engine: str) -> str:
    """The name of this checkout's JavaScript image, which is there."""
    if not image_present("javascript"):
        build_image("javascript", progress=lambda _: None)
    return image_name("javascript")


@contextmanager
def attached() -> Iterator[Attachment]:
    """Servers of one's own in a folder that every account may pass through, as the servers' own account must."""
    folder = Path(tempfile.mkdtemp(prefix="ji-servers-"))
    folder.chmod(0o711)
    try:
        with attach(folder) as attachment:
            yield attachment
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def servers() -> Iterator[EmbeddedServers]:
    """The servers that all tests of the run share."""
    with attached() as attachment:
        yield attachment.servers


@pytest.fixture(scope="session")
def breakable() -> Iterator[Attachment]:
    """Servers that tests may stop."""
    with attached() as attachment:
        yield attachment


@pytest.fixture
def own_servers(breakable: Attachment) -> Attachment:
    """Servers that this test may stop; `ensure_running` starts them again at the same URLs. Redis is empty."""
    breakable.ensure_running()
    with redis.Redis.from_url(breakable.servers.redis_url) as client:
        client.flushall()
    return breakable


def other_database(url: str, name: str) -> str:
    """The same server's other database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def with_keys_apart(servers: EmbeddedServers, number: int) -> EmbeddedServers:
    """The same servers with database `number` of their Valkey, for a server that lives on during others' tests.

    In the one that tests share it would judge what they queue, and lose its keys when they begin with none.
    """
    return replace(servers, redis_url=servers.redis_url.replace("?db=0", f"?db={number}"))


def execute(url: str, statement: str) -> None:
    """One statement of the test itself, outside any transaction."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def drop(url: str, name: str) -> None:
    """Drop a database. `WITH (FORCE)` would fail when autovacuum, which is not our role's to end, is looking at it."""
    execute(
        url,
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        f" WHERE datname = '{name}' AND usename = current_user",
    )
    execute(url, f"DROP DATABASE {name}")


@contextmanager
def new_database(servers: EmbeddedServers, template: str = "template1") -> Iterator[str]:
    """The URL of a database that is dropped again, whoever is connected to it."""
    name = f"test_{secrets.token_hex(8)}"
    execute(servers.database_url, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield other_database(servers.database_url, name)
    finally:
        drop(servers.database_url, name)


async def migrated(url: str) -> None:
    store = await PostgresStore.open(url)
    await store.close()


@pytest.fixture(scope="session")
def template(servers: EmbeddedServers) -> Iterator[str]:
    """The name of a migrated database to copy."""
    with new_database(servers) as url:
        with ThreadPoolExecutor(1) as thread:  # a loop of its own: the tests' loop is not for a session
            thread.submit(asyncio.run, migrated(url)).result()
        yield urlsplit(url).path.removeprefix("/")


@pytest.fixture
def empty_database_url(servers: EmbeddedServers) -> Iterator[str]:
    """A database without our schema."""
    with new_database(servers) as url:
        yield url


@pytest.fixture
def database_url(servers: EmbeddedServers, template: str) -> Iterator[str]:
    """A migrated database of the test's own."""
    with new_database(servers, template) as url:
        yield url


@pytest.fixture
def redis_url(servers: EmbeddedServers) -> str:
    """A Redis without keys."""
    with redis.Redis.from_url(servers.redis_url) as client:
        client.flushdb()
    return servers.redis_url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[PostgresStore]:
    opened = await PostgresStore.open(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def leases(redis_url: str) -> AsyncIterator[RedisLeases]:
    opened = RedisLeases(redis_url)
    yield opened
    await opened.close()

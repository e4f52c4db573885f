"""Notices between servers, and a database that goes away and comes back."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import psutil
import psycopg
import pytest

from jupyter_interview.adapters.embedded import Attachment
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain.interview import Interview
from jupyter_interview.errors import InvalidRequest, TooLarge, Unavailable
from jupyter_interview.service.ports import Notice
from tests.contracts.rooms import created, new_interview, run_sql, saying

GAP = Notice(None)


class Listener:
    """A server that listens: collects notices in a task of its own."""

    def __init__(self, store: PostgresStore) -> None:
        self._notices: asyncio.Queue[Notice] = asyncio.Queue()
        self._source = store.subscribe()
        self.task = asyncio.create_task(self._collect())

    async def _collect(self) -> None:
        async for notice in self._source:
            self._notices.put_nowait(notice)

    async def next(self, seconds: float = 10.0) -> Notice:
        return await asyncio.wait_for(self._notices.get(), seconds)


@asynccontextmanager
async def listening(store: PostgresStore) -> AsyncIterator[Listener]:
    listener = Listener(store)
    try:
        assert await listener.next() == GAP
        yield listener
    finally:
        listener.task.cancel()
        async with asyncio.timeout(1):
            await asyncio.gather(listener.task, return_exceptions=True)


def kill_postgres(url: str, number: signal.Signals) -> None:
    """Signal the server itself, and wait until it is gone."""
    with psycopg.connect(url) as connection:
        server = psutil.Process(connection.info.backend_pid).parent()
    assert server is not None
    server.send_signal(number)
    psutil.wait_procs([server], timeout=10)


async def test_every_server_hears_of_every_append(
    database_url: str, store: PostgresStore, interview: Interview
) -> None:
    other = await PostgresStore.open(database_url)
    try:
        async with listening(store) as here, listening(other) as there:
            for n in range(5):
                await other.append(interview.id, saying(str(n)))
            await other.publish(interview.id, '{"delta": "é"}'.encode())
            wanted = [Notice(interview.id, seq=3 + n) for n in range(5)]
            wanted.append(Notice(interview.id, message='{"delta": "é"}'.encode()))
            for listener in (here, there):
                assert [await listener.next() for _ in wanted] == wanted
    finally:
        await other.close()


async def test_a_message_between_servers_has_limits(store: PostgresStore) -> None:
    room = uuid4()
    async with listening(store) as listener:
        await store.publish(room, b"x" * 7000)
        assert await listener.next() == Notice(room, message=b"x" * 7000)
        with pytest.raises(TooLarge):
            await store.publish(room, b"x" * 7001)
        for message in (b"\xff", b"nul \0"):
            with pytest.raises(InvalidRequest):
                await store.publish(room, message)


async def test_an_append_that_is_rolled_back_is_not_heard_of(store: PostgresStore, interview: Interview) -> None:
    async with listening(store) as listener:
        await store.append(interview.id, saying("one"), frame_id="f")
        await store.append(interview.id, saying("one"), frame_id="f")
        await store.append(interview.id, saying("two"))
        assert [(await listener.next()).seq, (await listener.next()).seq] == [3, 4]


async def test_a_subscription_that_is_closed_lets_its_connection_go(database_url: str, store: PostgresStore) -> None:
    source = store.subscribe()
    assert await anext(source) == GAP
    assert isinstance(source, AsyncIterator)
    async with asyncio.timeout(1):
        await source.aclose()  # type: ignore[attr-defined]
    with psycopg.connect(database_url) as connection:
        for _ in range(50):
            left = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'").fetchone()
            if left == (0,):
                break
            await asyncio.sleep(0.02)
    assert left == (0,)


async def room_on(servers: Attachment) -> tuple[PostgresStore, Interview]:
    store = await PostgresStore.open(servers.servers.database_url)
    user = await store.ensure_user("local", str(uuid4()), "Ada")
    interview = new_interview(user)
    return store, await store.create(interview, created(interview))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["shut down", "killed"])
async def test_appends_and_notices_survive_a_restart_of_postgres(
    own_servers: Attachment, number: signal.Signals
) -> None:
    store, interview = await room_on(own_servers)
    sent = 0

    async def write() -> None:
        """Frames one after another; what was refused is sent again, as a browser does while the database recovers."""
        nonlocal sent
        while not done.is_set():
            with suppress(Unavailable):
                await store.append(interview.id, saying(str(sent)), frame_id=f"frame-{sent}")
                sent += 1

    async def written(count: int) -> None:
        async with asyncio.timeout(20):
            while sent < count:  # noqa: ASYNC110 - a plain counter shows best what is meant
                await asyncio.sleep(0.01)

    done = asyncio.Event()
    try:
        await asyncio.gather(*(store.get(interview.id) for _ in range(10)))  # the pool has connections to lose
        async with listening(store) as listener:
            writer = asyncio.create_task(write())
            await written(5)
            await asyncio.to_thread(kill_postgres, own_servers.servers.database_url, number)
            await asyncio.to_thread(own_servers.ensure_running)
            while await listener.next(30) != GAP:
                pass
            await written(sent + 5)
            done.set()
            await asyncio.wait_for(writer, 10)
            head = await store.get(interview.id)
            while (await listener.next()).seq != head.head_seq:
                pass
        events = await store.events(interview.id)
        assert [e.payload.to_json()["text"] for e in events[1:]] == [str(n) for n in range(sent)]
        assert head.head_hash == events[-1].envelope.hash()
    finally:
        await store.close()


async def test_nobody_notices_that_every_connection_is_lost(
    database_url: str, store: PostgresStore, interview: Interview
) -> None:
    lose = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
    lost = 0

    async def lose_them() -> None:
        nonlocal lost
        for _ in range(4):
            await asyncio.sleep(0.1)
            rows = await asyncio.to_thread(run_sql, database_url, f"{lose} AND pid <> pg_backend_pid()")
            lost += int(str(rows[0][0]))

    async def write(name: str) -> None:
        for n in range(60):
            await store.append(interview.id, saying(f"{name}{n}"), frame_id=f"{name}{n}")

    await asyncio.gather(lose_them(), write("a"), write("b"), write("c"))
    assert lost > 0
    said = [event.payload.to_json()["text"] for event in await store.events(interview.id, after=2)]
    assert sorted(said) == sorted(f"{name}{n}" for name in "abc" for n in range(60))


async def test_a_database_that_stays_away_is_unavailable(own_servers: Attachment) -> None:
    store, interview = await room_on(own_servers)
    try:
        await asyncio.to_thread(kill_postgres, own_servers.servers.database_url, signal.SIGINT)
        started = asyncio.get_running_loop().time()
        results = await asyncio.gather(
            store.append(interview.id, saying("x"), frame_id="f"),
            store.append(interview.id, saying("x")),
            store.check(),
            return_exceptions=True,
        )
        assert asyncio.get_running_loop().time() - started < 9
        assert [type(result) for result in results] == [Unavailable] * 3
        assert {str(result) for result in results} == {
            "The database does not answer. Nothing was lost; try again in a moment."
        }
        await asyncio.to_thread(own_servers.ensure_running)
        assert (await store.append(interview.id, saying("x"), frame_id="f")).interview.head_seq == 2
    finally:
        await store.close()


async def test_an_exhausted_pool_is_unavailable(database_url: str, interview: Interview) -> None:
    store = await PostgresStore.open(database_url, pool_size=1)
    try:
        with psycopg.connect(database_url) as blocker:
            blocker.execute("SELECT FROM interviews WHERE id = %s FOR UPDATE", [interview.id])
            held = asyncio.create_task(store.append(interview.id, saying("waits for the lock")))
            await asyncio.sleep(0.1)
            with pytest.raises(Unavailable):
                await store.check()
        assert len((await held).events) == 1
        await store.check()
    finally:
        await store.close()

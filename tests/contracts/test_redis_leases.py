"""Leases in Redis: every key with its TTL, races for a tab, and a Redis that forgets or goes away."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psutil
import pytest
from redis import Redis

from jupyter_interview.adapters.embedded import Attachment
from jupyter_interview.adapters.redis.leases import RedisLeases
from jupyter_interview.adapters.redis.tab_reader import TabReader
from jupyter_interview.errors import Unavailable

USER, ROOM, DAY = uuid4(), uuid4(), "2026-11-23"
EXPIRES = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


@pytest.fixture
def keys(redis_url: str) -> Redis:
    """Redis past the adapter."""
    return Redis.from_url(redis_url, decode_responses=True)


async def test_every_key_has_its_name_its_value_and_its_ttl(leases: RedisLeases, keys: Redis) -> None:
    await leases.set_active(USER, ROOM)
    assert await leases.take_tab(ROOM, "tab-1")
    await leases.set_pause(ROOM, EXPIRES)
    assert await leases.count_interview(USER, DAY) == 1
    await leases.set_state(ROOM, {"state": "in_progress", "seq": 7, "live": True, "note": None})
    await leases.renew_server("server-a", timedelta(seconds=15), "judge: idle")
    found = {key: (keys.get(key), keys.ttl(key)) for key in keys.scan_iter()}
    keys.close()
    wanted = {
        f"interview:active:{USER}": (str(ROOM), 4 * 3600),
        f"interview:tab:{ROOM}": ("tab-1", 30),
        f"interview:pause:{ROOM}": ("2026-11-24T10:30:00+00:00", 24 * 3600),
        f"ratelimit:interviews:{USER}:{DAY}": ("1", 24 * 3600),
        f"interview:state:{ROOM}": ('{"state":"in_progress","seq":7,"live":true,"note":null}', 4 * 3600),
        "interview:server:server-a": ("judge: idle", 15),
    }
    assert {key: value for key, (value, _) in found.items()} == {key: value for key, (value, _) in wanted.items()}
    assert all(ttl - 5 <= found[key][1] <= ttl for key, (_, ttl) in wanted.items())


async def test_what_was_set_is_read_and_cleared(leases: RedisLeases) -> None:
    assert await leases.active(USER) is None
    await leases.set_active(USER, ROOM)
    assert await leases.active(USER) == ROOM
    await leases.clear_active(USER)
    assert await leases.active(USER) is None
    assert await leases.state(ROOM) is None
    await leases.set_state(ROOM, {"seq": 1})
    assert await leases.state(ROOM) == {"seq": 1}
    assert not await leases.alive("server-a")
    await leases.renew_server("server-a", timedelta(milliseconds=50))
    await leases.renew_server("worker-b", timedelta(seconds=5), "judge: idle")
    assert await leases.alive("server-a")
    assert await leases.servers() == {"server-a": "", "worker-b": "judge: idle"}
    await asyncio.sleep(0.1)
    assert not await leases.alive("server-a")
    assert await leases.servers() == {"worker-b": "judge: idle"}


async def test_a_pause_that_is_cleared_leaves_no_key(leases: RedisLeases, keys: Redis) -> None:
    await leases.set_pause(ROOM, EXPIRES)
    await leases.clear_pause(ROOM)
    assert keys.dbsize() == 0
    keys.close()


async def test_one_of_many_tabs_gets_the_room(leases: RedisLeases) -> None:
    taken = await asyncio.gather(*(leases.take_tab(ROOM, f"tab-{n}") for n in range(30)))
    assert sum(taken) == 1
    winner = f"tab-{taken.index(True)}"
    assert await leases.tab(ROOM) == winner
    assert await leases.take_tab(ROOM, winner)
    assert not await leases.take_tab(ROOM, "late")
    assert await leases.take_tab(ROOM, "late", force=True)
    assert not await leases.take_tab(ROOM, winner)
    await leases.release_tab(ROOM, winner)
    assert await leases.tab(ROOM) == "late"
    await leases.release_tab(ROOM, "late")
    assert await leases.tab(ROOM) is None


async def test_a_heartbeat_renews_the_tab(leases: RedisLeases, keys: Redis) -> None:
    await leases.take_tab(ROOM, "tab-1")
    keys.expire(f"interview:tab:{ROOM}", 3)
    assert not await leases.take_tab(ROOM, "tab-2")
    assert keys.ttl(f"interview:tab:{ROOM}") <= 3
    await leases.take_tab(ROOM, "tab-1")
    assert keys.ttl(f"interview:tab:{ROOM}") > 25
    keys.close()


@pytest.mark.parametrize("tab", ["\ud800", "nul \0", "é" * 100], ids=["surrogate", "nul", "long"])
async def test_a_browsers_name_for_its_tab_may_be_anything(leases: RedisLeases, redis_url: str, tab: str) -> None:
    assert await leases.take_tab(ROOM, tab)
    assert await leases.tab(ROOM) == tab
    reader = TabReader(redis_url)
    assert reader.state_and_tab(ROOM) == (None, tab)
    reader.close()


async def test_interviews_of_a_day_are_counted_and_taken_back(leases: RedisLeases, keys: Redis) -> None:
    counts = await asyncio.gather(*(leases.count_interview(USER, DAY) for _ in range(10)))
    assert sorted(counts) == list(range(1, 11))
    await leases.uncount_interview(USER, DAY)
    assert await leases.count_interview(USER, DAY) == 10
    assert await leases.count_interview(uuid4(), DAY) == 1
    assert await leases.count_interview(USER, "2026-11-24") == 1
    keys.flushdb()
    await leases.uncount_interview(USER, DAY)
    assert keys.dbsize() == 0
    keys.close()


async def test_a_save_reads_state_and_tab_at_once(leases: RedisLeases, redis_url: str) -> None:
    reader = TabReader(redis_url)
    assert reader.state_and_tab(ROOM) == (None, None)
    await leases.set_state(ROOM, {"state": "paused"})
    await leases.take_tab(ROOM, "tab-1")
    assert reader.state_and_tab(ROOM) == ({"state": "paused"}, "tab-1")
    reader.close()


def stop_redis(url: str, number: signal.Signals) -> psutil.Process:
    with Redis.from_url(url) as client:
        server = psutil.Process(client.info()["process_id"])
    server.send_signal(number)
    return server


@pytest.fixture
async def own(own_servers: Attachment) -> AsyncIterator[tuple[RedisLeases, TabReader]]:
    leases, reader = RedisLeases(own_servers.servers.redis_url), TabReader(own_servers.servers.redis_url)
    await leases.take_tab(ROOM, "tab-1")
    assert reader.state_and_tab(ROOM) == (None, "tab-1")
    yield leases, reader
    await leases.close()
    reader.close()


async def test_a_redis_that_died_is_unavailable_and_used_again_when_it_is_back(
    own_servers: Attachment, own: tuple[RedisLeases, TabReader]
) -> None:
    leases, reader = own
    server = stop_redis(own_servers.servers.redis_url, signal.SIGKILL)
    await asyncio.to_thread(psutil.wait_procs, [server], 10)
    calls = (leases.check, lambda: leases.tab(ROOM), lambda: leases.take_tab(ROOM, "x"), lambda: leases.active(USER))
    for call in calls:
        with pytest.raises(Unavailable, match="Redis does not answer"):
            await call()
    with pytest.raises(Unavailable):
        reader.state_and_tab(ROOM)
    await asyncio.to_thread(own_servers.ensure_running)
    await leases.check()
    assert await leases.take_tab(ROOM, "tab-1")
    assert reader.state_and_tab(ROOM) == (None, "tab-1")


async def test_a_redis_that_hangs_holds_nobody_up(own_servers: Attachment, own: tuple[RedisLeases, TabReader]) -> None:
    leases, reader = own
    server = stop_redis(own_servers.servers.redis_url, signal.SIGSTOP)
    try:
        started = time.monotonic()
        with pytest.raises(Unavailable):
            reader.state_and_tab(ROOM)
        assert time.monotonic() - started < 1.0
        with pytest.raises(Unavailable):
            async with asyncio.timeout(10):
                await leases.check()
    finally:
        server.send_signal(signal.SIGCONT)
    assert reader.state_and_tab(ROOM) == (None, "tab-1")
    await leases.check()

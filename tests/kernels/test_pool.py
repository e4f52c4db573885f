"""The pool of things made in advance: bounded, never the same one twice, never a dead one, gone when nobody asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from jupyter_interview_kernels import pool as module
from jupyter_interview_kernels.pool import Pool, size_that_fits


class Factory:
    """Makes numbers; some are dead, some cannot be made."""

    def __init__(self) -> None:
        self.made = 0
        self.discarded: list[int] = []
        self.dead: set[int] = set()
        self.broken = False
        self.seconds = 0.0

    async def make(self) -> int:
        await asyncio.sleep(self.seconds)
        if self.broken:
            raise OSError("no engine")
        self.made += 1
        return self.made

    def alive(self, thing: int) -> bool:
        return thing not in self.dead


@asynccontextmanager
async def pool_of(size: int, *, idle_seconds: float = 60.0) -> AsyncIterator[tuple[Pool[int], Factory]]:
    factory = Factory()
    pool = Pool(
        factory.make, factory.discarded.append, factory.alive, size=size, name="numbers", idle_seconds=idle_seconds
    )
    yield pool, factory
    await pool.close()


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not so():  # noqa: ASYNC110 - the pool tells nobody
            await asyncio.sleep(0.005)


async def test_nothing_is_made_until_somebody_asks() -> None:
    async with pool_of(2) as (pool, factory):
        await asyncio.sleep(0.05)
        assert factory.made == 0
        assert pool.take() is None
        await asyncio.sleep(0.05)
        assert factory.made == 0
        pool.fill()
        await until(lambda: pool.level == 2)


async def test_it_is_bounded_and_gives_nothing_twice() -> None:
    async with pool_of(3) as (pool, factory):
        pool.fill()
        taken: list[int] = []
        for _ in range(10):
            await until(lambda: pool.level == 3)
            found = pool.take()
            assert found is not None
            taken.append(found)
            pool.fill()
        assert len(set(taken)) == 10
        await until(lambda: pool.level == 3)
        assert factory.made == 13
    assert set(taken).isdisjoint(factory.discarded)
    assert sorted(factory.discarded) == [11, 12, 13], "what was not taken went with the pool"


async def test_the_dead_are_replaced_and_never_handed_out() -> None:
    async with pool_of(2) as (pool, factory):
        pool.fill()
        await until(lambda: pool.level == 2)
        factory.dead = {1, 2}
        assert pool.take() is None
        assert factory.discarded == [1, 2]
        pool.fill()
        await until(lambda: pool.level == 2)
        assert pool.take() == 3


async def test_a_failure_to_make_one_is_not_tried_without_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "FIRST_BACKOFF_SECONDS", 0.2)
    async with pool_of(1) as (pool, factory):
        factory.broken = True
        pool.fill()
        await asyncio.sleep(0.1)
        assert len(caplog.records) == 1
        factory.broken = False
        await until(lambda: pool.level == 1)


async def test_one_that_is_being_made_is_its_first_askers() -> None:
    async with pool_of(1) as (pool, factory):
        factory.seconds = 0.05
        assert await pool.take_soon() is None, "none is being made"
        pool.fill()
        await asyncio.sleep(0)
        first = asyncio.create_task(pool.take_soon())
        await asyncio.sleep(0)
        assert (await pool.take_soon(), await first) == (None, 1)
        await until(lambda: pool.level == 1)
        assert await pool.take_soon() == 2


async def test_one_whose_asker_has_left_goes_to_the_pool_and_a_failure_is_told() -> None:
    async with pool_of(1) as (pool, factory):
        factory.seconds = 0.05
        pool.fill()
        await asyncio.sleep(0)
        left = asyncio.create_task(pool.take_soon())
        await asyncio.sleep(0)
        left.cancel()
        await until(lambda: pool.level == 1)
        assert pool.take() == 1
        pool.fill()
        await asyncio.sleep(0)
        told = asyncio.create_task(pool.take_soon())
        await asyncio.sleep(0)
        factory.broken = True
        assert await told is None


async def test_one_that_was_made_in_the_moment_its_asker_left_is_not_lost() -> None:
    async with pool_of(1) as (pool, factory):
        factory.seconds = 0.02
        asker: list[asyncio.Task[int | None]] = []

        async def make() -> int:
            made = await factory.make()
            # The asker's cancellation and what it asked for are under way together.
            asyncio.get_running_loop().call_soon(asker[0].cancel)
            return made

        pool._make = make
        pool.fill()
        await asyncio.sleep(0)
        asker.append(asyncio.create_task(pool.take_soon()))
        await asyncio.gather(*asker, return_exceptions=True)
        await until(lambda: pool.level == 1)
        assert pool.take() == 1


async def test_one_that_is_said_to_be_lost_is_replaced() -> None:
    async with pool_of(2) as (pool, factory):
        pool.fill()
        await until(lambda: pool.level == 2)
        pool.lost(1)
        assert (pool.level, factory.discarded) == (1, [1])
        await until(lambda: pool.level == 2)
        pool.lost(1)
        assert factory.discarded == [1], "it was not the pool's any more"


async def test_it_empties_itself_when_nobody_asks_any_more() -> None:
    async with pool_of(2, idle_seconds=0.2) as (pool, factory):
        pool.fill()
        await until(lambda: pool.level == 2)
        await until(lambda: factory.discarded == [1, 2])
        assert pool.level == 0
        pool.fill()
        await until(lambda: pool.level == 2)


async def test_a_closed_pool_makes_nothing() -> None:
    async with pool_of(1) as (pool, factory):
        await pool.close()
        pool.fill()
        await asyncio.sleep(0.05)
        assert factory.made == 0
        assert pool.take() is None


def test_the_size_is_what_memory_holds(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    from pathlib import Path

    meminfo = Path(str(tmp_path)) / "meminfo"
    monkeypatch.setattr(module, "MEMINFO", meminfo)
    assert size_that_fits(4, 2**28) == 4, "unknown memory sets no bound"
    meminfo.write_text("MemTotal: 9 kB\nMemAvailable:    3145728 kB\n")
    assert size_that_fits(4, 2**28) == 3
    meminfo.write_text("MemAvailable:    1000 kB\n")
    assert size_that_fits(4, 2**28) == 0

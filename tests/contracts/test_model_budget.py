"""The shared line and the shared tokens, on the real Valkey: fair between interviews, whichever server they are on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from redis.asyncio import Redis

from jupyter_interview.adapters.redis.model_budget import LINE, SERVED, BudgetLimits, RedisModelBudget
from jupyter_interview.errors import ModelFailed, Unavailable
from jupyter_interview.service.language import Usage

Make = Callable[[BudgetLimits], RedisModelBudget]


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(redis_url)
    for key in [key async for key in client.scan_iter("interview:model:*")]:
        await client.delete(key)
    yield client
    await client.aclose()


@pytest.fixture
async def make(redis: Redis, redis_url: str) -> AsyncIterator[Make]:
    made: list[RedisModelBudget] = []

    def server(limits: BudgetLimits) -> RedisModelBudget:
        made.append(RedisModelBudget(redis_url, limits))
        return made[-1]

    yield server
    for budget in made:
        await budget.close()


async def test_the_rate_is_one_for_all_servers(make: Make) -> None:
    limits = BudgetLimits(requests_per_minute=3, wait_seconds=0.3)
    first, second = make(limits), make(limits)
    await first.admit("a")
    await second.admit("b")
    await first.admit("c")
    with pytest.raises(ModelFailed) as failed:
        await second.admit("d")
    assert failed.value.reason == "busy"


async def test_whoever_was_served_least_is_next(make: Make, redis: Redis) -> None:
    limits = BudgetLimits(requests_per_minute=3, wait_seconds=20)
    first, second = make(limits), make(limits)
    for _ in range(3):
        await first.admit("greedy")
    served: list[str] = []

    async def ask(server: RedisModelBudget, session: str) -> None:
        await server.admit(session)
        served.append(session)

    waiting = [asyncio.create_task(ask(first, "greedy"))]
    await in_line(redis, 1)
    waiting.append(asyncio.create_task(ask(second, "modest")))
    await in_line(redis, 2)
    for left in (1, 0):  # as a minute goes by, one grant after the other is too old to count
        await redis.zpopmin(SERVED)
        await in_line(redis, left)
    await asyncio.gather(*waiting)
    assert served == ["modest", "greedy"]


async def in_line(redis: Redis, count: int) -> None:
    async with asyncio.timeout(5):
        while await redis.zcard(LINE) != count:  # noqa: ASYNC110 - what is waited for is in Redis
            await asyncio.sleep(0.02)


async def test_who_leaves_the_line_does_not_hold_it_up(make: Make) -> None:
    budget = make(BudgetLimits(requests_per_minute=1, wait_seconds=60))
    await budget.admit("a")
    waiting = asyncio.create_task(budget.admit("b"))
    await asyncio.sleep(0.15)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await make(BudgetLimits(requests_per_minute=2, wait_seconds=0.5)).admit("c")


async def test_a_session_has_its_share(make: Make) -> None:
    budget = make(BudgetLimits(tokens_per_session=100))
    await budget.admit("a")
    await budget.spend("a", Usage(80, 20))
    with pytest.raises(ModelFailed) as failed:
        await budget.admit("a")
    assert failed.value.reason == "budget"
    await budget.admit("b")


async def test_a_day_has_its_tokens(make: Make) -> None:
    budget = make(BudgetLimits(tokens_per_day=150))
    await budget.spend("a", Usage(80, 20))
    await budget.admit("b")
    await budget.spend("b", Usage(50, 0))
    assert await budget.spent_today() == 150
    with pytest.raises(ModelFailed) as failed:
        await budget.admit("c")
    assert failed.value.reason == "budget"


async def test_without_redis_nobody_asks() -> None:
    budget = RedisModelBudget("redis://127.0.0.1:9", BudgetLimits())
    with pytest.raises(Unavailable):
        await budget.admit("a")
    await budget.close()

"""The provider's limits, shared by all servers: a fair line for requests, and tokens a session and a day.

The line is fair between interviews, not between requests: among those that wait, the one that was served least in the
last minute is next, and of two such the one that waits longer. Keys, all in Redis, none of them needed after a flush:
`interview:model:line` and `interview:model:asking` (who waits), `interview:model:served` (grants of the last minute),
`interview:model:tokens:{session}` (24 h), `interview:model:tokens:{UTC date}` (48 h).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from datetime import UTC, datetime
from typing import Any

import msgspec
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff

from jupyter_interview.adapters.redis.connecting import answering
from jupyter_interview.errors import ModelFailed
from jupyter_interview.service.language import Usage

LINE, ASKING, SERVED = "interview:model:line", "interview:model:asking", "interview:model:served"
SESSION_SECONDS, DAY_SECONDS = 24 * 3600, 48 * 3600
ASK_SECONDS = 0.1
"""Between two looks at the line; who has not looked for twenty of them has left it."""

_ASK = """
local now, session, rate, ticket, gone = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - 60000)
for _, left in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now - gone)) do
  redis.call('ZREM', KEYS[1], left)
  redis.call('ZREM', KEYS[2], left)
end
local served, mine = redis.call('ZRANGE', KEYS[3], 0, -1), 0
for _, grant in ipairs(served) do
  if string.sub(grant, 1, #session + 1) == session .. '/' then mine = mine + 1 end
end
local since = redis.call('ZSCORE', KEYS[1], ticket)
if not since then
  redis.call('ZADD', KEYS[1], mine * 1e13 + now, ticket)
end
redis.call('ZADD', KEYS[2], now, ticket)
redis.call('EXPIRE', KEYS[1], 120)
redis.call('EXPIRE', KEYS[2], 120)
if #served >= rate or redis.call('ZRANGE', KEYS[1], 0, 0)[1] ~= ticket then return 0 end
redis.call('ZREM', KEYS[1], ticket)
redis.call('ZREM', KEYS[2], ticket)
redis.call('ZADD', KEYS[3], now, ticket)
redis.call('EXPIRE', KEYS[3], 120)
return 1
"""

_LEAVE = "redis.call('ZREM', KEYS[1], ARGV[1]) redis.call('ZREM', KEYS[2], ARGV[1])"


class BudgetLimits(msgspec.Struct, frozen=True):
    """0 means no limit of ours."""

    requests_per_minute: int = 25
    tokens_per_session: int = 60_000
    tokens_per_day: int = 0
    wait_seconds: float = 3.0
    """How long a turn may stand in the line before the authored interviewer takes it."""


class RedisModelBudget:
    """The `ModelBudget` port. Without Redis nobody may ask: the provider's limit is not ours to guess."""

    def __init__(self, url: str, limits: BudgetLimits) -> None:
        """Connects when first used."""
        self._limits = limits
        self._tickets = 0
        # redis-py types one class for clients that wait and clients that are awaited, so its types say neither.
        self._redis: Any = Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=1.0,
            socket_connect_timeout=1.0,
            retry=Retry(ConstantBackoff(0.05), 1),
        )

    async def close(self) -> None:
        await self._redis.aclose()

    async def admit(self, session: str) -> None:
        """Raises ModelFailed (`busy`, `budget`), Unavailable."""
        await self._check_tokens(session)
        if not self._limits.requests_per_minute:
            return
        self._tickets += 1
        ticket = f"{session}/{id(self):x}.{self._tickets}"
        until = time.monotonic() + self._limits.wait_seconds
        try:
            while not await self._ask(session, ticket):
                if time.monotonic() >= until:
                    raise ModelFailed("Too many interviews talk to the language model at once.", "busy")
                await asyncio.sleep(ASK_SECONDS)
        except BaseException:
            await self._answer(self._redis.eval(_LEAVE, 2, LINE, ASKING, ticket))
            raise

    async def spend(self, session: str, usage: Usage) -> None:
        """Raises Unavailable."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for key, seconds in ((_session_key(session), SESSION_SECONDS), (_day_key(), DAY_SECONDS)):
                pipe.incrby(key, usage.total)
                pipe.expire(key, seconds)
            await self._answer(pipe.execute())

    async def spent_today(self) -> int:
        """Tokens of all sessions of this UTC day. Raises Unavailable."""
        return int(await self._answer(self._redis.get(_day_key())) or 0)

    async def _check_tokens(self, session: str) -> None:
        spent, today = await self._answer(self._redis.mget(_session_key(session), _day_key()))
        if 0 < self._limits.tokens_per_session <= int(spent or 0):
            raise ModelFailed("This interview has used up its share of the language model.", "budget")
        if 0 < self._limits.tokens_per_day <= int(today or 0):
            raise ModelFailed("The language model's tokens for today are used up.", "budget")

    async def _ask(self, session: str, ticket: str) -> bool:
        now, gone = int(time.time() * 1000), int(ASK_SECONDS * 20 * 1000)
        rate = self._limits.requests_per_minute
        return bool(
            await self._answer(self._redis.eval(_ASK, 3, LINE, ASKING, SERVED, now, session, rate, ticket, gone))
        )

    async def _answer(self, command: Awaitable[Any]) -> Any:
        with answering():
            return await command


def _session_key(session: str) -> str:
    return f"interview:model:tokens:{session}"


def _day_key() -> str:
    return f"interview:model:tokens:{datetime.now(UTC).date().isoformat()}"

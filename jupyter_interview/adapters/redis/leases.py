"""`Leases` on Redis."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff

from jupyter_interview.adapters.redis import keys
from jupyter_interview.adapters.redis.connecting import ENCODING_ERRORS, answering

Value = str | int | bool | None
State = dict[str, Value]

_TAKE_TAB = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] and ARGV[3] == '0' then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return 1
"""

_RELEASE_TAB = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"

_COUNT = "local count = redis.call('INCR', KEYS[1]) redis.call('EXPIRE', KEYS[1], ARGV[1]) return count"

# After a flush there is nothing to take back, and a counter made here would have no TTL.
_UNCOUNT = "if tonumber(redis.call('GET', KEYS[1]) or 0) > 0 then return redis.call('DECR', KEYS[1]) end return 0"


class RedisLeases:
    """Leases and a cache. A restarted or flushed Redis is used again without further ado."""

    def __init__(self, url: str) -> None:
        """Connects when first used. `url` is `redis://`, `rediss://` or `unix://`."""
        # redis-py types one class for clients that wait and clients that are awaited, so its types say neither.
        self._redis: Any = Redis.from_url(
            url,
            decode_responses=True,
            encoding_errors=ENCODING_ERRORS,
            socket_timeout=1.0,
            socket_connect_timeout=1.0,
            retry=Retry(ConstantBackoff(0.05), 1),
        )

    async def close(self) -> None:
        await self._redis.aclose()

    async def check(self) -> None:
        await self._answer(self._redis.ping())

    async def set_active(self, user_id: UUID, interview_id: UUID) -> None:
        await self._answer(self._redis.set(keys.active(user_id), str(interview_id), ex=keys.ACTIVE_SECONDS))

    async def active(self, user_id: UUID) -> UUID | None:
        found = await self._answer(self._redis.get(keys.active(user_id)))
        return UUID(found) if found else None

    async def clear_active(self, user_id: UUID) -> None:
        await self._answer(self._redis.delete(keys.active(user_id)))

    async def take_tab(self, interview_id: UUID, tab_id: str, *, force: bool = False) -> bool:
        taken = await self._run(_TAKE_TAB, keys.tab(interview_id), tab_id, keys.TAB_SECONDS, int(force))
        return bool(taken)

    async def tab(self, interview_id: UUID) -> str | None:
        found: str | None = await self._answer(self._redis.get(keys.tab(interview_id)))
        return found

    async def release_tab(self, interview_id: UUID, tab_id: str) -> None:
        await self._run(_RELEASE_TAB, keys.tab(interview_id), tab_id)

    async def set_pause(self, interview_id: UUID, expires_at: datetime) -> None:
        value = expires_at.astimezone(UTC).isoformat()
        await self._answer(self._redis.set(keys.pause(interview_id), value, ex=keys.PAUSE_SECONDS))

    async def clear_pause(self, interview_id: UUID) -> None:
        await self._answer(self._redis.delete(keys.pause(interview_id)))

    async def count_interview(self, user_id: UUID, day: str) -> int:
        return int(await self._run(_COUNT, keys.rate(user_id, day), keys.RATE_SECONDS))

    async def uncount_interview(self, user_id: UUID, day: str) -> None:
        await self._run(_UNCOUNT, keys.rate(user_id, day))

    async def set_state(self, interview_id: UUID, state: Mapping[str, Value]) -> None:
        value = msgspec.json.encode(state)
        await self._answer(self._redis.set(keys.state(interview_id), value, ex=keys.STATE_SECONDS))

    async def state(self, interview_id: UUID) -> State | None:
        found = await self._answer(self._redis.get(keys.state(interview_id)))
        return msgspec.json.decode(found, type=State) if found else None

    async def forget(self, interview_id: UUID) -> None:
        names = [key(interview_id) for key in (keys.tab, keys.pause, keys.state)]
        await self._answer(self._redis.delete(*names))

    async def renew_server(self, server: str, ttl: timedelta, says: str = "") -> None:
        await self._answer(self._redis.set(keys.server(server), says, px=ttl))

    async def servers(self) -> dict[str, str]:
        prefix = keys.server("")
        with answering():
            found = [key async for key in self._redis.scan_iter(match=f"{prefix}*")]
            says = await self._redis.mget(found) if found else []
        return {key.removeprefix(prefix): said for key, said in zip(found, says, strict=True) if said is not None}

    async def alive(self, server: str) -> bool:
        return bool(await self._answer(self._redis.exists(keys.server(server))))

    async def _run(self, script: str, key: str, *values: str | int) -> Any:
        return await self._answer(self._redis.eval(script, 1, key, *map(str, values)))

    async def _answer(self, command: Awaitable[Any]) -> Any:
        with answering():
            return await command

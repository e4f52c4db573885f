"""Sign-ins that were ended, and attempts to sign in that were used, while a cookie of theirs is still valid."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from redis.asyncio import Redis

from jupyter_interview.adapters.redis import keys
from jupyter_interview.adapters.redis.connecting import answering


class EndedSignIns:
    """Asked at each request, so here and not in PostgreSQL, which is asked when a cookie is renewed."""

    def __init__(self, url: str) -> None:
        """Connects when first used."""
        self._redis: Any = Redis.from_url(url, socket_timeout=1.0, socket_connect_timeout=1.0)

    async def close(self) -> None:
        await self._redis.aclose()

    async def end(self, sign_in_id: UUID, cookies_last: timedelta) -> bool:
        """Whether it had not been ended before. Raises Unavailable."""
        with answering():
            return bool(await self._redis.set(keys.ended(sign_in_id), "", px=cookies_last, nx=True))

    async def ended(self, sign_in_id: UUID) -> bool:
        """Raises Unavailable."""
        with answering():
            return bool(await self._redis.exists(keys.ended(sign_in_id)))

"""Access tokens that were just looked up: a flood of requests with one token is one question to the database."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from jupyter_interview.domain.interview import User

KNOWN_SECONDS = 5.0
"""For so long a token that was revoked may still be good."""
MANY = 1000
"""Then what is old is thrown away."""


class RecentTokens:
    """Asks `look` once in some seconds for each token, however many requests wait for the answer."""

    def __init__(self, look: Callable[[bytes], Awaitable[User | None]]) -> None:
        self._look = look
        self._known: dict[bytes, tuple[float, asyncio.Future[User | None]]] = {}

    async def user_of(self, digest: bytes) -> User | None:
        """Raises Unavailable, to all who wait, and asks anew for the next."""
        asked, answer = self._known.get(digest, (0.0, None))
        if answer is None or time.monotonic() - asked > KNOWN_SECONDS or _failed(answer):
            answer = asyncio.ensure_future(self._look(digest))
            self._keep(digest, answer)
        return await asyncio.shield(answer)  # one request that is given up does not take the others' answer away

    def _keep(self, digest: bytes, answer: asyncio.Future[User | None]) -> None:
        now = time.monotonic()
        if len(self._known) >= MANY:
            self._known = {one: kept for one, kept in self._known.items() if now - kept[0] <= KNOWN_SECONDS}
        self._known[digest] = (now, answer)


def _failed(answer: asyncio.Future[User | None]) -> bool:
    return answer.done() and (answer.cancelled() or answer.exception() is not None)

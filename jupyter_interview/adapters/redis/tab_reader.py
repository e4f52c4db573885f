"""Which tab has a room, read where nothing can be awaited: before Jupyter saves a file."""

from __future__ import annotations

from typing import cast
from uuid import UUID

import msgspec
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from jupyter_interview.adapters.redis import keys
from jupyter_interview.adapters.redis.connecting import ENCODING_ERRORS, answering
from jupyter_interview.adapters.redis.leases import State

TIMEOUT = 0.3
"""Seconds for which a save, and so the whole server, may wait."""


class TabReader:
    """A blocking reader for any thread."""

    def __init__(self, url: str) -> None:
        """Connects when first used."""
        self._redis: Redis = Redis.from_url(
            url,
            decode_responses=True,
            encoding_errors=ENCODING_ERRORS,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            retry=Retry(NoBackoff(), 0),
        )

    def state_and_tab(self, interview_id: UUID) -> tuple[State | None, str | None]:
        """The room's quick state, and the tab that has the room. Raises Unavailable."""
        with answering():
            found = self._redis.mget(keys.state(interview_id), keys.tab(interview_id))
        state, tab = cast("list[str | None]", found)
        return msgspec.json.decode(state, type=State) if state else None, tab

    def close(self) -> None:
        self._redis.close()

"""An object store elsewhere, behind an outbox: its outage delays an upload and loses nothing.

What the store does not take goes into the outbox, and is read from there until the store has it. While something waits
under a key, later changes of that key wait with it, so that an older content never overwrites a newer one.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator
from datetime import timedelta

from jupyter_interview.adapters.objects.keys import check_key, check_prefix
from jupyter_interview.errors import NotFound, Unavailable
from jupyter_interview.service.ports import ObjectStore, Outbox

logger = logging.getLogger(__name__)


class OutboxStore:
    """Implements the port `ObjectStore`. Every method raises Unavailable when the outbox does not answer either."""

    def __init__(self, remote: ObjectStore, outbox: Outbox) -> None:
        self._remote, self._outbox = remote, outbox

    async def put(self, key: str, data: bytes, content_type: str) -> None:
        """On return it is in the store, or in the outbox."""
        if await self._outbox.replace(check_key(key), data, content_type):
            return
        try:
            await self._remote.put(key, data, content_type)
        except Unavailable as error:
            await self._outbox.keep(key, data, content_type)
            logger.warning("a file waits in the outbox: %s", error.message)

    async def get(self, key: str) -> bytes:
        """The content. NotFound if there is none, or none any more."""
        waiting = await self._outbox.find(check_key(key))
        if waiting is None:
            return await self._remote.get(key)
        if waiting.data is None:
            raise NotFound("There is no stored file of that name.")
        return waiting.data

    async def delete(self, key: str) -> None:
        """From now on it is not there; the store learns of it later if it is away."""
        if await self._outbox.replace(check_key(key), None, ""):
            return
        try:
            await self._remote.delete(key)
        except Unavailable as error:
            await self._outbox.keep(key, None, "")
            logger.warning("a deletion waits in the outbox: %s", error.message)

    async def list(self, prefix: str) -> AsyncIterator[str]:
        """The keys that begin with these characters, in the order of their UTF-8 bytes. The store has to answer."""
        waiting = await self._outbox.keys(check_prefix(prefix))
        added = deque(sorted((key for key, stored in waiting.items() if stored), key=str.encode))
        async for key in self._remote.list(prefix):
            while added and added[0].encode() < key.encode():
                yield added.popleft()
            if key not in waiting:
                yield key
        for key in added:
            yield key

    async def link(self, key: str, lasts: timedelta, name: str) -> str | None:
        """None while the file waits, for it is nowhere but here."""
        return None if await self._outbox.find(check_key(key)) else await self._remote.link(key, lasts, name)

    async def check(self) -> None:
        """Unavailable unless the store itself answers."""
        await self._remote.check()

    async def run(self, every: timedelta) -> None:
        """Send what is due, for ever."""
        while True:
            try:
                await self.deliver()
            except Unavailable as error:
                logger.warning("the outbox waits on: %s", error.message)
            await asyncio.sleep(every.total_seconds())

    async def deliver(self) -> int:
        """Send what is due, as long as the store takes it; how many changes it took.

        Raises:
            Unavailable: it took no more. What is left is due again later, each time later.
        """
        count = 0
        while waiting := await self._outbox.take():
            if waiting.data is None:
                await self._remote.delete(waiting.key)
            else:
                await self._remote.put(waiting.key, waiting.data, waiting.content_type)
            await self._outbox.sent(waiting.key, waiting.version)
            count += 1
        return count

"""Things that take long to start, started in advance: handed out at once, replaced in the background.

A pool is lazy: it fills when it is told to, and empties itself when it has not been told so for a while, so that an
idle server costs nothing. What it hands out is never given back: one taker, one thing.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")

IDLE_SECONDS = 600.0
"""After so long without a taker nothing is kept ready any more."""
FIRST_BACKOFF_SECONDS, LAST_BACKOFF_SECONDS = 2.0, 60.0
"""Between two tries after a failure to make one; doubled each time."""
SHARE_OF_MEMORY = 4
"""A quarter of what the machine has available may be promised to what waits in pools."""
MEMINFO = Path("/proc/meminfo")

log = logging.getLogger(__name__)


class Pool(Generic[T]):
    """At most `size` ready things. All methods belong to one event loop."""

    def __init__(
        self,
        make: Callable[[], Awaitable[T]],
        discard: Callable[[T], None],
        alive: Callable[[T], bool],
        *,
        size: int,
        name: str,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        """`discard` and `alive` return at once; `make` may raise whatever it likes."""
        self._make, self._discard, self._alive = make, discard, alive
        self._size, self._name, self._idle_seconds = size, name, idle_seconds
        self._ready: deque[T] = deque()
        self._wanted_until = 0.0
        self._work: asyncio.Task[None] | None = None
        self._coming: asyncio.Future[T | None] | None = None
        self._changed = asyncio.Event()
        self._closed = False

    @property
    def size(self) -> int:
        return self._size

    @property
    def level(self) -> int:
        """How many are ready."""
        return len(self._ready)

    def take(self) -> T | None:
        """One that is ready and lives, or None. Call `fill` when its work is done: making the next takes processors."""
        while self._ready:
            found = self._ready.popleft()
            if self._alive(found):
                return found
            self._discard(found)
        return None

    async def take_soon(self) -> T | None:
        """As `take`; where none is ready, the one that is being made, which is there before a new one could be.

        None where none is being made either, where somebody else waits for it, and where it could not be made.
        """
        found = self.take()
        if found is not None or self._coming is None:
            return found
        claim, self._coming = self._coming, None
        try:
            return await claim
        except asyncio.CancelledError:
            if claim.done() and not claim.cancelled() and (made := claim.result()) is not None:
                # It came in the very moment in which its asker left.
                (self._discard if self._closed else self._ready.append)(made)
            raise

    def lost(self, thing: T) -> None:
        """It has ended while it waited: another takes its place. One that is not here any more is fine."""
        if thing in self._ready:
            self._ready.remove(thing)
            self._discard(thing)
            self._changed.set()

    def fill(self) -> None:
        """See to it that the pool is full soon, and stays so until nobody has asked for `idle_seconds`."""
        if self._closed or not self._size:
            return
        loop = asyncio.get_running_loop()
        self._wanted_until = loop.time() + self._idle_seconds
        self._changed.set()
        if self._work is None or self._work.done():
            self._work = loop.create_task(self._keep_full(), name=f"pool {self._name}")

    async def close(self) -> None:
        """Make no more, and discard what is ready."""
        self._closed = True
        work, self._work = self._work, None
        if work is not None:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
        self._drain()

    async def _keep_full(self) -> None:
        """One at a time: who is being served needs the processors more than who comes next."""
        backoff = FIRST_BACKOFF_SECONDS
        while (left := self._wanted_until - asyncio.get_running_loop().time()) > 0:
            if len(self._ready) >= self._size:
                self._changed.clear()
                await self._changed_within(left)
                continue
            try:
                await self._make_one()
                backoff = FIRST_BACKOFF_SECONDS
            except Exception as error:  # noqa: BLE001 - whatever it is, the pool is empty and its takers start their own
                log.warning("the pool %s could not be filled: %s", self._name, type(error).__name__)
                await asyncio.sleep(backoff)
                backoff = min(2 * backoff, LAST_BACKOFF_SECONDS)
        self._drain()

    async def _make_one(self) -> None:
        """Make one for whoever has claimed it in the meantime, else for the pool."""
        claim: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        self._coming = claim
        try:
            made = await self._make()
        except BaseException:
            if not claim.done():
                claim.set_result(None)
            raise
        finally:
            claimed = self._coming is not claim
            self._coming = None
        if claimed and not claim.cancelled():
            claim.set_result(made)
        else:
            self._ready.append(made)

    async def _changed_within(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return

    def _drain(self) -> None:
        while self._ready:
            self._discard(self._ready.popleft())


def size_that_fits(wanted: int, bytes_each: int) -> int:
    """At most `wanted`, and no more than a share of the memory that is available now; unknown memory sets no bound."""
    try:
        lines = MEMINFO.read_text().splitlines()
        available = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return wanted
    return max(0, min(wanted, available // SHARE_OF_MEMORY // bytes_each))

"""Things kept for a while for whoever used them last: found by their user alone, and gone soon."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class _Entry(NamedTuple, Generic[T]):
    thing: T
    expiry: asyncio.TimerHandle


class Kept(Generic[T]):
    """At most `size` things, one a user, each for `seconds`. All methods belong to one event loop."""

    def __init__(self, discard: Callable[[T], None], alive: Callable[[T], bool], *, size: int, seconds: float) -> None:
        """`discard` and `alive` return at once."""
        self._discard, self._alive, self._size, self._seconds = discard, alive, size, seconds
        self._entries: dict[Hashable, _Entry[T]] = {}
        self._closed = False

    @property
    def level(self) -> int:
        """How many are kept."""
        return len(self._entries)

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return not self._closed and self._size > 0 and self._seconds > 0

    def take(self, user: Hashable) -> T | None:
        """The user's own, if it is kept and lives; it is kept no longer."""
        thing = self._remove(user)
        if thing is not None and not self._alive(thing):
            self._discard(thing)
            return None
        return thing

    def put(self, user: Hashable, thing: T) -> None:
        """Keep it for this user; what was kept for the same one, or is oldest where there is no room, goes."""
        if not self.keeps:
            self._discard(thing)
            return
        self._drop(user)
        while len(self._entries) >= self._size:
            self._drop(next(iter(self._entries)))
        expiry = asyncio.get_running_loop().call_later(self._seconds, self._drop, user)
        self._entries[user] = _Entry(thing, expiry)

    def close(self) -> None:
        """Keep nothing, now and later."""
        self._closed = True
        for user in list(self._entries):
            self._drop(user)

    def _drop(self, user: Hashable) -> None:
        thing = self._remove(user)
        if thing is not None:
            self._discard(thing)

    def _remove(self, user: Hashable) -> T | None:
        entry = self._entries.pop(user, None)
        if entry is None:
            return None
        entry.expiry.cancel()
        return entry.thing

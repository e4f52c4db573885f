"""What is kept for its last user: nobody else's, never a dead one, bounded, and gone in time."""

from __future__ import annotations

import asyncio

from jupyter_interview_kernels.kept import Kept


class Things:
    """What was discarded, and what is dead."""

    def __init__(self) -> None:
        self.discarded: list[int] = []
        self.dead: set[int] = set()

    def kept(self, size: int = 2, seconds: float = 60.0) -> Kept[int]:
        return Kept(self.discarded.append, lambda thing: thing not in self.dead, size=size, seconds=seconds)


async def test_only_its_user_gets_it_and_once() -> None:
    things = Things()
    kept = things.kept()
    kept.put("one", 1)
    assert kept.take("two") is None
    assert kept.take("one") == 1
    assert kept.take("one") is None
    assert things.discarded == [], "what was taken is the taker's"


async def test_a_dead_one_is_discarded() -> None:
    things = Things()
    kept = things.kept()
    kept.put("one", 1)
    things.dead.add(1)
    assert (kept.take("one"), things.discarded) == (None, [1])


async def test_the_oldest_makes_room_and_the_same_user_has_one() -> None:
    things = Things()
    kept = things.kept(size=2)
    for thing, user in enumerate(("one", "two", "one", "three")):
        kept.put(user, thing)
    assert things.discarded == [0, 1], "the first of user one, then user two's, which is the oldest"
    assert (kept.take("one"), kept.take("three")) == (2, 3)


async def test_its_time_runs_from_when_it_was_put() -> None:
    things = Things()
    kept = things.kept(seconds=0.05)
    kept.put("one", 1)
    assert kept.take("one") == 1
    kept.put("one", 1)
    async with asyncio.timeout(5):
        while not things.discarded:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
    assert (things.discarded, kept.take("one")) == ([1], None), "the first time's end was called off"


async def test_nothing_is_kept_where_nothing_is_to_be() -> None:
    things = Things()
    closed = things.kept()
    closed.put("one", 0)
    closed.close()
    for number, kept in enumerate((closed, things.kept(size=0), things.kept(seconds=0)), 1):
        assert not kept.keeps
        kept.put("one", number)
        assert kept.take("one") is None
    assert things.discarded == [0, 1, 2, 3]

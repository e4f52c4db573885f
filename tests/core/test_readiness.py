"""Whether a server may be sent people: what makes it say no, and what it costs to ask."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_interview.errors import Unavailable
from jupyter_interview_server import readiness
from jupyter_interview_server.readiness import Readiness


class Part:
    """A database that counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.away = self.hangs = False

    async def check(self) -> str:
        self.asked += 1
        await asyncio.sleep(60 if self.hangs else 0)
        if self.away:
            raise Unavailable("PostgreSQL does not answer.")
        return "PostgreSQL answers."


async def test_every_part_has_to_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "CHECK_SECONDS", 0.05)
    well, other = Part(), Part()
    assert await Readiness([well.check, other.check]).ready()
    other.away = True
    assert not await Readiness([well.check, other.check]).ready()
    other.away, other.hangs = False, True
    assert not await Readiness([well.check, other.check]).ready()


async def test_a_flood_of_questions_is_one_to_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    part = Part()
    asked = Readiness([part.check])
    assert all(await asyncio.gather(*(asked.ready() for _ in range(100))))
    assert part.asked == 1
    part.away = True
    assert await asked.ready()  # it is not a second later
    monkeypatch.setattr(readiness, "KNOWN_SECONDS", 0.0)
    assert not await asked.ready()
    assert part.asked == 2


async def test_a_server_that_drains_says_so_at_once() -> None:
    part = Part()
    asked = Readiness([part.check])
    assert await asked.ready()
    asked.drain()
    assert not await asked.ready()
    assert asked.draining

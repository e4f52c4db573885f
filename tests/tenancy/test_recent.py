"""A token is looked up once for all who bring it at the same time."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from jupyter_interview.domain.interview import User
from jupyter_interview.errors import Unavailable
from jupyter_interview_server.tenancy.recent import RecentTokens

USER = User(uuid4(), "Ada")


async def test_a_flood_is_one_question() -> None:
    asked = []

    async def look(digest: bytes) -> User | None:
        asked.append(digest)
        await asyncio.sleep(0)
        return USER if digest == b"hers" else None

    tokens = RecentTokens(look)
    waiting = [asyncio.create_task(tokens.user_of(b"hers")) for _ in range(500)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    assert set(await asyncio.gather(*waiting[1:])) == {USER}
    assert await tokens.user_of(b"another") is None
    assert asked == [b"hers", b"another"]


async def test_a_failure_is_not_remembered() -> None:
    answers: list[User | None] = [None, USER]

    async def look(digest: bytes) -> User | None:
        answer = answers.pop(0)
        if answer is None:
            raise Unavailable("The database does not answer.")
        return answer

    tokens = RecentTokens(look)
    with pytest.raises(Unavailable):
        await tokens.user_of(b"hers")
    assert await tokens.user_of(b"hers") == USER


async def test_what_is_old_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that was revoked is not good for long."""
    answers: list[User | None] = [USER, None]

    async def look(digest: bytes) -> User | None:
        return answers.pop(0)

    tokens = RecentTokens(look)
    assert await tokens.user_of(b"hers") == USER
    monkeypatch.setattr("jupyter_interview_server.tenancy.recent.KNOWN_SECONDS", -1.0)
    assert await tokens.user_of(b"hers") is None

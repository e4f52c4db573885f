"""Users' own access tokens: how many, how long, and whose."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from jupyter_interview.adapters.postgres.hosted import HostedStore
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.tokens import MAX_TOKENS, digest_of, new_token
from jupyter_interview.errors import Conflict, InterviewError, InvalidRequest, NotAllowed, NotFound
from jupyter_interview.service.tokens import AccessTokens


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[HostedStore]:
    opened = await HostedStore.open(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def ada(store: HostedStore) -> User:
    return await store.ensure_account("test", "ada", "Ada")


async def test_a_token_acts_as_its_maker_until_it_is_revoked(store: HostedStore, ada: User) -> None:
    tokens = AccessTokens(store)
    made, secret = await tokens.make(ada, " grades to the LMS ", 30, by_token=False)
    assert await store.by_token(digest_of(secret)) == ada
    (listed,) = await tokens.of(ada)
    assert listed == made
    assert (made.name, made.expires_at - made.created_at) == ("grades to the LMS", pytest.approx(timedelta(days=30), 1))
    await tokens.revoke(ada, made.id)
    assert (await store.by_token(digest_of(secret)), await tokens.of(ada)) == (None, [])


async def test_nobody_sees_or_revokes_anothers(store: HostedStore, ada: User) -> None:
    tokens = AccessTokens(store)
    made, secret = await tokens.make(ada, "backup", 1, by_token=False)
    bob = await store.ensure_account("test", "bob", "Bob")
    assert await tokens.of(bob) == []
    with pytest.raises(NotFound):
        await tokens.revoke(bob, made.id)
    assert await store.by_token(digest_of(secret)) == ada


async def test_a_token_makes_no_other(store: HostedStore, ada: User) -> None:
    with pytest.raises(NotAllowed):
        await AccessTokens(store).make(ada, "for ever", 1, by_token=True)


@pytest.mark.parametrize(("name", "days"), [("", 1), ("x" * 81, 1), ("two\nlines", 1), ("x", 0), ("x", 366), ("x", -1)])
async def test_names_and_days_have_bounds(store: HostedStore, ada: User, name: str, days: int) -> None:
    with pytest.raises(InvalidRequest):
        await AccessTokens(store).make(ada, name, days, by_token=False)


async def test_many_at_once_are_no_more_than_one_may_have(store: HostedStore, ada: User) -> None:
    tokens = AccessTokens(store)
    await store.make_token(ada.id, digest_of(new_token()), "over", timedelta(days=-1), None)  # which counts no more
    making = [tokens.make(ada, f"script {n}", 1, by_token=False) for n in range(MAX_TOKENS + 3)]
    made = await asyncio.gather(*making, return_exceptions=True)
    assert sum(isinstance(one, InterviewError) for one in made) == 3
    assert [type(one) for one in made if isinstance(one, BaseException)] == [Conflict] * 3
    assert len(await tokens.of(ada)) == MAX_TOKENS

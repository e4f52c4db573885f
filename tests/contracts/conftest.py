"""A user with an interview to write to."""

from __future__ import annotations

import pytest

from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import Action
from tests.contracts.rooms import created, moving, new_interview


@pytest.fixture
async def user(store: PostgresStore) -> User:
    return await store.ensure_user("local", "ada", "Ada")


@pytest.fixture
async def interview(store: PostgresStore, user: User) -> Interview:
    """An interview in progress, its log holding two events."""
    made = new_interview(user)
    await store.create(made, created(made))
    return (await store.append(made.id, moving(Action.JOIN, p.InterviewJoined()))).interview

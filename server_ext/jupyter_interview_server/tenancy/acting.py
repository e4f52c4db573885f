"""As whom the running code acts. Nobody is an error: there is no user to fall back to.

A variable of the call context, so what a request starts goes on as its user. It is set for requests by the identity
provider, and for background work by `acting_as`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from jupyter_interview.errors import NobodyActs

_user: ContextVar[UUID | None] = ContextVar("jupyter_interview_acting", default=None)


def acting() -> UUID:
    """The user as whom this code acts. Raises NobodyActs."""
    user = _user.get()
    if user is None:
        raise NobodyActs("This was asked for nobody. It is a defect of the server; nothing was read or written.")
    return user


def who_acts() -> UUID | None:
    """The same where nobody is an answer: to compare, never to choose."""
    return _user.get()


def act_as(user: UUID | None) -> None:
    """For the rest of this task: a request was found to be this user's, or nobody's."""
    _user.set(user)


@contextmanager
def acting_as(user: UUID) -> Iterator[None]:
    """Background work for one user, named by it."""
    token = _user.set(user)
    try:
        yield
    finally:
        _user.reset(token)

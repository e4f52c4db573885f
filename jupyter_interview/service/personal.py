"""The ports of personal data: what only export and erasure ask of the world, and where a user's files lie."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Literal, Protocol, get_args
from uuid import UUID

from jupyter_interview.domain.interview import User
from jupyter_interview.errors import InvalidRequest
from jupyter_interview.service.ports import InterviewStore, ObjectStore

Kind = Literal["transcripts", "reports", "resumes"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The first folders of the object store. A file is stored under one of them or not at all, so erasure finds it."""


class PersonalStore(InterviewStore, Protocol):
    """The truth, seen by the user whom it is about."""

    async def user(self, user_id: UUID) -> User:
        """Raises NotFound."""
        ...

    async def rows_of(self, user_id: UUID) -> Mapping[str, Sequence[dict[str, Any]]]:
        """By table, the user's rows that are no part of an interview, as plain JSON."""
        ...

    async def interview_ids(self, user_id: UUID, *, kept_only: bool = False) -> Sequence[UUID]:
        """Every interview of the user, oldest first; with `kept_only` those whose content is still there."""
        ...

    async def begin_erasure(self, user_id: UUID) -> None:
        """From now on nobody signs in as this user, who has no name any more. Raises NotFound."""
        ...

    async def erase_interview(self, interview_id: UUID) -> int:
        """Delete an ended interview's payloads and salts, and all else but envelopes and seals; how many rows went.

        Raises:
            NotFound, Conflict (it goes on).
        """
        ...

    async def finish_erasure(self, user_id: UUID) -> None:
        """Delete what else is the user's. Raises Conflict while an interview is not erased."""
        ...

    async def erasing(self) -> Sequence[UUID]:
        """Users whose erasure was begun and not finished."""
        ...

    async def expired(self, kept: timedelta, limit: int) -> Sequence[UUID]:
        """Sealed interviews that ended longer than `kept` ago and are not erased, oldest first."""
        ...


def owned_key(kind: Kind, user_id: UUID, name: str) -> str:
    """Where a user's file lies in the object store."""
    return f"{kind}/{user_id}/{name}"


class OwnedObjects:
    """An object store in which every file has an owner: what is under no user's folder is refused."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    async def put(self, key: str, data: bytes, content_type: str) -> None:
        """Raises InvalidRequest for a key that `owned_key` does not make."""
        kind, _, rest = key.partition("/")
        if kind not in KINDS or not _begins_with_id(rest):
            raise InvalidRequest("A stored file needs an owner: name it by its kind and its user's id.")
        await self._objects.put(key, data, content_type)

    async def get(self, key: str) -> bytes:
        return await self._objects.get(key)

    async def delete(self, key: str) -> None:
        await self._objects.delete(key)

    def list(self, prefix: str) -> AsyncIterator[str]:
        return self._objects.list(prefix)

    async def link(self, key: str, lasts: timedelta, name: str) -> str | None:
        return await self._objects.link(key, lasts, name)

    async def check(self) -> None:
        await self._objects.check()

    async def of(self, user_id: UUID, name: str = "") -> Sequence[str]:
        """The keys of a user's files of every kind, whose names begin with `name`."""
        return [key for kind in KINDS async for key in self._objects.list(owned_key(kind, user_id, name))]

    async def erase(self, user_id: UUID, name: str = "") -> int:
        """Delete them; how many there were."""
        keys = await self.of(user_id, name)
        for key in keys:
            await self._objects.delete(key)
        return len(keys)


def _begins_with_id(path: str) -> bool:
    try:
        owner = UUID(path.partition("/")[0])
    except ValueError:
        return False
    return path.startswith(f"{owner}/")

"""Profiles: a résumé is read and understood, its owner edits and confirms that, and deletes it when it has served.

Every method acts on the caller's own profile and can name no other. The file lies in the object store under the user's
id, always in the same place, so that a new one takes the place of the old one and deleting needs no list.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from uuid import UUID

from jupyter_interview.domain.interview import User
from jupyter_interview.domain.profile.refining import refined, shown
from jupyter_interview.domain.profile.text import legible
from jupyter_interview.domain.profile.understanding import understand
from jupyter_interview.domain.profile.values import Profile, checked
from jupyter_interview.domain.profile.vocabulary import Vocabulary
from jupyter_interview.errors import ModelFailed, NotFound, TooLarge, Unavailable
from jupyter_interview.service.personal import owned_key
from jupyter_interview.service.ports import (
    Now,
    ObjectStore,
    ProfileStore,
    Resume,
    ResumeReader,
    ResumeRefiner,
    StoredProfile,
)

logger = logging.getLogger(__name__)

MAX_RESUME_BYTES = 5 << 20
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
}


def _utc() -> datetime:
    return datetime.now(UTC)


class Profiles:
    """A profile is used for nothing until it is confirmed."""

    def __init__(
        self,
        store: ProfileStore,
        objects: ObjectStore,
        reader: ResumeReader,
        vocabulary: Vocabulary,
        refiner: ResumeRefiner | None = None,
        now: Now = _utc,
    ) -> None:
        self._store = store
        self._objects = objects
        self._reader = reader
        self._vocabulary = vocabulary
        self._refiner = refiner
        self._now = now

    async def of(self, user: User) -> StoredProfile | None:
        """Raises Unavailable."""
        return await self._store.profile(user.id)

    async def upload(self, user: User, data: bytes, *, model: bool = True) -> StoredProfile:
        """Read, understand and keep a résumé in the place of an earlier one. Nothing is kept of one that is refused.

        Raises:
            TooLarge, UnreadableResume, Unavailable; NotFound when the account is being erased.
        """
        if len(data) > MAX_RESUME_BYTES:
            raise TooLarge(f"A résumé has at most {MAX_RESUME_BYTES >> 20} MB. Choose a smaller file.")
        read = await self._reader.read(data)
        text = legible(read.text)
        found = await asyncio.to_thread(understand, text, self._vocabulary, self._now().date())
        better = await self._refined(user, found, text) if model else found
        await self._objects.put(resume_key(user.id), data, MEDIA_TYPES[read.kind])
        resume = Resume(read.kind, len(data))
        try:
            return await self._store.put_profile(user.id, better, resume, refined=better != found)
        except NotFound:
            await self._objects.delete(resume_key(user.id))  # the account went meanwhile, and its files before
            raise

    async def _refined(self, user: User, found: Profile, text: str) -> Profile:
        """With a model's additions; what the rules found is enough wherever the model fails."""
        if self._refiner is None:
            return found
        try:
            suggested = await self._refiner.suggest(user.id, shown(text))
        except (ModelFailed, Unavailable) as error:
            logger.info("a résumé is understood by rules alone: %s", error.message)
            return found
        return refined(found, suggested, text, self._vocabulary)

    async def confirm(self, user: User, profile: Profile) -> StoredProfile:
        """The owner has seen and edited it: from now on it is used.

        Raises:
            InvalidRequest, NotFound (no résumé, or it was deleted meanwhile), Unavailable.
        """
        return await self._store.confirm_profile(user.id, checked(profile))

    async def resume(self, user: User) -> tuple[Resume, bytes]:
        """The file as it was uploaded. Raises NotFound, Unavailable."""
        stored = await self._store.profile(user.id)
        if stored is None:
            raise NotFound("There is no résumé.")
        return stored.resume, await self._objects.get(resume_key(user.id))

    async def delete(self, user: User) -> None:
        """Row and file. Raises Unavailable, and may then be repeated: the row goes last, so that it can be seen."""
        await self._objects.delete(resume_key(user.id))
        await self._store.delete_profile(user.id)
        await self._objects.delete(resume_key(user.id))  # of an upload that came between the two


def resume_key(user_id: UUID) -> str:
    """Where a résumé lies in the object store."""
    return owned_key("resumes", user_id, "resume")

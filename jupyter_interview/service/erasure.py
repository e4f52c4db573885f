"""Erasure: an account with all its data, or the content of interviews that are old enough.

An erasure is begun by one small change, after which nobody signs in as that user. Every later step may be repeated, so
a crash or an outage in between delays it: the sweeper comes back until it is finished.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from uuid import UUID

from jupyter_interview.domain import room
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import TERMINAL, State
from jupyter_interview.errors import Conflict, IllegalTransition, InterviewError, Unavailable
from jupyter_interview.service.closing import Closing
from jupyter_interview.service.outages import tolerated
from jupyter_interview.service.personal import OwnedObjects, PersonalStore
from jupyter_interview.service.ports import Leases, Workspace

logger = logging.getLogger(__name__)

BATCH = 20
"""Interviews that one sweep erases because of their age; the next sweep goes on."""
TRIES = 5
"""To end a room whose browser comes back at the same moment."""


class Erasure:
    """Erases. Envelopes, seals and the rows that they hang on stay, without a name and without content."""

    def __init__(
        self,
        store: PersonalStore,
        leases: Leases,
        objects: OwnedObjects,
        workspace: Workspace,
        closing: Closing,
        *,
        keep_days: float = 0,
    ) -> None:
        """Ended interviews keep their content for `keep_days`; 0: until their user erases it."""
        self._store = store
        self._leases = leases
        self._objects = objects
        self._workspace = workspace
        self._closing = closing
        self._kept = timedelta(days=keep_days)
        self._at_work = asyncio.Lock()

    async def delete(self, user: User) -> None:
        """Erase everything of the user's; a live interview is ended first.

        Raises:
            NotFound: nobody is that user any more.
            Unavailable: a part does not answer. The erasure was begun, and goes on by itself.
        """
        await self._store.begin_erasure(user.id)
        logger.info("the erasure of user %s was begun", user.id)
        try:
            await self._erase(user.id)
        except (Conflict, Unavailable) as error:
            raise Unavailable(
                f"Your account is closed, and the deletion goes on by itself within a minute or when that is back: "
                f"{error.message}"
            ) from error

    async def sweep(self) -> None:
        """Go on with erasures that were begun, and erase what has been kept for long enough."""
        for user_id in await self._store.erasing():
            try:
                await self._erase(user_id)
            except InterviewError as error:
                logger.warning("the erasure of user %s was put off: %s", user_id, error.message)
        if not self._kept:
            return
        for interview_id in await self._store.expired(self._kept, BATCH):
            try:
                await self._expire(interview_id)
            except InterviewError as error:
                logger.warning("the content of interview %s was not erased yet: %s", interview_id, error.message)

    async def _erase(self, user_id: UUID) -> None:
        """One after the other, so that a request and this server's sweeper are not at the same files at once."""
        async with self._at_work:
            await self._erase_all(user_id)

    async def _erase_all(self, user_id: UUID) -> None:
        for interview_id in await self._store.interview_ids(user_id, kept_only=True):
            interview = await self._ended(interview_id)
            await self._closing.close_unwritten(interview)
            await self._workspace.remove_files(interview)
            await self._store.erase_interview(interview_id)
            with tolerated("its leases were not removed; they will run out", interview_id):
                await self._leases.forget(interview_id)
        files = await self._objects.erase(user_id)
        await self._store.finish_erasure(user_id)
        logger.info("user %s was erased, with %s stored files", user_id, files)

    async def _ended(self, interview_id: UUID) -> Interview:
        """The interview, over now if it was not."""
        for _ in range(TRIES):
            interview = await self._store.get(interview_id)
            if interview.state in TERMINAL:
                return interview
            try:
                if interview.state is State.IN_PROGRESS:
                    await self._store.append(interview_id, room.disconnect)
                await self._store.append(interview_id, room.abandon)
            except IllegalTransition:
                logger.info("interview %s was joined again while it was being ended", interview_id)
        raise Conflict("An interview is still open in a browser. Close its tab.")

    async def _expire(self, interview_id: UUID) -> None:
        """Stored files go before the log, so that a crash in between leaves something to come back for, and after it,
        for a report that was being made meanwhile."""
        interview = await self._store.get(interview_id)
        await self._objects.erase(interview.user_id, str(interview_id))
        rows = await self._store.erase_interview(interview_id)
        await self._objects.erase(interview.user_id, str(interview_id))
        logger.info("the content of interview %s was erased, %s rows", interview_id, rows)

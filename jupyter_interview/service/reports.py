"""The report of a finished interview as a file: made when it has ended, kept beside the transcript.

It rests on the log alone, so one that failed or was lost is made again, and no interview depends on it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from uuid import UUID

from msgspec.structs import replace

from jupyter_interview.domain.events import Event
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.scoring import SCORER, Feedback
from jupyter_interview.errors import BadQuestion, NotFound, Unavailable
from jupyter_interview.service.feedback import FeedbackGenerator
from jupyter_interview.service.personal import owned_key
from jupyter_interview.service.ports import InterviewStore, ObjectStore
from jupyter_interview.service.suggestions import Suggestions

logger = logging.getLogger(__name__)

BuildReport = Callable[[Sequence[Event], Feedback | None], bytes]
"""From an interview's whole log to a PDF, as its candidate may read it."""
BuildCells = Callable[[Sequence[Event], Feedback | None], Sequence[str]]
"""The same as Markdown, a text for each cell."""


class Reports:
    """Makes reports, and gives them to the candidates whose interviews they are of."""

    def __init__(
        self,
        store: InterviewStore,
        objects: ObjectStore,
        feedback: FeedbackGenerator,
        suggestions: Suggestions,
        build: BuildReport,
        build_cells: BuildCells,
    ) -> None:
        self._store, self._objects, self._feedback, self._suggestions = store, objects, feedback, suggestions
        self._build, self._build_cells = build, build_cells

    async def of(self, user: User, interview_id: UUID) -> bytes:
        """The kept one, else one that is made now.

        Raises:
            NotFound, Conflict (not over yet), ReportFailed, Unavailable.
        """
        interview = await self._feedback.check(user, interview_id)
        with suppress(NotFound):
            return await self._objects.get(await self._key(interview, scored=True))
        feedback = await self._scores(interview)
        if feedback is None:
            with suppress(NotFound):
                return await self._objects.get(await self._key(interview, scored=False))
        made = await self._make(interview, feedback)
        try:
            await self._keep(interview, feedback, made)
        except Unavailable as error:
            logger.warning("the report of interview %s was not kept: %s", interview_id, error.message)
        return made

    async def cells(self, user: User, interview_id: UUID) -> Sequence[tuple[str, str]]:
        """Id and Markdown of each cell that the report is at the end of the working notebook.

        Raises:
            NotFound, Conflict (not over yet), Unavailable.
        """
        interview = await self._feedback.check(user, interview_id)
        feedback = await self._scores(interview)
        events = await self._store.events(interview_id)
        sources = await asyncio.to_thread(self._build_cells, events, feedback)
        return [(f"{interview_id.hex}-report-{place}", source) for place, source in enumerate(sources)]

    async def make(self, interview_id: UUID) -> None:
        """Make the report of an interview that is over, and keep it. Raises NotFound, ReportFailed, Unavailable."""
        interview = await self._store.get(interview_id)
        if interview.erased_at is not None:
            await self._store.report_made(interview_id)
            return
        feedback = await self._scores(interview)
        await self._keep(interview, feedback, await self._make(interview, feedback))

    async def _scores(self, interview: Interview) -> Feedback | None:
        """With suggestions. None where the bank has no longer what was asked: a report without scores is still one."""
        try:
            feedback = await self._feedback.scores(interview)
            more = [suggestion.in_words() for suggestion in await self._suggestions.after(interview, feedback)]
        except (BadQuestion, NotFound):
            return None
        return replace(feedback, next_steps=(*feedback.next_steps, *more))

    async def _make(self, interview: Interview, feedback: Feedback | None) -> bytes:
        events = await self._store.events(interview.id)
        return await asyncio.to_thread(self._build, events, feedback)

    async def _keep(self, interview: Interview, feedback: Feedback | None, made: bytes) -> None:
        key = await self._key(interview, scored=feedback is not None)
        await self._objects.put(key, made, "application/pdf")
        await self._store.report_made(interview.id)
        if (await self._store.get(interview.id)).erased_at is not None:  # while this was being made
            await self._objects.delete(key)

    async def _key(self, interview: Interview, *, scored: bool) -> str:
        return report_key(interview, scored=scored, amendments=len(await self._feedback.amendments(interview)))


def report_key(interview: Interview, *, scored: bool, amendments: int = 0) -> str:
    """Where a report lies in the object store; another scorer, or an educator's decision, makes another report."""
    how = SCORER.replace("/", "-") if scored else "unscored"
    if amendments:
        how = f"{how}.amended-{amendments}"
    return owned_key("reports", interview.user_id, f"{interview.id}.{how}.pdf")

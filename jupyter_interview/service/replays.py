"""The replay of a finished interview: the page that a reviewer makes of its transcript, for the candidate."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from uuid import UUID

from jupyter_interview.domain.interview import User
from jupyter_interview.domain.scoring import Feedback
from jupyter_interview.errors import BadQuestion, NotFound
from jupyter_interview.service.closing import object_key
from jupyter_interview.service.feedback import FeedbackGenerator
from jupyter_interview.service.ports import ObjectStore

BuildReplay = Callable[[bytes, str, Feedback | None], str]
"""From a transcript, its name and the scores to a page of HTML that needs nothing else."""


class Replays:
    """Made anew each time: a transcript does not change, and its page is made in a moment."""

    def __init__(self, objects: ObjectStore, feedback: FeedbackGenerator, build: BuildReplay) -> None:
        self._objects, self._feedback, self._build = objects, feedback, build

    async def of(self, user: User, interview_id: UUID) -> str:
        """Raises NotFound, Conflict (not over yet, or not released), InvalidTranscript, Unavailable."""
        interview = await self._feedback.check(user, interview_id)
        if interview.transcript_path is None:
            raise NotFound("The transcript is being written. Try again in a few seconds.")
        transcript = await self._objects.get(object_key(interview))
        try:
            feedback = await self._feedback.scores(interview)
        except (BadQuestion, NotFound):  # the page says that there are no scores, and why
            feedback = None
        return await asyncio.to_thread(self._build, transcript, f"{interview_id}.ipynb", feedback)

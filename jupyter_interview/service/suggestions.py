"""What to practise after an interview, asked for by its candidate."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from uuid import UUID

from jupyter_interview.domain.browsing import statuses
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.scoring import Feedback
from jupyter_interview.domain.suggestions import Suggestion, suggest
from jupyter_interview.service.feedback import FeedbackGenerator
from jupyter_interview.service.ports import InterviewStore, QuestionBank


class Suggestions:
    """Looked for anew each time: they change with every interview, and the feedback never does."""

    def __init__(self, store: InterviewStore, bank: QuestionBank, feedback: FeedbackGenerator) -> None:
        self._store, self._bank, self._feedback = store, bank, feedback

    async def of(self, user: User, interview_id: UUID) -> Sequence[Suggestion]:
        """Raises NotFound, Conflict (not over yet, or not released), BadQuestion."""
        interview = await self._feedback.check(user, interview_id)
        return await self.after(interview, await self._feedback.scores(interview))

    async def after(self, interview: Interview, feedback: Feedback) -> Sequence[Suggestion]:
        """Those that follow from the feedback on an interview."""
        known = statuses(await self._store.list(interview.user_id))
        bank = await asyncio.to_thread(lambda: (*self._bank.public(), *self._bank.designs()))
        return suggest(feedback.questions, bank, known, interview.language)

"""Feedback on a finished interview: asked for by its candidate, made from the log, the same every time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from uuid import UUID

from jupyter_interview.domain import room, scoring
from jupyter_interview.domain.design.questions import SYSTEM_DESIGN
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import TERMINAL
from jupyter_interview.domain.payloads import CellExecuted, CellSnapshot
from jupyter_interview.domain.scoring import Feedback
from jupyter_interview.errors import Conflict, NotFound
from jupyter_interview.service.ports import CohortStore, InterviewStore, QuestionBank

_NOT_SCORED = (CellSnapshot.kind, CellExecuted.kind)
"""Most of a log's bytes, and nothing that a score rests on."""


class FeedbackGenerator:
    """Scores by rules; nothing is stored, since the log and the scorer's version give it again."""

    def __init__(self, store: InterviewStore, bank: QuestionBank, cohorts: CohortStore) -> None:
        self._store = store
        self._bank = bank
        self._cohorts = cohorts

    async def of(self, user: User, interview_id: UUID) -> Feedback:
        """Raises NotFound, Conflict (not over yet, or not released), BadQuestion."""
        return await self.scores(await self.check(user, interview_id))

    async def scores(self, interview: Interview) -> Feedback:
        """Of an interview that is over. Raises NotFound, BadQuestion."""
        events = await self._store.events(interview.id, without=_NOT_SCORED)
        posted = [question.question_id for question in interview.progress.questions]
        get: Callable[[str], scoring.AnyQuestion] = (
            self._bank.design if interview.kind == SYSTEM_DESIGN else self._bank.get
        )
        questions = {name: await asyncio.to_thread(get, name) for name in posted}
        return scoring.score(events, questions)

    async def check(self, user: User, interview_id: UUID) -> Interview:
        """The interview, if this user may have feedback on it now. Raises NotFound, Conflict."""
        interview = await self._store.get(interview_id)
        room.check_owner(interview, user)
        if interview.state not in TERMINAL:
            raise Conflict("The feedback is there when the interview is over.")
        if interview.erased_at is not None:
            raise NotFound("The content of this interview was erased, and its feedback with it.")
        if interview.assignment_id and not (await self._cohorts.assignment(interview.assignment_id)).released_at:
            raise Conflict("The results of this assignment are not released yet. Your educator does that.")
        return interview

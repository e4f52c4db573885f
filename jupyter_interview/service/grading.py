"""Grading: what a cohort's candidates came to, educators' overrides, and submissions that are alike."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from uuid import UUID, uuid4

import msgspec

from jupyter_interview.domain.design.questions import SYSTEM_DESIGN
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.grading import (
    Amendment,
    Grade,
    GradedCandidate,
    Override,
    Said,
    check_override,
    rejudgings_in,
)
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import TERMINAL
from jupyter_interview.domain.payloads import CellExecuted, CellSnapshot
from jupyter_interview.domain.scoring import Feedback
from jupyter_interview.errors import BadQuestion, Conflict, NotFound
from jupyter_interview.service.assignments import Assignments, Attempts
from jupyter_interview.service.feedback import FeedbackGenerator
from jupyter_interview.service.ports import CohortStore, InterviewStore, Now, QuestionBank, Signer, SimilarityPage
from jupyter_interview.service.replays import BuildReplay

logger = logging.getLogger(__name__)

ERASED = "The content of this interview was erased."


class GradedInterview(msgspec.Struct, frozen=True):
    """One attempt as its grader sees it."""

    interview: Interview
    feedback: Feedback
    grade: Grade
    corrected: tuple[str, ...]
    """Questions of which the bank has another version by now."""


class Grading:
    """For educators of a cohort, on interviews of its assignments."""

    def __init__(
        self,
        assignments: Assignments,
        cohorts: CohortStore,
        store: InterviewStore,
        feedback: FeedbackGenerator,
        signer: Signer,
        similarity_page: SimilarityPage,
        now: Now,
        bank: QuestionBank,
        replay: BuildReplay,
    ) -> None:
        self._assignments = assignments
        self._cohorts = cohorts
        self._store = store
        self._feedback = feedback
        self._signer = signer
        self._similarity_page = similarity_page
        self._now = now
        self._bank = bank
        self._replay = replay

    async def override(self, user: User, interview_id: UUID, question_id: str, points: float, reason: str) -> Override:
        """Give a question other points than the scorer. Raises NotFound, NotAllowed, Conflict, InvalidRequest."""
        said = check_override(points, reason)
        interview = await self._assignments.taught(user, interview_id)
        _check_graded(interview)
        if all(question.question_id != question_id for question in interview.progress.questions):
            raise NotFound("That question was not asked in this interview.")
        made = Override(
            format=1,
            interview=str(interview.id),
            question_id=question_id,
            points=points,
            reason=said,
            by=str(user.id),
            at=self._now(),
            head_hash=interview.head_hash,
            key_id=self._signer.key_id,
        )
        statement = made.to_bytes()
        signature = self._signer.sign(statement)
        amendment = Amendment(uuid4(), interview.id, statement, signature, self._signer.key_id, self._signer.public_key)
        if not await self._cohorts.amend(amendment):
            raise NotFound(ERASED)
        logger.info("interview %s was graded by hand", interview.id)
        return made

    async def grades(self, user: User, assignment_id: UUID) -> Sequence[GradedCandidate]:
        """Of every candidate the last finished attempt. Raises NotFound, NotAllowed, BadQuestion."""
        return [await self._graded(attempts) for attempts in await self._assignments.progress(user, assignment_id)]

    async def of_interview(self, user: User, interview_id: UUID) -> GradedInterview:
        """One attempt's scores with their evidence. Raises NotFound, NotAllowed, Conflict, BadQuestion."""
        interview = await self._assignments.taught(user, interview_id)
        _check_graded(interview)
        found = await self._feedback.compared(interview)
        return GradedInterview(
            interview, found.now, found.grade(interview), await self._corrected(interview, found.said)
        )

    async def page(self, user: User, interview_id: UUID) -> str:
        """The replay of an interview with its hidden notes and prompts.

        Raises:
            NotFound, NotAllowed, Conflict (not over yet).
        """
        data = await self._assignments.record(user, interview_id)
        try:
            feedback = await self._feedback.scores(await self._store.get(interview_id))
        except (BadQuestion, NotFound):  # the page says that there are no scores, and why
            feedback = None
        return await asyncio.to_thread(self._replay, data, f"{interview_id}.ipynb", feedback)

    async def _corrected(self, interview: Interview, said: Sequence[Said]) -> tuple[str, ...]:
        """Questions of which the bank has another version than the one that judged the submissions last."""
        if interview.kind == SYSTEM_DESIGN:
            return ()
        asked = {planned.question_id: planned.digest for planned in interview.plan}
        again = [one for one in rejudgings_in(said) if all(pair.counts for pair in one.verdicts)]
        asked |= {one.question_id: one.new_digest for one in again}
        posted = [question.question_id for question in interview.progress.questions]
        found = [(name, (await asyncio.to_thread(self._bank.get, name)).digest) for name in posted]
        return tuple(name for name, digest in found if asked.get(name, digest) != digest)

    async def similar(self, user: User, assignment_id: UUID, least: float) -> bytes:
        """A page with the pairs of last attempts whose submissions share so much. Raises NotFound, NotAllowed."""
        logs: dict[str, Sequence[Event]] = {}
        for attempts in await self._assignments.progress(user, assignment_id):
            if last := _last(attempts):
                name = f"{attempts.candidate.name} ({str(last.id)[:8]})"
                logs[name] = await self._store.events(last.id, without=(CellSnapshot.kind, CellExecuted.kind))
        return await asyncio.to_thread(self._similarity_page, logs, least)

    async def _graded(self, attempts: Attempts) -> GradedCandidate:
        candidate = attempts.candidate
        row = GradedCandidate(candidate.user_id, candidate.name, None, len(attempts.interviews), None)
        last = _last(attempts)
        if last is None:
            return row
        graded = (await self._feedback.compared(last)).grade(last)
        return msgspec.structs.replace(row, interview_id=last.id, grade=graded)


def _last(attempts: Attempts) -> Interview | None:
    """The last attempt that is over and whose content is still there."""
    return next((one for one in reversed(attempts.interviews) if one.state in TERMINAL and not one.erased_at), None)


def _check_graded(interview: Interview) -> None:
    if interview.state not in TERMINAL:
        raise Conflict("The interview goes on; it can be graded when it is over.")
    if interview.erased_at is not None:
        raise NotFound(ERASED)

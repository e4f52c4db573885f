"""Rejudging: an educator has submissions judged again by the corrected question, and what comes of it is signed.

Asking writes rows, workers add verdicts, and a sweep signs what is complete. Each step may be cut off by a crash and is
then done by whoever comes next. Grades change with the signature: of all submissions of a question in an interview at
once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from jupyter_interview.domain.grading import Amendment, rejudgings_in
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import TERMINAL
from jupyter_interview.domain.payloads import CellExecuted, CellSnapshot
from jupyter_interview.domain.rejudging import Rejudging, ReplacedVerdict, in_effect, judgements
from jupyter_interview.domain.verdicts import Judgement
from jupyter_interview.errors import Conflict, NotFound, Unavailable
from jupyter_interview.service.assignments import Assignments
from jupyter_interview.service.ports import (
    CohortStore,
    InterviewStore,
    QuestionBank,
    Rejudgement,
    RejudgementStore,
    Signer,
    SubmissionQueue,
)

logger = logging.getLogger(__name__)

STALE = timedelta(seconds=15)
"""What nobody took for this long is queued once more, unless it waits there."""


class Asked(msgspec.Struct, frozen=True):
    """What asking for a rejudging came to."""

    interviews: int
    """In which something is judged again."""
    submissions: int


class Progress(msgspec.Struct, frozen=True):
    """How far the rejudging of one question in one interview is."""

    interview_id: UUID
    question_id: str
    new_digest: str
    submissions: int
    judged: int
    counts: bool
    """It is signed, so that grades rest on it."""


class Rejudgings:
    """For educators of a cohort, on interviews that are over; and for the sweeper."""

    def __init__(
        self,
        assignments: Assignments,
        cohorts: CohortStore,
        store: InterviewStore,
        rejudgements: RejudgementStore,
        bank: QuestionBank,
        queue: SubmissionQueue,
        signer: Signer,
    ) -> None:
        self._assignments = assignments
        self._cohorts = cohorts
        self._store = store
        self._rejudgements = rejudgements
        self._bank = bank
        self._queue = queue
        self._signer = signer

    async def of_assignment(self, user: User, assignment_id: UUID, question_id: str) -> Asked:
        """Judge a question again in all interviews that are over; the others stay as they are.

        Raises:
            NotFound, NotAllowed; BadQuestion: the corrected question breaks the format.
        """
        await self._assignments.get(user, assignment_id)
        interviews = [one for one in await self._cohorts.attempts(assignment_id) if one.state in TERMINAL]
        return await self._ask(user, [one for one in interviews if one.erased_at is None], question_id)

    async def of_interview(self, user: User, interview_id: UUID, question_id: str) -> Asked:
        """Judge a question again in one interview.

        Raises:
            NotFound, NotAllowed; Conflict: it goes on, or everything was judged by this version of the question;
            BadQuestion: the corrected question breaks the format.
        """
        interview = await self._assignments.taught(user, interview_id)
        if interview.state not in TERMINAL:
            raise Conflict("The interview goes on; its submissions can be judged again when it is over.")
        if interview.erased_at is not None:
            raise NotFound("The content of this interview was erased.")
        if all(question.question_id != question_id for question in interview.progress.questions):
            raise NotFound("That question was not asked in this interview.")
        asked = await self._ask(user, [interview], question_id)
        if not asked.submissions:
            raise Conflict(
                "There is nothing to judge again: the bank's version of the question is the one that judged."
            )
        return asked

    async def progress(self, user: User, assignment_id: UUID) -> Sequence[Progress]:
        """Every rejudging of the assignment, oldest first. Raises NotFound, NotAllowed."""
        await self._assignments.get(user, assignment_id)
        interviews = await self._cohorts.attempts(assignment_id)
        found: dict[UUID, list[Rejudgement]] = {}
        for row in await self._rejudgements.of_interviews([one.id for one in interviews]):
            found.setdefault(row.rejudging_id, []).append(row)
        return [_progress(group) for group in found.values()]

    async def enqueue_waiting(self) -> None:
        """Queue again what nobody took. Raises Unavailable."""
        await self._enqueue(await self._rejudgements.waiting(STALE))

    async def complete(self) -> Mapping[UUID, Sequence[Sequence[Rejudgement]]]:
        """By interview, what is to be signed. Raises Unavailable."""
        found: dict[UUID, list[Sequence[Rejudgement]]] = {}
        for group in await self._rejudgements.unsigned():
            found.setdefault(group[0].interview_id, []).append(group)
        return found

    async def _ask(self, user: User, interviews: Sequence[Interview], question_id: str) -> Asked:
        digest = (await asyncio.to_thread(self._bank.get, question_id)).digest
        asked = [await self._rejudgements.ask(one.id, question_id, digest, user.id) for one in interviews]
        found = Asked(sum(map(bool, asked)), sum(map(len, asked)))
        await self._enqueue([name for names in asked for name in names])
        logger.info("question %s is judged again: %s submissions", question_id, found.submissions)
        return found

    async def _enqueue(self, ids: Sequence[UUID]) -> None:
        """A queue that is away loses nothing: the next sweep finds what waits."""
        try:
            for id in ids:
                await self._queue.enqueue(id, "batch")
        except Unavailable as error:
            logger.warning("rejudgements were not enqueued: %s", error.message)

    async def sign(self, group: Sequence[Rejudgement]) -> None:
        """Sign a rejudging that is complete; from then on grades rest on it. Raises NotFound, Unavailable."""
        first = group[0]
        interview = await self._store.get(first.interview_id)
        old = await self._judged(interview)
        made = Rejudging(
            format=1,
            kind="rejudging",
            interview=str(interview.id),
            question_id=first.question_id,
            old_digest=first.old_digest,
            new_digest=first.new_digest,
            verdicts=tuple(
                ReplacedVerdict(str(row.submission_id), old[str(row.submission_id)], row.judgement)
                for row in group
                if row.judgement is not None and str(row.submission_id) in old
            ),
            by=str(first.asked_by),
            at=min(row.asked_at for row in group),
            head_hash=interview.head_hash,
            key_id=self._signer.key_id,
        )
        statement = made.to_bytes()
        signature = self._signer.sign(statement)
        key = self._signer
        if await self._rejudgements.sign(
            Amendment(first.rejudging_id, interview.id, statement, signature, key.key_id, key.public_key)
        ):
            logger.info("question %s was judged again in interview %s", first.question_id, interview.id)

    async def _judged(self, interview: Interview) -> Mapping[str, Judgement]:
        """By submission, the verdict that counts now; nothing where the content was erased meanwhile."""
        events = await self._store.events(interview.id, without=(CellSnapshot.kind, CellExecuted.kind))
        said = [one.said for one in await self._cohorts.amendments(interview.id)]
        first = {str(name): judgement for name, judgement in judgements(events).items()}
        return {**first, **in_effect(rejudgings_in(said))}


def _progress(group: Sequence[Rejudgement]) -> Progress:
    one = group[0]
    judged = sum(row.judgement is not None for row in group)
    return Progress(one.interview_id, one.question_id, one.new_digest, len(group), judged, all(r.signed for r in group))

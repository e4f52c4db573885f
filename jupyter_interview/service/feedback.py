"""Feedback on a finished interview: asked for by its candidate, made from the log, the same every time.

A language model may read the log once, as the interview ends, for the criteria of prose. What it made of it is logged
with the exact prompts, so that asking again neither costs nor changes anything.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

import msgspec

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room, scoring
from jupyter_interview.domain.design.questions import SYSTEM_DESIGN
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.grading import Grade, Said, grade, rejudgings_in, with_remarks
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import TERMINAL
from jupyter_interview.domain.rejudging import amended
from jupyter_interview.domain.scoring import AnyQuestion, Feedback
from jupyter_interview.errors import Conflict, NotFound
from jupyter_interview.service.ports import CohortStore, InterviewStore, LogReader, QuestionBank, ToRead

NOT_SCORED = (p.CellSnapshot.kind, p.CellExecuted.kind, *p.WATCHED)
"""Most of a log's bytes, and nothing that a score rests on."""


class Compared(msgspec.Struct, frozen=True):
    """The scores of one interview, by the verdicts in its log and by those that count."""

    first: Feedback
    now: Feedback
    said: Sequence[Said]
    """All amendments, oldest first."""

    def grade(self, interview: Interview) -> Grade:
        return grade(self.now, interview.question_count, self.said, self.first)


class FeedbackGenerator:
    """Scores by rules, and what a model read; nothing is stored beside the log."""

    def __init__(
        self, store: InterviewStore, bank: QuestionBank, cohorts: CohortStore, reader: LogReader | None = None
    ) -> None:
        self._store = store
        self._bank = bank
        self._cohorts = cohorts
        self._reader = reader

    async def of(self, user: User, interview_id: UUID) -> Feedback:
        """Raises NotFound, Conflict (not over yet, or not released), BadQuestion."""
        return await self.scores(await self.check(user, interview_id))

    async def scores(self, interview: Interview) -> Feedback:
        """Of an interview that is over, by the verdicts that count, with what educators decided afterwards.

        Raises:
            NotFound, BadQuestion.
        """
        found = await self.compared(interview)
        return with_remarks(found.now, found.grade(interview)) if found.said else found.now

    async def compared(self, interview: Interview) -> Compared:
        """What rejudgings made of the scores of an interview that is over. Raises NotFound, BadQuestion."""
        events = await self._store.events(interview.id, without=NOT_SCORED)
        listed = self._bank.designs if interview.kind == SYSTEM_DESIGN else self._bank.public
        questions, bank = await self._questions(interview), await asyncio.to_thread(listed)
        said = await self.amendments(interview)
        first = scoring.score(events, questions, bank)
        counting = amended(events, rejudgings_in(said))
        return Compared(first, first if counting is events else scoring.score(counting, questions, bank), said)

    async def amendments(self, interview: Interview) -> Sequence[Said]:
        """What educators decided about an interview afterwards, oldest first."""
        return [one.said for one in await self._cohorts.amendments(interview.id)]

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

    async def to_read(self, interview: Interview) -> tuple[ToRead, ...]:
        """What a model may read of an interview that ends; nothing where there is none, or it was switched off."""
        if self._reader is None or not interview.progress.questions:
            return ()
        events = await self._store.events(interview.id, without=NOT_SCORED)
        if not any(event.payload.model for event in events if isinstance(event.payload, p.InterviewCreated)):
            return ()
        questions = await self._questions(interview)
        criteria = scoring.criteria_to_read(events, questions)
        parts = _parts(events)
        return tuple(ToRead(interview, parts[name], questions[name], asked) for name, asked in criteria.items())

    async def read(self, parts: Sequence[ToRead]) -> tuple[p.Payload, ...]:
        """What a model makes of each, to be appended."""
        reader = self._reader
        if reader is None:
            return ()
        found = await asyncio.gather(*(reader.read(part) for part in parts))
        return tuple(payload for payloads in found for payload in payloads)

    async def _questions(self, interview: Interview) -> Mapping[str, AnyQuestion]:
        get: Callable[[str], AnyQuestion] = self._bank.design if interview.kind == SYSTEM_DESIGN else self._bank.get
        posted = [question.question_id for question in interview.progress.questions]
        return {name: await asyncio.to_thread(get, name) for name in posted}


def _parts(events: Sequence[Event]) -> dict[str, tuple[Event, ...]]:
    """The log of each question."""
    found: dict[str, list[Event]] = {}
    current: list[Event] = []
    for event in events:
        if isinstance(event.payload, p.QuestionPosted):
            current = found.setdefault(event.payload.question_id, [])
        current.append(event)
    return {name: tuple(part) for name, part in found.items()}

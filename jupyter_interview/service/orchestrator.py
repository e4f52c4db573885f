"""The orchestrator: every stimulus gets its answer, one at a time and exactly once, and an asked-for ending its end.

What is unanswered is in the log, not in memory: after a crash the next heartbeat or join, or the sweeper for a room
without either, goes on.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from msgspec.structs import replace

from jupyter_interview.domain import room
from jupyter_interview.domain.design.questions import SYSTEM_DESIGN, DesignQuestion
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import TERMINAL
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.payloads import (
    WATCHED,
    CellExecuted,
    CellSnapshot,
    DesignSubmitted,
    InterviewCreated,
    InterviewJoined,
    NextRequested,
    Payload,
    QuestionChosen,
    StepBegan,
)
from jupyter_interview.domain.questions import Question
from jupyter_interview.errors import InterviewError, OwnershipLost, Unavailable
from jupyter_interview.service.adaptive import AdaptiveEngine
from jupyter_interview.service.closing import Closing
from jupyter_interview.service.feedback import FeedbackGenerator
from jupyter_interview.service.ports import (
    DesignView,
    Interviewer,
    InterviewStore,
    Now,
    QuestionBank,
    Reaction,
    RoomView,
)

logger = logging.getLogger(__name__)

LEAVE_GRACE = timedelta(seconds=8)
"""A connection that comes back within it has its answer as if it had never been away."""
_MAX_ROUNDS = 20
"""More answers in a row than any interviewer needs; a guard against one that feeds itself."""
POSTING = (InterviewJoined, NextRequested)
"""What a question may be posted on. Choosing one reads the candidate's past and the question's folder."""
NOT_SAID = (CellSnapshot.kind, CellExecuted.kind, *WATCHED)
"""Events that no interviewer reads; with cells, each turn of a long interview would read tens of megabytes."""


class Orchestrator:
    """Runs the interviewer for the rooms that this server holds."""

    def __init__(
        self,
        store: InterviewStore,
        interviewer: Interviewer,
        bank: QuestionBank,
        engine: AdaptiveEngine,
        closing: Closing,
        now: Now,
        *,
        feedback: FeedbackGenerator | None = None,
        leave_grace: timedelta = LEAVE_GRACE,
    ) -> None:
        self._store = store
        self._engine = engine
        self._interviewer = interviewer
        self._bank = bank
        self._closing = closing
        self._now = now
        self._feedback = feedback
        self._leave_grace = leave_grace
        self._thinking: dict[UUID, asyncio.Task[Reaction]] = {}
        self._leaving: dict[UUID, asyncio.TimerHandle] = {}
        self._running: dict[UUID, asyncio.Task[None]] = {}
        self._again: dict[UUID, int | None] = {}

    def wake(self, interview_id: UUID, epoch: int | None) -> None:
        """Answer what is unanswered, in the background; a call during a run makes it look once more."""
        if interview_id in self._running:
            self._again[interview_id] = epoch
            return
        task = asyncio.get_running_loop().create_task(self._run(interview_id, epoch))
        self._running[interview_id] = task

    def hurry(self, interview_id: UUID) -> None:
        """Nobody waits for the interviewer's words any more: the turn is begun anew, and no model is asked for it."""
        if task := self._thinking.get(interview_id):
            task.cancel()

    def left(self, interview_id: UUID) -> None:
        """The candidate's connection is gone; the room is hurried unless it is back soon."""
        self.returned(interview_id)
        loop = asyncio.get_running_loop()
        grace = self._leave_grace.total_seconds()
        self._leaving[interview_id] = loop.call_later(grace, self._gone, interview_id)

    def returned(self, interview_id: UUID) -> None:
        """The candidate's connection is there, again or for the first time."""
        if timer := self._leaving.pop(interview_id, None):
            timer.cancel()

    def _gone(self, interview_id: UUID) -> None:
        self._leaving.pop(interview_id, None)
        self.hurry(interview_id)

    async def close(self) -> None:
        """Stop; what is unanswered stays in the log."""
        for timer in self._leaving.values():
            timer.cancel()
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, interview_id: UUID, epoch: int | None) -> None:
        try:
            while True:
                await self._settle_logged(interview_id, epoch)
                if interview_id not in self._again:
                    return
                epoch = self._again.pop(interview_id)  # the room may have been lost and taken again meanwhile
        finally:
            self._running.pop(interview_id, None)

    async def _settle_logged(self, interview_id: UUID, epoch: int | None) -> None:
        try:
            await self.settle(interview_id, epoch)
        except OwnershipLost:
            logger.info("interview %s is held by another server now", interview_id)
        except Unavailable:
            logger.warning("interview %s was not answered: the database does not answer", interview_id)
        except Exception:  # the end of a background task: whatever it is, it must be seen
            logger.exception("interview %s could not be answered", interview_id)

    async def settle(self, interview_id: UUID, epoch: int | None = None) -> Interview:
        """Answer every unanswered stimulus, then complete an interview whose ending is due."""
        for _ in range(_MAX_ROUNDS):
            interview = await self._store.get(interview_id)
            if interview.state in TERMINAL:
                return interview
            if interview.progress.unanswered:
                await self._answer(interview, epoch)
                continue
            if not room.may_complete(interview):
                return interview
            readings = await self._readings(interview, epoch)
            if readings is None:  # whoever has them completes it, or the sweeper does when they do not come
                return interview
            appended = await self._store.append(interview_id, partial(room.complete, readings=readings), epoch=epoch)
            await self._closing.finish(interview_id)
            return appended.interview
        raise InterviewError("The interviewer did not come to an end with its answers.")

    async def _readings(self, interview: Interview, epoch: int | None) -> tuple[Payload, ...] | None:
        """What a language model reads in the log for the feedback, once; None while another is at it."""
        until = interview.progress.read_until
        if until is not None:
            return () if until <= self._now() else None
        parts = await self._feedback.to_read(interview) if self._feedback is not None else ()
        if not parts or self._feedback is None:
            return ()
        asked = await self._store.append(interview.id, room.ask_feedback, epoch=epoch)
        return await self._feedback.read(parts) if asked.events else None

    async def _answer(self, interview: Interview, epoch: int | None) -> None:
        seq = interview.progress.unanswered[0]
        events = tuple(await self._store.events(interview.id, without=NOT_SAID))
        stimulus = next(event for event in events if event.seq == seq)
        chosen = await self._chosen(interview, events) if isinstance(stimulus.payload, POSTING) else None
        reaction = await self._reaction(await self._view(interview, events, stimulus, chosen))
        if reaction is None:
            return
        await self._store.append(
            interview.id, lambda locked, now: _answered(locked, now, stimulus, reaction, chosen), epoch=epoch
        )

    async def _reaction(self, view: RoomView) -> Reaction | None:
        """None when it was given up: then the room is looked at anew."""
        task = asyncio.get_running_loop().create_task(self._interviewer.react(view))
        self._thinking[view.interview.id] = task
        try:
            await asyncio.wait({task})
        finally:
            task.cancel()  # when it is us who are cancelled
            if self._thinking.get(view.interview.id) is task:
                del self._thinking[view.interview.id]
        return None if task.cancelled() else task.result()

    async def _chosen(self, interview: Interview, events: tuple[Event, ...]) -> QuestionChosen | None:
        """The question that may be posted now, where the plan does not name it."""
        progress = interview.progress
        posted = len(progress.questions)
        if progress.open_question or progress.ending or posted < len(interview.plan):
            return None
        if posted >= interview.question_count:
            return None
        created = next(event.payload for event in events if isinstance(event.payload, InterviewCreated))
        return await self._engine.next(interview, created, self._now())

    async def _view(
        self, interview: Interview, events: tuple[Event, ...], stimulus: Event, chosen: QuestionChosen | None
    ) -> RoomView:
        posted = len(interview.progress.questions)
        current = interview.progress.question
        upcoming = interview.plan[posted] if posted < len(interview.plan) else chosen
        asked = current.question_id if current else None
        following = upcoming.question_id if upcoming else None
        view = RoomView(
            interview=interview,
            events=events,
            stimulus=stimulus,
            question=None,
            upcoming=None,
            more=posted < interview.question_count,
            now=self._now(),
        )
        if interview.kind == SYSTEM_DESIGN:
            question, next_one = await self._design(asked), await self._design(following)
            return replace(view, design=DesignView(question, next_one, await self._executed(interview.id, view)))
        return replace(view, question=await self._question(asked), upcoming=await self._question(following))

    async def _question(self, question_id: str | None) -> Question | None:
        """In a thread: the first look at a question reads its folder and generates its tests."""
        return await asyncio.to_thread(self._bank.get, question_id) if question_id else None

    async def _design(self, question_id: str | None) -> DesignQuestion | None:
        return await asyncio.to_thread(self._bank.design, question_id) if question_id else None

    async def _executed(self, interview_id: UUID, view: RoomView) -> tuple[Event, ...]:
        """What ran in the step in which a cell is handed in, up to then: the estimates are in the outputs."""
        if not isinstance(view.stimulus.payload, DesignSubmitted):
            return ()
        began = [event.seq for event in view.events if isinstance(event.payload, StepBegan)]
        events = await self._store.events(interview_id, began[-1], without=(CellSnapshot.kind,))
        return tuple(e for e in events if isinstance(e.payload, CellExecuted) and e.seq < view.stimulus.seq)


def _answered(
    interview: Interview, now: datetime, stimulus: Event, reaction: Reaction, chosen: QuestionChosen | None
) -> Decision:
    return room.answer(
        interview,
        now,
        stimulus=stimulus,
        payloads=reaction.payloads,
        notes=reaction.notes,
        lines=reaction.lines,
        wording=reaction.wording,
        prompt=reaction.prompt,
        learnt=reaction.learnt,
        chosen=chosen,
    )

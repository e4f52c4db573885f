"""Interviews as a whole: start, find, resume, abandon. What REST offers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room
from jupyter_interview.domain.browsing import BrowsedQuestion, Filter, browse, statuses
from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.events import Actor, Draft
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.questions import Difficulty
from jupyter_interview.errors import ActiveInterviewExists, InvalidRequest, RateLimited, UnknownLanguage
from jupyter_interview.service.adaptive import AdaptiveEngine, Wanted
from jupyter_interview.service.closing import Closing
from jupyter_interview.service.outages import tolerated
from jupyter_interview.service.ports import InterviewStore, Leases, QuestionBank, Workspace

logger = logging.getLogger(__name__)

MIN_DURATION = timedelta(minutes=5)
MAX_DURATION = timedelta(hours=3)
MAX_QUESTIONS = 6


class Assigned(msgspec.Struct, frozen=True):
    """What an interview that an educator set has beside what a candidate could ask for."""

    cohort_id: UUID
    assignment_id: UUID
    clock: Clock
    pauses: bool
    integrity: bool
    """Whether focus, pastes and other AI extensions are recorded; in practice they never are."""
    plan: tuple[p.PlannedQuestion, ...] = ()
    """Questions in their order; empty: they are chosen on the way."""


class StartRequest(msgspec.Struct, frozen=True):
    """What a candidate asks for, or an educator for all of them."""

    kind: str
    language: str
    duration: timedelta
    question_count: int
    topics: tuple[str, ...] = ()
    difficulty: Difficulty | None = None
    persona: str = "balanced"
    model: bool = True
    """False: no language model may word a turn of this interview."""
    until_sure: bool = False
    """Ask fewer than `question_count` once the ability is known well enough, or too little time is left."""
    assigned: Assigned | None = None


class Room(msgspec.Struct, frozen=True):
    """Where new interviews run: whether code is sandboxed, and the kernelspec for each language."""

    sandboxed: bool
    kernels: dict[str, str]


class Interviews:
    """Use cases of one signed-in user. Another user's interview answers as one that does not exist."""

    def __init__(
        self,
        store: InterviewStore,
        leases: Leases,
        bank: QuestionBank,
        engine: AdaptiveEngine,
        workspace: Workspace,
        closing: Closing,
        *,
        interviewer_name: str,
        interviews_per_day: int,
    ) -> None:
        self._store = store
        self._leases = leases
        self._bank = bank
        self._engine = engine
        self._workspace = workspace
        self._closing = closing
        self._interviewer_name = interviewer_name
        self._interviews_per_day = interviews_per_day

    async def start(self, user: User, request: StartRequest, where: Room) -> Interview:
        """Rate limit, active lock, enough questions, interview, lock, notebook: in this order.

        The rate limit is for practice: an assignment limits attempts instead.

        Raises:
            UnknownLanguage, InvalidRequest, RateLimited, ActiveInterviewExists, Unavailable.
        """
        _check(request, where)
        async with self._counted(user) if request.assigned is None else nullcontext():
            await self._check_active(user)
            interview = await self._create(user, request, where)
        with tolerated("the active lock was not set", interview.id):
            await self._leases.set_active(user.id, interview.id)
        await self._workspace.create_notebook(interview)
        logger.info("interview %s created", interview.id)
        return interview

    async def browse(self, user: User, wanted: Filter) -> Sequence[BrowsedQuestion]:
        """The bank's questions that fit, and how the user stands with each. Raises InvalidRequest."""
        wanted.check()
        known = statuses(await self._store.list(user.id))
        bank = await asyncio.to_thread(lambda: (*self._bank.public(), *self._bank.designs()))
        return list(browse(bank, known, wanted))

    async def list(self, user: User) -> Sequence[Interview]:
        return await self._store.list(user.id)

    async def get(self, user: User, interview_id: UUID) -> Interview:
        """Raises NotFound."""
        interview = await self._store.get(interview_id)
        room.check_owner(interview, user)
        return interview

    async def resume(self, user: User, interview_id: UUID) -> Interview:
        """Within 24 hours, with no other interview active.

        Raises:
            NotFound, IllegalTransition, Expired, ActiveInterviewExists.
        """
        await self.get(user, interview_id)
        await self._check_active(user)
        appended = await self._store.append(interview_id, room.resume)
        with tolerated("the leases were not changed on resuming", interview_id):
            await self._leases.clear_pause(interview_id)
            await self._leases.set_active(user.id, interview_id)
        await self._workspace.create_notebook(appended.interview)
        return appended.interview

    async def abandon(self, user: User, interview_id: UUID) -> Interview:
        """Raises NotFound, IllegalTransition."""
        await self.get(user, interview_id)
        appended = await self._store.append(interview_id, room.abandon)
        await self._closing.finish(interview_id)
        return await self._store.get(appended.interview.id)

    @asynccontextmanager
    async def _counted(self, user: User) -> AsyncIterator[None]:
        """A start counts, unless it fails."""
        day = datetime.now(UTC).date().isoformat()
        if await self._leases.count_interview(user.id, day) > self._interviews_per_day:
            raise RateLimited(
                f"You have started {self._interviews_per_day} interviews today, the limit here. Come back tomorrow.",
                limit=self._interviews_per_day,
            )
        try:
            yield
        except BaseException:
            await self._leases.uncount_interview(user.id, day)
            raise

    async def _check_active(self, user: User) -> None:
        live = await self._store.live(user.id)
        if live is not None:
            raise ActiveInterviewExists(
                "You have an interview that is not finished. Go back to it, or end it first.",
                interviewId=str(live.id),
            )

    async def _create(self, user: User, request: StartRequest, where: Room) -> Interview:
        assigned = request.assigned
        cohort = assigned.cohort_id if assigned else None
        wanted = Wanted(request.kind, request.language, request.topics, request.difficulty, cohort)
        if assigned is None or not assigned.plan:
            await self._engine.check(wanted, request.question_count)
        interview_id = uuid4()
        created_at = datetime.now(UTC)
        name = f"{created_at:%Y-%m-%d}-{request.kind.replace('_', '-')}-{str(interview_id)[:8]}"
        interview = Interview(
            id=interview_id,
            user_id=user.id,
            kind=request.kind,
            language=request.language,
            sandboxed=where.sandboxed,
            plan=assigned.plan if assigned else (),
            clock=assigned.clock if assigned else Clock(budget=request.duration),
            cohort_id=assigned.cohort_id if assigned else None,
            assignment_id=assigned.assignment_id if assigned else None,
            pauses=assigned.pauses if assigned else True,
            created_at=created_at,
            notebook_path=f"interviews/{name}.ipynb",
            kernel_name=where.kernels[request.language],
        )
        return await self._store.create(interview, self._opening(interview, request))

    def _opening(self, interview: Interview, request: StartRequest) -> Decision:
        created = p.InterviewCreated(
            interview_kind=interview.kind,
            language=interview.language,
            duration_seconds=int(interview.duration.total_seconds()),
            question_count=request.question_count,
            sandboxed=interview.sandboxed,
            interviewer=self._interviewer_name,
            persona=request.persona,
            model=request.model,
            topics=request.topics,
            difficulty=request.difficulty,
            until_sure=request.until_sure,
            integrity=request.assigned is not None and request.assigned.integrity,
        )
        planned = p.InterviewPlanned(questions=interview.plan, reason="set by the assignment")
        drafts = (created, planned) if interview.plan else (created,)
        return Decision(tuple(Draft(payload, Actor.SYSTEM) for payload in drafts))


def _check(request: StartRequest, where: Room) -> None:
    if request.language not in where.kernels:
        spoken = ", ".join(sorted(where.kernels))
        raise UnknownLanguage(f"There is no kernel for {request.language!r} here. Choose one of: {spoken}.")
    check_terms(request.duration, request.question_count)


def check_terms(duration: timedelta, question_count: int) -> None:
    """Raises InvalidRequest."""
    if not MIN_DURATION <= duration <= MAX_DURATION:
        raise InvalidRequest("An interview lasts from 5 minutes to 3 hours.")
    if not 1 <= question_count <= MAX_QUESTIONS:
        raise InvalidRequest(f"An interview has from 1 to {MAX_QUESTIONS} questions.")

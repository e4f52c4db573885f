"""Assignments: educators set them and follow them, candidates sit them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec
from msgspec.structs import replace

from jupyter_interview.domain.assignments import Assignment, Standing, Terms, clock, standing
from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.cohorts import Cohort, Member, Part
from jupyter_interview.domain.design.questions import SYSTEM_DESIGN
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import LIVE, State
from jupyter_interview.domain.payloads import PlannedQuestion, Visibility
from jupyter_interview.domain.questions import Question
from jupyter_interview.errors import Conflict, InvalidRequest, NotFound, SandboxUnavailable
from jupyter_interview.service.adaptive import AdaptiveEngine, Wanted
from jupyter_interview.service.closing import SEGMENT
from jupyter_interview.service.interviews import Assigned, Interviews, Room, StartRequest, check_terms
from jupyter_interview.service.ports import BuildTranscript, CohortStore, InterviewStore, Now, QuestionBank

logger = logging.getLogger(__name__)


class Attempts(msgspec.Struct, frozen=True):
    """One candidate's interviews on an assignment, oldest first."""

    candidate: Member
    interviews: tuple[Interview, ...]
    closes_at: datetime
    """For this candidate."""

    @property
    def made(self) -> int:
        """How many of the attempts allowed are used up."""
        return sum(map(_counts, self.interviews))


class SetFor(msgspec.Struct, frozen=True):
    """An assignment as its candidate meets it."""

    assignment: Assignment
    cohort: Cohort
    attempts: tuple[Interview, ...]
    left: int
    """Attempts that may still begin."""
    standing: Standing
    preview: bool
    """An educator looks at what the candidates see."""


class Assignments:
    """Whoever is no member of the cohort learns nothing; what its educators may do, its candidates may not."""

    def __init__(
        self,
        cohorts: CohortStore,
        store: InterviewStore,
        interviews: Interviews,
        engine: AdaptiveEngine,
        bank: QuestionBank,
        build_transcript: BuildTranscript,
        now: Now,
    ) -> None:
        self._cohorts = cohorts
        self._store = store
        self._interviews = interviews
        self._engine = engine
        self._bank = bank
        self._build_transcript = build_transcript
        self._now = now

    # --- educators --------------------------------------------------------------------------------------------------

    async def set(self, user: User, cohort_id: UUID, terms: Terms) -> Assignment:
        """Raises NotFound, NotAllowed, InvalidRequest."""
        cohort = await self._taught(user, cohort_id)
        assignment = Assignment(uuid4(), cohort.id, await self._possible(terms, cohort.id), self._now())
        await self._cohorts.set_assignment(assignment)
        logger.info("assignment %s set", assignment.id)
        return assignment

    async def change(self, user: User, assignment_id: UUID, terms: Terms) -> Assignment:
        """From now on: an interview that began stays as it began. Raises NotFound, NotAllowed, InvalidRequest."""
        assignment, _ = await self._own(user, assignment_id)
        changed = replace(assignment, terms=await self._possible(terms, assignment.cohort_id))
        await self._cohorts.set_assignment(changed)
        return changed

    async def release(self, user: User, assignment_id: UUID, released: bool) -> Assignment:
        """Let candidates see their results, or no longer. Raises NotFound, NotAllowed."""
        assignment, _ = await self._own(user, assignment_id)
        changed = replace(assignment, released_at=(assignment.released_at or self._now()) if released else None)
        await self._cohorts.set_assignment(changed)
        return changed

    async def get(self, user: User, assignment_id: UUID) -> Assignment:
        """Raises NotFound, NotAllowed."""
        return (await self._own(user, assignment_id))[0]

    async def in_cohort(self, user: User, cohort_id: UUID) -> Sequence[Assignment]:
        """Raises NotFound, NotAllowed."""
        cohort = await self._taught(user, cohort_id)
        return await self._cohorts.assignments([cohort.id])

    async def progress(self, user: User, assignment_id: UUID) -> Sequence[Attempts]:
        """How far every candidate is. Raises NotFound, NotAllowed."""
        assignment, cohort = await self._own(user, assignment_id)
        interviews = await self._cohorts.attempts(assignment.id)
        return [
            Attempts(member, _of(member.user_id, interviews), assignment.terms.closes(member.accommodation))
            for member in cohort.members
            if member.part is Part.CANDIDATE
        ]

    async def record(self, user: User, interview_id: UUID) -> bytes:
        """An interview's transcript with notes, prompts and amendments. Raises NotFound, NotAllowed, Conflict."""
        interview = await self.taught(user, interview_id)
        if interview.erased_at is not None:
            raise NotFound("The content of this interview was erased.")
        seal = next((seal for seal in await self._store.seals(interview_id) if seal.segment == SEGMENT), None)
        if seal is None:
            raise Conflict("The transcript is written when the interview has ended.")
        events, amendments = await self._store.events(interview_id), await self._cohorts.amendments(interview_id)
        return await asyncio.to_thread(self._build_transcript, interview, events, seal, Visibility.EDUCATOR, amendments)

    async def taught(self, user: User, interview_id: UUID) -> Interview:
        """An interview of a cohort that this user teaches. Raises NotFound, NotAllowed."""
        interview = await self._store.get(interview_id)
        if interview.cohort_id is None:
            raise NotFound("There is no such interview.")
        with _unseen("interview"):
            (await self._cohorts.get(interview.cohort_id)).check_educator(user)
        return interview

    # --- candidates -------------------------------------------------------------------------------------------------

    async def for_candidate(self, user: User) -> Sequence[SetFor]:
        """What the user is to sit, sat or missed; not what is set in cohorts that the user teaches."""
        cohorts = {one.id: one for one in await self._cohorts.of_user(user.id) if _part(one, user) is Part.CANDIDATE}
        found = await self._cohorts.assignments(list(cohorts))
        return [await self._met(user, one, cohorts[one.cohort_id]) for one in found]

    async def met(self, user: User, assignment_id: UUID) -> SetFor:
        """One as its candidates meet it; its educators see the same page, and may preview it. Raises NotFound."""
        assignment = await self._cohorts.assignment(assignment_id)
        with _unseen():
            return await self._met(user, assignment, await self._cohorts.get(assignment.cohort_id))

    async def _met(self, user: User, assignment: Assignment, cohort: Cohort) -> SetFor:
        member = cohort.member(user)
        attempts = tuple(await self._cohorts.attempts(assignment.id, user.id))
        preview = member.part is Part.EDUCATOR
        left = assignment.terms.attempts - (0 if preview else sum(map(_counts, attempts)))
        stands = standing(assignment, member.accommodation, attempts, left, self._now())
        if preview and stands is not Standing.SITTING:
            stands = Standing.OPEN
        return SetFor(assignment, cohort, attempts, max(left, 0), stands, preview)

    async def start(self, user: User, assignment_id: UUID, language: str, where: Room) -> Interview:
        """Begin an attempt.

        Raises:
            NotFound, InvalidRequest, Conflict (not open yet, no attempt left), Expired (closed), SandboxUnavailable,
            and what starting any interview raises.
        """
        assignment = await self._cohorts.assignment(assignment_id)
        cohort = await self._cohorts.get(assignment.cohort_id)
        with _unseen():
            member = cohort.member(user)
        terms = assignment.terms
        if language not in terms.languages:
            raise InvalidRequest(f"This assignment allows {', '.join(terms.languages)}.")
        if not where.sandboxed:
            raise SandboxUnavailable("Assignments need the sandbox, and its engine does not answer. Try again soon.")
        if member.part is Part.EDUCATOR:  # a preview: whenever, and however often
            running = Clock(budget=terms.duration(member.accommodation))
        else:
            running = clock(terms, member.accommodation, self._now())
            made = sum(map(_counts, await self._cohorts.attempts(assignment.id, user.id)))
            if made >= terms.attempts:
                raise Conflict("You have no attempt left at this assignment.")
        pauses = terms.pauses or member.accommodation.pauses
        plan = [PlannedQuestion(name, await self._digest(terms.kind, name, cohort.id)) for name in terms.questions]
        request = _request(
            terms, cohort, language, Assigned(cohort.id, assignment.id, running, pauses, terms.integrity, tuple(plan))
        )
        return await self._interviews.start(user, request, where)

    async def _taught(self, user: User, cohort_id: UUID) -> Cohort:
        cohort = await self._cohorts.get(cohort_id)
        cohort.check_educator(user)
        return cohort

    async def _own(self, user: User, assignment_id: UUID) -> tuple[Assignment, Cohort]:
        assignment = await self._cohorts.assignment(assignment_id)
        with _unseen():
            return assignment, await self._taught(user, assignment.cohort_id)

    async def _possible(self, terms: Terms, cohort_id: UUID) -> Terms:
        """Terms that every candidate can meet in each language. Raises InvalidRequest."""
        terms = terms.checked()
        check_terms(timedelta(minutes=terms.minutes), terms.question_count)
        for name in terms.questions:
            await self._digest(terms.kind, name, cohort_id)
            if terms.kind != SYSTEM_DESIGN:
                _check_languages(self._bank.get(name), terms.languages)
        for language in () if terms.questions else terms.languages:
            wanted = Wanted(terms.kind, language, terms.topics, terms.difficulty, cohort_id)
            await self._engine.check(wanted, terms.question_count)
        return terms

    async def _digest(self, kind: str, question_id: str, cohort_id: UUID) -> str:
        """Another cohort's own question is as if it were not there."""
        get: Callable[[str], str] = self._design_digest if kind == SYSTEM_DESIGN else self._dsa_digest
        missing = f"The bank has no question {question_id[:80]!r} of that kind."
        try:
            if await asyncio.to_thread(self._bank.cohort, question_id) not in (None, cohort_id):
                raise InvalidRequest(missing)
            return await asyncio.to_thread(get, question_id)
        except NotFound as error:
            raise InvalidRequest(missing) from error

    def _dsa_digest(self, question_id: str) -> str:
        return self._bank.get(question_id).digest

    def _design_digest(self, question_id: str) -> str:
        return self._bank.design(question_id).digest


@contextmanager
def _unseen(what: str = "assignment") -> Iterator[None]:
    """To whom its cohort is hidden, it answers as none."""
    try:
        yield
    except NotFound as error:
        raise NotFound(f"There is no such {what}.") from error


def _check_languages(question: Question, languages: Sequence[str]) -> None:
    known = {solution.language for solution in question.solutions}
    if missing := [language for language in languages if language not in known]:
        raise InvalidRequest(f"The question {question.id} cannot be answered in {missing[0][:40]!r}.")


def _of(user_id: UUID, interviews: Sequence[Interview]) -> tuple[Interview, ...]:
    return tuple(interview for interview in interviews if interview.user_id == user_id)


def _counts(interview: Interview) -> bool:
    """One that was given up before its first question took no attempt; a live one is in the way by itself."""
    shown = interview.state is not State.ABANDONED or bool(interview.progress.questions)
    return shown and interview.state not in LIVE


def _part(cohort: Cohort, user: User) -> Part:
    return cohort.member(user).part


def _request(terms: Terms, cohort: Cohort, language: str, assigned: Assigned) -> StartRequest:
    return StartRequest(
        kind=terms.kind,
        language=language,
        duration=timedelta(minutes=terms.minutes),
        question_count=terms.question_count,
        topics=terms.topics,
        difficulty=terms.difficulty,
        persona=terms.persona,
        model=terms.model and cohort.model,
        assigned=assigned,
    )

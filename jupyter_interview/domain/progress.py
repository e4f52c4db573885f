"""Where a room stands: a fold over its event log.

`Progress.after(seq, payload)` is the only way to a new one, so the stored value is a cache that the log can always
rebuild.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.adaptive.scoring import solved_share
from jupyter_interview.domain.design.questions import Step
from jupyter_interview.domain.verdicts import Verdict


class Phase(StrEnum):
    """What the room is doing."""

    NOT_BEGUN = "not_begun"
    SOLVING = "solving"
    COMPLEXITY = "complexity"
    """Accepted; the interviewer has asked for time and space."""
    FOLLOW_UP = "follow_up"
    BETWEEN = "between"
    """A question, or a step of system design, is closed and the next not yet begun: the moment to pause."""
    ENDED = "ended"


class Attempt(msgspec.Struct, frozen=True):
    """What the judge said of a submission, in short."""

    verdict: Verdict
    passed: int
    total: int

    @property
    def worth(self) -> float:
        return solved_share(self.verdict, self.passed, self.total)


class QuestionProgress(msgspec.Struct, frozen=True):
    """One posted question."""

    question_id: str
    number: int
    title: str
    attempts: int = 0
    """Judged submissions; an internal error is not one."""
    hints_given: int = 0
    accepted: bool = False
    outcome: p.Outcome | None = None
    last_verdict: Verdict | None = None
    failures_in_a_row: int = 0
    best: Attempt | None = None
    """The submission that was worth most."""
    spoilt: bool = False
    """The judge failed on a submission, so that nothing submitted need not mean nothing done."""
    began: float | None = None
    """What the clock had used when it was posted, in seconds; None where nobody noted it."""
    expected: float = 0.0
    """Seconds that it is meant to take; 0 where nobody said."""
    review: bool = False


class PendingSubmission(msgspec.Struct, frozen=True):
    submission_id: UUID
    purpose: Literal["submit", "examples"]


class StepProgress(msgspec.Struct, frozen=True):
    """The open step of a system-design question."""

    step: Step
    number: int
    minutes: int
    began_with: int
    """Seconds that the clock then had left."""


class Watch(msgspec.Struct, frozen=True):
    """What was recorded of how the interview is sat, in numbers, for the candidate to see."""

    on: bool = False
    """Whether anything is recorded."""
    away: bool = False
    """The window does not have the focus."""
    lost: int = 0
    """How often it lost it."""
    focus_events: int = 0
    pastes: int = 0
    extensions: tuple[str, ...] = ()
    extension_events: int = 0

    def after(self, payload: p.Payload) -> Watch:
        match payload:
            case p.InterviewCreated():
                return replace(self, on=payload.integrity)
            case p.FocusChanged(focused=focused):
                lost = self.lost + (not focused)
                return replace(self, away=not focused, lost=lost, focus_events=self.focus_events + 1)
            case p.TextPasted():
                return replace(self, pastes=self.pastes + 1)
            case p.ExtensionsFound(extensions=extensions):
                return replace(self, extensions=extensions, extension_events=self.extension_events + 1)
            case _:
                return self


STIMULI = (
    p.InterviewJoined,
    p.InterviewResumed,
    p.CandidateTurn,
    p.HintRequested,
    p.NextRequested,
    p.SubmissionJudged,
    p.DesignSubmitted,
    p.InterviewEnding,
    p.SilenceNoticed,
)
"""Events that the interviewer answers, each exactly once."""

DOINGS = (
    p.CandidateTurn,
    p.HintRequested,
    p.NextRequested,
    p.CellExecuted,
    p.CellSnapshot,
    p.SubmissionCreated,
    p.DesignSubmitted,
)
"""Events by which a candidate breaks a silence."""


class Progress(msgspec.Struct, frozen=True):
    """The room, as the interviewer and the rules need to know it."""

    phase: Phase = Phase.NOT_BEGUN
    questions: tuple[QuestionProgress, ...] = ()
    """Posted so far, in order; the last is the current one."""
    submissions: tuple[PendingSubmission, ...] = ()
    """Waiting for a verdict."""
    unanswered: tuple[int, ...] = ()
    """Seqs of stimuli that the interviewer has not answered yet."""
    lines: frozenset[str] = frozenset()
    """Keys of authored lines that were said."""
    ending: Literal["all_done", "ended", "deadline"] | None = None
    step: StepProgress | None = None
    steps_closed: int = 0
    """Of the current question."""
    question_count: int = 0
    """How many questions the interview has, at most; 0 where its log does not say."""
    chosen: p.QuestionChosen | None = None
    """The next question, chosen and not yet posted."""
    read_until: datetime | None = None
    """A language model was asked to read the log for the feedback; nobody waits for it any longer then."""
    silent: bool = False
    """Help was offered, and nothing has been done since."""
    watch: Watch = Watch()

    @property
    def question(self) -> QuestionProgress | None:
        """The current question: the last posted one, closed or not."""
        return self.questions[-1] if self.questions else None

    @property
    def open_question(self) -> QuestionProgress | None:
        """The current question while it is open."""
        question = self.question
        return question if question is not None and question.outcome is None else None

    @property
    def can_pause(self) -> bool:
        """Only between questions or steps, with nothing being judged or waiting for an answer."""
        return self.phase is Phase.BETWEEN and not self.submissions and not self.unanswered

    def after(self, seq: int, payload: p.Payload) -> Progress:
        """The room after one more event."""
        state = self._noted(payload) if isinstance(payload, p.TurnNoted) else self._moved(payload)
        if isinstance(payload, p.SilenceNoticed) or (self.silent and isinstance(payload, DOINGS)):
            state = replace(state, silent=isinstance(payload, p.SilenceNoticed))
        if isinstance(payload, STIMULI):
            state = replace(state, unanswered=(*state.unanswered, seq))
        return state if state.watch is (watch := state.watch.after(payload)) else replace(state, watch=watch)

    def _noted(self, payload: p.TurnNoted) -> Progress:
        return replace(
            self,
            unanswered=tuple(seq for seq in self.unanswered if seq != payload.reacts_to),
            lines=self.lines | frozenset(payload.lines),
        )

    def _moved(self, payload: p.Payload) -> Progress:
        match payload:
            case p.InterviewCreated():
                return replace(self, question_count=payload.question_count)
            case p.QuestionChosen():
                return replace(self, chosen=payload)
            case p.QuestionPosted():
                return self._posted(payload)
            case p.HintGiven():
                return self._with_question(hints_given=payload.level)
            case p.SubmissionCreated():
                pending = PendingSubmission(payload.submission_id, payload.purpose)
                return replace(self, submissions=(*self.submissions, pending))
            case p.SubmissionJudged():
                return self._judged(payload)
            case p.InterviewerTurn(intent="complexity"):
                return replace(self, phase=Phase.COMPLEXITY)
            case p.InterviewerTurn(intent="follow_up"):
                return replace(self, phase=Phase.FOLLOW_UP)
            case p.StepBegan():
                step = StepProgress(payload.step, payload.number, payload.minutes, payload.remaining_seconds)
                return replace(self, phase=Phase.SOLVING, step=step)
            case p.StepClosed():
                return replace(self, phase=Phase.BETWEEN, step=None, steps_closed=self.steps_closed + 1)
            case p.QuestionClosed():
                return replace(self._with_question(outcome=payload.outcome), phase=Phase.BETWEEN, step=None)
            case p.FeedbackAsked():
                return replace(self, read_until=payload.until)
            case p.InterviewEnding():
                return replace(self, ending=payload.reason)
            case p.InterviewCompleted() | p.InterviewAbandoned():
                return replace(self, phase=Phase.ENDED, submissions=(), unanswered=())
            case _:
                return self

    def _posted(self, payload: p.QuestionPosted) -> Progress:
        posted = QuestionProgress(payload.question_id, payload.number, payload.title)
        if self.chosen is not None:
            chosen = self.chosen
            posted = replace(posted, began=chosen.clock_seconds, expected=chosen.expected_seconds, review=chosen.review)
        return replace(self, phase=Phase.SOLVING, questions=(*self.questions, posted), chosen=None, steps_closed=0)

    def _judged(self, payload: p.SubmissionJudged) -> Progress:
        waiting = tuple(s for s in self.submissions if s.submission_id != payload.submission_id)
        state = replace(self, submissions=waiting)
        verdict = payload.judgement.verdict
        question = state.question
        if question is None or question.question_id != payload.question_id:
            return state
        if payload.purpose == "examples":
            return state
        if verdict is Verdict.INTERNAL_ERROR:
            return state._with_question(spoilt=True)
        accepted = verdict is Verdict.ACCEPTED
        attempt = Attempt(verdict, payload.judgement.passed, payload.judgement.total)
        return state._with_question(
            attempts=question.attempts + 1,
            accepted=question.accepted or accepted,
            last_verdict=verdict,
            failures_in_a_row=0 if accepted else question.failures_in_a_row + 1,
            best=attempt if question.best is None or attempt.worth > question.best.worth else question.best,
        )

    def _with_question(self, **changes: object) -> Progress:
        if self.question is None:
            return self
        return replace(self, questions=(*self.questions[:-1], replace(self.question, **changes)))

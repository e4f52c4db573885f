"""The one way an interview changes: a decision, applied to the log.

A decision says which events follow and which move in the state machine they mean. `apply` is pure but for ids and
salts; the store runs it under a lock on the interview's row and writes what it returns in the same transaction.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.events import Draft, Event
from jupyter_interview.domain.interview import Interview, pause_end
from jupyter_interview.domain.lifecycle import TERMINAL, Action, State, after
from jupyter_interview.domain.payloads import (
    CandidateTurn,
    CellExecuted,
    CellSnapshot,
    DesignSubmitted,
    ExtensionsFound,
    FocusChanged,
    HintRequested,
    InterviewEnding,
    Payload,
    PlannedQuestion,
    QuestionChosen,
    SubmissionCreated,
    SubmissionJudged,
    TabTakenOver,
    TextPasted,
)
from jupyter_interview.errors import Conflict, TooLarge

MAX_LOG_BYTES = 32 * 1024 * 1024
"""What one interview may record. The last part is kept for what must not fail: verdicts, turns and the ending."""
CANDIDATE_LOG_BYTES = MAX_LOG_BYTES - 4 * 1024 * 1024
EVENT_BYTES = 512
"""What an event costs beside its payload, so that a flood of empty ones is bounded too."""
_INPUT = (
    CandidateTurn,
    CellExecuted,
    CellSnapshot,
    DesignSubmitted,
    ExtensionsFound,
    FocusChanged,
    HintRequested,
    SubmissionCreated,
    TextPasted,
)
"""What a candidate can add any number of times. All else follows from one of these, or happens a few times only."""


class Decision(msgspec.Struct, frozen=True):
    """What follows from a command, decided on the locked interview."""

    drafts: tuple[Draft, ...] = ()
    action: Action | None = None
    credit: timedelta = timedelta()
    """Delay of ours, given back through `Clock.credit`."""


class Applied(msgspec.Struct, frozen=True):
    """The interview after a decision, and the events to write."""

    interview: Interview
    events: tuple[Event, ...]

    @property
    def submission(self) -> tuple[Event, SubmissionCreated] | None:
        """The event that creates a submission row, if there is one."""
        for event in self.events:
            if isinstance(event.payload, SubmissionCreated):
                return event, event.payload
        return None

    @property
    def judged(self) -> tuple[Event, SubmissionJudged] | None:
        """The event that creates a verdict row, if there is one."""
        for event in self.events:
            if isinstance(event.payload, SubmissionJudged):
                return event, event.payload
        return None


def apply(interview: Interview, decision: Decision, now: datetime) -> Applied:
    """Append a decision's events and make its move.

    Raises:
        IllegalTransition: the state machine has no such move.
        Conflict: the log is sealed.
        TooLarge: the log has reached its size limit.
    """
    moved = _move(interview, decision, now)
    if interview.state in TERMINAL and decision.drafts:
        raise Conflict(f"This interview is {interview.state.value}; nothing can be added to it.")
    events: list[Event] = []
    for draft in decision.drafts:
        event = draft.seal(moved.id, moved.head_seq + 1, moved.head_hash, now)
        events.append(event)
        ending = isinstance(event.payload, InterviewEnding)
        moved = replace(
            moved,
            ending_at=now if ending else moved.ending_at,
            plan=_plan(moved.plan, event.payload),
            head_seq=event.seq,
            head_hash=event.envelope.hash(),
            log_bytes=moved.log_bytes + len(event.payload.to_bytes()) + EVENT_BYTES,
            progress=moved.progress.after(event.seq, event.payload),
        )
    _check_size(moved, decision)
    return Applied(moved, tuple(events))


def _plan(plan: tuple[PlannedQuestion, ...], payload: Payload) -> tuple[PlannedQuestion, ...]:
    if not isinstance(payload, QuestionChosen):
        return plan
    return (*plan, PlannedQuestion(payload.question_id, payload.digest))


def _check_size(interview: Interview, decision: Decision) -> None:
    """Never refuses an answer, a verdict or an ending: a full log must still come to its end."""
    payloads = [draft.payload for draft in decision.drafts]
    full = interview.log_bytes > CANDIDATE_LOG_BYTES and any(isinstance(payload, _INPUT) for payload in payloads)
    # Two tabs can take the room from each other for ever.
    brimming = interview.log_bytes > MAX_LOG_BYTES and any(isinstance(payload, TabTakenOver) for payload in payloads)
    if full or brimming:
        raise TooLarge("This interview has recorded all that it can hold. End it to get its transcript.")


def _move(interview: Interview, decision: Decision, now: datetime) -> Interview:
    state = after(interview.state, decision.action) if decision.action else interview.state
    clock = interview.clock.credit(decision.credit) if decision.credit else interview.clock
    return replace(
        interview,
        state=state,
        clock=_clock(clock, state, now),
        seen_at=now if decision.action in (Action.JOIN, Action.RETURN, Action.RESUME) else interview.seen_at,
        interrupted_at=(interview.interrupted_at or now) if state is State.INTERRUPTED else None,
        pause_expires_at=_pause_expiry(interview, state, now),
        ended_at=interview.ended_at or (now if state in TERMINAL else None),
    )


def _clock(clock: Clock, state: State, now: datetime) -> Clock:
    return clock.start(now) if state in (State.IN_PROGRESS, State.INTERRUPTED) else clock.stop(now)


def _pause_expiry(interview: Interview, state: State, now: datetime) -> datetime | None:
    if state is not State.PAUSED:
        return None
    return interview.pause_expires_at or pause_end(interview, now)

"""What the client is shown: pure conversions from interviews and events to the wire protocol."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.cells import cells_of
from jupyter_interview.domain.design.questions import STEPS
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.progress import Phase
from jupyter_interview_server import protocol as wire

HINTS = 3
"""Steps of a question's hint ladder."""

_FRAMES: dict[type[p.Payload], str] = {
    p.QuestionPosted: "interview:question",
    p.CandidateTurn: "interview:response",
    p.InterviewerTurn: "interview:response",
    p.HintGiven: "interview:response",
    p.SubmissionCreated: "code:running",
    p.SubmissionJudged: "code:result",
}
"""Events that become frames of their own; all others only show in `interview:state`."""


def summary(interview: Interview, now: datetime | None = None) -> wire.InterviewSummary:
    """An interview as its owner sees it."""
    questions = interview.progress.questions
    return wire.InterviewSummary(
        id=interview.id,
        kind=interview.kind,
        language=interview.language,
        state=interview.state.value,
        sandboxed=interview.sandboxed,
        created_at=interview.created_at,
        ended_at=interview.ended_at,
        duration_seconds=int(interview.duration.total_seconds()),
        remaining_seconds=int(interview.clock.remaining(now or datetime.now(UTC)).total_seconds()),
        pause_expires_at=interview.pause_expires_at,
        question_count=interview.question_count,
        questions_closed=sum(q.outcome is not None for q in questions),
        questions_accepted=sum(q.accepted for q in questions),
        titles=tuple(q.title for q in questions),
        notebook_path=interview.notebook_path,
        transcript_path=interview.transcript_path,
        kernel_name=interview.kernel_name,
    )


def room_state(interview: Interview, now: datetime | None = None) -> wire.RoomState:
    """`interview:state`."""
    now = now or datetime.now(UTC)
    progress = interview.progress
    question = progress.question
    hints_given = question.hints_given if question else 0
    return wire.RoomState(
        interview=summary(interview, now),
        phase=progress.phase.value,
        question=wire.CurrentQuestion(
            question_id=question.question_id,
            number=question.number,
            title=question.title,
            attempts=question.attempts,
            hints_given=question.hints_given,
        )
        if question
        else None,
        step=_step(interview, now),
        steps_closed=progress.steps_closed,
        clock_running=interview.clock.running_since is not None,
        server_time=now,
        can_pause=interview.state is State.IN_PROGRESS and progress.can_pause,
        hints_left=HINTS - hints_given if progress.phase is Phase.SOLVING else 0,
        judging=bool(progress.submissions),
        watch=wire.Watched(
            recorded=progress.watch.on,
            focus_lost=progress.watch.lost,
            pastes=progress.watch.pastes,
            extensions=progress.watch.extensions,
        ),
        last_seq=interview.head_seq,
    )


def _step(interview: Interview, now: datetime) -> wire.CurrentStep | None:
    step = interview.progress.step
    if step is None:
        return None
    spent = step.began_with - interview.clock.remaining(now).total_seconds()
    return wire.CurrentStep(step.step.value, step.number, len(STEPS), step.minutes, round(60 * step.minutes - spent))


def state_frame(interview: Interview, frame_id: str | None = None) -> bytes:
    return encode(wire.ServerFrame(event="interview:state", data=room_state(interview), id=frame_id))


def event_frame(event: Event) -> bytes | None:
    """The frame for a committed event, or None: not for the candidate, or without a frame of its own."""
    if event.envelope.visibility is not p.Visibility.CANDIDATE:
        return None
    name = _FRAMES.get(type(event.payload))
    if name is None:
        return None
    if isinstance(event.payload, p.InterviewerTurn) and event.payload.intent == "closing":
        name = "interview:feedback"
    data = wire.EventData(
        event_id=event.envelope.id,
        kind=event.envelope.kind,
        actor=event.envelope.actor.value,
        at=event.envelope.at,
        payload=event.payload.to_json(),
        cells=tuple(
            wire.Cell(
                id=cell_id,
                cell_type=cell.cell_type,
                role=cell.role,
                source=cell.source,
                editable=cell.role == "starter",
            )
            for cell_id, cell in cells_of(event)
        ),
    )
    return encode(wire.ServerFrame(event=name, data=data, seq=event.seq))  # type: ignore[arg-type]


def encode(frame: wire.ServerFrame) -> bytes:
    """A frame as UTF-8 JSON. Lone surrogates, which UTF-8 cannot hold, become U+FFFD."""
    try:
        return msgspec.json.encode(frame)
    except UnicodeEncodeError:
        return msgspec.json.encode(_shown(msgspec.to_builtins(frame)))


def _shown(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_shown(key): _shown(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_shown(item) for item in value]
    return value

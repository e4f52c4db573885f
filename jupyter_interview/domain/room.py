"""What may happen in a room: one pure function a command, from a locked interview to a decision.

Each raises what the candidate will read. None of them does input or output; the service runs them inside the append.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.answers import scored, with_records
from jupyter_interview.domain.clock import creditable
from jupyter_interview.domain.design.questions import STEPS, SYSTEM_DESIGN, Step
from jupyter_interview.domain.events import Actor, Draft, Event, Provenance
from jupyter_interview.domain.interview import Interview, User, pause_end
from jupyter_interview.domain.lifecycle import (
    ACTIVE_LOCK_LASTS,
    NEVER_JOINED_AFTER,
    SILENT_AFTER,
    TERMINAL,
    Action,
    State,
)
from jupyter_interview.domain.limits import MAX_MESSAGE_BYTES, MAX_SOURCE_BYTES
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.progress import Phase
from jupyter_interview.errors import (
    Conflict,
    EmptySubmission,
    Expired,
    InvalidRequest,
    NotFound,
    TooLarge,
    UnknownLanguage,
)

MAX_CELL_ID = 64
"""Characters, as in the notebook format."""
_RECORDS = (p.QuestionChosen, p.QuestionScored)
"""What the system adds to an interviewer's turn."""
HANDED_IN = (Step.ESTIMATION, Step.DESIGN)
"""The steps of system design in which a cell is handed in."""
MAX_UNANSWERED = 8
"""Messages and hints that may wait for the interviewer at once."""


def check_owner(interview: Interview, user: User) -> None:
    """Another's interview answers exactly as one that does not exist."""
    if interview.user_id != user.id:
        raise NotFound("There is no such interview.")


def join(interview: Interview, now: datetime) -> Decision:
    """The candidate's channel joins, for the first time, after an interruption, or once more."""
    if interview.state is State.CREATED:
        return Decision((_candidate(p.InterviewJoined()),), Action.JOIN)
    if interview.state is State.INTERRUPTED:
        return Decision((_candidate(p.InterviewReturned()),), Action.RETURN)
    if interview.state is State.PAUSED:
        raise Conflict("This interview is paused. Resume it first.")
    return Decision()


def take_over(interview: Interview, now: datetime) -> Decision:
    """Another tab takes the room."""
    return Decision((_candidate(p.TabTakenOver()),)) if interview.state not in TERMINAL else Decision()


def disconnect(interview: Interview, now: datetime) -> Decision:
    """The last connection is gone; nothing to do unless the room was in progress."""
    if interview.state is not State.IN_PROGRESS:
        return Decision()
    return Decision((_system(p.InterviewInterrupted()),), Action.DISCONNECT)


def message(interview: Interview, now: datetime, text: str) -> Decision:
    """A chat message. Lone surrogates become U+FFFD: no reader could show them."""
    _check_open(interview, now)
    _check_patience(interview)
    text = text.encode("utf-8", "replace").decode("utf-8").strip()
    if not text:
        raise InvalidRequest("The message is empty.")
    if len(text.encode()) > MAX_MESSAGE_BYTES:
        raise TooLarge(f"A message holds at most {MAX_MESSAGE_BYTES // 1024} KB. Put code in a cell.")
    return Decision((_candidate(p.CandidateTurn(text=text)),))


def submit(
    interview: Interview,
    now: datetime,
    *,
    submission_id: UUID,
    question_id: str,
    cell_id: str,
    source: str,
    language: str,
    purpose: Literal["submit", "examples"],
    own_inputs: str = "",
) -> Decision:
    """A cell goes to the judge. One at a time: the second waits for the first's verdict."""
    _check_open(interview, now)
    question = interview.progress.open_question
    if question is None or question.question_id != question_id:
        raise Conflict("That question is not open. Submit an answer to the question on the screen.")
    if interview.kind == SYSTEM_DESIGN:
        raise Conflict("There is nothing to judge in system design. Press Check to hand in what you have.")
    if language != interview.language:
        raise UnknownLanguage(f"This interview is in {interview.language}; {language[:40]!r} cannot be judged here.")
    _check_cell_id(cell_id)
    _check_source(source)
    if interview.progress.submissions:
        raise Conflict("Your last run is still being judged. Wait for its verdict.")
    planned = next(q for q in interview.plan if q.question_id == question_id)
    created = p.SubmissionCreated(
        submission_id=submission_id,
        question_id=question_id,
        question_digest=planned.digest,
        cell_id=cell_id,
        language=language,
        purpose=purpose,
        source=source,
        own_inputs=own_inputs,
    )
    return Decision((_candidate(created),))


def hand_in(interview: Interview, now: datetime, *, question_id: str, cell_id: str, source: str) -> Decision:
    """A cell of system design goes to the interviewer: the estimates, or the diagram."""
    _check_open(interview, now)
    _check_patience(interview)
    question, step = interview.progress.open_question, interview.progress.step
    if question is None or question.question_id != question_id:
        raise Conflict("That question is not open. Hand in what belongs to the question on the screen.")
    if step is None or step.step not in HANDED_IN:
        raise Conflict("In this step there is nothing to hand in: write to the interviewer in the chat.")
    _check_cell_id(cell_id)
    _check_source(source)
    handed = p.DesignSubmitted(question_id=question_id, step=step.step, cell_id=cell_id, source=source)
    return Decision((_candidate(handed),))


def _check_cell_id(cell_id: str) -> None:
    if not 0 < len(cell_id) <= MAX_CELL_ID:
        raise InvalidRequest(f"A cell's id has 1 to {MAX_CELL_ID} characters.")


def _check_source(source: str) -> None:
    try:
        size = len(source.encode())
    except UnicodeEncodeError as error:
        raise InvalidRequest("The cell holds characters that are not valid Unicode. Retype them.") from error
    if not source.strip():
        raise EmptySubmission("The cell is empty. Write your answer in it, then submit it.")
    if size > MAX_SOURCE_BYTES:
        raise TooLarge(f"A submission holds at most {MAX_SOURCE_BYTES // 1024} KB; this one has {size // 1024} KB.")


def hint(interview: Interview, now: datetime) -> Decision:
    _check_open(interview, now)
    _check_patience(interview)
    if interview.progress.phase is not Phase.SOLVING:
        raise Conflict("There is no unsolved question to give a hint for.")
    return Decision((_candidate(p.HintRequested()),))


def next_question(interview: Interview, now: datetime) -> Decision:
    """Close the open question, or post the next one."""
    _check_open(interview, now)
    if interview.progress.phase is Phase.NOT_BEGUN:
        raise Conflict("The interview has not begun yet.")
    if interview.progress.submissions:
        raise Conflict("Your last run is still being judged. Wait for its verdict, then go on.")
    if interview.progress.unanswered:
        raise Conflict("The interviewer is still answering. Wait a moment, then go on.")
    return Decision((_candidate(p.NextRequested()),))


def pause(interview: Interview, now: datetime) -> Decision:
    """Only between questions, or between the steps of one."""
    if not interview.pauses:
        raise Conflict("Pauses are not allowed in this interview.")
    if interview.state is State.IN_PROGRESS and not interview.progress.can_pause:
        raise Conflict("You can pause between questions and steps: finish or close this one first.")
    paused = p.InterviewPaused(
        expires_at=pause_end(interview, now), remaining_seconds=int(interview.clock.remaining(now).total_seconds())
    )
    return Decision((_candidate(paused),), Action.PAUSE)


def resume(interview: Interview, now: datetime) -> Decision:
    """Within 24 hours."""
    if interview.state is State.PAUSED and pause_expired(interview, now):
        raise Expired("This pause is over: it lasts 24 hours, and no longer than the time for an assignment.")
    return Decision((_candidate(p.InterviewResumed()),), Action.RESUME)


def pause_expired(interview: Interview, now: datetime) -> bool:
    return interview.pause_expires_at is not None and interview.pause_expires_at <= now


def end(interview: Interview, now: datetime, reason: Literal["ended", "deadline"] = "ended") -> Decision:
    """Take no more input; completion follows when the last verdict is there."""
    if interview.state not in (State.IN_PROGRESS, State.INTERRUPTED):
        return Decision(action=Action.COMPLETE)  # the table says why not
    if interview.progress.ending:
        return Decision()
    actor = _system if reason == "deadline" else _candidate
    return Decision((actor(p.InterviewEnding(reason=reason)),))


def may_complete(interview: Interview) -> bool:
    """Whether an ending was asked for and answered, and nothing is being judged."""
    progress = interview.progress
    waiting = progress.submissions or progress.unanswered
    return interview.state not in TERMINAL and progress.ending is not None and not waiting


def ask_feedback(interview: Interview, now: datetime) -> Decision:
    """A language model is to read the log, by one server and once; for so long the end waits."""
    if not may_complete(interview) or interview.progress.read_until is not None or not interview.progress.questions:
        return Decision()
    return Decision((_system(p.FeedbackAsked(until=now + READING_LASTS)),))


def complete(interview: Interview, now: datetime, readings: tuple[p.Payload, ...] = ()) -> Decision:
    """The end of what may complete, with what a language model read in the log, where one was asked."""
    progress = interview.progress
    if not may_complete(interview) or progress.ending is None:
        return Decision()
    closing = tuple(map(_system, readings))
    if question := progress.open_question:
        outcome: p.Outcome = "skipped"
        if question.accepted:
            outcome = "accepted"
        elif progress.steps_closed == len(STEPS) - 1:
            outcome = "discussed"
        elif progress.ending == "deadline":
            outcome = "time_up"
        closed = p.QuestionClosed(question_id=question.question_id, outcome=outcome)
        closing = (*closing, _system(closed), *map(_system, scored(interview, now, outcome)))
    return Decision((*closing, _system(p.InterviewCompleted(reason=progress.ending))), Action.COMPLETE)


def abandon(interview: Interview, now: datetime) -> Decision:
    return Decision((_candidate(p.InterviewAbandoned(reason="abandoned")),), Action.ABANDON)


def snapshot(
    interview: Interview,
    now: datetime,
    *,
    cell_id: str,
    cell_type: Literal["markdown", "code", "raw"],
    source: str,
) -> Decision:
    """What the browser says a cell holds."""
    if interview.state not in (State.IN_PROGRESS, State.INTERRUPTED):
        raise Conflict("The interview is not in progress; the cell was not recorded.")
    _check_cell_id(cell_id)
    if len(source.encode("utf-8", "surrogatepass")) > MAX_SOURCE_BYTES:
        raise TooLarge(f"A cell holds at most {MAX_SOURCE_BYTES // 1024} KB; this one was not recorded.")
    taken = p.CellSnapshot(cell_id=cell_id, cell_type=cell_type, source=source)
    return Decision((Draft(taken, Actor.CANDIDATE, Provenance.CLIENT),))


def executed(interview: Interview, now: datetime, payload: p.CellExecuted) -> Decision:
    """A cell ran; seen by the server. After the end it is nobody's evidence."""
    if interview.state not in (State.IN_PROGRESS, State.INTERRUPTED):
        return Decision()
    return Decision((_candidate(payload),))


def answer(
    interview: Interview,
    now: datetime,
    *,
    stimulus: Event,
    payloads: tuple[p.Payload, ...],
    notes: tuple[str, ...],
    lines: tuple[str, ...],
    wording: p.Wording | None = None,
    prompt: p.TurnPrompted | None = None,
    learnt: tuple[p.Learnt, ...] = (),
    chosen: p.QuestionChosen | None = None,
) -> Decision:
    """The interviewer answers one stimulus, once; the time it took beyond the grace is given back."""
    if interview.state in TERMINAL or stimulus.seq not in interview.progress.unanswered:
        return Decision()
    if interview.progress.ending:  # asked for while the interviewer was thinking: nothing new begins
        payloads = tuple(x for x in payloads if not isinstance(x, p.QuestionPosted | p.InterviewEnding))
    drafts = tuple(
        Draft(payload, Actor.SYSTEM if isinstance(payload, _RECORDS) else Actor.INTERVIEWER)
        for payload in with_records(interview, now, payloads, chosen)
    )
    asked = (Draft(prompt, Actor.INTERVIEWER),) if prompt is not None else ()
    noted = p.TurnNoted(reacts_to=stimulus.seq, notes=notes, lines=lines, wording=wording, learnt=learnt)
    delay = now - stimulus.envelope.at
    return _credited(interview, (*drafts, *asked, Draft(noted, Actor.INTERVIEWER)), delay, "interviewer")


def judged(interview: Interview, now: datetime, payload: p.SubmissionJudged, waited: timedelta) -> Decision:
    """A verdict arrives; `waited` is what queue and retries took, which the candidate did not cause."""
    if interview.state in TERMINAL:
        return Decision()
    return _credited(interview, (Draft(payload, Actor.JUDGE),), waited, "judge")


def measured(interview: Interview, now: datetime, payload: p.GrowthMeasured) -> Decision:
    """How an accepted submission's time grows; after the end nobody asks."""
    return Decision() if interview.state in TERMINAL else Decision((Draft(payload, Actor.JUDGE),))


def _credited(
    interview: Interview, drafts: tuple[Draft, ...], delay: timedelta, cause: Literal["judge", "interviewer"]
) -> Decision:
    given_back = creditable(delay)
    if not given_back or interview.clock.running_since is None:
        return Decision(drafts)
    credit = p.ClockCredited(seconds=round(given_back.total_seconds(), 3), cause=cause)
    return Decision((*drafts, _system(credit)), credit=delay)


READING_LASTS = timedelta(seconds=60)
"""The longest that an interview's end waits for a language model to read its log."""
UNSEEN_AFTER = timedelta(seconds=45)
"""A room without a heartbeat for this long has lost its connection, or its server."""
JUDGE_GIVES_UP_AFTER = timedelta(minutes=5)
"""How long an ending waits for a verdict that no worker brings."""


def sweep(interview: Interview, now: datetime) -> Decision:
    """What time alone has decided; safe to run anywhere, any number of times."""
    if interview.state is State.CREATED and now - interview.created_at >= NEVER_JOINED_AFTER:
        return _expired("never_joined")
    if interview.state is State.PAUSED and pause_expired(interview, now):
        return _expired("pause_expired")
    if interview.state not in (State.IN_PROGRESS, State.INTERRUPTED):
        return Decision()
    if deadline_passed(interview, now) and not interview.progress.ending:
        return end(interview, now, "deadline")
    since = interview.interrupted_at
    if since and now - since >= ACTIVE_LOCK_LASTS:
        return _expired("interruption_expired")
    seen = interview.seen_at or interview.created_at
    if interview.state is State.IN_PROGRESS and now - seen >= UNSEEN_AFTER:
        return disconnect(interview, now)
    return Decision()


def may_be_silent(interview: Interview) -> bool:
    """Whether it is the candidate's turn to do something, and no help was offered since anything was done."""
    progress = interview.progress
    waiting = progress.unanswered or progress.submissions or progress.ending or progress.silent
    return interview.state is State.IN_PROGRESS and progress.phase is Phase.SOLVING and not waiting


def silence(interview: Interview, now: datetime, newest: Event) -> Decision:
    """Help is offered when nothing has happened in the room for long; `newest` is the last event that was seen."""
    quiet = now - newest.envelope.at
    if not may_be_silent(interview) or interview.head_seq != newest.seq or quiet < SILENT_AFTER:
        return Decision()
    return Decision((_system(p.SilenceNoticed(seconds=int(quiet.total_seconds()))),))


def _expired(reason: Literal["never_joined", "pause_expired", "interruption_expired"]) -> Decision:
    return Decision((_system(p.InterviewAbandoned(reason=reason)),), Action.EXPIRE)


def deadline_passed(interview: Interview, now: datetime) -> bool:
    deadline = interview.clock.deadline()
    return deadline is not None and deadline <= now


def _check_open(interview: Interview, now: datetime) -> None:
    if interview.state is not State.IN_PROGRESS:
        raise Conflict(f"The interview is {interview.state.value.replace('_', ' ')}; join it first.")
    if interview.progress.ending or deadline_passed(interview, now):
        raise Expired("The interview's time is over.")


def _check_patience(interview: Interview) -> None:
    """Each stimulus costs an answer, and an ending waits for all of them."""
    if len(interview.progress.unanswered) >= MAX_UNANSWERED:
        raise Conflict("The interviewer is still answering. Wait a moment, then say more.")


def _candidate(payload: p.Payload) -> Draft:
    return Draft(payload, Actor.CANDIDATE)


def _system(payload: p.Payload) -> Draft:
    return Draft(payload, Actor.SYSTEM)

"""The room's rules: what may happen when, and what the candidate reads when it may not."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from msgspec.structs import replace

from jupyter_interview.adapters.llm.offline import OfflineInterviewer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.limits import MAX_MESSAGE_BYTES, MAX_SOURCE_BYTES
from jupyter_interview.domain.progress import Phase
from jupyter_interview.domain.verdicts import Evidence, Judgement, Verdict
from jupyter_interview.errors import (
    Conflict,
    EmptySubmission,
    Expired,
    IllegalTransition,
    InterviewError,
    InvalidRequest,
    NotFound,
    TooLarge,
    UnknownLanguage,
)
from tests.core.rooms import QUESTIONS, Room

SUBMISSION = {"cell_id": "c1", "source": "def f(): pass", "language": "python", "purpose": "submit"}


@pytest.fixture
def room() -> Room:
    """A room whose first question is posted."""
    room = Room()
    room.do(rules.join)
    answer(room, question(1))
    return room


def question(number: int) -> p.QuestionPosted:
    return p.QuestionPosted(question_id=QUESTIONS[number - 1], digest="d", number=number, title="t", cells=())


def answer(room: Room, *payloads: p.Payload) -> None:
    """The interviewer answers the oldest stimulus with these."""
    seq = room.interview.progress.unanswered[0]
    stimulus = next(event for event in room.events if event.seq == seq)
    room.do(rules.answer, stimulus=stimulus, payloads=payloads, notes=(), lines=())


def close(room: Room) -> None:
    room.do(rules.next_question)
    answer(room, p.QuestionClosed(question_id=QUESTIONS[0], outcome="skipped"))


def submit(room: Room, **changes: object) -> p.SubmissionCreated:
    arguments = {**SUBMISSION, "submission_id": uuid4(), "question_id": QUESTIONS[0], **changes}
    created = room.do(rules.submit, **arguments)[0].payload
    assert isinstance(created, p.SubmissionCreated)
    return created


def judged(created: p.SubmissionCreated, verdict: Verdict) -> p.SubmissionJudged:
    judgement = Judgement(verdict, (), 0, 1, Evidence(), sandboxed=True)
    return p.SubmissionJudged(
        submission_id=created.submission_id,
        question_id=created.question_id,
        purpose=created.purpose,
        attempt=1,
        judgement=judgement,
    )


def test_anothers_interview_is_no_interview(room: Room) -> None:
    rules.check_owner(room.interview, User(room.interview.user_id, "me"))
    with pytest.raises(NotFound) as refused:
        rules.check_owner(room.interview, User(uuid4(), "someone else"))
    assert str(room.interview.id) not in refused.value.message


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"source": "   \n"}, EmptySubmission),
        ({"source": "x" * (MAX_SOURCE_BYTES + 1)}, TooLarge),
        ({"source": "x = '\ud800'"}, InvalidRequest),
        ({"language": "cobol"}, UnknownLanguage),
        ({"question_id": QUESTIONS[1]}, Conflict),
    ],
)
def test_a_submission_that_is_wrong_leaves_no_trace(
    room: Room, changes: dict[str, str], error: type[InterviewError]
) -> None:
    before = room.interview
    with pytest.raises(error):
        submit(room, **changes)
    assert room.interview == before


def test_one_submission_at_a_time(room: Room) -> None:
    created = submit(room)
    with pytest.raises(Conflict, match="still being judged"):
        submit(room)
    room.do(rules.judged, payload=judged(created, Verdict.WRONG_ANSWER), waited=timedelta())
    submit(room)


def test_an_internal_error_is_not_an_attempt(room: Room) -> None:
    created = submit(room)
    room.do(rules.judged, payload=judged(created, Verdict.INTERNAL_ERROR), waited=timedelta())
    assert room.interview.progress.questions[0].attempts == 0
    created = submit(room)
    room.do(rules.judged, payload=judged(created, Verdict.TIME_LIMIT), waited=timedelta())
    assert room.interview.progress.questions[0].attempts == 1


def test_queue_time_is_given_back(room: Room) -> None:
    before = room.interview.clock.deadline()
    created = submit(room)
    room.do(rules.judged, payload=judged(created, Verdict.ACCEPTED), waited=timedelta(seconds=33))
    assert before is not None
    assert room.interview.clock.deadline() == before + timedelta(seconds=30)
    assert isinstance(room.events[-1].payload, p.ClockCredited)


@pytest.mark.parametrize("text", ["", "  \n", "\0"[:0]])
def test_an_empty_message_is_refused(room: Room, text: str) -> None:
    with pytest.raises(InvalidRequest):
        room.do(rules.message, text=text)


def test_messages_hold_any_text_up_to_their_limit(room: Room) -> None:
    said = room.do(rules.message, text="a\ud800b\0" + "ü" * 100)[0].payload
    assert isinstance(said, p.CandidateTurn)
    assert said.text == "a?b\0" + "ü" * 100
    with pytest.raises(TooLarge):
        room.do(rules.message, text="ü" * (MAX_MESSAGE_BYTES // 2 + 1))


def test_pause_only_between_questions(room: Room) -> None:
    with pytest.raises(Conflict, match="between questions"):
        room.do(rules.pause)
    room.do(rules.next_question)
    with pytest.raises(Conflict):  # the interviewer has not answered yet
        room.do(rules.pause)
    answer(room, p.QuestionClosed(question_id=QUESTIONS[0], outcome="skipped"))
    assert room.interview.progress.phase is Phase.BETWEEN
    room.do(rules.pause)
    assert room.interview.state is State.PAUSED
    assert room.interview.pause_expires_at == room.now - timedelta(seconds=1) + timedelta(hours=24) + timedelta(
        seconds=1
    )


def test_a_pause_stops_the_clock_and_lasts_24_hours(room: Room) -> None:
    close(room)
    room.do(rules.pause)
    left = room.interview.clock.remaining(room.now)
    room.now += timedelta(hours=23, minutes=59)
    room.do(rules.resume)
    assert room.interview.state is State.IN_PROGRESS
    assert room.interview.clock.remaining(room.now) == left
    assert room.interview.pause_expires_at is None


def test_resume_after_24_hours_is_too_late(room: Room) -> None:
    close(room)
    room.do(rules.pause)
    room.now += timedelta(hours=24)
    with pytest.raises(Expired):
        room.do(rules.resume)
    room.do(rules.sweep)
    assert room.interview.state is State.ABANDONED


def test_join_again_changes_nothing_but_an_interruption(room: Room) -> None:
    assert room.do(rules.join) == ()
    room.do(rules.disconnect)
    assert isinstance(room.do(rules.join)[0].payload, p.InterviewReturned)


def test_a_paused_interview_cannot_be_joined(room: Room) -> None:
    close(room)
    room.do(rules.pause)
    with pytest.raises(Conflict, match="Resume"):
        room.do(rules.join)


def test_hints_only_while_solving(room: Room) -> None:
    room.do(rules.hint)
    answer(room, p.HintGiven(question_id=QUESTIONS[0], level=1, text="h", cells=()))
    assert room.interview.progress.questions[0].hints_given == 1
    close(room)
    with pytest.raises(Conflict):
        room.do(rules.hint)


def test_next_waits_for_verdict_and_answer(room: Room) -> None:
    created = submit(room)
    with pytest.raises(Conflict, match="judged"):
        room.do(rules.next_question)
    room.do(rules.judged, payload=judged(created, Verdict.WRONG_ANSWER), waited=timedelta())
    with pytest.raises(Conflict, match="answering"):
        room.do(rules.next_question)


def test_the_end_waits_for_the_verdict_and_the_closing_words(room: Room) -> None:
    created = submit(room)
    room.do(rules.end)
    assert room.do(rules.complete) == ()
    room.do(rules.judged, payload=judged(created, Verdict.ACCEPTED), waited=timedelta())
    while room.interview.progress.unanswered:
        assert room.do(rules.complete) == ()
        answer(room, p.InterviewerTurn(text="Goodbye.", intent="closing"))
    closed, scored, completed = (event.payload for event in room.do(rules.complete))
    assert closed == p.QuestionClosed(question_id=QUESTIONS[0], outcome="accepted")
    assert isinstance(scored, p.QuestionScored)
    assert scored.verdict is Verdict.ACCEPTED
    assert completed == p.InterviewCompleted(reason="ended")
    assert room.interview.state is State.COMPLETED


def test_nothing_is_taken_after_the_end_was_asked_for(room: Room) -> None:
    room.do(rules.end)
    assert room.do(rules.end) == ()
    for attempt in (lambda: room.do(rules.message, text="hi"), lambda: submit(room), lambda: room.do(rules.hint)):
        with pytest.raises(Expired):
            attempt()


def test_nothing_is_taken_after_the_deadline_even_unswept(room: Room) -> None:
    room.now += timedelta(hours=1)
    with pytest.raises(Expired):
        submit(room)
    room.do(rules.sweep)
    assert room.interview.progress.ending == "deadline"


def test_an_answer_that_comes_after_the_end_was_asked_for_begins_nothing(room: Room) -> None:
    close(room)
    stimulus = room.do(rules.next_question)[0]
    room.do(rules.end)
    lead_in = p.InterviewerTurn(text="On we go.", intent="lead_in")
    answered = room.do(rules.answer, stimulus=stimulus, payloads=(lead_in, question(2)), notes=(), lines=())
    assert [type(event.payload) for event in answered] == [p.InterviewerTurn, p.TurnNoted]


def test_an_answer_happens_once(room: Room) -> None:
    event = room.do(rules.message, text="hello")[0]
    turn = p.InterviewerTurn(text="Hi.", intent="talk")
    first = room.do(rules.answer, stimulus=event, payloads=(turn,), notes=("n",), lines=("l",))
    assert [type(e.payload) for e in first] == [p.InterviewerTurn, p.TurnNoted]
    assert room.do(rules.answer, stimulus=event, payloads=(turn,), notes=(), lines=()) == ()
    assert room.interview.progress.lines == frozenset({"l"})


@pytest.mark.parametrize(
    ("state", "after", "reason"),
    [
        (State.CREATED, timedelta(hours=1), "never_joined"),
        (State.INTERRUPTED, timedelta(hours=4), "interruption_expired"),
    ],
)
def test_what_time_alone_ends(state: State, after: timedelta, reason: str) -> None:
    room = Room()
    room.interview = replace(room.interview, clock=replace(room.interview.clock, budget=timedelta(hours=9)))
    if state is State.INTERRUPTED:
        room.do(rules.join)
        room.do(rules.disconnect)
    room.now += after - timedelta(seconds=10)
    assert rules.sweep(room.interview, room.now).action is None
    room.now += timedelta(seconds=10)
    (event,) = room.do(rules.sweep)
    assert event.payload == p.InterviewAbandoned(reason=reason)
    assert room.do(rules.sweep) == ()


def test_a_room_nobody_was_seen_in_is_interrupted(room: Room) -> None:
    room.now += rules.UNSEEN_AFTER
    room.do(rules.sweep)
    assert room.interview.state is State.INTERRUPTED
    assert room.interview.clock.running_since is not None


def test_browser_claims_are_marked_as_such(room: Room) -> None:
    taken = room.do(rules.snapshot, cell_id="c", cell_type="code", source="x = 1")[0]
    assert taken.envelope.provenance == "client"
    with pytest.raises(TooLarge):
        room.do(rules.snapshot, cell_id="c", cell_type="code", source="x" * (MAX_SOURCE_BYTES + 1))


def test_a_flood_of_messages_waits_for_the_interviewer(room: Room) -> None:
    for _ in range(rules.MAX_UNANSWERED - len(room.interview.progress.unanswered)):
        room.do(rules.message, text="and another thing")
    for flood in (lambda: room.do(rules.message, text="more"), lambda: room.do(rules.hint)):
        with pytest.raises(Conflict, match="answering"):
            flood()
    answer(room, p.InterviewerTurn(text="Yes.", intent="talk"))
    room.do(rules.message, text="now it is heard")


@pytest.mark.parametrize("cell_id", ["", "c" * 65])
def test_a_cells_id_is_one_that_a_notebook_can_hold(room: Room, cell_id: str) -> None:
    with pytest.raises(InvalidRequest):
        room.do(rules.snapshot, cell_id=cell_id, cell_type="code", source="x = 1")
    with pytest.raises(InvalidRequest):
        submit(room, cell_id=cell_id)


def test_abandon_an_interview_in_progress_is_refused_in_words(room: Room) -> None:
    with pytest.raises(IllegalTransition, match="in progress"):
        room.do(rules.abandon)


# -- silence


async def quiet(room: Room, minutes: float) -> list[p.Payload]:
    """What is done to somebody who does nothing for so long."""
    newest = room.events[-1]
    room.now += timedelta(minutes=minutes)
    room.do(rules.silence, newest=newest)
    return await room.answer(OfflineInterviewer())


async def offered(room: Room, minutes: float) -> bool:
    said = [one for one in await quiet(room, minutes) if isinstance(one, p.InterviewerTurn)]
    assert [one.intent for one in said] in ([], ["silence"])
    return bool(said)


async def begun() -> Room:
    room = Room()
    room.do(rules.join)
    await room.answer(OfflineInterviewer())
    return room


async def test_a_long_silence_is_offered_help_once() -> None:
    room = await begun()
    assert not await offered(room, 4)
    assert await offered(room, 5)
    assert not await offered(room, 30)
    room.do(rules.snapshot, cell_id="answer", cell_type="code", source="x = 1")
    assert not await offered(room, 1)
    assert await offered(room, 5)


async def test_an_offer_of_help_costs_nothing_and_says_what_a_hint_costs() -> None:
    room = await begun()
    (turn,) = await quiet(room, 6)
    assert isinstance(turn, p.InterviewerTurn)
    assert "one point" in turn.text
    current = room.interview.progress.question
    assert current is not None
    assert (current.hints_given, current.attempts) == (0, 0)


async def test_there_is_no_offer_to_who_is_away_between_questions_or_waits_for_us() -> None:
    waiting = await begun()
    waiting.submit("x = 1")
    assert not await offered(waiting, 6)
    asking = await begun()
    asking.do(rules.message, text="hello?")
    newest = asking.events[-1]
    asking.now += timedelta(minutes=6)
    assert asking.do(rules.silence, newest=newest) == ()
    gone = await begun()
    gone.do(rules.disconnect)
    assert not await offered(gone, 6)
    between = await begun()
    between.do(rules.next_question)
    await between.answer(OfflineInterviewer())
    assert not await offered(between, 6)
    between.do(rules.pause)
    assert not await offered(between, 600)


async def test_what_happened_meanwhile_breaks_a_silence() -> None:
    room = await begun()
    newest = room.events[-1]
    room.now += timedelta(minutes=6)
    room.do(rules.snapshot, cell_id="answer", cell_type="code", source="x = 1")
    assert room.do(rules.silence, newest=newest) == ()

"""What the log records of a question when it is chosen and when it closes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.clock import DELAY_GRACE
from jupyter_interview.domain.events import Actor, Draft, Event
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.progress import Progress
from jupyter_interview.domain.verdicts import Verdict
from tests.core.rooms import QUESTIONS, Room, judgement

CHOSEN = p.QuestionChosen(
    question_id=QUESTIONS[0],
    digest="sha256:1",
    number=1,
    reason="Chosen because a test wants it.",
    seed=1,
    drawn_from=(QUESTIONS[0],),
    ability=p.Estimate(0.0, 1.0),
    chance=0.5,
    difficulty=0.0,
    discrimination=1.0,
    prior=p.Estimate(0.0, 1.0),
    expected_seconds=600.0,
)
POSTED = p.QuestionPosted(question_id=QUESTIONS[0], digest="sha256:1", number=1, title="A question", cells=())


def answer(room: Room, *payloads: p.Payload, chosen: p.QuestionChosen | None = None) -> tuple[Event, ...]:
    stimulus = room.events[room.interview.progress.unanswered[0] - 1]
    return room.do(rules.answer, stimulus=stimulus, payloads=payloads, notes=(), lines=(), chosen=chosen)


@pytest.fixture
def room() -> Room:
    """A room whose first question was chosen on the way."""
    room = Room(())
    room.do(rules.join)
    answer(room, POSTED, chosen=CHOSEN)
    return room


def close(room: Room) -> p.QuestionScored:
    room.do(rules.next_question)
    events = answer(room, p.QuestionClosed(question_id=QUESTIONS[0], outcome="skipped"))
    return next(event.payload for event in events if isinstance(event.payload, p.QuestionScored))


def submit(room: Room, verdict: Verdict, passed: int = 3) -> None:
    room.judge(judgement(verdict, passed=passed))
    answer(room)


def test_a_choice_is_recorded_with_what_it_chose_and_joins_the_plan(room: Room) -> None:
    kinds = [event.envelope.kind for event in room.events]
    place = kinds.index("question.posted")
    assert kinds[place - 1] == "question.chosen"
    envelope = room.events[place - 1].envelope
    assert (envelope.actor, envelope.visibility) == (Actor.SYSTEM, p.Visibility.EDUCATOR)
    assert room.interview.plan == (p.PlannedQuestion(QUESTIONS[0], "sha256:1"),)
    submit(room, Verdict.ACCEPTED)  # which needs the digest of the plan
    rebuilt = Progress()
    for event in room.events:
        rebuilt = rebuilt.after(event.seq, event.payload)
    assert rebuilt == room.interview.progress


def test_a_choice_that_is_not_posted_leaves_no_trace(room: Room) -> None:
    close(room)
    room.do(rules.message, text="hello")
    other = replace(CHOSEN, question_id=QUESTIONS[1], number=2)
    answer(room, p.InterviewerTurn(text="Hi.", intent="talk"), chosen=other)
    assert len(room.interview.plan) == 1
    assert [event.envelope.kind for event in room.events].count("question.chosen") == 1


def test_the_best_submission_counts_with_hints_and_time(room: Room) -> None:
    submit(room, Verdict.WRONG_ANSWER, passed=9)
    submit(room, Verdict.RUNTIME_ERROR, passed=2)
    room.decide(
        Decision((Draft(p.HintGiven(question_id=QUESTIONS[0], level=1, text="x", cells=()), Actor.INTERVIEWER),))
    )
    room.now += timedelta(minutes=15)
    scored = close(room)
    assert (scored.verdict, scored.passed, scored.total, scored.hints) == (Verdict.WRONG_ANSWER, 9, 12, 1)
    assert 900 < scored.seconds < 930
    late = scored.seconds / 600 - 1
    assert scored.score == pytest.approx(0.4 * 9 / 12 * (1 - 0.12 - 0.1 * late), abs=1e-4)


def test_delays_of_ours_and_pauses_are_not_the_candidates_time(room: Room) -> None:
    room.now += timedelta(minutes=5)
    room.decide(Decision(credit=timedelta(minutes=4) + DELAY_GRACE))
    assert close(room).seconds < 80


def test_a_question_left_alone_is_failed_and_one_cut_off_says_nothing(room: Room) -> None:
    room.now += timedelta(minutes=2)
    assert close(room).score == 0.0
    for minutes, expected in ((4, None), (6, 0.0)):
        other = Room(())
        other.do(rules.join)
        answer(other, POSTED, chosen=CHOSEN)
        other.now += timedelta(minutes=minutes)
        other.do(rules.end, reason="deadline")
        answer(other)
        scored = other.do(rules.complete)[1].payload
        assert isinstance(scored, p.QuestionScored)
        assert scored.score == expected


def test_an_error_of_the_judge_says_nothing(room: Room) -> None:
    submit(room, Verdict.INTERNAL_ERROR)
    assert close(room).score is None


def test_a_question_that_was_set_beforehand_has_no_time_to_keep() -> None:
    room = Room()
    room.do(rules.join)
    answer(room, POSTED)
    room.now += timedelta(minutes=40)
    submit(room, Verdict.ACCEPTED)
    scored = close(room)
    assert (scored.score, scored.seconds) == (1.0, 0.0)

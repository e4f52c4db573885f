"""What the log of a system-design question says: each finding belongs to the hand-in that it was found in."""

from __future__ import annotations

from uuid import UUID

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.questions import Step
from jupyter_interview.domain.events import GENESIS, Actor, Draft, Event
from jupyter_interview.domain.facts import facts_of
from tests.core.rooms import START

QUESTION = "exhibit-codes"


def logged(*payloads: p.Payload) -> list[Event]:
    events: list[Event] = []
    for seq, payload in enumerate(payloads, 1):
        before = events[-1].envelope.hash() if events else GENESIS
        events.append(Draft(payload, Actor.SYSTEM).seal(UUID(int=5), seq, before, START))
    return events


def found(status: str) -> p.DesignChecked:
    estimate = p.EstimateFound("writes", "right" if status == "right" else "wrong", 1.0)
    return p.DesignChecked(QUESTION, Step.ESTIMATION, (estimate,))


def handed_in() -> p.DesignSubmitted:
    return p.DesignSubmitted(QUESTION, Step.ESTIMATION, "a", "print(1)")


def test_two_hand_ins_before_the_first_answer_keep_their_own_findings() -> None:
    posted = p.QuestionPosted(QUESTION, "sha256:0", 1, "Exhibit codes", ())
    answers = (found("wrong"), p.TurnNoted(2), found("right"), p.TurnNoted(3))
    facts = facts_of(logged(posted, handed_in(), handed_in(), *answers))[QUESTION]
    assert [(seq, one.estimates[0].status) for seq, one in facts.checked] == [(2, "wrong"), (3, "right")]


def test_a_note_between_says_nothing_of_a_later_finding() -> None:
    posted = p.QuestionPosted(QUESTION, "sha256:0", 1, "Exhibit codes", ())
    answers = (p.TurnNoted(2), found("right"), p.TurnNoted(3))
    facts = facts_of(logged(posted, p.CandidateTurn("hm"), handed_in(), *answers))[QUESTION]
    assert [seq for seq, _ in facts.checked] == [3]

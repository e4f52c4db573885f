"""What a log says about each posted question: the material of the scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.verdicts import Verdict

NOT_ENOUGH = "Not enough evidence."


class ScoreLine(msgspec.Struct, frozen=True, rename="camel"):
    """One rubric line of one question."""

    criterion: str
    score: int | None
    """1 to 4; None where there is not enough evidence."""
    reason: str
    evidence: tuple[int, ...]
    """Seqs of the events that it rests on."""
    by: Literal["rules", "model"] = "rules"
    """Whose score and reason these are."""
    rules: int | None = None
    """The score by rules in whose place a model's stands."""
    readings: tuple[int, ...] = ()
    """What each of the model's readings gave: their spread is the doubt."""
    label: str | None = None
    """How the line came about, where a model was asked."""


class Facts(msgspec.Struct):
    """What the log says about one question."""

    posted: Event
    title: str
    chosen: str | None = None
    """Why it was asked."""
    outcome: str = "open"
    closed: Event | None = None
    judged: list[tuple[Event, p.SubmissionJudged]] = []
    hints: list[Event] = []
    messages: list[Event] = []
    learnt: list[tuple[int, p.Learnt]] = []
    opening: list[Event] = []
    """Of the messages, those in the first step of system design."""
    steps_closed: int = 0
    requirements: int = 0
    """How many a system-design question has."""
    checked: list[tuple[int, p.DesignChecked]] = []
    """What was found in each hand-in of system design, with its seq."""
    growth: p.GrowthMeasured | None = None
    """Of the last accepted submission that was measured."""
    read: p.FeedbackRead | None = None
    """What a language model made of it."""
    unnoted: list[p.DesignChecked] = []
    """What was found, until the next note says in which hand-in."""


def facts_of(events: Sequence[Event]) -> dict[str, Facts]:
    """By the question's id, in the order of posting."""
    found: dict[str, Facts] = {}
    current: Facts | None = None
    reasons: dict[str, str] = {}
    for event in events:
        payload = event.payload
        if isinstance(payload, p.QuestionChosen):
            reasons[payload.question_id] = payload.reason
        elif isinstance(payload, p.FeedbackRead):
            if payload.question_id in found:
                found[payload.question_id].read = payload
        elif isinstance(payload, p.GrowthMeasured):  # it may come when the next question is there already
            if payload.question_id in found:
                found[payload.question_id].growth = payload
        elif isinstance(payload, p.QuestionPosted):
            chosen = reasons.get(payload.question_id)
            current = found[payload.question_id] = Facts(event, payload.title, chosen)
        elif current is not None:
            _add(current, event, payload)
    return found


def _add(facts: Facts, event: Event, payload: p.Payload) -> None:
    match payload:
        case p.SubmissionJudged(purpose="submit", judgement=judgement) if (
            judgement.verdict is not Verdict.INTERNAL_ERROR
        ):
            facts.judged.append((event, payload))
        case p.HintGiven():
            facts.hints.append(event)
        case p.CandidateTurn():
            facts.messages.append(event)
            if not facts.steps_closed:
                facts.opening.append(event)
        case p.StepClosed():
            facts.steps_closed += 1
        case p.TurnNoted(reacts_to=seq, learnt=learnt):
            facts.learnt += [(seq, one) for one in learnt]
            facts.checked += [(seq, found) for found in facts.unnoted]
            facts.unnoted = []
        case p.DesignChecked():
            facts.unnoted.append(payload)
        case p.QuestionClosed(outcome=outcome):
            facts.outcome, facts.closed = outcome, event
        case _:
            return


def counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"

"""What is recorded of a question when it is chosen and when it closes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.adaptive.scoring import Outcome, score
from jupyter_interview.domain.design.questions import SYSTEM_DESIGN
from jupyter_interview.domain.interview import Interview

LEAST_SHARE = 0.5
"""Of the expected time. A question that the interview's end cut off before says nothing about the candidate."""


def with_records(
    interview: Interview, now: datetime, payloads: tuple[p.Payload, ...], chosen: p.QuestionChosen | None
) -> Iterator[p.Payload]:
    """The payloads of a turn, with `question.chosen` before what is posted and `question.scored` after what closes."""
    for payload in payloads:
        if chosen is not None and isinstance(payload, p.QuestionPosted) and payload.question_id == chosen.question_id:
            yield replace(chosen, clock_seconds=_used(interview, now))
        yield payload
        if isinstance(payload, p.QuestionClosed):
            yield from scored(interview, now, payload.outcome)


def scored(interview: Interview, now: datetime, outcome: p.Outcome) -> tuple[p.QuestionScored, ...]:
    """The score of the open question, which closes now. In system design there is no judge, and no score."""
    question = interview.progress.open_question
    if question is None or interview.kind == SYSTEM_DESIGN:
        return ()
    best = question.best
    seconds = 0.0 if question.began is None else max(_used(interview, now) - question.began, 0.0)
    found = Outcome(
        verdict=best.verdict if best else None,
        passed=best.passed if best else 0,
        total=best.total if best else 0,
        hints=question.hints_given,
        elapsed=seconds,
        expected=question.expected,
    )
    cut_off = outcome == "time_up" and seconds < LEAST_SHARE * question.expected
    silent = not question.accepted and (cut_off or (best is None and question.spoilt))
    value = None if silent else score(found)
    record = p.QuestionScored(
        question_id=question.question_id,
        number=question.number,
        score=None if value is None else round(value, 4),
        verdict=found.verdict,
        passed=found.passed,
        total=found.total,
        hints=found.hints,
        seconds=round(seconds, 1),
        review=question.review,
    )
    return (record,)


def _used(interview: Interview, now: datetime) -> float:
    """Seconds of the interview's clock, delays of ours given back."""
    return round((interview.clock.elapsed(now) - interview.clock.credited).total_seconds(), 1)

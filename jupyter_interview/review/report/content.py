"""What a report says, as plain values: nothing here knows of pages."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.facts import ScoreLine
from jupyter_interview.domain.scoring import Feedback, QuestionScore
from jupyter_interview.review.attempts import Attempt, attempts
from jupyter_interview.review.blocks import moment
from jupyter_interview.review.entries import Entry
from jupyter_interview.review.page.timeline import LANES, moments

MAX_CODE = 12_000
"""Characters of an answer; what is longer is in the transcript."""


class Point(msgspec.Struct, frozen=True):
    """Something on the time line."""

    lane: int
    at: float
    """From 0 to 1."""
    label: str
    good: bool | None


class Try(msgspec.Struct, frozen=True):
    """One judged submission."""

    at: str
    verdict: str
    passed: int
    total: int


class Part(msgspec.Struct, frozen=True):
    """One question."""

    title: str
    outcome: str
    submissions: int
    hints: int
    minutes: float
    scores: tuple[ScoreLine, ...]
    tries: tuple[Try, ...]
    language: str
    code: str


class Report(msgspec.Struct, frozen=True):
    """All of it, ready to be set."""

    title: str
    facts: tuple[tuple[str, str], ...]
    lanes: tuple[str, ...]
    points: tuple[Point, ...]
    parts: tuple[Part, ...]
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    next_steps: tuple[str, ...]
    note: str


def make_report(entries: Sequence[Entry], feedback: Feedback | None = None) -> Report:
    """From the log as its reader has it; without `feedback` there are no scores, and the report says so.

    Raises:
        ValueError: there is no event.
    """
    if not entries:
        raise ValueError("a report needs a log")
    scored = {one.question_id: one for one in feedback.questions} if feedback else {}
    tried = attempts(entries)
    tries = _tries(entries)
    return Report(
        title="Interview report",
        facts=_facts(entries, feedback),
        lanes=LANES,
        points=_points(entries),
        parts=tuple(_part(one, scored.get(one.question_id), tries.get(one.question_id, ())) for one in tried),
        strengths=feedback.strengths if feedback else (),
        weaknesses=feedback.weaknesses if feedback else (),
        next_steps=feedback.next_steps if feedback else (),
        note=_note(feedback),
    )


def _facts(entries: Sequence[Entry], feedback: Feedback | None) -> tuple[tuple[str, str], ...]:
    first, last = entries[0], entries[-1]
    facts = [("Interview", str(first.envelope.interview_id)), ("Begun", moment(first.envelope.at))]
    created = first.payload
    if isinstance(created, p.InterviewCreated):
        facts.append(("Kind", f"{created.interview_kind}, {created.language}"))
        facts.append(("Time", f"{created.duration_seconds // 60} minutes"))
        facts.append(("Interviewer", f"{created.interviewer}, {created.persona}"))
        facts.append(("Code ran", "in a container" if created.sandboxed else "unsandboxed: verdicts are for practice"))
    facts.append(("Ended", moment(last.envelope.at)))
    facts.append(("Log", last.envelope.hash()))
    if feedback is not None:
        facts.append(("Scored by", feedback.scorer))
    return tuple(facts)


def _note(feedback: Feedback | None) -> str:
    if feedback is None:
        return "There are no scores: the questions are not at hand in the versions that were asked."
    return (
        "Scores go from 1 to 4, by rules over what happened; the numbers in brackets are the events that each rests on."
        " Where the log holds too little, a line is open."
    )


def _points(entries: Sequence[Entry]) -> tuple[Point, ...]:
    found = moments(entries)
    end = max((one.at for one in found), default=0.0) or 1.0
    return tuple(Point(LANES.index(one.lane), round(one.at / end, 4), one.label, one.good) for one in found)


def _tries(entries: Sequence[Entry]) -> dict[str, tuple[Try, ...]]:
    found: dict[str, list[Try]] = {}
    for entry in entries:
        match entry.payload:
            case p.SubmissionJudged(purpose="submit", question_id=name, judgement=one):
                made = Try(f"{entry.envelope.at:%H:%M:%S}", one.verdict.value.replace("_", " "), one.passed, one.total)
                found.setdefault(name, []).append(made)
            case _:
                pass
    return {name: tuple(tries) for name, tries in found.items()}


def _part(one: Attempt, scored: QuestionScore | None, tries: tuple[Try, ...]) -> Part:
    return Part(
        title=one.title,
        outcome=one.outcome.replace("_", " "),
        submissions=one.submissions,
        hints=one.hints,
        minutes=one.minutes,
        scores=scored.lines if scored else (),
        tries=tries,
        language=one.language,
        code=one.source if len(one.source) <= MAX_CODE else "",
    )

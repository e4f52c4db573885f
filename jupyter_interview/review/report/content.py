"""What a report says, as plain values: nothing here knows of pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.facts import ScoreLine
from jupyter_interview.domain.inert import shortened
from jupyter_interview.domain.scoring import Feedback, QuestionScore
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.review.attempts import Attempt, attempts
from jupyter_interview.review.blocks import moment
from jupyter_interview.review.entries import Entry
from jupyter_interview.review.page.timeline import LANES, moments, positions

MAX_CODE = 12_000
"""Characters of an answer; what is longer is in the transcript."""
MAX_CLAIM = 200
LABEL_ROOM = 0.07
"""Of the time line's width, between two labels."""


class Point(msgspec.Struct, frozen=True):
    """Something on the time line."""

    lane: int
    at: float
    """From 0 to 1."""
    label: str
    good: bool | None


class Tick(msgspec.Struct, frozen=True):
    """A moment named under the time line."""

    at: float
    label: str
    """Minutes and seconds since the beginning."""


class Try(msgspec.Struct, frozen=True):
    """One judged submission."""

    at: str
    verdict: str
    accepted: bool
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
    claimed: str
    """The bounds in the candidate's words; empty where they were not spoken about."""
    known: str
    """What they are."""
    measured: str
    """How the accepted answer's time grows."""
    language: str
    code: str
    remarks: tuple[str, ...]
    """What an educator decided afterwards."""


class Report(msgspec.Struct, frozen=True):
    """All of it, ready to be set."""

    title: str
    facts: tuple[tuple[str, str], ...]
    lanes: tuple[str, ...]
    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]
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
        ticks=_ticks(entries),
        parts=tuple(_part(one, scored.get(one.question_id), tries.get(one.question_id, ()), entries) for one in tried),
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


def _ticks(entries: Sequence[Entry]) -> tuple[Tick, ...]:
    """The beginning, the end and each posting between, where there is room for its label."""
    placed = positions(entries)
    first, last = entries[0].envelope, entries[-1].envelope
    end = placed[last.seq] or 1.0
    posted = [entry.envelope for entry in entries if isinstance(entry.payload, p.QuestionPosted)]
    ticks: list[Tick] = []
    for envelope in (first, *posted, last):
        at = round(placed[envelope.seq] / end, 4)
        if ticks and envelope is last and at - ticks[-1].at < LABEL_ROOM:
            ticks.pop()
        if not ticks or at - ticks[-1].at >= LABEL_ROOM:
            ticks.append(Tick(at, _since(first.at, envelope.at)))
    return tuple(ticks)


def _since(begun: datetime, at: datetime) -> str:
    minutes, seconds = divmod(max(int((at - begun).total_seconds()), 0), 60)
    return f"{minutes}:{seconds:02}"


def _tries(entries: Sequence[Entry]) -> dict[str, tuple[Try, ...]]:
    found: dict[str, list[Try]] = {}
    for entry in entries:
        match entry.payload:
            case p.SubmissionJudged(purpose="submit", question_id=name, judgement=one):
                made = Try(
                    at=f"{entry.envelope.at:%H:%M:%S}",
                    verdict=one.verdict.value.replace("_", " "),
                    accepted=one.verdict is Verdict.ACCEPTED,
                    passed=one.passed,
                    total=one.total,
                )
                found.setdefault(name, []).append(made)
            case _:
                pass
    return {name: tuple(tries) for name, tries in found.items()}


def _part(one: Attempt, scored: QuestionScore | None, tries: tuple[Try, ...], entries: Sequence[Entry]) -> Part:
    return Part(
        title=one.title,
        outcome=one.outcome.replace("_", " "),
        submissions=one.submissions,
        hints=one.hints,
        minutes=one.minutes,
        scores=scored.lines if scored else (),
        tries=tries,
        claimed=_claimed(scored, entries) if scored else "",
        known=(scored.bounds or "") if scored else "",
        measured=(scored.measured or "") if scored else "",
        language=one.language,
        code=one.source if len(one.source) <= MAX_CODE else "",
        remarks=scored.remarks if scored else (),
    )


def _claimed(scored: QuestionScore, entries: Sequence[Entry]) -> str:
    """What was said at the events that the score for complexity rests on."""
    seqs = {seq for line in scored.lines if line.criterion == "complexity" for seq in line.evidence}
    said = [
        entry.payload.text
        for entry in entries
        if entry.envelope.seq in seqs and isinstance(entry.payload, p.CandidateTurn)
    ]
    return shortened(" ".join(" ".join(said).split()), MAX_CLAIM)

"""The time line: where everything lies on one axis, and the picture of it.

Long silences are drawn short: nobody can point at a second where a pause of a night is on the same line.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import msgspec

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.review.entries import Entry

LONGEST_GAP = 120.0
"""Seconds that a silence is drawn as, at most."""
WIDTH, LANE, MARGIN = 1000, 22, 110
LANES = ("questions", "runs", "submissions", "messages", "hints", "presence")


class Moment(msgspec.Struct, frozen=True):
    """One event on the line."""

    seq: int
    lane: str
    at: float
    """Seconds on the drawn axis."""
    label: str
    good: bool | None = None
    """Of a verdict."""


def positions(entries: Sequence[Entry]) -> dict[int, float]:
    """Of each event, by seq, on the drawn axis."""
    found: dict[int, float] = {}
    at = 0.0
    for before, entry in zip([None, *entries], entries, strict=False):
        if before is not None:
            at += min(max((entry.envelope.at - before.envelope.at).total_seconds(), 0.0), LONGEST_GAP)
        found[entry.envelope.seq] = at
    return found


def moments(entries: Sequence[Entry]) -> list[Moment]:
    """What is drawn, in order."""
    placed = positions(entries)
    found = []
    for entry in entries:
        if told := _told(entry.payload):
            lane, label, good = told
            seq = entry.envelope.seq
            found.append(Moment(seq, lane, placed[seq], label, good))
    return found


def _told(payload: p.Payload | None) -> tuple[str, str, bool | None] | None:
    match payload:
        case p.QuestionPosted(title=title):
            return "questions", f"Question: {title}", None
        case p.QuestionClosed(outcome=outcome):
            return "questions", f"Closed: {outcome}", None
        case p.CellExecuted(status=status):
            return "runs", f"Ran a cell: {status}", status == "ok"
        case p.SubmissionJudged(judgement=judgement):
            verdict = judgement.verdict
            passed = f"{judgement.passed} of {judgement.total}"
            return "submissions", f"{verdict.value}, {passed} tests", verdict is Verdict.ACCEPTED
        case p.CandidateTurn():
            return "messages", "Candidate", None
        case p.InterviewerTurn():
            return "messages", "Interviewer", None
        case p.HintGiven(level=level):
            return "hints", f"Hint {level}", None
        case p.InterviewInterrupted() | p.InterviewPaused():
            return "presence", "Away", False
        case p.InterviewJoined() | p.InterviewReturned() | p.InterviewResumed():
            return "presence", "Present", True
        case p.TabTakenOver():
            return "presence", "Went on in another window", None
        case _:
            return None


def picture(found: Sequence[Moment]) -> str:
    """An SVG whose marks lead to the steps. Colour never says alone what a mark's shape and title say too."""
    end = max((moment.at for moment in found), default=0.0) or 1.0
    height = LANE * len(LANES) + 8
    parts = [
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="Time line of the interview">'
    ]
    for number, lane in enumerate(LANES):
        y = LANE * number + LANE
        parts.append(
            f'<text x="4" y="{y}">{lane}</text><line x1="{MARGIN}" x2="{WIDTH - 8}" y1="{y - 4}" y2="{y - 4}"/>'
        )
    for moment in found:
        x = MARGIN + 6 + (WIDTH - MARGIN - 22) * moment.at / end
        parts.append(_mark(moment, x, LANE * LANES.index(moment.lane) + LANE - 4))
    return "".join([*parts, "</svg>"])


def _mark(moment: Moment, x: float, y: int) -> str:
    tone = {True: "good", False: "bad", None: "plain"}[moment.good]
    title = f"<title>{escape(moment.label)}</title>"
    if moment.good is False:
        shape = f'<path d="M{x - 5:.1f} {y - 5}l10 10m0 -10l-10 10">{title}</path>'
    else:
        shape = f'<circle cx="{x:.1f}" cy="{y}" r="5">{title}</circle>'
    return f'<a href="#e{moment.seq}" class="{tone}" tabindex="-1">{shape}</a>'

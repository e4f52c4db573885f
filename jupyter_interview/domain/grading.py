"""Grades: points for each question of an assigned interview, by the scorer or by an educator who says why.

A question is worth `POSSIBLE` points: the mean of its scored rubric lines, or 0 where there was nothing to score. An
override takes their place and never hides them. It is an amendment: a statement of its own, signed like the log that it
is about, which stays as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from jupyter_interview.domain import canonical
from jupyter_interview.domain.rejudging import Rejudging
from jupyter_interview.domain.scoring import Feedback, QuestionScore
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.errors import InvalidRequest

POSSIBLE = 4.0
MAX_REASON = 2000
"""Characters."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Override(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An educator's points for one question, as signed. Ids are UUIDs as text."""

    format: int
    interview: str
    question_id: str
    points: float
    reason: str
    by: str
    """The educator's user id."""
    at: datetime
    head_hash: str
    """Of the log that was judged."""
    key_id: str

    def to_bytes(self) -> bytes:
        """The canonical bytes to sign."""
        return canonical.to_bytes(msgspec.to_builtins(self))


Said = Override | Rejudging
"""What an amendment may state."""


class Amendment(msgspec.Struct, frozen=True):
    """A signed statement about an interview that is over."""

    id: UUID
    interview_id: UUID
    statement: bytes
    signature: bytes
    key_id: str
    public_key: bytes

    @property
    def said(self) -> Said:
        return said(self.statement)


def said(statement: bytes) -> Said:
    """Raises ValueError for what is no such statement."""
    fields: dict[str, Any] = msgspec.json.decode(statement, type=dict[str, Any])
    return msgspec.convert(fields, Rejudging) if "kind" in fields else msgspec.convert(fields, Override)


def overrides_in(statements: Iterable[Said]) -> tuple[Override, ...]:
    return tuple(one for one in statements if isinstance(one, Override))


def rejudgings_in(statements: Iterable[Said]) -> tuple[Rejudging, ...]:
    return tuple(one for one in statements if isinstance(one, Rejudging))


class QuestionGrade(msgspec.Struct, frozen=True, rename="camel"):
    """One question; `automatic` is None where the log holds too little to score."""

    question_id: str
    title: str
    automatic: float | None
    """By the verdicts that count now."""
    overrides: tuple[Override, ...] = ()
    """All that were given, oldest first; the last one counts."""
    before: float | None = None
    """By the verdicts in the log."""
    rejudgings: tuple[Rejudging, ...] = ()
    """Oldest first."""

    @property
    def points(self) -> float:
        return self.overrides[-1].points if self.overrides else self.automatic or 0.0


class Grade(msgspec.Struct, frozen=True, rename="camel"):
    """An interview's. Questions that were not reached are worth nothing and count."""

    questions: tuple[QuestionGrade, ...]
    possible: float

    @property
    def points(self) -> float:
        return round(sum(question.points for question in self.questions), 2)


def grade(feedback: Feedback, question_count: int, amendments: Sequence[Said], before: Feedback | None = None) -> Grade:
    """The grade of a finished interview with so many questions set.

    `feedback` is by the verdicts that count, `before` by those in the log, where they differ.
    """
    first = {question.question_id: _automatic(question) for question in (before or feedback).questions}
    given, rejudgings = overrides_in(amendments), rejudgings_in(amendments)
    questions = tuple(
        QuestionGrade(
            question.question_id,
            question.title,
            _automatic(question),
            tuple(one for one in given if one.question_id == question.question_id),
            first[question.question_id],
            tuple(one for one in rejudgings if one.question_id == question.question_id),
        )
        for question in feedback.questions
    )
    return Grade(questions, POSSIBLE * max(question_count, len(questions)))


def with_remarks(feedback: Feedback, graded: Grade) -> Feedback:
    """The feedback with what educators decided afterwards, for the candidate to read."""
    said = {question.question_id: remarks(question) for question in graded.questions}
    questions = tuple(
        msgspec.structs.replace(question, remarks=said[question.question_id]) for question in feedback.questions
    )
    return msgspec.structs.replace(feedback, questions=questions)


def remarks(question: QuestionGrade) -> tuple[str, ...]:
    """Rejudgings, what they did to the points, and overrides with their reasons."""
    judged = tuple(_judged_again(one) for one in question.rejudgings)
    if question.rejudgings:
        judged += (f"The scorer's points: {_points(question.before)} before, {_points(question.automatic)} now.",)
    given = tuple(
        f"An educator gave {one.points:g} of {POSSIBLE:g} points on {one.at:%Y-%m-%d}: {one.reason}"
        for one in question.overrides
    )
    return judged + given


def verdict_changes(one: Rejudging) -> str:
    changed = [
        f"{_in_words(pair.old.verdict)} became {_in_words(pair.new.verdict)}"
        for pair in one.verdicts
        if pair.counts and pair.old.verdict is not pair.new.verdict
    ]
    return ", ".join(changed) or "no verdict changed"


def _judged_again(one: Rejudging) -> str:
    return f"Judged again on {one.at:%Y-%m-%d}, because the question was corrected: {verdict_changes(one)}."


def _in_words(verdict: Verdict) -> str:
    return verdict.value.replace("_", " ")


def _points(points: float | None) -> str:
    return "none" if points is None else f"{points:g}"


def _automatic(question: QuestionScore) -> float | None:
    scores = [line.score for line in question.lines if line.score is not None]
    return round(sum(scores) / len(scores), 2) if scores else None


def check_override(points: float, reason: str) -> str:
    """The reason, trimmed. Raises InvalidRequest."""
    said = reason.encode("utf-8", "replace").decode("utf-8").strip()
    if not 0 <= points <= POSSIBLE:
        raise InvalidRequest(f"A question has from 0 to {POSSIBLE:g} points.")
    if not 0 < len(said) <= MAX_REASON:
        raise InvalidRequest(f"Say why, in 1 to {MAX_REASON} characters.")
    return said


class GradedCandidate(msgspec.Struct, frozen=True, rename="camel"):
    """A line of the grade book: somebody's last finished attempt."""

    user_id: UUID
    name: str
    interview_id: UUID | None
    attempts: int
    grade: Grade | None
    """None while nothing is finished."""


def gradebook(title: str, rows: Sequence[GradedCandidate]) -> str:
    """CSV as grade books take it: a line a student, a column for the assignment, and first what it is worth."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    possible = max((row.grade.possible for row in rows if row.grade), default=0.0)
    table.writerow(["Student", "ID", _cell(title), "Interview", "Attempts", "Reasons"])
    table.writerow(["Points Possible", "", possible, "", "", ""])
    for row in rows:
        reasons = [] if row.grade is None else [q.overrides[-1].reason for q in row.grade.questions if q.overrides]
        table.writerow(
            [
                _cell(row.name),
                row.user_id,
                "" if row.grade is None else row.grade.points,
                row.interview_id or "",
                row.attempts,
                _cell("; ".join(reasons)),
            ]
        )
    return text.getvalue()


def _cell(text: str) -> str:
    """A spreadsheet must not take somebody's name for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text

"""What an interview came to, question by question: the rows of a grade book and the code that was handed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.review.entries import Entry


class Attempt(msgspec.Struct, frozen=True):
    """One posted question of one interview."""

    question_id: str
    digest: str
    title: str
    language: str
    outcome: str = "open"
    submissions: int = 0
    """Judged ones; an internal error is not one."""
    hints: int = 0
    passed: int = 0
    total: int = 0
    """Tests of the best submission."""
    accepted: bool = False
    minutes: float = 0.0
    """From its posting to its end, or to the last thing that happened in it."""
    starter: str = ""
    source: str = ""
    """The accepted submission, or the last one; empty where nothing was submitted."""


def attempts(entries: Sequence[Entry]) -> tuple[Attempt, ...]:
    """In the order in which they were posted."""
    return tuple(_attempt(group, _language(entries)) for group in _by_question(entries))


def _language(entries: Sequence[Entry]) -> str:
    first = entries[0].payload if entries else None
    return first.language if isinstance(first, p.InterviewCreated) else ""


def _by_question(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The entries from each posting to the next."""
    group: list[Entry] = []
    for entry in entries:
        if isinstance(entry.payload, p.QuestionPosted):
            if group:
                yield group
            group = [entry]
        elif group:
            group.append(entry)
    if group:
        yield group


def _attempt(group: Sequence[Entry], language: str) -> Attempt:
    posted = group[0].payload
    assert isinstance(posted, p.QuestionPosted)
    sources = {
        one.payload.submission_id: one.payload.source
        for one in group
        if isinstance(one.payload, p.SubmissionCreated) and one.payload.purpose == "submit"
    }
    judged = [
        one.payload
        for one in group
        if isinstance(one.payload, p.SubmissionJudged)
        and one.payload.purpose == "submit"
        and one.payload.judgement.verdict is not Verdict.INTERNAL_ERROR
    ]
    best = max(judged, key=_worth, default=None)
    accepted = best is not None and best.judgement.verdict is Verdict.ACCEPTED
    shown = best if accepted else (judged[-1] if judged else None)
    last = list(sources.values())[-1] if sources else ""
    return Attempt(
        question_id=posted.question_id,
        digest=posted.digest,
        title=posted.title,
        language=language,
        outcome=next((one.payload.outcome for one in group if isinstance(one.payload, p.QuestionClosed)), "open"),
        submissions=len(judged),
        hints=sum(isinstance(one.payload, p.HintGiven) for one in group),
        passed=best.judgement.passed if best else 0,
        total=best.judgement.total if best else 0,
        accepted=accepted,
        minutes=round((_end(group) - group[0].envelope.at).total_seconds() / 60, 1),
        starter=next((cell.source for cell in posted.cells if cell.role == "starter"), ""),
        source=sources.get(shown.submission_id, last) if shown else last,
    )


def _worth(judged: p.SubmissionJudged) -> tuple[bool, float]:
    judgement = judged.judgement
    return judgement.verdict is Verdict.ACCEPTED, judgement.passed / max(judgement.total, 1)


def _end(group: Sequence[Entry]) -> datetime:
    closed = next((one for one in group if isinstance(one.payload, p.QuestionClosed)), group[-1])
    return closed.envelope.at

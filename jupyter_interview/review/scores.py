"""Automatic scores of a transcript, for whoever has the questions at hand."""

from __future__ import annotations

from jupyter_interview.domain.events import Event
from jupyter_interview.domain.scoring import AnyQuestion, Feedback, score
from jupyter_interview.review.attempts import attempts
from jupyter_interview.review.verify import Transcript
from jupyter_interview.service.ports import QuestionBank


def feedback_of(transcript: Transcript, bank: QuestionBank) -> Feedback | None:
    """The automatic scores, if the bank has every question in the version that was asked."""
    tried = attempts(transcript.entries)
    designs = {question.id for question in bank.designs()}
    if not tried or any(one.question_id not in {*bank.ids(), *designs} for one in tried):
        return None
    questions: dict[str, AnyQuestion] = {
        one.question_id: (bank.design if one.question_id in designs else bank.get)(one.question_id) for one in tried
    }
    if any(questions[one.question_id].digest != one.digest for one in tried):
        return None
    events = [Event(entry.envelope, entry.payload, b"") for entry in transcript.entries if entry.payload is not None]
    return score(events, questions)

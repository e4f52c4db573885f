"""Spaced review: when a question that was failed should come again, by the forgetting curve of FSRS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fsrs import Card, Rating, Scheduler

from jupyter_interview.domain.adaptive.asked import Asked
from jupyter_interview.domain.adaptive.scoring import PASS_MARK

# Whole days instead of the minutes of a session with flash cards, and the same answer for the same past.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
_WITHOUT_HELP = 0.9


@dataclass(frozen=True)
class Review:
    """A failed question that is due."""

    question: str
    failed_at: datetime
    recall: float
    """The chance that what was learnt from the failure is still there."""


def due(asked: Sequence[Asked], now: datetime) -> list[Review]:
    """Questions whose last answer was no solution and whose time has come, least remembered first."""
    cards: dict[str, Card] = {}
    last: dict[str, Asked] = {}
    for one in sorted(asked, key=lambda one: one.at):
        if one.score is not None:
            card = cards.get(one.question) or Card(card_id=len(cards))
            cards[one.question], _ = _SCHEDULER.review_card(card, _rating(one.score), one.at)
            last[one.question] = one
    found = [
        Review(name, last[name].at, _SCHEDULER.get_card_retrievability(card, now))
        for name, card in cards.items()
        if not _solved(last[name]) and card.due <= now
    ]
    return sorted(found, key=lambda review: (review.recall, review.question))


def _solved(one: Asked) -> bool:
    return one.score is not None and one.score >= PASS_MARK


def _rating(score: float) -> Rating:
    if score < PASS_MARK:
        return Rating.Again
    return Rating.Good if score >= _WITHOUT_HELP else Rating.Hard

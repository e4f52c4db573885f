"""A question that a candidate was asked, as the engine needs to know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Asked:
    """A question that was put to the candidate, in this interview or an earlier one."""

    interview: UUID
    number: int
    question: str
    at: datetime
    score: float | None = None
    """None while it is open, or where its end says nothing."""
    review: bool = False
    """It was failed before, so that its score says what was remembered."""

    @property
    def tells(self) -> float | None:
        """The score, where it says something about the ability."""
        return None if self.review else self.score


@dataclass(frozen=True)
class SharedScore:
    """How a candidate who lets it be used did on a question when it was new to them."""

    user_id: UUID
    question: str
    score: float

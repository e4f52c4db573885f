"""Assignments: an interview that a cohort is to sit, in a window of time, on terms that are the same for everybody.

What one candidate is granted beyond them stands with the member (`cohorts.Accommodation`).

Pure rules; the service asks them before an interview starts. Errors: InvalidRequest, Conflict, Expired.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal
from uuid import UUID
from zoneinfo import available_timezones

import msgspec

from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.cohorts import Accommodation, checked_name
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import TERMINAL, State
from jupyter_interview.domain.questions import Difficulty
from jupyter_interview.errors import Conflict, Expired, InvalidRequest

MAX_ATTEMPTS = 10
MAX_MINUTES = 180
LEAST = timedelta(minutes=5)
"""With less of the window left nobody may begin any more."""
LONGEST = timedelta(days=366)
LAST_YEAR = 9000
"""So far from the calendar's end that extra time cannot reach it."""


class Terms(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What is asked of every candidate; also as educators send it."""

    title: str
    opens_at: datetime
    closes_at: datetime
    kind: Literal["dsa", "system_design"] = "dsa"
    languages: tuple[str, ...] = ("python",)
    """The candidate chooses one of these."""
    minutes: int = 45
    """The duration, before extra time."""
    question_count: int = 2
    topics: tuple[str, ...] = ()
    difficulty: Difficulty | None = None
    questions: tuple[str, ...] = ()
    """Ids of the questions, in this order; empty: each is chosen by the candidate's answers so far."""
    attempts: int = 1
    pauses: bool = False
    model: bool = True
    persona: str = "balanced"
    integrity: bool = True
    """Whether lost focus, pastes and other AI extensions are recorded, which every candidate is told."""
    time_zone: str = "UTC"
    """The educator's: candidates of another one are shown the window in both."""

    def duration(self, granted: Accommodation) -> timedelta:
        return timedelta(minutes=self.minutes) * (1 + granted.extra_time)

    def closes(self, granted: Accommodation) -> datetime:
        """Extra time widens the window by as much, so that it can be used."""
        return self.closes_at + timedelta(minutes=self.minutes) * granted.extra_time

    def checked(self) -> Terms:
        """The same with a name fit to show. Raises InvalidRequest for what no candidate could sit."""
        if self.opens_at.tzinfo is None or self.closes_at.tzinfo is None:
            raise InvalidRequest("Give the window's times with their time zone, as in 2026-11-25T09:00:00Z.")
        if not LEAST <= self.closes_at - self.opens_at <= LONGEST or self.closes_at.year >= LAST_YEAR:
            raise InvalidRequest("The window closes after it opens, at least five minutes and at most a year later.")
        if not 1 <= self.minutes <= MAX_MINUTES:
            raise InvalidRequest(f"An interview lasts at most {MAX_MINUTES} minutes.")
        if self.time_zone not in available_timezones():
            raise InvalidRequest("Name the time zone as the time zone database does, as in Europe/Berlin.")
        if not self.languages:
            raise InvalidRequest("Allow at least one language.")
        if not 1 <= self.attempts <= MAX_ATTEMPTS:
            raise InvalidRequest(f"A candidate has from 1 to {MAX_ATTEMPTS} attempts.")
        if len(set(self.questions)) != len(self.questions):
            raise InvalidRequest("A question is named twice.")
        if self.questions and len(self.questions) != self.question_count:
            raise InvalidRequest("The number of questions is not that of the questions named.")
        return msgspec.structs.replace(self, title=checked_name(self.title))


class Assignment(msgspec.Struct, frozen=True):
    """Terms that were set for a cohort."""

    id: UUID
    cohort_id: UUID
    terms: Terms
    created_at: datetime
    released_at: datetime | None = None
    """When its candidates were let see their results."""


class Standing(StrEnum):
    """How a candidate stands with an assignment, in the order in which it is asked."""

    SITTING = "sitting"
    """An attempt is not over yet."""
    OPEN = "open"
    """An attempt may begin now."""
    AHEAD = "ahead"
    """It opens later."""
    RELEASED = "released"
    """It was sat, and the results may be seen."""
    SAT = "sat"
    MISSED = "missed"
    """The window is over, and no attempt was finished."""


def standing(
    assignment: Assignment, granted: Accommodation, attempts: Sequence[Interview], left: int, now: datetime
) -> Standing:
    """`left`: how many attempts the candidate still has."""
    terms = assignment.terms
    if any(interview.state not in TERMINAL for interview in attempts):
        return Standing.SITTING
    if now < terms.opens_at:
        return Standing.AHEAD
    if left and terms.closes(granted) - now >= LEAST:
        return Standing.OPEN
    finished = any(interview.state is State.COMPLETED for interview in attempts)
    if finished and assignment.released_at is not None:
        return Standing.RELEASED
    return Standing.SAT if finished or not left else Standing.MISSED


def clock(terms: Terms, accommodation: Accommodation, now: datetime) -> Clock:
    """The clock of an interview that begins now: the duration with its extra time, cut off where the window ends.

    Raises:
        Conflict: the window is not open yet.
        Expired: it is closed, or as good as closed.
    """
    until = terms.closes(accommodation)
    if now < terms.opens_at:
        raise Conflict(f"This interview opens at {terms.opens_at:%Y-%m-%d %H:%M} UTC.")
    if until - now < LEAST:
        raise Expired("The time in which this interview could be sat is over.")
    return Clock(budget=terms.duration(accommodation), until=until)

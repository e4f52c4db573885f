"""What somebody's interviews add up to: days of practice, streaks, time by phase, acceptance by topic, weeks.

A day of practice is a date on the candidate's own wall, in the zone where the candidate then was: travelling changes
no day that has been. Such dates are not apart by a number of hours, so nothing here counts hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from jupyter_interview.domain.adaptive.track import AbilityTrack

WEEKS = 53
"""How far the calendar and the trend look back: a year, and the week it began in."""
MIN_ASKED = 2
"""Questions of a topic, before it can be called weak."""
WEAK = 0.5
"""The acceptance below which it is; with one question more of each kind, so that few answers say little."""

PhaseName = Literal["solving", "discussion", "between", "requirements", "estimation", "design", "deep_dives"]
"""Discussion: of complexity and follow-ups, from the accepted submission until the question is closed."""


class Counts(msgspec.Struct, frozen=True, rename="camel"):
    """Over all interviews. Questions are those that were closed; an internal error of the judge is no attempt."""

    interviews: int
    completed: int
    abandoned: int
    unfinished: int
    questions: int
    accepted: int
    attempts: int
    hints: int
    seconds: int
    """On the interviews' clocks: pauses do not count."""


class PracticeDay(msgspec.Struct, frozen=True):
    """A date on which the candidate entered a room or handed something in; one a zone."""

    day: date
    zone: str
    first: datetime
    last: datetime
    interviews: int


class Streak(msgspec.Struct, frozen=True, rename="camel"):
    """Days of practice in a row. The current one lives on until a whole day has passed without."""

    current: int
    longest: int
    practised_today: bool


class CalendarDay(msgspec.Struct, frozen=True, rename="camel"):
    day: date
    interviews: int


class PhaseTime(msgspec.Struct, frozen=True, rename="camel"):
    """What all interviews of a kind spent in a phase. An interruption counts to its phase, as it does on the clock."""

    kind: str
    phase: PhaseName
    seconds: int
    times: int
    """How often the phase was entered."""


class AskedQuestion(msgspec.Struct, frozen=True):
    """How a question of an algorithms interview went, over all times that it was asked and closed."""

    question_id: str
    asked: int
    accepted: int
    attempts: int


class TopicAcceptance(msgspec.Struct, frozen=True, rename="camel"):
    """Over the questions that have the topic, whether first or not."""

    topic: str
    asked: int
    accepted: int
    attempts: int

    @property
    def estimate(self) -> float:
        """The acceptance, drawn to one half where little is known."""
        return (self.accepted + 1) / (self.asked + 2)


class Week(msgspec.Struct, frozen=True, rename="camel"):
    """By when interviews began, from Monday on."""

    start: date
    interviews: int
    questions: int
    accepted: int
    seconds: int


class Analytics(msgspec.Struct, frozen=True, rename="camel"):
    """All that is counted for one user."""

    time_zone: str
    today: date
    counts: Counts
    streak: Streak
    days: tuple[CalendarDay, ...]
    """Those of the last 53 weeks on which there was practice, oldest first."""
    phases: tuple[PhaseTime, ...]
    topics: tuple[TopicAcceptance, ...]
    weak_topics: tuple[str, ...]
    """At most three, the weakest first."""
    weeks: tuple[Week, ...]
    """Without gaps, from the first of the last 53 that had an interview to the current one."""
    abilities: tuple[AbilityTrack, ...]
    """The general one first; empty until an answer told something."""


def date_at(moment: datetime, zone: str) -> date:
    """The date on a wall in that zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def streak(days: Iterable[PracticeDay], now: datetime, zone: str) -> Streak:
    """The rows of runs, whatever zones they went through."""
    rows = sorted(days, key=lambda row: row.first)
    longest, run = 0, set[date]()
    for index, row in enumerate(rows):
        if index and not _follows(rows[index - 1], row.first, row.zone):
            run = set()
        run.add(row.day)
        longest = max(longest, len(run))
    alive = bool(rows) and _follows(rows[-1], now, zone)
    today = date_at(now, zone)
    return Streak(len(run) if alive else 0, longest, practised_today=any(row.day == today for row in rows))


def _follows(before: PracticeDay, moment: datetime, zone: str) -> bool:
    """Whether no whole day lies between, in the zone that was left or in the one that was arrived in.

    Who crosses the date line has no Tuesday to practise on, so one of the two walls is enough.
    """
    return any(date_at(moment, wall) - date_at(before.last, wall) <= timedelta(days=1) for wall in (before.zone, zone))


def calendar(days: Iterable[PracticeDay], today: date) -> tuple[CalendarDay, ...]:
    """Each date once; a date that was lived through in two zones has the sum."""
    found: dict[date, int] = {}
    for row in days:
        if row.day > _weeks_back(today):
            found[row.day] = found.get(row.day, 0) + row.interviews
    return tuple(CalendarDay(day, found[day]) for day in sorted(found))


def by_topic(asked: Iterable[AskedQuestion], topics: Mapping[str, Sequence[str]]) -> tuple[TopicAcceptance, ...]:
    """`topics` by question; one that the bank holds no more has none. In the alphabet's order."""
    found: dict[str, TopicAcceptance] = {}
    for question in asked:
        for topic in topics.get(question.question_id, ()):
            sum_ = found.get(topic, TopicAcceptance(topic, 0, 0, 0))
            found[topic] = TopicAcceptance(
                topic,
                sum_.asked + question.asked,
                sum_.accepted + question.accepted,
                sum_.attempts + question.attempts,
            )
    return tuple(found[topic] for topic in sorted(found))


def weakest(topics: Iterable[TopicAcceptance]) -> tuple[str, ...]:
    """What practice would help most."""
    weak = [topic for topic in topics if topic.asked >= MIN_ASKED and topic.estimate < WEAK]
    return tuple(topic.topic for topic in sorted(weak, key=lambda topic: (topic.estimate, topic.topic))[:3])


def without_gaps(weeks: Iterable[Week], today: date) -> tuple[Week, ...]:
    """A trend needs the weeks in which nothing was done, too."""
    known = {week.start: week for week in weeks if week.start > _weeks_back(today)}
    if not known:
        return ()
    current = max(monday(today), *known)  # after a journey west, the last week may be the next one here
    count = (current - min(known)).days // 7 + 1
    starts = (min(known) + timedelta(weeks=index) for index in range(count))
    return tuple(known.get(start, Week(start, 0, 0, 0, 0)) for start in starts)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks_back(today: date) -> date:
    """The last date that is too long ago."""
    return monday(today) - timedelta(weeks=WEEKS - 1, days=1)

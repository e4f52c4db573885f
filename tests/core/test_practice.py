"""Streaks, weeks and weak spots by the calendar on the candidate's wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.domain.practice import (
    AskedQuestion,
    CalendarDay,
    PracticeDay,
    Streak,
    TopicAcceptance,
    Week,
    by_topic,
    calendar,
    date_at,
    streak,
    weakest,
    without_gaps,
)

NEW_YORK, LOS_ANGELES, TOKYO = "America/New_York", "America/Los_Angeles", "Asia/Tokyo"


def at(text: str, zone: str) -> datetime:
    """A moment by the clock on a wall, as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def sat(text: str, zone: str) -> PracticeDay:
    moment = at(text, zone)
    return PracticeDay(date_at(moment, zone), zone, moment, moment, 1)


def test_no_practice_is_no_streak() -> None:
    assert streak([], at("2026-03-08 12:00", NEW_YORK), NEW_YORK) == Streak(0, 0, practised_today=False)


@pytest.mark.parametrize(
    ("moments", "longest"),
    [
        # Clocks go forward on 8 March 2026: 23 hours. A day was missed although 24 hours are all that passed.
        (("2026-03-07 23:30", "2026-03-09 00:30"), 1),
        (("2026-03-07 23:30", "2026-03-08 12:00", "2026-03-09 00:30"), 3),
        # Back on 1 November 2026: 25 hours. No day was missed although 48 hours and 40 minutes passed.
        (("2026-10-31 00:10", "2026-11-01 23:50"), 2),
        (("2026-11-01 00:10", "2026-11-01 23:50"), 1),
        (("2026-10-31 23:50", "2026-11-02 00:10"), 1),
    ],
)
def test_a_day_is_a_date_however_many_hours_it_has(moments: tuple[str, ...], longest: int) -> None:
    rows = [sat(moment, NEW_YORK) for moment in moments]
    assert streak(rows, rows[-1].last, NEW_YORK).longest == longest


def test_a_midnight_that_the_clocks_leave_out() -> None:
    """In Santiago, 6 September 2026 begins at one o'clock."""
    rows = [sat("2026-09-05 23:59", "America/Santiago"), sat("2026-09-06 01:00", "America/Santiago")]
    assert rows[1].first - rows[0].first == timedelta(minutes=1)
    assert streak(rows, rows[1].last, "America/Santiago").current == 2


@pytest.mark.parametrize(
    ("now", "current", "today"),
    [("2026-03-08 23:59", 2, True), ("2026-03-09 23:59", 2, False), ("2026-03-10 00:01", 0, False)],
)
def test_a_streak_lives_until_a_whole_day_has_passed(now: str, current: int, today: bool) -> None:
    rows = [sat("2026-03-07 09:00", NEW_YORK), sat("2026-03-08 09:00", NEW_YORK)]
    assert streak(rows, at(now, NEW_YORK), NEW_YORK) == Streak(current, 2, practised_today=today)


def test_east_over_the_date_line_loses_no_streak() -> None:
    """Monday evening in Los Angeles, then Wednesday morning in Tokyo: there was no Tuesday to practise on."""
    rows = [sat("2026-06-01 20:00", LOS_ANGELES), sat("2026-06-03 09:00", TOKYO)]
    assert streak(rows, rows[1].last, TOKYO) == Streak(2, 2, practised_today=True)
    assert streak(rows[:1], at("2026-06-03 09:00", TOKYO), TOKYO).current == 1


def test_a_day_missed_on_both_walls_ends_it() -> None:
    rows = [sat("2026-06-01 20:00", LOS_ANGELES), sat("2026-06-04 23:00", TOKYO)]
    assert streak(rows, rows[1].last, TOKYO).longest == 1


def test_west_over_the_date_line_counts_a_date_once() -> None:
    """Wednesday in Tokyo, and after the flight Wednesday again in Los Angeles."""
    rows = [sat("2026-06-03 20:00", TOKYO), sat("2026-06-03 21:00", LOS_ANGELES), sat("2026-06-04 21:00", LOS_ANGELES)]
    assert streak(rows, rows[-1].last, LOS_ANGELES) == Streak(2, 2, practised_today=True)
    assert calendar(rows, date(2026, 6, 4)) == (CalendarDay(date(2026, 6, 3), 2), CalendarDay(date(2026, 6, 4), 1))


def test_moving_changes_no_day_that_has_been() -> None:
    """Late evenings in Lisbon are next mornings in Tokyo; they stay what they were."""
    rows = [sat(f"2026-06-0{day} 23:00", "Europe/Lisbon") for day in (1, 2, 3)]
    assert streak(rows, at("2026-06-04 12:00", TOKYO), TOKYO) == Streak(3, 3, practised_today=False)


@given(st.lists(st.integers(0, 40), min_size=1), st.integers(0, 3))
def test_the_longest_run_of_dates(days: list[int], later: int) -> None:
    """Against the plain definition, in one zone, over both changes of its clocks."""
    for begin in (date(2026, 2, 20), date(2026, 10, 15)):
        rows = [sat(f"{begin + timedelta(days=day)} 12:00", NEW_YORK) for day in sorted(set(days))]
        runs = [0]
        for day in range(42):
            runs.append(runs[-1] + 1 if day in days else 0)
        found = streak(rows, rows[-1].last + timedelta(days=later), NEW_YORK)
        assert found.longest == max(runs)
        assert found.current == (runs[max(days) + 1] if later <= 1 else 0)


def test_the_calendar_goes_back_a_year_in_whole_weeks() -> None:
    today = date(2026, 11, 25)  # a Wednesday
    rows = [sat(f"{day} 12:00", "UTC") for day in ("2025-11-23", "2025-11-24", "2026-11-25")]
    assert [entry.day for entry in calendar(rows, today)] == [date(2025, 11, 24), today]


def test_weeks_without_practice_are_there_too() -> None:
    weeks = [Week(date(2026, 3, 2), 2, 0, 0, 0), Week(date(2026, 3, 23), 1, 0, 0, 0)]
    found = without_gaps(reversed(weeks), date(2026, 4, 1))
    assert [(week.start.day, week.interviews) for week in found] == [(2, 2), (9, 0), (16, 0), (23, 1), (30, 0)]
    assert without_gaps([Week(date(2020, 1, 6), 1, 0, 0, 0)], date(2026, 4, 1)) == ()


def test_a_week_that_has_not_begun_here_is_not_lost() -> None:
    """Begun on Monday in Tokyo, looked at on Sunday in Los Angeles."""
    assert without_gaps([Week(date(2026, 6, 8), 1, 0, 0, 0)], date(2026, 6, 7))[-1].interviews == 1


def test_a_question_counts_for_each_of_its_topics() -> None:
    asked = [AskedQuestion("a", 3, 1, 4), AskedQuestion("b", 1, 1, 1), AskedQuestion("gone", 9, 9, 9)]
    assert by_topic(asked, {"a": ("trees", "stack"), "b": ("trees",), "c": ("graphs",)}) == (
        TopicAcceptance("stack", 3, 1, 4),
        TopicAcceptance("trees", 4, 2, 5),
    )


def test_one_bad_answer_makes_no_weak_spot() -> None:
    topics = [
        TopicAcceptance("once", 1, 0, 1),
        TopicAcceptance("even", 4, 2, 4),
        TopicAcceptance("worst", 6, 0, 9),
        TopicAcceptance("worse", 2, 0, 4),
        TopicAcceptance("bad", 4, 1, 4),
        TopicAcceptance("least", 5, 2, 4),
    ]
    assert weakest(topics) == ("worst", "worse", "bad")

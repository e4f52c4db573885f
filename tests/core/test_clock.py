"""The clock: runs, stands, and gives back what the candidate did not cause."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.domain.clock import DELAY_GRACE, Clock, creditable

START = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
MINUTES = st.integers(min_value=0, max_value=600).map(lambda minutes: timedelta(minutes=minutes))


def test_a_clock_that_never_started_has_its_whole_budget_and_no_deadline() -> None:
    clock = Clock(timedelta(minutes=45))
    assert clock.remaining(START) == timedelta(minutes=45)
    assert clock.deadline() is None


def test_it_runs_and_stands() -> None:
    clock = Clock(timedelta(minutes=45)).start(START)
    clock = clock.stop(START + timedelta(minutes=10))
    assert clock.remaining(START + timedelta(hours=20)) == timedelta(minutes=35)
    clock = clock.start(START + timedelta(hours=20))
    assert clock.deadline() == START + timedelta(hours=20, minutes=35)
    assert clock.remaining(START + timedelta(hours=21)) == timedelta()


@given(st.lists(st.tuples(MINUTES, MINUTES), max_size=8))
def test_only_running_time_is_used(spans: list[tuple[timedelta, timedelta]]) -> None:
    clock, now, ran = Clock(timedelta(hours=3)), START, timedelta()
    for running, standing in spans:
        clock = clock.start(now).start(now + running / 2)
        now += running
        clock = clock.stop(now).stop(now + standing / 2)
        now += standing
        ran += running
    assert clock.elapsed(now) == ran
    assert clock.remaining(now) == max(timedelta(hours=3) - ran, timedelta())


def test_delay_beyond_the_grace_moves_the_deadline() -> None:
    clock = Clock(timedelta(minutes=45)).start(START)
    assert clock.credit(DELAY_GRACE).deadline() == clock.deadline()
    late = clock.credit(DELAY_GRACE + timedelta(seconds=20))
    assert late.deadline() == START + timedelta(minutes=45, seconds=20)
    assert creditable(timedelta(seconds=-5)) == timedelta()


def test_a_wall_clock_set_back_takes_nothing() -> None:
    clock = Clock(timedelta(minutes=45)).start(START)
    assert clock.remaining(START - timedelta(minutes=30)) == timedelta(minutes=45)

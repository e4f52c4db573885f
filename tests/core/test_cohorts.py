"""Cohorts and assignments: who is on a roster, and when an interview may begin and must end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jupyter_interview.domain.assignments import LEAST, Assignment, Standing, Terms, clock, standing
from jupyter_interview.domain.cohorts import Accommodation, Cohort, Expected, Member, Part, roster
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.errors import Conflict, Expired, InterviewError, InvalidRequest, NotAllowed, NotFound
from tests.core.rooms import Room

OPENS = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=8)
TERMS = Terms(title="Week 3", minutes=60, opens_at=OPENS, closes_at=CLOSES)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LAST = datetime.max.replace(tzinfo=UTC)


def test_a_roster_says_who_and_what_they_are_granted() -> None:
    text = "\ufefflogin,extra_time,pauses\r\n Ada@Example.org ,0.25,yes\r\ngrace,,\r\n"
    assert roster(text) == (Expected("ada@example.org", Accommodation(0.25, True)), Expected("grace"))


def test_the_last_line_about_somebody_counts() -> None:
    assert roster("login,extra_time\nada,0.5\nADA,1\n") == (Expected("ada", Accommodation(1.0)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "one of them is `login`"),
        ("name,mail\nAda,ada@example.org\n", "one of them is `login`"),
        ("login\n", "names nobody"),
        ("login\nada\n \n", "Line 3"),
        ("login\na\x00da\n", "Line 2"),
        ("login,extra_time\nada,9\n", "Line 2"),
        ("login,extra_time\nada,nan\n", "Line 2"),
        ("login,pauses\nada,perhaps\n", "Line 2"),
        ("login\n" + "\n".join(f"user{i}" for i in range(2001)), "at most 2000"),
        ("login\n" + "a" * 255, "Line 2"),
        ('login\n"' + "a" * 140_000, "Line"),
    ],
)
def test_a_roster_that_is_none_says_where(text: str, said: str) -> None:
    with pytest.raises(InvalidRequest, match=said):
        roster(text)


@given(st.text(max_size=400))
def test_any_text_is_a_roster_or_is_refused(text: str) -> None:
    try:
        people = roster(f"login\n{text}")
    except InvalidRequest:
        return
    assert all(one.login == one.login.strip().casefold() != "" for one in people)


def test_who_is_no_member_learns_nothing_and_who_is_one_no_more_than_his_part() -> None:
    teacher, pupil, stranger = (User(uuid4(), name) for name in ("teacher", "pupil", "stranger"))
    people = (Member(teacher.id, "teacher", Part.EDUCATOR), Member(pupil.id, "pupil", Part.CANDIDATE))
    cohort = Cohort(uuid4(), "A", OPENS, people)
    cohort.check_educator(teacher)
    with pytest.raises(NotAllowed):
        cohort.check_educator(pupil)
    with pytest.raises(NotFound):
        cohort.check_educator(stranger)


def test_an_interview_has_its_whole_time_while_the_window_lasts() -> None:
    running = clock(TERMS, Accommodation(), OPENS).start(OPENS)
    assert running.deadline() == OPENS + 60 * MINUTE


def test_the_window_cuts_it_off_whatever_stood_still_or_was_given_back() -> None:
    late = CLOSES - 20 * MINUTE
    running = clock(TERMS, Accommodation(), late).start(late)
    assert running.remaining(late) == 20 * MINUTE
    assert running.credit(timedelta(hours=1)).deadline() == CLOSES
    paused = running.stop(late + 5 * MINUTE)
    assert paused.remaining(late + 15 * MINUTE) == 5 * MINUTE
    assert paused.remaining(CLOSES) == timedelta()


def test_extra_time_widens_the_window_by_as_much() -> None:
    half_more = Accommodation(extra_time=0.5)
    late = CLOSES - 20 * MINUTE
    assert clock(TERMS, half_more, OPENS).remaining(OPENS) == 90 * MINUTE
    assert clock(TERMS, half_more, late).remaining(late) == 50 * MINUTE


@pytest.mark.parametrize(
    ("now", "error"), [(OPENS - MINUTE, Conflict), (CLOSES - LEAST + MINUTE, Expired), (CLOSES + MINUTE, Expired)]
)
def test_outside_the_window_none_begins(now: datetime, error: type[InterviewError]) -> None:
    with pytest.raises(error):
        clock(TERMS, Accommodation(), now)


@pytest.mark.parametrize(
    "terms",
    [
        replace(TERMS, closes_at=OPENS),
        replace(TERMS, closes_at=OPENS + timedelta(days=400)),
        replace(TERMS, opens_at=LAST - HOUR, closes_at=LAST),
        replace(TERMS, minutes=10**15),
        replace(TERMS, minutes=0),
        replace(TERMS, opens_at=OPENS.replace(tzinfo=None)),
        replace(TERMS, languages=()),
        replace(TERMS, time_zone="Mars/Olympus"),
        replace(TERMS, attempts=0),
        replace(TERMS, title="\u200b \n"),
        replace(TERMS, title="x" * 200),
        replace(TERMS, questions=("a", "a")),
        replace(TERMS, questions=("a",)),
    ],
)
def test_terms_that_nobody_could_sit_are_refused(terms: Terms) -> None:
    with pytest.raises(InvalidRequest):
        terms.checked()


NEVER = Accommodation()
BEFORE, DURING, AFTER = OPENS - timedelta(minutes=1), OPENS + timedelta(minutes=1), CLOSES


@pytest.mark.parametrize(
    ("now", "states", "left", "released", "granted", "stands"),
    [
        (BEFORE, [], 1, False, NEVER, Standing.AHEAD),
        (DURING, [], 1, False, NEVER, Standing.OPEN),
        (DURING, [State.PAUSED], 0, False, NEVER, Standing.SITTING),
        (AFTER, [State.IN_PROGRESS], 1, False, NEVER, Standing.SITTING),
        (DURING, [State.COMPLETED], 1, True, NEVER, Standing.OPEN),
        (DURING, [State.COMPLETED], 0, False, NEVER, Standing.SAT),
        (AFTER, [State.COMPLETED], 1, True, NEVER, Standing.RELEASED),
        (AFTER, [], 1, True, NEVER, Standing.MISSED),
        (DURING, [State.ABANDONED], 0, True, NEVER, Standing.SAT),
        (CLOSES - timedelta(minutes=4), [], 1, False, NEVER, Standing.MISSED),
        (CLOSES, [], 1, False, Accommodation(extra_time=0.5), Standing.OPEN),
    ],
)
def test_how_a_candidate_stands(
    now: datetime, states: list[State], left: int, released: bool, granted: Accommodation, stands: Standing
) -> None:
    assignment = Assignment(uuid4(), uuid4(), TERMS, OPENS, released_at=OPENS if released else None)
    attempts = [replace(Room().interview, state=state) for state in states]
    assert standing(assignment, granted, attempts, left, now) is stands

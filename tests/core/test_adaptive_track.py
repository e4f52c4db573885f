"""The ability over time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from jupyter_interview.domain.adaptive.ability import Answer, estimate
from jupyter_interview.domain.adaptive.asked import Asked
from jupyter_interview.domain.adaptive.items import Item, prepare
from jupyter_interview.domain.adaptive.track import LATEST, tracks

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
ITEMS = prepare(Item(f"{topic}-{number}", topic, 1.7, 0.0) for topic in ("graphs", "trees") for number in range(3))


def asked(interview: UUID, day: int, question: str, score: float | None, *, review: bool = False) -> Asked:
    return Asked(interview, 1, question, BEGIN + timedelta(days=day), score, review)


def test_nothing_that_tells_is_no_track() -> None:
    one = uuid4()
    silent = [asked(one, 0, "trees-0", None), asked(one, 1, "trees-1", 1.0, review=True), asked(one, 2, "gone", 1.0)]
    assert tracks(ITEMS, []) == tracks(ITEMS, silent) == ()


def test_a_point_after_each_interview_on_all_answers_so_far() -> None:
    first, second = uuid4(), uuid4()
    past = [asked(second, 7, "graphs-0", 1.0), asked(first, 0, "trees-0", 0.0), asked(first, 1, "trees-1", 0.0)]
    general, graphs, trees = tracks(ITEMS, past)
    assert [track.topic for track in (general, graphs, trees)] == [None, "graphs", "trees"]
    assert [point.at for point in general.points] == [BEGIN + timedelta(days=day) for day in (1, 7)]
    assert [point.at for point in graphs.points] == [BEGIN + timedelta(days=7)]
    told = [Answer(ITEMS.index[name], score) for name, score in (("trees-0", 0.0), ("trees-1", 0.0), ("graphs-0", 1.0))]
    ability = estimate(ITEMS, told)
    assert general.points[-1].mean == pytest.approx(ability.mean, abs=1e-3)
    assert trees.points[-1].sd == pytest.approx(ability.topic_sds[ITEMS.topics.index("trees")], abs=1e-3)


def test_answers_move_it_and_make_it_surer() -> None:
    bad, good = uuid4(), uuid4()
    general, trees = tracks(ITEMS, [asked(bad, 0, "trees-0", 0.0), asked(good, 1, "trees-1", 1.0)])
    for track in (general, trees):
        before, after = track.points
        assert before.mean < 0 < after.mean - before.mean
        assert after.sd < before.sd


def test_what_is_older_than_the_latest_is_where_they_begin() -> None:
    long_ago = [asked(uuid4(), day, "trees-0", 1.0) for day in range(5)]
    latest = [asked(uuid4(), 10 + day, "trees-1", 0.5) for day in range(LATEST)]
    with_past, without = tracks(ITEMS, long_ago + latest)[0], tracks(ITEMS, latest)[0]
    assert len(with_past.points) == len(without.points) == LATEST
    assert with_past.points[0].mean > without.points[0].mean + 0.2

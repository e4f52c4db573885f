"""The decision as a whole: what the past changes, what comes again, and what gives way when nothing is left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest

from jupyter_interview.domain.adaptive.ability import DEFAULT_PRIOR
from jupyter_interview.domain.adaptive.asked import Asked
from jupyter_interview.domain.adaptive.background import prior_from_profile
from jupyter_interview.domain.adaptive.engine import Next, Situation, decide
from jupyter_interview.domain.adaptive.exposure import Exposure
from jupyter_interview.domain.adaptive.history import FURTHEST, prior_from
from jupyter_interview.domain.adaptive.items import Item, prepare
from jupyter_interview.domain.adaptive.review import due
from jupyter_interview.domain.profile.values import Profile

NOW = datetime(2026, 3, 2, tzinfo=UTC)
BEFORE, HERE = uuid4(), uuid4()
BANK = prepare(
    Item(f"{topic}-{place}", topic, 2.0, difficulty)
    for topic in ("graphs", "heap", "trees")
    for place, difficulty in enumerate((-1.5, -0.5, 0.5, 1.5))
)


def asked(question: str, days: float, score: float | None = 0.0, *, interview: UUID = BEFORE, **more: Any) -> Asked:
    return Asked(interview, more.pop("number", 1), question, NOW - timedelta(days=days), score, **more)


def found(*past: Asked, seed: int = 1, **changes: Any) -> Next | None:
    facts: dict[str, Any] = {
        "items": BANK,
        "fitting": np.ones(len(BANK), dtype=np.bool_),
        "asked": past,
        "interview": HERE,
        "exposure": Exposure.none(BANK),
        "now": NOW,
        "remaining": timedelta(minutes=30),
        "count": 3,
    }
    return decide(Situation(**{**facts, **changes}), seed)


def only(*names: str) -> np.ndarray:
    return np.isin(BANK.ids, names)


def chosen(*past: Asked, **changes: Any) -> Next:
    result = found(*past, **changes)
    assert result is not None
    return result


def test_the_past_is_where_the_next_interview_begins() -> None:
    good = [asked(f"{topic}-{place}", 60, 1.0) for topic in ("heap", "trees") for place in range(4)]
    after_good = chosen(*good)
    assert after_good.prior.mean > 0.8
    assert after_good.ability.mean == pytest.approx(after_good.prior.mean, abs=0.01)
    assert BANK.difficulty[after_good.choice.item] > 0
    after_bad = chosen(*[asked(one.question, 60, 0.0) for one in good])
    assert BANK.difficulty[after_bad.choice.item] < 0
    assert chosen().prior == DEFAULT_PRIOR


def test_a_prior_widens_with_time_and_stays_within_bounds() -> None:
    past = [asked(f"graphs-{place}", 0, 1.0) for place in range(4)]
    sds = [prior_from(BANK, past, NOW + timedelta(days=days)).sd for days in (0, 90, 400, 40_000)]
    assert sds == sorted(sds)
    assert sds[0] < sds[1]
    assert sds[-1] == DEFAULT_PRIOR.sd
    hundred = [asked("graphs-3", 0, 1.0)] * 100
    assert prior_from(BANK, hundred, NOW).mean == FURTHEST
    assert prior_from(BANK, [asked("left-the-bank", 1, 1.0), asked("heap-0", 1, None)], NOW) == DEFAULT_PRIOR


def test_a_profile_says_a_little_and_answers_soon_say_more() -> None:
    means = [prior_from_profile(Profile(years=years)).mean for years in (0, 1, 4, 10, 60)]
    assert means == sorted(means)
    assert means[0] == pytest.approx(-0.4, abs=0.01)
    assert means[2] == 0
    assert means[-1] == 0.4
    assert prior_from_profile(Profile(("Python",), ("Architect",))) == DEFAULT_PRIOR
    start = prior_from_profile(Profile(years=20.0))
    assert DEFAULT_PRIOR.sd > start.sd > 0.95
    assert chosen(start=start).prior == start
    failed = [asked(f"graphs-{place}", 40, 0.0) for place in range(4)]
    with_it, without = chosen(*failed, start=start).prior, chosen(*failed).prior
    assert 0 < with_it.mean - without.mean < start.mean


def test_what_was_asked_in_the_window_rests_until_there_is_nothing_else() -> None:
    lately = [asked(name, days, 1.0) for days, name in enumerate(BANK.ids[:-1], 1)]
    for seed in range(8):
        assert chosen(*lately, seed=seed).choice.question == BANK.ids[-1]
    everything = [*lately, asked(BANK.ids[-1], 0.5, 1.0)]
    again = chosen(*everything)
    assert again.choice.question in BANK.ids[7:11], "one of those asked longest ago"
    assert again.choice.explanation.endswith("this is one of those asked longest ago.")
    assert chosen(*everything, now=NOW + timedelta(days=40)).choice.explanation.count("longest ago") == 0


def test_the_cap_gives_way_before_the_window_does() -> None:
    worn = Exposure(np.full(len(BANK), 50), 100)
    choice = chosen(asked("heap-1", 3, 1.0), exposure=worn).choice
    assert choice.question != "heap-1"
    assert choice.explanation.endswith("so that the cap was lifted.")


def test_nothing_is_asked_twice_in_an_interview_and_an_empty_rest_ends_it() -> None:
    here = [asked("heap-0", 0, 1.0, interview=HERE), asked("heap-1", 0, 0.0, interview=HERE, number=2)]
    assert chosen(*here, fitting=only("heap-0", "heap-1", "heap-2")).choice.question == "heap-2"
    assert found(*here, fitting=only("heap-0", "heap-1")) is None


def test_a_failed_question_comes_again_when_it_is_due_once_and_not_first() -> None:
    failed = asked("trees-1", 5, 0.2)
    first = asked("heap-1", 0, 1.0, interview=HERE)
    assert not chosen(failed).review
    result = chosen(failed, first)
    assert (result.review, result.choice.question) == (True, "trees-1")
    assert result.choice.explanation.startswith("Chosen because it was not solved on 2026-02-25 and is due for review")
    reviewed = asked("trees-1", 0, 1.0, interview=HERE, number=2, review=True)
    assert not chosen(failed, asked("trees-2", 6, 0.0), first, reviewed).review
    assert not chosen(failed, first, fitting=only("heap-2")).review, "it must fit what was asked for"


def test_a_review_says_nothing_about_the_ability() -> None:
    first = asked("heap-1", 0, 1.0, interview=HERE)
    before = chosen(first)
    after = chosen(first, asked("trees-1", 0, 1.0, interview=HERE, number=2, review=True))
    assert after.ability.mean == before.ability.mean


def test_what_is_due() -> None:
    past = [
        asked("solved", 5, 1.0),
        asked("failed", 5, 0.3),
        asked("failed-just-now", 0.1, 0.0),
        asked("open", 5, None),
        asked("failed-then-solved", 9, 0.0),
        asked("failed-then-solved", 4, 0.9),
        asked("solved-then-failed", 200, 1.0),
        asked("solved-then-failed", 100, 0.1),
    ]
    reviews = due(past, NOW)
    assert [review.question for review in reviews] == ["solved-then-failed", "failed"], "least remembered first"
    assert reviews[1].failed_at == NOW - timedelta(days=5)
    assert 0 < reviews[0].recall < reviews[1].recall < 0.9


def test_a_seed_decides_and_can_be_checked() -> None:
    results = [chosen(seed=seed) for seed in range(30)]
    assert len({result.choice.question for result in results}) > 1
    for seed, result in enumerate(results):
        names = result.choice.drawn_from
        assert names[int(np.random.default_rng(seed).integers(len(names)))] == result.choice.question


def test_an_interview_until_sure_stops_early_and_one_of_a_set_number_does_not() -> None:
    here = [asked(name, 0, place % 2, interview=HERE) for place, name in enumerate(BANK.ids[:8])]
    assert found(*here, count=20, until_sure=True, remaining=timedelta(minutes=4)) is None
    assert found(*here, count=20, until_sure=True) is not None
    sharp = prepare(Item(name, "graphs", 5.0, 0.0) for name in BANK.ids)
    assert found(*here, items=sharp, count=20, until_sure=True) is None
    assert found(*here, items=sharp, count=20, remaining=timedelta(minutes=4)) is not None

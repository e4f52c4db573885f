"""Calibration: it finds parameters that answers were made from, as another implementation does, and knows its doubt."""

from __future__ import annotations

import girth
import numpy as np
import pytest

from jupyter_interview.domain.adaptive.ability import Prior
from jupyter_interview.domain.adaptive.calibration import Calibration, Response, Trust, calibrate
from jupyter_interview.domain.adaptive.items import SCALE, Floats, Item, Items, prepare
from jupyter_interview.domain.adaptive.response import chance
from jupyter_interview.errors import InvalidRequest

CANDIDATES, TOPICS = 400, 4


def bank(rng: np.random.Generator, count: int = 24) -> Items:
    return prepare(
        Item(f"q{place:02}", f"t{place % TOPICS}", SCALE * float(rng.uniform(0.8, 1.8)), float(rng.uniform(-2, 2)))
        for place in range(count)
    )


def off(items: Items, rng: np.random.Generator) -> Items:
    """The truth, from which the authors were off."""
    return prepare(
        Item(name, items.topics[items.topic[place]], a * float(rng.lognormal(0, 0.3)), b + float(rng.normal(0, 0.5)))
        for place, (name, a, b) in enumerate(zip(items.ids, items.discrimination, items.difficulty, strict=True))
    )


def answers(truth: Items, rng: np.random.Generator, each: int = 12) -> list[Response]:
    general = rng.normal(0, 1, CANDIDATES)
    topical = general[:, np.newaxis] + rng.normal(0, 0.3, (CANDIDATES, TOPICS))
    solves = rng.random((CANDIDATES, len(truth))) < chance(
        topical[:, truth.topic], truth.discrimination, truth.difficulty
    )
    return [
        Response(candidate, int(item), float(solves[candidate, item]))
        for candidate in range(CANDIDATES)
        for item in rng.choice(len(truth), each, replace=False)
    ]


def rms(errors: Floats) -> float:
    return float(np.sqrt((errors**2).mean()))


@pytest.fixture(scope="module")
def recovered() -> tuple[Items, Items, Calibration]:
    rng = np.random.default_rng(11)
    authored = bank(rng)
    truth = off(authored, rng)
    return authored, truth, calibrate(authored, answers(truth, rng))


def test_it_comes_nearer_to_the_truth_than_the_authors(recovered: tuple[Items, Items, Calibration]) -> None:
    authored, truth, found = recovered
    assert rms(found.difficulty - truth.difficulty) < 0.5 * rms(authored.difficulty - truth.difficulty)
    before, after = (np.log(one.discrimination / truth.discrimination) for one in (authored, found))
    assert rms(after) < 0.8 * rms(before)


def test_its_standard_errors_are_as_large_as_its_errors(recovered: tuple[Items, Items, Calibration]) -> None:
    _, truth, found = recovered
    of_difficulty = (found.difficulty - truth.difficulty) / found.difficulty_se
    of_discrimination = (found.discrimination - truth.discrimination) / found.discrimination_se
    assert 0.6 < rms(of_difficulty) < 1.4
    assert 0.4 < rms(of_discrimination) < 1.4  # smaller where the prior says much
    assert found.candidates.sum() == CANDIDATES * 12


def test_girth_agrees_where_nothing_is_shrunken() -> None:
    rng = np.random.default_rng(3)
    a, b = SCALE * rng.uniform(0.6, 1.5, 6), rng.uniform(-1.5, 1.5, 6)
    solved = rng.random((6, 800)) < chance(rng.normal(size=800), a[:, np.newaxis], b[:, np.newaxis])
    theirs = girth.twopl_mml(solved.astype(int), {"quadrature_bounds": (-6.0, 6.0), "quadrature_n": 121})
    items = prepare(Item(f"q{place}", "a", a[place], b[place]) for place in range(6))
    responses = [Response(who, place, float(solved[place, who])) for place in range(6) for who in range(800)]
    ours = calibrate(items, responses, Prior(topic_sd=0), Trust(difficulty=100, log_discrimination=100))
    assert ours.difficulty == pytest.approx(theirs["Difficulty"], abs=0.01)
    assert ours.discrimination == pytest.approx(theirs["Discrimination"], rel=0.01)


def test_without_answers_it_is_the_prior() -> None:
    items = bank(np.random.default_rng(1), 4)
    nothing = calibrate(items, [])
    assert nothing.difficulty == pytest.approx(items.difficulty)
    assert nothing.discrimination == pytest.approx(items.discrimination)
    assert nothing.difficulty_se == pytest.approx(Trust().difficulty)
    few = calibrate(items, [Response(0, 2, 0.0), Response(1, 2, 0.3)])
    assert items.difficulty[2] < few.difficulty[2] < items.difficulty[2] + Trust().difficulty
    assert few.difficulty[[0, 1, 3]] == pytest.approx(items.difficulty[[0, 1, 3]])
    assert few.candidates.tolist() == [0, 0, 2, 0]


def test_who_comes_first_does_not_matter() -> None:
    rng = np.random.default_rng(5)
    items = bank(rng, 8)
    given = [Response(who, item, float(rng.random())) for who in range(600) for item in (who % 8, (who + 3) % 8)]
    turned = [Response(599 - one.candidate, one.item, one.score) for one in given[::-1]]
    assert calibrate(items, turned).difficulty == pytest.approx(calibrate(items, given).difficulty, abs=1e-9)


def test_what_cannot_be_is_refused() -> None:
    items = bank(np.random.default_rng(1), 4)
    with pytest.raises(InvalidRequest, match="between 0 and 1"):
        calibrate(items, [Response(0, 0, 1.5)])
    with pytest.raises(InvalidRequest, match="two scores"):
        calibrate(items, [Response(0, 0, 1.0), Response(0, 0, 0.0)])

"""500 simulated candidates: how much sooner the adaptive choice knows them than a random one, and what it costs.

The truth of each run differs from what the authors wrote (`candidates.perturbed`), and the two ways to choose meet the
same candidates. `pytest -s` prints the figures that `docs/reference/adaptivity.md` shows.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from jupyter_interview.domain.adaptive.items import Items
from tests.bank import bank as shipped_bank
from tests.simulation.candidates import Simulation, adaptively, at_random, perturbed, shipped, simulate, synthetic

CANDIDATES, QUESTIONS = 500, 10
TRUTHS = 3
AFTER = (3, 5, 10)
WANTED = 0.75
"""What the error is to be at most, as a share of random choice's."""
REACHED = {"synthetic": WANTED, "shipped": 0.80}
"""What no change may fall behind. The shipped bank's measured 0.758 misses what is wanted."""

BANKS = (pytest.param("synthetic", marks=pytest.mark.full), "shipped")


@cache
def bank(name: str) -> Items:
    return synthetic(np.random.default_rng(1)) if name == "synthetic" else shipped(shipped_bank())


@cache
def simulations(name: str) -> tuple[list[Simulation], list[Simulation]]:
    """Adaptive and random ones, of one truth after the other."""
    items = bank(name)
    truths = [perturbed(items, np.random.default_rng(100 + seed)) for seed in range(TRUTHS)]

    def run(adaptive: bool) -> list[Simulation]:
        pick = adaptively(items) if adaptive else at_random
        return [
            simulate(items, truth, pick, candidates=CANDIDATES, questions=QUESTIONS, seed=seed)
            for seed, truth in enumerate(truths)
        ]

    return run(adaptive=True), run(adaptive=False)


def rmse(runs: list[Simulation], after: int) -> float:
    """Over all runs together."""
    return float(np.sqrt(np.mean([run.rmse(after) ** 2 for run in runs])))


@pytest.mark.parametrize("name", BANKS)
def test_ten_chosen_questions_tell_more_than_ten_random_ones(name: str) -> None:
    chosen, random = simulations(name)
    ratios = {after: rmse(chosen, after) / rmse(random, after) for after in AFTER}
    for after, ratio in ratios.items():
        ours, theirs = rmse(chosen, after), rmse(random, after)
        print(f"{name}, {after:2} questions: RMSE {ours:.3f}, random {theirs:.3f}, ratio {ratio:.3f}")
    assert ratios[10] <= REACHED[name]
    assert ratios[3] < 0.95, "the first questions are of use already"
    # Nothing was estimated from what the candidate is: over all of them the errors cancel out.
    assert abs(float(np.mean([run.errors[:, -1].mean() for run in chosen]))) < 0.05


@pytest.mark.xfail(strict=True, reason="the cap of exposure leaves too little; see decision 19")
def test_the_shipped_bank_reaches_what_is_wanted() -> None:
    chosen, random = simulations("shipped")
    assert rmse(chosen, 10) / rmse(random, 10) <= WANTED


@pytest.mark.parametrize("name", BANKS)
def test_no_question_becomes_known_to_all(name: str) -> None:
    for run in simulations(name)[0]:
        most = int(np.bincount(run.asked.ravel()).max())
        assert most / CANDIDATES <= 0.25


@pytest.mark.parametrize("name", BANKS)
def test_every_topic_gets_its_share(name: str) -> None:
    items = bank(name)
    fair = CANDIDATES * QUESTIONS / len(items.topics)
    for run in simulations(name)[0]:
        topics = items.topic[run.asked]
        assert all(len(set(of_one)) == min(QUESTIONS, len(items.topics)) for of_one in topics.tolist())
        assert np.bincount(topics.ravel(), minlength=len(items.topics)).min() > 0.3 * fair


def test_equal_candidates_get_different_interviews_and_a_seed_gives_the_same() -> None:
    items = bank("synthetic")
    first, again, other = (
        simulate(items, items, adaptively(items), candidates=20, questions=5, seed=seed).asked for seed in (7, 7, 8)
    )
    assert (first == again).all()
    assert (first != other).any()
    assert len({tuple(asked) for asked in first.tolist()}) > 15

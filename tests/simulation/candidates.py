"""Simulated candidates on a synthetic bank and on the shipped one: what `test_adaptive_choice.py` measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jupyter_interview.adapters.questions import FolderBank
from jupyter_interview.domain.adaptive.ability import Ability, Answer, Prior, estimate
from jupyter_interview.domain.adaptive.exposure import Exposure, Flags
from jupyter_interview.domain.adaptive.items import SCALE, Floats, Integers, Item, Items, as_item, prepare
from jupyter_interview.domain.adaptive.response import chance
from jupyter_interview.domain.adaptive.selection import choose

TOPICS = 12
LEVELS = ((-2.0, -0.5), (-0.5, 0.8), (0.8, 2.2))
"""Of the shipped bank's plan: the difficulties of easy, medium and hard questions."""
PRIOR = Prior()

Pick = Callable[[Ability, list[Answer], Flags, Exposure, np.random.Generator], int]


def synthetic(rng: np.random.Generator) -> Items:
    """72 questions: in each topic two easy, two medium and two hard ones, of authored discriminations 0.8 to 1.8."""
    of_level = 2 * TOPICS
    difficulties = [rng.permutation(_spread(least, most, of_level)) for least, most in LEVELS]
    discriminations = rng.permutation(_spread(0.8, 1.8, of_level * len(LEVELS))).reshape(len(LEVELS), of_level)
    return prepare(
        Item(
            f"t{place % TOPICS:02}-q{level}{place // TOPICS}",
            f"t{place % TOPICS:02}",
            SCALE * float(discriminations[level, place]),
            float(difficulties[level][place]),
        )
        for level in range(len(LEVELS))
        for place in range(of_level)
    )


def _spread(least: float, most: float, count: int) -> Floats:
    """Evenly spaced."""
    return least + (most - least) * (np.arange(count) + 0.5) / count


def shipped(bank: FolderBank) -> Items:
    return prepare(map(as_item, bank.listed()))


def perturbed(items: Items, rng: np.random.Generator) -> Items:
    """The truth, from which authors' guesses are off: difficulty by ± 0.25, discrimination by a factor of 1.15."""
    return prepare(
        Item(
            name,
            items.topics[items.topic[place]],
            float(items.discrimination[place] * rng.lognormal(0.0, np.log(1.15))),
            float(items.difficulty[place] + rng.normal(0.0, 0.25)),
        )
        for place, name in enumerate(items.ids)
    )


@dataclass(frozen=True)
class Simulation:
    errors: Floats
    """Candidates by questions answered: estimated less true general ability."""
    asked: Integers
    """Candidates by questions: which item."""

    def rmse(self, after: int) -> float:
        return float(np.sqrt((self.errors[:, after - 1] ** 2).mean()))


def simulate(authored: Items, truth: Items, pick: Pick, *, candidates: int, questions: int, seed: int) -> Simulation:
    """Candidates one after the other; their abilities depend on the seed alone, so that two ways to pick are paired."""
    people = np.random.default_rng([seed, 0])
    general = people.normal(PRIOR.mean, PRIOR.sd, candidates)
    topical = general[:, np.newaxis] + people.normal(0.0, PRIOR.topic_sd, (candidates, len(authored.topics)))
    luck = people.random((candidates, len(authored)))
    rng = np.random.default_rng([seed, 1])
    solves = luck < chance(topical[:, truth.topic], truth.discrimination, truth.difficulty)
    errors = np.empty((candidates, questions))
    asked = np.empty((candidates, questions), dtype=np.intp)
    counts = np.zeros(len(authored), dtype=np.int64)
    everything = np.ones(len(authored), dtype=np.bool_)
    for person in range(candidates):
        answers: list[Answer] = []
        ability = estimate(authored, answers, PRIOR)
        for turn in range(questions):
            item = pick(ability, answers, everything, Exposure(counts, person + 1), rng)
            counts[item] += 1
            answers.append(Answer(item, float(solves[person, item])))
            ability = estimate(authored, answers, PRIOR)
            errors[person, turn], asked[person, turn] = ability.mean - general[person], item
    return Simulation(errors, asked)


def adaptively(items: Items) -> Pick:
    def pick(
        ability: Ability, answers: list[Answer], allowed: Flags, exposure: Exposure, rng: np.random.Generator
    ) -> int:
        asked = [answer.item for answer in answers]
        choice = choose(items, ability, asked, allowed=allowed, exposure=exposure, rng=rng)
        assert choice is not None
        return choice.item

    return pick


def at_random(
    ability: Ability, answers: list[Answer], allowed: Flags, exposure: Exposure, rng: np.random.Generator
) -> int:
    free = allowed.copy()
    free[[answer.item for answer in answers]] = False
    return int(rng.choice(np.flatnonzero(free)))

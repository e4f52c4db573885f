"""What the answers of many candidates say about the questions: item parameters, shrunken to what their authors wrote.

The estimate is the posterior mode of every question's difficulty and log-discrimination, the candidates' abilities
summed out (marginal maximum a posteriori, by EM): the model is the engine's own, topics and partial scores included.
Each round weighs every answer with the posterior of the ability in its topic, then moves the parameters to where those
weights would have them. That answers were chosen adaptively does no harm, as long as all of them are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from jupyter_interview.domain.adaptive.ability import DEFAULT_PRIOR, GRID, Prior, posteriors
from jupyter_interview.domain.adaptive.items import Floats, Integers, Items
from jupyter_interview.domain.adaptive.response import chance, log_likelihood
from jupyter_interview.errors import InvalidRequest

CANDIDATES_AT_ONCE = 500
"""Their posteriors are held at once: 12 topics of 500 candidates are 6 MB."""
ROUNDS = 500
SETTLED = 1e-4
"""EM ends when no difficulty, and no logarithm of a discrimination, moves further than this in a round."""
LONGEST_STEP = 0.5


@dataclass(frozen=True)
class Trust:
    """How far the truth usually lies from what authors write: the standard deviations of the prior."""

    difficulty: float = 0.5
    log_discrimination: float = 0.3


@dataclass(frozen=True)
class Response:
    """A candidate's first score on a question."""

    candidate: int
    """From 0."""
    item: int
    score: float


@dataclass(frozen=True, eq=False)
class Calibration:
    """For each item, in their order. Where nobody answered, it is the prior."""

    discrimination: Floats
    """Slopes, as in `Items`."""
    difficulty: Floats
    discrimination_se: Floats
    difficulty_se: Floats
    """From each candidate's pull on the question's two parameters, as if the others were known."""
    candidates: Integers
    """How many answered."""


def calibrate(
    items: Items, responses: Sequence[Response], prior: Prior = DEFAULT_PRIOR, trust: Trust | None = None
) -> Calibration:
    """The posterior mode of the item parameters, and its standard errors.

    Raises:
        InvalidRequest: a score outside 0 to 1, or two of one candidate on one question.
    """
    answers = _Answers.of(items, responses)
    precision = _precision(trust or Trust())
    authored = np.stack([np.log(items.discrimination), items.difficulty])
    now = authored.copy()
    for _ in range(ROUNDS):
        weighed = _weigh(answers, now, prior)
        step = _step(*weighed.sums, now, authored, precision)
        now = now + step
        if np.abs(step).max(initial=0.0) < SETTLED:
            break
    errors = _errors(_weigh(answers, now, prior).pull, precision)
    slope = np.exp(now[0])
    return Calibration(slope, now[1], slope * errors[0], errors[1], np.bincount(answers.item, minlength=len(items)))


@dataclass(frozen=True, eq=False)
class _Answers:
    """All responses as arrays, sorted by candidate."""

    candidate: Integers
    item: Integers
    topic: Integers
    score: Floats
    topics: int

    @classmethod
    def of(cls, items: Items, responses: Sequence[Response]) -> _Answers:
        ordered = sorted(responses, key=lambda response: response.candidate)
        score = np.array([response.score for response in ordered], dtype=np.float64)
        if not ((score >= 0) & (score <= 1)).all():
            raise InvalidRequest("A score lies between 0 and 1.")
        if len({(response.candidate, response.item) for response in ordered}) < len(ordered):
            raise InvalidRequest("A candidate has two scores on one question. Give the first alone.")
        item = np.array([response.item for response in ordered], dtype=np.intp)
        candidate = np.array([response.candidate for response in ordered], dtype=np.intp)
        return cls(candidate, item, items.topic[item], score, len(items.topics))

    def chunks(self) -> Iterator[slice]:
        """Places of some hundred candidates at a time."""
        last = int(self.candidate[-1]) if len(self.candidate) else -1
        bounds = np.searchsorted(self.candidate, np.arange(0, last + 1 + CANDIDATES_AT_ONCE, CANDIDATES_AT_ONCE))
        return (slice(int(start), int(end)) for start, end in pairwise(bounds) if start < end)


@dataclass(frozen=True, eq=False)
class _Weighed:
    """One round's expectations over the candidates' abilities, for each item."""

    sums: tuple[Floats, Floats]
    """Items by grid: how many answered from there, and their scores."""
    pull: Floats
    """2 by 2 by items: the sum over answers of the outer square of the log-likelihood's gradient."""


def _weigh(answers: _Answers, now: Floats, prior: Prior) -> _Weighed:
    items = now.shape[1]
    count, scored = np.zeros((items, len(GRID))), np.zeros((items, len(GRID)))
    pull = np.zeros((items, 2, 2))
    for part in answers.chunks():
        item, topic, score = answers.item[part], answers.topic[part], answers.score[part, np.newaxis]
        candidate = answers.candidate[part] - answers.candidate[part.start]
        slope, difficulty = np.exp(now[0, item, np.newaxis]), now[1, item, np.newaxis]
        likelihoods = np.zeros((int(candidate[-1]) + 1, answers.topics, len(GRID)))
        np.add.at(likelihoods, (candidate, topic), log_likelihood(score, GRID, slope, difficulty))
        weights = posteriors(likelihoods, prior)[1][candidate, topic]
        np.add.at(count, item, weights)
        np.add.at(scored, item, score * weights)
        off = weights * (score - chance(GRID, slope, difficulty))
        gradient = np.stack([(off * slope * (GRID - difficulty)).sum(axis=1), (-off * slope).sum(axis=1)], axis=1)
        np.add.at(pull, item, gradient[:, :, np.newaxis] * gradient[:, np.newaxis, :])
    return _Weighed((count, scored), np.moveaxis(pull, 0, -1))


def _step(count: Floats, scored: Floats, now: Floats, authored: Floats, precision: Floats) -> Floats:
    """One step of Fisher scoring on log-discrimination and difficulty: 2 by items."""
    slope, difficulty = np.exp(now[0])[:, np.newaxis], now[1][:, np.newaxis]
    p = chance(GRID, slope, difficulty)
    by_log_slope = slope * (GRID - difficulty)
    off, told = scored - count * p, count * p * (1.0 - p)
    gradient = np.stack([(off * by_log_slope).sum(axis=1), -(off * slope).sum(axis=1)])
    gradient -= precision[:, np.newaxis] * (now - authored)
    mixed = -(told * by_log_slope * slope).sum(axis=1)
    information = np.array([[(told * by_log_slope**2).sum(axis=1), mixed], [mixed, (told * slope**2).sum(axis=1)]])
    step: Floats = np.einsum("abj,bj->aj", _inverse(information, precision), gradient)
    return np.clip(step, -LONGEST_STEP, LONGEST_STEP)


def _errors(pull: Floats, precision: Floats) -> Floats:
    inverse = _inverse(pull, precision)
    errors: Floats = np.sqrt(np.stack([inverse[0, 0], inverse[1, 1]]))
    return errors


def _inverse(information: Floats, precision: Floats) -> Floats:
    """Of each item's 2 by 2 matrix, with the prior's precision on the diagonal; it is positive definite by that."""
    (a, b), (_, d) = information
    a, d = a + precision[0], d + precision[1]
    inverse: Floats = np.array([[d, -b], [-b, a]]) / (a * d - b * b)
    return inverse


def _precision(trust: Trust) -> Floats:
    return 1.0 / np.array([trust.log_discrimination, trust.difficulty]) ** 2

"""What the answers say about a candidate: one general ability and an offset for each topic, as posteriors on a grid.

The ability in a topic is θ_t = g + d_t, with g ~ N(mean, sd²) and every d_t ~ N(0, topic_sd²). Given g the topics are
independent, so d_t can be summed out topic by topic, and the posterior is computed on one-dimensional grids without
an approximation beyond the grid itself. The shrinkage of the offsets is what this posterior does: a topic without
answers has the general ability, and few answers move its offset little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jupyter_interview.domain.adaptive.items import Floats, Items
from jupyter_interview.domain.adaptive.response import log_likelihood
from jupyter_interview.errors import InvalidRequest

GRID: Floats = np.linspace(-6.0, 6.0, 121)
"""Six standard deviations to both sides. At steps of 0.1 the sums below differ from the integrals by less than 1e-6
as long as no discrimination is above 4 and the prior does not lean on the ends."""
GRID.setflags(write=False)
STEP = 0.1


@dataclass(frozen=True)
class Prior:
    """What is known before the first answer: by default, that the candidate is one of all candidates."""

    mean: float = 0.0
    sd: float = 1.0
    topic_sd: float = 0.3
    """How far a topic usually lies from the general ability; 0 for no offsets."""

    def __post_init__(self) -> None:
        if not (
            abs(self.mean) <= 3.0 and STEP <= self.sd <= 2.0 and (self.topic_sd == 0 or STEP <= self.topic_sd <= 1)
        ):
            raise InvalidRequest(
                "A prior needs a mean within 3, a deviation from 0.1 to 2, and topics that deviate by 0.1 to 1 or not."
            )


DEFAULT_PRIOR = Prior()


@dataclass(frozen=True)
class Answer:
    """A question that was asked, and its score."""

    item: int
    """Its place among the items."""
    score: float


@dataclass(frozen=True, eq=False)
class Ability:
    """Means and standard deviations of the posterior (EAP)."""

    mean: float
    sd: float
    topic_means: Floats
    """θ_t of each topic, in the order of `Items.topics`."""
    topic_sds: Floats

    @property
    def offsets(self) -> Floats:
        """How far each topic lies above or below the general ability."""
        return self.topic_means - self.mean


def estimate(items: Items, answers: Sequence[Answer], prior: Prior = DEFAULT_PRIOR) -> Ability:
    """The posterior after these answers; their order does not matter.

    Raises:
        InvalidRequest: a score outside 0 to 1.
    """
    general, topical = posteriors(_by_topic(items, answers), prior)
    mean, sd = _moments(general)
    topic_means, topic_sds = _moments(topical)
    return Ability(mean=float(mean), sd=float(sd), topic_means=topic_means, topic_sds=topic_sds)


def posteriors(likelihoods: Floats, prior: Prior) -> tuple[Floats, Floats]:
    """The weights on the grid of the general ability, and of the ability in each topic.

    `likelihoods`, the logarithms of those of each topic's answers, has topics and grid as its last two axes; those
    before them are candidates.
    """
    spread = _spread(prior.topic_sd)
    # What each topic's answers say about g, up to a factor that normalising takes out again.
    scaled = np.exp(likelihoods - likelihoods.max(axis=-1, keepdims=True))
    of_general = _log(scaled @ spread.T)
    log_general = -0.5 * ((GRID - prior.mean) / prior.sd) ** 2 + of_general.sum(axis=-2)
    # A topic's own posterior: its likelihood, times what g is by the prior and the other topics, spread by the offset.
    others = _normal(log_general[..., np.newaxis, :] - of_general)
    return _normal(log_general), _normal(_log(others @ spread) + likelihoods)


def _by_topic(items: Items, answers: Sequence[Answer]) -> Floats:
    """The log-likelihood of each topic's answers over the grid of θ_t."""
    scores = np.array([answer.score for answer in answers], dtype=np.float64)
    if not ((scores >= 0) & (scores <= 1)).all():
        raise InvalidRequest("A score lies between 0 and 1.")
    asked = np.array([answer.item for answer in answers], dtype=np.intp)
    of_topics = np.zeros((len(items.topics), len(GRID)))
    of_answers = log_likelihood(
        scores[:, np.newaxis], GRID, items.discrimination[asked, np.newaxis], items.difficulty[asked, np.newaxis]
    )
    np.add.at(of_topics, items.topic[asked], of_answers)
    return of_topics


@lru_cache(maxsize=8)
def _spread(topic_sd: float) -> Floats:
    """p(θ_t | g): a row for each g, with sum 1 also where the grid cuts it off."""
    if topic_sd == 0:
        return np.eye(len(GRID))
    return _unit(np.exp(-0.5 * ((GRID - GRID[:, np.newaxis]) / topic_sd) ** 2))


def _log(weights: Floats) -> Floats:
    """Finite also where a weight is too small for a float, so that no infinities are subtracted from each other."""
    return np.log(np.maximum(weights, np.finfo(np.float64).tiny))


def _normal(logarithms: Floats) -> Floats:
    return _unit(np.exp(logarithms - logarithms.max(axis=-1, keepdims=True)))


def _unit(weights: Floats) -> Floats:
    unit: Floats = weights / weights.sum(axis=-1, keepdims=True)
    return unit


def _moments(weights: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each row."""
    means = weights @ GRID
    squares = (weights * (GRID - means[..., np.newaxis]) ** 2).sum(axis=-1)
    return means, np.sqrt(squares)

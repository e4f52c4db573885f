"""The two-parameter logistic model: chance of solving, log-likelihood of a score, Fisher information."""

from __future__ import annotations

import numpy as np

from jupyter_interview.domain.adaptive.items import Floats


def chance(ability: Floats, discrimination: Floats, difficulty: Floats) -> Floats:
    """The probability of solving, 1 / (1 + exp(-a(θ - b))), without overflow at either end."""
    return np.exp(-np.logaddexp(0.0, -discrimination * (ability - difficulty)))


def log_likelihood(score: Floats, ability: Floats, discrimination: Floats, difficulty: Floats) -> Floats:
    """The logarithm of p^s (1 - p)^(1 - s).

    For a score of 0 or 1 this is the ordinary likelihood. Between them it is a quasi-likelihood: it is highest where p
    equals s, and since no score with mean p varies more than a solved-or-not one, it claims no more than there is.
    """
    slope = discrimination * (ability - difficulty)
    return -score * np.logaddexp(0.0, -slope) - (1.0 - score) * np.logaddexp(0.0, slope)


def information(ability: Floats, discrimination: Floats, difficulty: Floats) -> Floats:
    """Fisher's information on the ability in one answer, a² p (1 - p)."""
    p = chance(ability, discrimination, difficulty)
    return discrimination**2 * p * (1.0 - p)

"""What a candidate's past says at the beginning of an interview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import sqrt

from jupyter_interview.domain.adaptive.ability import DEFAULT_PRIOR, STEP, Answer, Prior, estimate
from jupyter_interview.domain.adaptive.asked import Asked
from jupyter_interview.domain.adaptive.items import Items

DRIFT = 0.15
"""How far, in standard deviations, an ability wanders in a month: practice and rust."""
MONTH = 30 * 86400.0
FURTHEST = 2.5
"""However well or badly the past went, the next interview begins no further out than this."""


def answers(items: Items, asked: Sequence[Asked]) -> list[Answer]:
    """What says something about the ability. Questions that left the bank are ignored."""
    known = ((items.index.get(one.question), one.tells) for one in asked)
    return [Answer(item, score) for item, score in known if item is not None and score is not None]


def prior_from(items: Items, earlier: Sequence[Asked], now: datetime, start: Prior = DEFAULT_PRIOR) -> Prior:
    """The posterior of all earlier interviews, the wider the longer the last one is ago; `start` before any of them."""
    told = answers(items, earlier)
    if not told:
        return start
    past = estimate(items, told, start)
    months = max((now - max(one.at for one in earlier)).total_seconds(), 0.0) / MONTH
    sd = min(sqrt(past.sd**2 + DRIFT**2 * months), DEFAULT_PRIOR.sd)
    return Prior(mean=min(max(past.mean, -FURTHEST), FURTHEST), sd=max(sd, STEP))

"""The ability over time: what was known of a candidate after each interview, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from jupyter_interview.domain.adaptive.ability import DEFAULT_PRIOR, Ability, estimate
from jupyter_interview.domain.adaptive.asked import Asked
from jupyter_interview.domain.adaptive.history import answers, prior_from
from jupyter_interview.domain.adaptive.items import Items

LATEST = 60
"""Interviews that are told one by one; what came before them is the prior of the first."""


class AbilityPoint(msgspec.Struct, frozen=True, rename="camel"):
    """An ability in standard deviations of all candidates, and the doubt about it."""

    at: datetime
    mean: float
    sd: float


class AbilityTrack(msgspec.Struct, frozen=True, rename="camel"):
    """A point after each interview that told something, oldest first."""

    topic: str | None
    """None: the general ability."""
    points: tuple[AbilityPoint, ...]


def tracks(items: Items, asked: Iterable[Asked]) -> tuple[AbilityTrack, ...]:
    """The general ability, then each topic's that was asked, in the alphabet's order; none without answers.

    Each point rests on all answers up to it, so that topics keep what was learnt of them in earlier interviews. A topic
    begins with the first interview that asked for it.
    """
    sittings = _sittings(items, asked)
    before = [one for sitting in sittings[:-LATEST] for one in sitting]
    told = sittings[-LATEST:]
    if not told:
        return ()
    prior = prior_from(items, before, told[0][0].at) if before else DEFAULT_PRIOR
    general: list[AbilityPoint] = []
    topics: dict[int, list[AbilityPoint]] = {}
    known: list[Asked] = []
    for sitting in told:
        known += sitting
        ability = estimate(items, answers(items, known), prior)
        at = sitting[-1].at
        general.append(AbilityPoint(at, round(ability.mean, 3), round(ability.sd, 3)))
        for topic in {int(items.topic[items.index[one.question]]) for one in known}:
            topics.setdefault(topic, []).append(_point(ability, topic, at))
    named = sorted((items.topics[topic], points) for topic, points in topics.items())
    return (AbilityTrack(None, tuple(general)), *(AbilityTrack(name, tuple(points)) for name, points in named))


def _sittings(items: Items, asked: Iterable[Asked]) -> list[Sequence[Asked]]:
    """What tells something, by interview, in the order in which they began."""
    found: dict[UUID, list[Asked]] = {}
    for one in sorted(asked, key=lambda one: one.at):
        if one.tells is not None and one.question in items.index:
            found.setdefault(one.interview, []).append(one)
    return list(found.values())


def _point(ability: Ability, topic: int, at: datetime) -> AbilityPoint:
    mean, sd = float(ability.topic_means[topic]), float(ability.topic_sds[topic])
    return AbilityPoint(at, round(mean, 3), round(sd, 3))

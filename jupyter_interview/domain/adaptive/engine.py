"""The whole decision on the next question of an interview, from plain facts: pure, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from jupyter_interview.domain.adaptive.ability import DEFAULT_PRIOR, Ability, Prior, estimate
from jupyter_interview.domain.adaptive.asked import Asked
from jupyter_interview.domain.adaptive.explaining import explain_review
from jupyter_interview.domain.adaptive.exposure import Exposure, Flags, outside_window
from jupyter_interview.domain.adaptive.history import answers, prior_from
from jupyter_interview.domain.adaptive.items import Items
from jupyter_interview.domain.adaptive.response import chance, information
from jupyter_interview.domain.adaptive.review import due
from jupyter_interview.domain.adaptive.selection import Choice, choose
from jupyter_interview.domain.adaptive.stopping import StoppingRule, stop

FIRST_REVIEW = 2
"""The first question of an interview is never a review: it should begin with something new."""
OLDEST = 4
"""Where everything was asked within the window, one of so many that were asked longest ago comes again."""


@dataclass(frozen=True, eq=False)
class Situation:
    """What the engine is asked about."""

    items: Items
    fitting: Flags
    """In the language, on the topics and of the level that were asked for."""
    asked: Sequence[Asked]
    """Everything that this candidate was ever asked."""
    interview: UUID
    exposure: Exposure
    now: datetime
    remaining: timedelta
    count: int
    """How many questions the interview has, at most."""
    until_sure: bool = False
    """It may have fewer."""
    start: Prior = DEFAULT_PRIOR
    """What was known of the candidate before the first interview."""


@dataclass(frozen=True, eq=False)
class Next:
    """A choice, and the state of knowledge that it was made in."""

    choice: Choice
    ability: Ability
    prior: Prior
    review: bool = False


def decide(situation: Situation, seed: int) -> Next | None:
    """The next question; None if there should be none."""
    here = [one for one in situation.asked if one.interview == situation.interview]
    earlier = [one for one in situation.asked if one.interview != situation.interview]
    items = situation.items
    prior = prior_from(items, earlier, situation.now, situation.start)
    told = answers(items, here)
    ability = estimate(items, told, prior)
    if situation.until_sure:
        rule = StoppingRule(most=situation.count)
        if stop(ability, len(told), situation.remaining, rule) is not None:
            return None
    place = [items.index[one.question] for one in here if one.question in items.index]
    review = _review(situation, ability, here, earlier)
    if review is not None:
        return Next(review, ability, prior, review=True)
    choice = _fresh(situation, ability, place, np.random.default_rng(seed))
    return None if choice is None else Next(choice, ability, prior)


def _review(situation: Situation, ability: Ability, here: Sequence[Asked], earlier: Sequence[Asked]) -> Choice | None:
    """The failed question that is due most, once an interview."""
    if len(here) + 1 < FIRST_REVIEW or any(one.review for one in here):
        return None
    items, fresh = situation.items, {one.question for one in here}
    for review in due(earlier, situation.now):
        item = items.index.get(review.question)
        if item is None or review.question in fresh or not situation.fitting[item]:
            continue
        topic = int(items.topic[item])
        parameters = ability.topic_means[[topic]], items.discrimination[[item]], items.difficulty[[item]]
        return Choice(
            item=item,
            question=review.question,
            topic=items.topics[topic],
            chance=float(chance(*parameters)[0]),
            information=float(information(*parameters)[0]),
            rank=1,
            fitting=1,
            drawn_from=(review.question,),
            explanation=explain_review(review.failed_at, review.recall),
        )
    return None


def _fresh(situation: Situation, ability: Ability, asked: list[int], rng: np.random.Generator) -> Choice | None:
    """By the rules; without the cap where it leaves nothing, and without the window where that does."""
    items = situation.items
    last = {one.question: one.at for one in sorted(situation.asked, key=lambda one: one.at)}
    allowed = situation.fitting & outside_window(items, last, situation.now)
    unseen = Exposure.none(items)
    choice = choose(items, ability, asked, allowed=allowed, exposure=situation.exposure, rng=rng)
    if choice is not None:
        return choice
    choice = choose(items, ability, asked, allowed=allowed, exposure=unseen, rng=rng)
    if choice is not None:
        return _with(choice, "Every question that fits was asked often, so that the cap was lifted.")
    oldest = _oldest(items, situation.fitting, last, asked)
    choice = choose(items, ability, asked, allowed=oldest, exposure=unseen, rng=rng)
    why = "Every question that fits was asked within the last 30 days; this is one of those asked longest ago."
    return None if choice is None else _with(choice, why)


def _oldest(items: Items, fitting: Flags, last: dict[str, datetime], asked: list[int]) -> Flags:
    left = [place for place in np.flatnonzero(fitting).tolist() if place not in asked and items.ids[place] in last]
    flags = np.zeros(len(items), dtype=np.bool_)
    flags[sorted(left, key=lambda place: last[items.ids[place]])[:OLDEST]] = True
    return flags


def _with(choice: Choice, why: str) -> Choice:
    return replace(choice, explanation=f"{choice.explanation} {why}")

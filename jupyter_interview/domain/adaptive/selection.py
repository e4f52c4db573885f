"""The next question: informative, on a topic that had its turn least, drawn from a few, and not too often asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jupyter_interview.domain.adaptive.ability import Ability
from jupyter_interview.domain.adaptive.explaining import explain
from jupyter_interview.domain.adaptive.exposure import CAP, Exposure, Flags
from jupyter_interview.domain.adaptive.items import Floats, Integers, Items
from jupyter_interview.domain.adaptive.response import chance, information

RANDOMESQUE = 4
"""One of so many of the best is drawn, so that equal candidates do not get equal interviews."""
NEARLY = 0.97
"""Only those are drawn from that are worth at least this share of what the best is."""


@dataclass(frozen=True)
class Choice:
    """A question, and what spoke for it."""

    item: int
    question: str
    topic: str
    chance: float
    """That this candidate solves it."""
    information: float
    rank: int
    """Among the fitting questions, by information, and by how seldom they were asked; 1 is the best."""
    fitting: int
    drawn_from: tuple[str, ...]
    """The best questions, best first."""
    explanation: str
    """In plain words, for the log."""


def choose(
    items: Items,
    ability: Ability,
    asked: Sequence[int],
    *,
    allowed: Flags,
    exposure: Exposure,
    rng: np.random.Generator,
    cap: float = CAP,
) -> Choice | None:
    """The next question, or None if none may be asked.

    `asked` are the items that this interview had so far. `allowed` is what the caller's rules leave: the repeat
    window, and topics or languages asked for. It and the cap are hard; topic balance chooses among what they leave.
    """
    free = allowed.copy()
    free[list(asked)] = False
    under_cap = exposure.open(cap)
    turns = np.bincount(items.topic[list(asked)], minlength=len(items.topics))
    fitting = _in_turn(items, free & under_cap, turns)
    if not len(fitting):
        return None
    says = _information(items, ability, fitting)
    best = _best(says * exposure.weight(cap)[fitting])
    drawn = int(rng.integers(len(best)))
    item = int(fitting[best[drawn]])
    topic = int(items.topic[item])
    capped = _in_turn(items, free & ~under_cap, turns)
    solved = float(
        chance(ability.topic_means[[topic]], items.discrimination[[item]], items.difficulty[[item]])[0],
    )
    return Choice(
        item=item,
        question=items.ids[item],
        topic=items.topics[topic],
        chance=solved,
        information=float(says[best[drawn]]),
        rank=drawn + 1,
        fitting=len(fitting),
        drawn_from=tuple(items.ids[int(fitting[place])] for place in best),
        explanation=explain(
            topic=items.topics[topic],
            turns=int(turns[topic]),
            ability=float(ability.topic_means[topic]),
            sd=float(ability.topic_sds[topic]),
            chance=solved,
            rank=drawn + 1,
            drawn_from=len(best),
            fitting=len(fitting),
            capped=int((_information(items, ability, capped) > says[best[drawn]]).sum()),
            cap=cap,
        ),
    )


def _in_turn(items: Items, free: Flags, turns: Integers) -> Integers:
    """Of the free items, those of the topics that were asked least."""
    places = np.flatnonzero(free)
    if not len(places):
        return places
    taken = turns[items.topic[places]]
    fewest: Integers = places[taken == taken.min()]
    return fewest


def _information(items: Items, ability: Ability, places: Integers) -> Floats:
    """Each item's information at the candidate's ability in its topic."""
    at = ability.topic_means[items.topic[places]]
    return information(at, items.discrimination[places], items.difficulty[places])


def _best(worth: Floats) -> Integers:
    """Where the highest values are, highest first; equal ones in the order of ids."""
    count = min(RANDOMESQUE, len(worth))
    least = np.partition(worth, len(worth) - count)[len(worth) - count]
    candidates = np.flatnonzero(worth >= max(least, NEARLY * worth.max()))
    order = np.argsort(-worth[candidates], kind="stable")
    return candidates[order[:count]]

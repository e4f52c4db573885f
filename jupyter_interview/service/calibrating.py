"""Item parameters from the scores that users let be used: read, estimated, and put beside what the authors wrote."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from jupyter_interview.domain.adaptive.asked import SharedScore
from jupyter_interview.domain.adaptive.calibration import Calibration, Response, calibrate
from jupyter_interview.domain.adaptive.items import SCALE, Items, as_item, prepare
from jupyter_interview.domain.questions import DISCRIMINATIONS, MAX_DIFFICULTY, ItemPrior, ListedQuestion
from jupyter_interview.service.ports import InterviewStore

LEAST = 30
"""Candidates that a question needs: fewer say little, and what is said of a few could be traced to one of them."""


@dataclass(frozen=True)
class Measured:
    """A question's parameters, from enough answers."""

    question: str
    candidates: int
    authored: ItemPrior
    measured: ItemPrior
    errors: ItemPrior
    """Standard errors of the two."""


@dataclass(frozen=True)
class Report:
    measured: tuple[Measured, ...]
    """By the question's id."""
    too_few: tuple[str, ...]
    """Questions that somebody answered, but not enough: they keep what their authors wrote."""
    candidates: int
    answers: int


async def measure(store: InterviewStore, authored: Sequence[ListedQuestion], least: int = LEAST) -> Report:
    """The parameters of every question that at least `least` users answered who let their scores be used.

    `authored` are the questions with what their authors wrote: a calibration is never the prior of the next one, or
    the same answers would count twice. Raises Unavailable.
    """
    shared = await store.shared_scores()
    return await asyncio.to_thread(_measure, shared, authored, least)


def _measure(shared: Sequence[SharedScore], authored: Sequence[ListedQuestion], least: int) -> Report:
    items = prepare(map(as_item, authored))
    places: dict[UUID, int] = {}
    responses = [
        Response(places.setdefault(one.user_id, len(places)), items.index[one.question], one.score)
        for one in shared
        if one.question in items.index
    ]
    found = calibrate(items, responses)
    priors = {question.public.id: question.prior for question in authored}
    enough = np.flatnonzero(found.candidates >= least).tolist()
    few = np.flatnonzero((found.candidates > 0) & (found.candidates < least)).tolist()
    return Report(
        measured=tuple(_measured(items, found, place, priors[items.ids[place]]) for place in enough),
        too_few=tuple(items.ids[place] for place in few),
        candidates=len(places),
        answers=len(responses),
    )


def _measured(items: Items, found: Calibration, place: int, authored: ItemPrior) -> Measured:
    """In authors' units, and within what the format allows them."""
    least, most = DISCRIMINATIONS
    difficulty = min(max(float(found.difficulty[place]), -MAX_DIFFICULTY), MAX_DIFFICULTY)
    discrimination = min(max(float(found.discrimination[place]) / SCALE, least), most)
    errors = ItemPrior(float(found.difficulty_se[place]), float(found.discrimination_se[place]) / SCALE)
    return Measured(
        question=items.ids[place],
        candidates=int(found.candidates[place]),
        authored=authored,
        measured=ItemPrior(round(difficulty, 3), round(discrimination, 3)),
        errors=ItemPrior(round(errors.difficulty, 3), round(errors.discrimination, 3)),
    )

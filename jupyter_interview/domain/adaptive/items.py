"""The bank as arrays: prepared once, so that choosing among thousands of questions is a few vector operations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from jupyter_interview.domain.questions import ListedQuestion
from jupyter_interview.errors import BadQuestion

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

SCALE = 1.702
"""From a discrimination as authors write it to the logistic slope. The curve of a discrimination of 1 is then the
normal distribution's to within 0.01: one standard deviation above the difficulty, 85 % solve the question."""


@dataclass(frozen=True)
class Item:
    """What the model knows of a question."""

    id: str
    topic: str
    """The question's first topic: the one that its answer speaks of."""
    discrimination: float
    """The slope: `SCALE` times what the author wrote."""
    difficulty: float
    """The ability, in standard deviations of all candidates, at which half of them solve it."""


def as_item(question: ListedQuestion) -> Item:
    """A question of the bank with what its author wrote."""
    prior = question.prior
    return Item(question.public.id, question.public.topics[0], SCALE * prior.discrimination, prior.difficulty)


@dataclass(frozen=True, eq=False)
class Items:
    """All questions, in the order of their ids, so that equal banks give equal choices."""

    ids: tuple[str, ...]
    topics: tuple[str, ...]
    """Sorted, each once."""
    topic: Integers
    """Each question's topic, as an index into `topics`."""
    discrimination: Floats
    difficulty: Floats
    index: dict[str, int] = field(repr=False)
    """A question's place by its id."""

    def __len__(self) -> int:
        return len(self.ids)


def prepare(items: Iterable[Item]) -> Items:
    """The arrays, which nobody may write to afterwards.

    Raises:
        BadQuestion: two of one id, a discrimination that is not positive, or a parameter that is no finite number.
    """
    ordered = sorted(items, key=lambda item: item.id)
    ids = tuple(item.id for item in ordered)
    index = {name: place for place, name in enumerate(ids)}
    if len(index) < len(ids):
        raise BadQuestion("Two questions of the bank have the same id.")
    topics = tuple(sorted({item.topic for item in ordered}))
    places = {name: place for place, name in enumerate(topics)}
    a = np.array([item.discrimination for item in ordered], dtype=np.float64)
    b = np.array([item.difficulty for item in ordered], dtype=np.float64)
    wrong = ~(np.isfinite(a) & np.isfinite(b) & (a > 0))
    if wrong.any():
        raise BadQuestion(
            "A question's discrimination must be above zero, and its difficulty a number.",
            question=ids[int(np.argmax(wrong))],
        )
    topic = np.array([places[item.topic] for item in ordered], dtype=np.intp)
    for array in (topic, a, b):
        array.setflags(write=False)
    return Items(ids=ids, topics=topics, topic=topic, discrimination=a, difficulty=b, index=index)

"""How often each question was asked, and which ones may not be asked now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from jupyter_interview.domain.adaptive.items import Floats, Items

Flags = NDArray[np.bool_]

CAP = 0.25
"""The largest share of interviews in which one question may come up: what everybody was asked, everybody knows."""
GRACE = 5
"""A question may be asked this often before the cap counts: a quarter of the first three interviews is nothing."""
REPEAT_WINDOW = timedelta(days=30)
"""For so long nobody is asked the same question again."""


@dataclass(frozen=True, eq=False)
class Exposure:
    """Counts over all candidates."""

    asked: NDArray[np.int64]
    """How often each item was asked."""
    interviews: int
    """How many interviews there were, the present one included."""

    @classmethod
    def none(cls, items: Items) -> Exposure:
        """Before anybody was asked anything."""
        return cls(asked=np.zeros(len(items), dtype=np.int64), interviews=1)

    def open(self, cap: float = CAP) -> Flags:
        """Which items can be asked once more without going over the cap."""
        flags: Flags = self.asked + 1 <= self._most(cap)
        return flags

    def weight(self, cap: float = CAP) -> Floats:
        """What an item's information counts: 1 for one that was never asked, 0 at the cap.

        With the cap alone the most informative items are used up by whoever comes next; with a weight they are kept
        for those whom they tell apart.
        """
        weights: Floats = np.sqrt(np.maximum(1.0 - self.asked / self._most(cap), 0.0))
        return weights

    def _most(self, cap: float) -> float:
        """How often one item may have been asked by the end of the present interview."""
        return max(cap * self.interviews, GRACE)


def outside_window(
    items: Items, last_asked: Mapping[str, datetime], now: datetime, window: timedelta = REPEAT_WINDOW
) -> Flags:
    """Which items this candidate was not asked within the window. Questions that left the bank are ignored."""
    flags = np.ones(len(items), dtype=np.bool_)
    recent = [items.index[name] for name, at in last_asked.items() if name in items.index and now - at < window]
    flags[recent] = False
    return flags

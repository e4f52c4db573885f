"""How the running time of an accepted answer grows: the same input in smaller parts, and a power fitted to the times.

A rough measure on a shared machine. It is good for telling a square from a line, and for nothing finer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from statistics import median
from typing import Any

SHARES = (0.125, 0.25, 0.5, 1.0)
"""Of the slowest test's input."""
REPEATS = 2
"""Runs of each; the fastest counts."""
MIN_MILLISECONDS = 5
"""Less says nothing about growth: it is the call, not the work."""
MIN_POINTS = 3
WORTH_MILLISECONDS = 40
"""An answer whose slowest test was faster is not measured: too few of the shares would say anything."""
MIN_LENGTH = 64
TOLERANCE = 0.45
"""In the exponent: caches and garbage collection bend a line by less, and a logarithm too."""


def parts(arguments: Sequence[Any]) -> tuple[tuple[Any, ...], ...] | None:
    """The arguments with their long lists and texts cut to each share; None when nothing in them is long.

    A part may break a rule of its question: it is run for its time, and what it returns is not looked at.
    """
    if not any(isinstance(value, (list, str)) and len(value) >= MIN_LENGTH for value in arguments):
        return None
    return tuple(tuple(_cut(value, share) for value in arguments) for share in SHARES)


def _cut(value: Any, share: float) -> Any:
    if isinstance(value, (list, str)) and len(value) >= MIN_LENGTH:
        return value[: math.ceil(len(value) * share)]
    return value


def exponent(points: Sequence[tuple[float, int]]) -> float | None:
    """The power of the size with which the time grows, from pairs of share and milliseconds; None: cannot be told.

    The median of the slopes between every two points: one run that was disturbed does not move it.
    """
    used = [(math.log(share), math.log(time)) for share, time in points if time >= MIN_MILLISECONDS]
    if len(used) < MIN_POINTS:
        return None
    return round(median((b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(used, 2)), 2)


def contradicts(measured: float, claimed: tuple[float, float]) -> bool:
    """Whether a measured power lies outside what a bound allows."""
    low, high = claimed
    return not low - TOLERANCE <= measured <= high + TOLERANCE

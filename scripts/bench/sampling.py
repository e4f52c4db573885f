"""Samples taken in turns, and what is said of them."""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

REST_SECONDS = 0.15
"""Before each sample: the system goes on tidying up after a container when the engine says that it is gone."""

Measure = Callable[[], Awaitable[Mapping[str, float]]]
"""One sample: a value for each series it belongs to. Preparing and tidying up are not in the value."""


@dataclass(frozen=True)
class Experiment:
    """What was measured in turns, in one run. `samples` has a tuple a series, in the order they were taken."""

    name: str
    what: str
    unit: str
    samples: Mapping[str, tuple[float, ...]]


def percentile(samples: tuple[float, ...], percent: int) -> float:
    """The `percent`-th percentile, interpolated between samples."""
    return statistics.quantiles(samples, n=100, method="inclusive")[percent - 1]


async def in_turns(name: str, what: str, unit: str, measures: tuple[Measure, ...], rounds: int) -> Experiment:
    """Take one sample of each measure in every round (A B A B …), after one round that does not count.

    Whatever else loads the machine then loads all of them alike, and their ratio holds.
    """
    sys.stderr.write(f"{name}: {rounds} rounds … ")
    sys.stderr.flush()
    began = time.monotonic()
    samples: dict[str, list[float]] = {}
    for round_ in range(rounds + 1):
        for measure in measures:
            await asyncio.sleep(REST_SECONDS)
            for series, value in (await measure()).items():
                if round_ > 0:
                    samples.setdefault(series, []).append(value)
    sys.stderr.write(f"{time.monotonic() - began:.0f} s\n")
    return Experiment(name, what, unit, {series: tuple(values) for series, values in samples.items()})


def ms_since(moment: float) -> float:
    """Milliseconds since a `time.perf_counter()`."""
    return (time.perf_counter() - moment) * 1000

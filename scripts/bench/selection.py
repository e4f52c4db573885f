"""How long the choice among ten thousand questions takes: `OPENBLAS_NUM_THREADS=1 python scripts/bench/selection.py`.

Wall time is what a candidate waits; processor time is what is left of it when nobody else uses the core.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import numpy as np

from jupyter_interview.domain.adaptive.asked import Asked
from jupyter_interview.domain.adaptive.engine import Situation, decide
from jupyter_interview.domain.adaptive.exposure import Exposure
from jupyter_interview.domain.adaptive.items import SCALE, Item, Items, prepare

QUESTIONS, CHOICES, PAST = 10_000, 500, 60


def bank(rng: np.random.Generator) -> Items:
    return prepare(
        Item(f"q{n:05}", f"t{n % 12:02}", SCALE * float(rng.uniform(0.8, 1.8)), float(rng.uniform(-2.0, 2.2)))
        for n in range(QUESTIONS)
    )


def situation(items: Items, exposure: Exposure, answered: int, rng: np.random.Generator) -> Situation:
    """A candidate with `PAST` questions in earlier interviews and `answered` in this one."""
    now, here, before = datetime(2026, 3, 2, tzinfo=UTC), uuid4(), uuid4()
    names = rng.choice(items.ids, PAST + answered, replace=False).tolist()
    asked = [Asked(before, 1, name, now - timedelta(days=40), float(rng.integers(2))) for name in names[:PAST]]
    # The first counts as this interview's review, so that each choice goes through all questions.
    asked += [Asked(here, n + 1, name, now, 1.0, review=n == 0) for n, name in enumerate(names[PAST:])]
    fitting = np.ones(QUESTIONS, dtype=np.bool_)
    return Situation(items, fitting, asked, here, exposure, now, timedelta(minutes=30), count=6)


def main() -> None:
    rng = np.random.default_rng(1)
    items = bank(rng)
    exposure = Exposure(rng.integers(0, 300, QUESTIONS), 2000)
    wall, processor = [], []
    for turn in range(CHOICES):
        asked = situation(items, exposure, 1 + turn % 5, rng)
        started, used = time.perf_counter(), time.process_time()
        decide(asked, turn)
        wall.append(1000 * (time.perf_counter() - started))
        processor.append(1000 * (time.process_time() - used))
    for name, times in (("wall", wall), ("processor", processor)):
        p50, p95 = np.percentile(times, [50, 95])
        print(f"{name}: p50 {p50:.2f} ms, p95 {p95:.2f} ms, of {CHOICES} choices from {QUESTIONS} questions")


if __name__ == "__main__":
    main()

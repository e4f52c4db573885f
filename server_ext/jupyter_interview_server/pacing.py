"""How fast one connection is listened to. A flood is slowed down, not refused: no honest client ever notices."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """A token bucket: `burst` at once, `rate` a second in the long run."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._tokens = burst
        self._at = clock()

    def delay(self, cost: float) -> float:
        """Spend `cost`, and say for how many seconds to pause for it."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate) - cost
        self._at = now
        return max(0.0, -self._tokens / self._rate)

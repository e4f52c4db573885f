"""The interview's clock: how much of the agreed time is left.

It is kept by the server in UTC. It runs while IN_PROGRESS and INTERRUPTED, stands while PAUSED, and gives back what
queue or model delay beyond a few seconds took, since the candidate did not cause it. An assignment's window ends it at
a fixed time, whatever stood still or was given back.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

DELAY_GRACE = timedelta(seconds=3)
"""Delay of ours up to this much is part of any interview and is not given back."""


class Clock(msgspec.Struct, frozen=True):
    """An immutable clock; `now` is always an aware UTC datetime passed in."""

    budget: timedelta
    """The agreed duration."""
    used: timedelta = timedelta()
    """Time that ran before `running_since`."""
    credited: timedelta = timedelta()
    """Delay of ours that was given back."""
    running_since: datetime | None = None
    until: datetime | None = None
    """When an assignment's window closes."""

    def start(self, now: datetime) -> Clock:
        """Run from `now`; a running clock goes on unchanged."""
        return self if self.running_since else msgspec.structs.replace(self, running_since=now)

    def stop(self, now: datetime) -> Clock:
        """Stand still from `now`; a standing clock stays as it is."""
        if self.running_since is None:
            return self
        return msgspec.structs.replace(self, used=self.elapsed(now), running_since=None)

    def elapsed(self, now: datetime) -> timedelta:
        """Time that ran, credits not subtracted. Never negative, even if the wall clock was set back."""
        if self.running_since is None:
            return self.used
        return self.used + max(now - self.running_since, timedelta())

    def remaining(self, now: datetime) -> timedelta:
        """Time left; zero when it is over."""
        left = self.budget + self.credited - self.elapsed(now)
        return max(left if self.until is None else min(left, self.until - now), timedelta())

    def deadline(self) -> datetime | None:
        """When a running clock reaches zero; None while it stands."""
        if self.running_since is None:
            return None
        spent = self.running_since + self.budget + self.credited - self.used
        return spent if self.until is None else min(spent, self.until)

    def credit(self, delay: timedelta) -> Clock:
        """Give back a delay of ours beyond the grace; `creditable` says how much that is."""
        return msgspec.structs.replace(self, credited=self.credited + creditable(delay))


def creditable(delay: timedelta) -> timedelta:
    """The part of a delay of ours that is given back to the candidate."""
    return max(delay - DELAY_GRACE, timedelta())

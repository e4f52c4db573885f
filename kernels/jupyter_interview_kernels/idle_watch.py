"""A kernel that computes although it says that it is idle, or that it waits for input.

The watch believes what a kernel publishes, and the candidate's code can publish that its cell has ended. What it cannot
do is compute without the system's counting it. So a cell's time, and the processor's time for whatever it leaves
running, are together no longer than a cell may run: then comes the interrupt, and a second later the kill. A cell that
is said to wait for a person and computes has its time charged in the same way.
"""

from __future__ import annotations

import asyncio
import logging
import time

from .cell_watch import GRACE_SECONDS, CellWatch
from .cpu import CpuMeter

log = logging.getLogger(__name__)

BUSY_SHARE = 0.1
"""Of a processor: a kernel that takes more is computing. Timers, heartbeats and a compiler at work take less."""
MARGIN_SECONDS = 1.0
"""What is left after a cell that used up its time: for completions, and for collecting garbage."""
RECOVERY = 0.5
"""Seconds that are given back for each quiet second."""


class Account:
    """Seconds that are charged to the last cell: of its own time, and of a processor after it. Times are monotonic."""

    def __init__(self) -> None:
        self.charged = 0.0
        self._read_at: float | None = None
        self._used = 0.0
        self._elapsed = 0.0

    def cell_ran(self, seconds: float) -> None:
        """A new cell has ended: what counts is its time, and no longer that of those before."""
        self.charged = seconds

    def forget(self) -> None:
        """What happens until the next reading is not to be charged."""
        self._read_at = None

    def computed(self, used: float, now: float) -> float:
        """The processor's seconds since the last reading; 0 where they are no more than any idle kernel takes."""
        before, self._read_at = self._read_at, now
        delta, self._used = used - self._used, used
        if before is None:
            self._elapsed = 0.0
            return 0.0
        self._elapsed = now - before
        return delta if delta > BUSY_SHARE * self._elapsed else 0.0

    def read(self, used: float, now: float) -> bool:
        """Charge what was computed since the last reading; whether the kernel computed since then."""
        computed = self.computed(used, now)
        self.charged = self.charged + computed if computed else max(0.0, self.charged - RECOVERY * self._elapsed)
        return computed > 0


class IdleWatch:
    """Beside one kernel's `CellWatch`, which tells and interrupts for it."""

    def __init__(self, watch: CellWatch, meter: CpuMeter) -> None:
        self._watch, self._meter = watch, meter
        self._account = Account()
        self._ended = self._before = watch.ended
        """Cells that had ended before this kernel, which may be a restarted one."""
        self._claimed = 0.0
        """Seconds for which running cells were said to wait, at the last reading."""
        self._kill_at: float | None = None

    async def run(self) -> None:
        """Until cancelled; should it fail for a reason nobody thought of, the kernel is stopped, not left uncounted."""
        try:
            await self._watch_on()
        except Exception:
            log.exception("the count of what a kernel computes failed")
            await self._watch.give_up()

    async def _watch_on(self) -> None:
        while True:
            await asyncio.sleep(self._meter.interval)
            used = await self._meter.seconds()
            if used is not None:
                await self._judge(used, time.monotonic())

    async def _judge(self, used: float, now: float) -> None:
        watch, account = self._watch, self._account
        if watch.ended != self._ended:
            self._ended = watch.ended
            account.cell_ran(watch.last_ran)
            account.forget()
            self._kill_at = None
        if watch.in_cell:
            # Its own time is running, but for as long as it is said to wait.
            before, self._claimed = self._claimed, watch.claimed()
            watch.computed(min(account.computed(used, now), max(0.0, self._claimed - before)))
            self._kill_at = None
            return
        if watch.ended == self._before:
            # Before the first cell only the kernel itself computes.
            account.forget()
            return
        computes = account.read(used, now)
        if self._kill_at is not None:
            if now < self._kill_at:
                return
            self._kill_at = None
            if computes:
                await watch.kill_idle()
        elif computes and account.charged > watch.limits.wall_seconds + MARGIN_SECONDS:
            await watch.interrupt_idle()
            self._kill_at = time.monotonic() + GRACE_SECONDS

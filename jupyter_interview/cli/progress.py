"""A line on standard error that says how far a long command is, where somebody looks at it."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TextIO

WIDTH = 24
CLEAR = "\r\x1b[K"


class Progress:
    """`[######------] 12/48 solutions, 0:31, about 1:33 left`; nothing at all where the stream is no terminal."""

    def __init__(self, total: int, what: str, stream: TextIO | None = None) -> None:
        self._total, self._what, self._done = total, what, 0
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty() and total > 0
        self._started = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._started

    def step(self, row: str | None = None) -> None:
        """One more is done; `row` is printed on standard output above the line."""
        self._done += 1
        if row is not None:
            self._write(CLEAR)
            print(row, flush=True)
        self._write(self._line())

    def __enter__(self) -> Progress:
        self._write(self._line())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write(CLEAR)

    def _line(self) -> str:
        full = WIDTH * self._done // self._total if self._total else 0
        line = f"{CLEAR}[{'#' * full}{'-' * (WIDTH - full)}] {self._done}/{self._total} {self._what}, "
        line += minutes(self.seconds)
        if 0 < self._done < self._total:
            line += f", about {minutes(self.seconds / self._done * (self._total - self._done))} left"
        return line

    def _write(self, text: str) -> None:
        if self._shown:
            self._stream.write(text)
            self._stream.flush()


def minutes(seconds: float) -> str:
    """`1:07`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"

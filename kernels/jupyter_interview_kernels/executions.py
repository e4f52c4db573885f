"""What a kernel's watch tells: an execution that ended, a limit that struck. And a running cell's bookkeeping."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from .outputs import OutputRecord, clean_text

Status = Literal["ok", "error", "stopped", "died"]
Reason = Literal["time_limit", "output_limit", "memory_limit", "died", "idle"]


@dataclass(frozen=True)
class Execution:
    """One execute request, as the kernel published it. Times are the host's, in UTC.

    `source` is empty where the kernel published none (a silent request). `stopped` means by a limit; a kernel that
    ended by itself, or was restarted by its user, leaves `died`. `outputs` are nbformat 4.5 outputs, chunks of a stream
    merged, 64 KiB in all; `outputs_sha256` is over everything that came (`OutputRecord` says how).
    """

    msg_id: str
    source: str
    started_at: datetime
    finished_at: datetime
    status: Status
    execution_count: int | None
    outputs: tuple[dict[str, Any], ...]
    truncated: bool
    """Source or outputs are not complete here."""
    outputs_sha256: str


@dataclass(frozen=True)
class Notice:
    """A limit struck, or the kernel died. `text` is a plain sentence for the cell that `parent_header` names.

    `parent_header` is the execute request's own header, from the kernel: empty where no cell has run yet.
    """

    parent_header: dict[str, Any]
    reason: Reason
    text: str
    kernel_gone: bool = False
    """The kernel is dead or about to be: nobody else will answer the cell's request."""


class ExecutionObserver(Protocol):
    """Told on the kernel's event loop; must not block. An exception is logged and goes no further."""

    def executed(self, execution: Execution) -> None: ...

    def noticed(self, notice: Notice) -> None: ...


@dataclass(frozen=True)
class KernelExit:
    """How a kernel's process ended. `expected` when its manager asked for it.

    `exhausted_bytes` is how much memory there was, where it ended for want of more.
    """

    code: int
    exhausted_bytes: int | None
    expected: bool

    def explanation(self) -> tuple[Reason, str]:
        """The reason and the sentence for the candidate."""
        if self.exhausted_bytes is not None:
            figure = self.exhausted_bytes // 2**20
            return "memory_limit", (
                f"The kernel was stopped: the code used more than {figure} MB of memory. Its variables are gone."
            )
        return "died", f"The kernel ended by itself (exit code {self.code}). Its variables are gone."


class Cell:
    """One running execute request. Times are monotonic seconds."""

    def __init__(self, msg_id: str, parent: dict[str, Any], now: float) -> None:
        self.msg_id = msg_id
        self.parent = parent
        self.status: Status = "ok"
        self.execution_count: int | None = None
        self.bytes = 0
        self.stopped: Reason | None = None
        self.kill_at = float("inf")
        self._source = ""
        self._source_cut = False
        self._started = now
        self._started_at = datetime.now(UTC)
        self._waiting_since: float | None = None
        self._claimed = 0.0
        self._computed = 0.0
        self._record = OutputRecord()

    def set_source(self, code: str, limit: int) -> None:
        """Keep at most `limit` bytes of the source."""
        raw = clean_text(code).encode()
        self._source_cut = len(raw) > limit
        self._source = raw[:limit].decode("utf-8", "ignore")

    def add(self, msg_type: str, content: dict[str, Any]) -> None:
        if msg_type == "error":
            self.status = "error"
        self._record.add(msg_type, content)

    def wait_for_input(self, waiting: bool, now: float) -> None:
        """The kernel says that it begins, or ceases, to wait for the candidate's input."""
        self._claimed = self.claimed(now)
        self._waiting_since = now if waiting else None

    def claimed(self, now: float) -> float:
        """How long the kernel says that it waited."""
        return self._claimed + (now - self._waiting_since if self._waiting_since is not None else 0.0)

    def computed(self, seconds: float) -> None:
        """It did so while it was said to wait."""
        self._computed += seconds

    def waited(self, now: float) -> float:
        return self.claimed(now) - self._computed

    def ran(self, now: float) -> float:
        return now - self._started - self.waited(now)

    def due(self, wall_seconds: float, stdin_seconds: float) -> float:
        """When, as monotonic seconds, the next limit can strike if nothing else happens."""
        if self.stopped is not None:
            return self.kill_at
        now = time.monotonic()
        if self._waiting_since is not None:
            return now + stdin_seconds - self.waited(now)
        return now + wall_seconds - self.ran(now)

    def execution(self, status: Status) -> Execution:
        return Execution(
            msg_id=self.msg_id,
            source=self._source,
            started_at=self._started_at,
            finished_at=datetime.now(UTC),
            status=status,
            execution_count=self.execution_count,
            outputs=self._record.outputs,
            truncated=self._record.truncated or self._source_cut,
            outputs_sha256=self._record.sha256,
        )

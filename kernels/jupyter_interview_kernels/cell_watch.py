"""Holding each cell to the limits, and recording what ran: in the server's process, whatever any browser does.

A `CellWatch` listens to its kernel's iopub stream with a socket of its own. Over a limit means: a notice, an interrupt,
a second of grace, a kill. Where the kernel manager has a restarter, that one restarts; else the kernel is just dead.

- A cell that waits in `input()` does not use up its wall time, since the person is thinking and the kernel is not
  running. All its waits together may take `STDIN_SECONDS`. What it computes meanwhile, `idle_watch.py` has charged.
- Whatever the kernel publishes outside a running cell counts too, over a window of the cell's wall time.
- A connection that libzmq dropped while the kernel lives means a frame beyond all bounds, or somebody at work on the
  socket. Either could hide the next cell from us, so the kernel is killed. After a frame too large libzmq does not
  connect again; when it tries to, the kernel's end was closed, by its death as a rule, and there is time to hear of it.

- A cell whose end was forged goes on computing unseen here: `idle_watch.py` sees that.

What is recorded is what the kernel published. The candidate's code runs inside the kernel and can publish what it likes
about its own cells; it cannot touch another's, nor escape the container's limits, which do not depend on this.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Callable
from typing import Any, Protocol

import zmq
import zmq.asyncio
from zmq.utils.monitor import parse_monitor_message

from jupyter_interview.domain.limits import LIMITS, MAX_SOURCE_BYTES, Limits

from .executions import Cell, ExecutionObserver, KernelExit, Notice, Reason, Status
from .iopub import MAX_FRAME_BYTES, Message, parse, subscribe

log = logging.getLogger(__name__)

GRACE_SECONDS = 1.0
"""Between interrupt and kill."""
STDIN_SECONDS = 600.0
"""How long one cell may wait for the candidate's input, all waits together."""
MAX_CELLS = 16
"""Cells running at once. An honest kernel runs one, or a few in subshells."""
MAX_REQUESTED = 1000
"""Cells that were asked for and have not ended."""
EXECUTION_BURST, EXECUTIONS_PER_SECOND = 1000, 10
"""More recorded executions than this are a flood: running all cells of a long notebook is not."""
MESSAGE_OVERHEAD_BYTES = 64
"""What a message costs beyond its content, so that a flood of empty ones is one."""
BATCH = 64
"""Messages handled before the clock is looked at and other tasks get their turn."""
TICK_SECONDS = 0.5
DROPPED_GRACE_SECONDS = 0.5
"""For libzmq to say that it connects again, after a connection that it dropped."""
CLOSED_GRACE_SECONDS = 10.0
"""A dying kernel's connection ends before the engine reports its death: much before, on a busy machine."""
DRAIN_SECONDS = 0.05
CALL_SECONDS = 10.0
"""Patience with an engine that is asked to interrupt or kill."""


class WatchedKernel(Protocol):
    """What the watch needs of a provisioner."""

    async def send_signal(self, signum: int) -> None: ...

    async def stop_for_limit(self) -> None:
        """Kill the kernel such that its manager sees a death, not a shutdown."""
        ...


class CellWatch:
    """One kernel's watch. Observers are called on the event loop that launched the kernel."""

    def __init__(self, kernel: WatchedKernel, limits: Limits = LIMITS) -> None:
        self._kernel = kernel
        self.limits = limits
        """May be replaced at any time, for instance by a question's shorter wall time."""
        self._observers: list[ExecutionObserver] = []
        self._cells: dict[str, Cell] = {}
        self._last_parent: dict[str, Any] = {}
        self._socket: zmq.asyncio.Socket | None = None
        self._monitor: zmq.asyncio.Socket | None = None
        self._task: asyncio.Task[None] | None = None
        self._stray_bytes, self._stray_since = 0, 0.0
        self._tokens, self._tokens_at = float(EXECUTION_BURST), 0.0
        self._dropped_at: float | None = None
        self._closed_by_kernel = False
        self._killing = False
        self._kill_again_at = 0.0
        self._heard = asyncio.Event()
        self._requested: dict[str, None] | None = None
        self.ended = 0
        """How many cells have ended that somebody asked for."""
        self.last_ran = 0.0
        """For how many seconds the last of them ran."""

    def add_observer(self, observer: ExecutionObserver) -> None:
        self._observers.append(observer)

    def remove_observer(self, observer: ExecutionObserver) -> None:
        """One that was never added is fine."""
        with contextlib.suppress(ValueError):
            self._observers.remove(observer)

    @property
    def hears(self) -> bool:
        """Whether anything has come from the kernel, so that no cell of it can be missed any more."""
        return self._heard.is_set()

    async def heard(self, seconds: float) -> None:
        """Wait for the kernel to be heard, but not longer than this."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._heard.wait()

    def requested(self, msg_id: str) -> None:
        """Somebody asks the kernel for a cell. Once this was called, cells that nobody asked for are the code's own."""
        self._requested = self._requested if self._requested is not None else {}
        self._requested[msg_id] = None
        while len(self._requested) > MAX_REQUESTED:
            self._requested.pop(next(iter(self._requested)))

    @property
    def in_cell(self) -> bool:
        """Whether a cell runs that somebody asked for, or the kernel is about to be killed."""
        return self._killing or any(map(self._asked_for, self._cells))

    def _asked_for(self, msg_id: str) -> bool:
        return self._requested is None or msg_id in self._requested

    def claimed(self) -> float:
        """For how many seconds the running cells that were asked for are said to have waited for input, together."""
        now = time.monotonic()
        return sum(cell.claimed(now) for cell in self._cells.values() if self._asked_for(cell.msg_id))

    def computed(self, seconds: float) -> None:
        """The kernel computed while such a cell was said to wait: that is the cell's own time."""
        for cell in self._cells.values():
            if self._asked_for(cell.msg_id):
                cell.computed(seconds)

    def say(self, reason: Reason, text: str) -> None:
        """Tell something of the kernel where its last cell is."""
        self._notify(Notice(self._last_parent, reason, text))

    async def interrupt_idle(self) -> None:
        """The kernel goes on computing after its last cell."""
        text = (
            "This cell was stopped: what it left running went on computing after its end, "
            f"longer than {self.limits.wall_seconds:g} s in all, the limit for one cell."
        )
        self._notify(Notice(self._last_parent, "time_limit", text))
        await _call(self._kernel.send_signal, signal.SIGINT)

    async def kill_idle(self) -> None:
        """It did so in spite of the interrupt."""
        self._notify(Notice(self._last_parent, "time_limit", _KILLED, kernel_gone=True))
        await self._kill_kernel()

    async def give_up(self) -> None:
        """What goes on in the kernel is not known any more: stop it."""
        await self._kill("died", "could no longer be held to its limits")

    def start(self, url: str) -> None:
        """Listen to the kernel at the iopub address `url`. Needs a running event loop."""
        self._close()
        self._heard.clear()
        now = time.monotonic()
        self._cells.clear()
        self._stray_bytes, self._stray_since = 0, now
        self._tokens, self._tokens_at = float(EXECUTION_BURST), now
        self._dropped_at, self._closed_by_kernel, self._killing = None, False, False
        self._socket = subscribe(url)
        self._monitor = self._socket.get_monitor_socket(zmq.EVENT_DISCONNECTED | zmq.EVENT_CONNECT_RETRIED)
        self._task = asyncio.get_running_loop().create_task(self._guard(self._socket, self._monitor))

    async def stop(self) -> None:
        """Stop listening. Cells still running are recorded as died."""
        await self._end_task()
        self._close()
        for cell in list(self._cells.values()):
            self._finish(cell, "died")

    async def kernel_died(self, exit_: KernelExit) -> None:
        """The kernel's process ended. Reads what it still sent, records its cells, and says why if nobody asked."""
        await self._end_task()
        await self._drain()
        unexplained = not exit_.expected and not self._killing
        if unexplained:
            parents = [cell.parent for cell in self._cells.values()] or [self._last_parent]
            reason, text = exit_.explanation()
            for parent in parents:
                self._notify(Notice(parent, reason, text, kernel_gone=True))
        await self.stop()

    async def _drain(self) -> None:
        """Handle what had arrived when the kernel died."""
        try:
            while self._socket is not None and await self._socket.poll(int(DRAIN_SECONDS * 1000)):
                self._handle(await self._socket.recv_multipart())
        except Exception:
            # The kernel is dead; what is left to do is to tell so.
            log.exception("the last messages of a kernel could not be read")

    async def _end_task(self) -> None:
        task, self._task = self._task, None
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _close(self) -> None:
        if self._socket is not None:
            if self._monitor is not None:
                self._socket.disable_monitor()
                self._monitor.close(linger=0)
            self._socket.close(linger=0)
        self._socket = self._monitor = None

    # -- the loop

    async def _guard(self, socket: zmq.asyncio.Socket, monitor: zmq.asyncio.Socket) -> None:
        """Listen; and if that fails for a reason nobody thought of, stop the kernel rather than leave it unwatched."""
        try:
            await self._listen(socket, monitor)
        except Exception:
            log.exception("the watch of a kernel failed")
            await self.give_up()

    async def _listen(self, socket: zmq.asyncio.Socket, monitor: zmq.asyncio.Socket) -> None:
        poller = zmq.asyncio.Poller()
        poller.register(socket, zmq.POLLIN)
        poller.register(monitor, zmq.POLLIN)
        while True:
            ready = dict(await poller.poll(int(self._patience() * 1000)))
            if monitor in ready:
                self._connection_changed(parse_monitor_message(await monitor.recv_multipart())["event"])
            for _ in range(BATCH):
                if not await socket.poll(0):
                    break
                self._handle(await socket.recv_multipart())
            await self._enforce(time.monotonic())
            # A flooded socket is always ready, and a ready one never yields.
            await asyncio.sleep(0)

    def _connection_changed(self, event: int) -> None:
        if event == zmq.EVENT_DISCONNECTED:
            self._dropped_at = self._dropped_at or time.monotonic()
        elif self._dropped_at is not None:
            self._closed_by_kernel = True

    def _patience(self) -> float:
        now = time.monotonic()
        due = [cell.due(self.limits.wall_seconds, STDIN_SECONDS) for cell in self._cells.values()]
        return max(0.005, min([TICK_SECONDS, *(at - now for at in due)]))

    def _handle(self, frames: list[bytes]) -> None:
        now = time.monotonic()
        self._heard.set()
        message = parse(frames)
        if message is None:
            self._count_stray(sum(map(len, frames)), now)
            return
        if message.msg_type == "status" and message.parent_type == "execute_request":
            self._handle_status(message, now)
            return
        cell = self._cells.get(message.parent_id)
        if cell is None:
            self._count_stray(message.size, now)
        elif message.msg_type == "execute_input":
            self._handle_input(cell, message)
        elif message.msg_type == "interview_stdin":
            cell.wait_for_input(message.content.get("waiting") is True, now)
        else:
            cell.add(message.msg_type, message.content)
            cell.bytes += message.size + MESSAGE_OVERHEAD_BYTES

    def _handle_status(self, message: Message, now: float) -> None:
        state = message.content.get("execution_state")
        cell = self._cells.get(message.parent_id)
        if state == "busy" and cell is None and message.parent_id and len(self._cells) < MAX_CELLS:
            self._cells[message.parent_id] = Cell(message.parent_id, message.parent, now)
            self._last_parent = message.parent
        elif state == "idle" and cell is not None:
            self._finish(cell, cell.status)
        else:
            self._count_stray(message.size, now)

    def _handle_input(self, cell: Cell, message: Message) -> None:
        code, count = message.content.get("code"), message.content.get("execution_count")
        if isinstance(code, str):
            cell.set_source(code, MAX_SOURCE_BYTES)
        if type(count) is int and count >= 0:
            cell.execution_count = count

    def _count_stray(self, size: int, now: float) -> None:
        if now - self._stray_since > self.limits.wall_seconds:
            self._stray_bytes, self._stray_since = 0, now
        self._stray_bytes += size + MESSAGE_OVERHEAD_BYTES

    # -- the limits

    async def _enforce(self, now: float) -> None:
        if self._killing:
            if now > self._kill_again_at:
                await self._kill_kernel()
            return
        if self._stray_bytes > self.limits.output_bytes:
            await self._kill("output_limit", f"published more than {_size(self.limits.output_bytes)} outside a cell")
        elif self._tokens < 0:
            await self._kill("output_limit", "reported far more cells than anybody can run")
        elif self._dropped_at is not None:
            await self._enforce_connection(now - self._dropped_at)
        for cell in list(self._cells.values()):
            if self._killing:
                return
            await self._enforce_cell(cell, now)

    async def _enforce_connection(self, lost: float) -> None:
        if self._closed_by_kernel:
            if lost > CLOSED_GRACE_SECONDS:
                await self.give_up()
        elif lost > DROPPED_GRACE_SECONDS:
            await self._kill("output_limit", f"sent a message of more than {_size(MAX_FRAME_BYTES)}")

    async def _enforce_cell(self, cell: Cell, now: float) -> None:
        if cell.stopped is not None:
            if cell.kill_at <= now:
                self._notify(Notice(cell.parent, cell.stopped, _KILLED, kernel_gone=True))
                await self._kill_kernel()
        elif cell.bytes > self.limits.output_bytes:
            await self._stop_cell(
                cell, "output_limit", f"it put out more than {_size(self.limits.output_bytes)}, the limit for one cell"
            )
        elif cell.ran(now) > self.limits.wall_seconds:
            await self._stop_cell(
                cell, "time_limit", f"it ran longer than {self.limits.wall_seconds:g} s, the limit for one cell"
            )
        elif cell.waited(now) > STDIN_SECONDS:
            await self._stop_cell(cell, "time_limit", f"it waited longer than {STDIN_SECONDS / 60:g} minutes for input")

    async def _stop_cell(self, cell: Cell, reason: Reason, because: str) -> None:
        cell.stopped = reason
        self._notify(Notice(cell.parent, reason, f"This cell was stopped: {because}."))
        await _call(self._kernel.send_signal, signal.SIGINT)
        cell.kill_at = time.monotonic() + GRACE_SECONDS

    async def _kill(self, reason: Reason, because: str) -> None:
        parents = [cell.parent for cell in self._cells.values()] or [self._last_parent]
        for parent in parents:
            text = f"The kernel was stopped: it {because}. Its variables are gone."
            self._notify(Notice(parent, reason, text, kernel_gone=True))
        for cell in self._cells.values():
            cell.stopped = cell.stopped or reason
        await self._kill_kernel()

    async def _kill_kernel(self) -> None:
        self._killing = True
        await _call(self._kernel.stop_for_limit)
        self._kill_again_at = time.monotonic() + CALL_SECONDS

    # -- telling

    def _finish(self, cell: Cell, status: Status) -> None:
        self._cells.pop(cell.msg_id, None)
        now = time.monotonic()
        if self._asked_for(cell.msg_id):
            self.ended, self.last_ran = self.ended + 1, cell.ran(now)
            if self._requested is not None:
                del self._requested[cell.msg_id]
        earned = (now - self._tokens_at) * EXECUTIONS_PER_SECOND
        self._tokens = min(float(EXECUTION_BURST), self._tokens + earned) - 1
        self._tokens_at = now
        if self._tokens >= 0:
            final: Status = "stopped" if cell.stopped else status
            execution = cell.execution(final)
            self._tell(lambda observer: observer.executed(execution))

    def _notify(self, notice: Notice) -> None:
        log.info("kernel limit: %s", notice.reason)
        self._tell(lambda observer: observer.noticed(notice))

    def _tell(self, call: Callable[[ExecutionObserver], None]) -> None:
        for observer in list(self._observers):
            try:
                call(observer)
            except Exception:
                # An observer's fault must not end the enforcement.
                log.exception("an observer of the kernel failed")


_KILLED = "It did not react to the interrupt, so the kernel was stopped. Its variables are gone."


async def _call(call: Callable[..., Any], *args: Any) -> None:
    """Ask the engine; a refusal or silence is logged, and the next tick tries what comes next."""
    try:
        # Not wait_for: Python 3.11's swallows a cancellation that comes just after the call's end.
        async with asyncio.timeout(CALL_SECONDS):
            await call(*args)
    except Exception:
        # The engine client's errors are many, and the watch must outlive each.
        log.exception("could not signal the kernel")


def _size(count: int) -> str:
    return f"{count / 2**20:g} MB" if count >= 2**20 else f"{count // 2**10} kB"

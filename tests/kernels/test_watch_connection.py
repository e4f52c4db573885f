"""What the watch makes of a connection that ends, and that it ends when it is told to; on a publisher of the test's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import zmq

from jupyter_interview_kernels.cell_watch import CellWatch
from jupyter_interview_kernels.executions import Execution, KernelExit, Notice
from jupyter_interview_kernels.iopub import MAX_FRAME_BYTES
from tests.service.world import until

WATCH = "jupyter_interview_kernels.cell_watch"


class Kernel:
    """Publishes, and can be asked to stop; it takes until `stopped` for that."""

    def __init__(self, url: str) -> None:
        self.socket = zmq.Context.instance().socket(zmq.PUB)
        self.socket.linger = 0
        self.socket.bind(url)
        self.asked = asyncio.Event()
        self.stopped = asyncio.Event()
        self.notices: list[Notice] = []

    async def send_signal(self, signum: int) -> None:
        raise AssertionError(f"signal {signum}")

    async def stop_for_limit(self) -> None:
        self.asked.set()
        await self.stopped.wait()

    def executed(self, execution: Execution) -> None:
        raise AssertionError("nothing was executed")

    def noticed(self, notice: Notice) -> None:
        self.notices.append(notice)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"ipc://{tmp_path}/s"


@pytest.fixture
async def kernel(url: str) -> AsyncIterator[Kernel]:
    made = Kernel(url)
    yield made
    made.socket.close()


async def watched(kernel: Kernel, url: str) -> CellWatch:
    """A watch that hears the kernel."""
    watch = CellWatch(kernel)
    watch.add_observer(kernel)
    watch.start(url)

    async def hears() -> bool:
        kernel.socket.send(b"not a message of Jupyter's")
        await watch.heard(0.02)
        return watch.hears

    await until(hears, bool)
    return watch


@pytest.mark.parametrize("steps", range(4))
async def test_a_watch_ends_when_it_is_told_to_while_it_stops_the_kernel(kernel: Kernel, url: str, steps: int) -> None:
    """Also in the very moment in which the engine has stopped it, in whichever step of the loop that is."""
    watch = await watched(kernel, url)
    kernel.socket.send(b"x" * (MAX_FRAME_BYTES + 1))
    await asyncio.wait_for(kernel.asked.wait(), 10)
    kernel.stopped.set()
    for _ in range(steps):
        await asyncio.sleep(0)
    ending = asyncio.create_task(watch.kernel_died(KernelExit(137, None, expected=False)))
    assert (await asyncio.wait([ending], timeout=5))[0]
    assert [notice.reason for notice in kernel.notices] == ["output_limit"]


async def test_a_death_that_the_engine_reports_late_is_told_as_what_it_is(
    kernel: Kernel, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{WATCH}.DROPPED_GRACE_SECONDS", 0.02)
    monkeypatch.setattr(f"{WATCH}.TICK_SECONDS", 0.02)
    watch = await watched(kernel, url)
    kernel.socket.close()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(kernel.asked.wait(), 0.5)
    await watch.kernel_died(KernelExit(137, 256 * 2**20, expected=False))
    assert [notice.reason for notice in kernel.notices] == ["memory_limit"]


async def test_a_kernel_that_closed_its_end_and_lives_is_stopped(
    kernel: Kernel, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{WATCH}.CLOSED_GRACE_SECONDS", 0.1)
    watch = await watched(kernel, url)
    kernel.socket.close()
    await asyncio.wait_for(kernel.asked.wait(), 10)
    kernel.stopped.set()
    await watch.stop()
    (notice,) = kernel.notices
    assert (notice.reason, notice.kernel_gone) == ("died", True)

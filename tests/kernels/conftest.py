"""Real kernels on the real engine."""

from __future__ import annotations

import asyncio
import queue
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Protocol

import pytest
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.session import Session
from traitlets.config import Config

from jupyter_interview_kernels.executions import Execution, Notice
from tests.conftest import missing

READY_SECONDS = 60
SPECS = Path(__file__).parents[2] / "kernels" / "specs"


@dataclass
class Log:
    """An observer that keeps all it is told."""

    executions: list[Execution] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def executed(self, execution: Execution) -> None:
        self.executions.append(execution)

    def noticed(self, notice: Notice) -> None:
        self.notices.append(notice)

    @property
    def reasons(self) -> list[str]:
        return [notice.reason for notice in self.notices]


@dataclass(frozen=True)
class Ran:
    """What a client saw of one cell. `status` is `dead` when the kernel ended under it."""

    msg_id: str
    status: str
    ename: str
    text: str


class LiveKernel:
    """A started kernel with a client, as a notebook has one."""

    def __init__(self, manager: AsyncKernelManager) -> None:
        self.manager = manager
        self.log = Log()
        self.client: AsyncKernelClient = manager.client()
        self.client.start_channels()
        self.provisioner.watch.add_observer(self.log)

    @property
    def provisioner(self) -> Any:
        return self.manager.provisioner

    async def ready(self) -> None:
        await self.client.wait_for_ready(timeout=READY_SECONDS)

    async def run(self, code: str, *, answer: str | None = None, think: float = 0.0) -> Ran:
        """Execute, answering `input()` with `answer` after `think` seconds. The watch has recorded it on return."""
        msg_id = self.client.execute(code, allow_stdin=answer is not None)
        answering = asyncio.create_task(self._answer(answer, think)) if answer is not None else None
        try:
            text, alive = await self._outputs(msg_id)
        finally:
            if answering is not None:
                answering.cancel()
        await self.told(lambda log: any(execution.msg_id == msg_id for execution in log.executions))
        if not alive:
            return Ran(msg_id, "dead", "", text)
        reply = await self.reply(msg_id)
        return Ran(msg_id, reply["status"], reply.get("ename", ""), text)

    async def _outputs(self, msg_id: str) -> tuple[str, bool]:
        """The text that came until the cell was idle, and whether the kernel still lived then."""
        text = ""
        while await self.manager.is_alive():
            try:
                message = await self.client.get_iopub_msg(timeout=0.2)
            except queue.Empty:
                continue
            if message["parent_header"].get("msg_id") != msg_id:
                continue
            content = message["content"]
            text += content.get("text", "") or content.get("data", {}).get("text/plain", "")
            if content.get("execution_state") == "idle":
                return text, True
        return text, False

    async def run_unheard(self, code: str) -> str:
        """Execute without listening to iopub, where hostile messages choke a client. `dead` or a status."""
        self.client.stop_channels()
        self.client = self.manager.client()
        self.client.start_channels(iopub=False, stdin=False, hb=False, control=False)
        msg_id = self.client.execute(code, allow_stdin=False)
        reply = asyncio.create_task(self.reply(msg_id))
        while await self.manager.is_alive():
            done, _ = await asyncio.wait([reply], timeout=0.1)
            if done:
                return str(reply.result()["status"])
        reply.cancel()
        return "dead"

    async def reply(self, msg_id: str) -> dict[str, Any]:
        """What the kernel answers to a request, after whatever it answers before."""
        while True:
            message = await self.client.get_shell_msg(timeout=10)
            if message["parent_header"].get("msg_id") == msg_id:
                return dict(message["content"])

    async def _answer(self, answer: str, think: float) -> None:
        await self.client.get_stdin_msg(timeout=10)
        await asyncio.sleep(think)
        self.client.input(answer)

    async def restart(self) -> None:
        await self.manager.restart_kernel(now=True)
        await self.ready()

    async def joined(self) -> None:
        """Connect as another browser would, and leave when the kernel has answered."""
        client = self.manager.client(session=Session(key=self.manager.session.key))
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=READY_SECONDS)
        finally:
            client.stop_channels()

    async def told(self, check: Callable[[Log], bool], seconds: float = 5.0) -> None:
        """Wait until what the watch told satisfies `check`."""
        async with asyncio.timeout(seconds):
            while not check(self.log):  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def dead(self, seconds: float = 5.0) -> None:
        """Wait for the kernel's end."""
        async with asyncio.timeout(seconds):
            while await self.manager.is_alive():  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def shutdown(self) -> None:
        self.client.stop_channels()
        await self.manager.shutdown_kernel(now=True)


class StartKernel(Protocol):
    """Starts one by its kernelspec's name, and by the way in which its channels travel."""

    async def __call__(self, name: str, transport: str = "auto") -> LiveKernel: ...


def config_of(transport: str) -> Config:
    """What a configuration file would say."""
    return Config({"DockerProvisioner": {"transport": transport}})


def use_kernelspecs(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """This checkout's kernelspecs, whatever is installed."""
    if not entry_points(group="jupyter_client.kernel_provisioners", name="interview-docker"):
        missing("the package is not installed, so that jupyter_client cannot find its provisioners: run make test")
    shutil.copytree(SPECS, folder / "share" / "kernels")
    patch.setenv("JUPYTER_PATH", str(folder / "share"))


@pytest.fixture
def kernelspecs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use_kernelspecs(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture
async def start_kernel(kernelspecs: Path) -> AsyncIterator[StartKernel]:
    """Start kernels by kernelspec name; all are shut down after the test."""
    live: list[LiveKernel] = []

    async def start(name: str, transport: str = "auto") -> LiveKernel:
        manager = AsyncKernelManager(kernel_name=name, config=config_of(transport))
        await manager.start_kernel()
        kernel = LiveKernel(manager)
        live.append(kernel)
        await kernel.ready()
        return kernel

    yield start
    for kernel in live:
        await kernel.shutdown()


@pytest.fixture
async def kernel(engine: str, start_kernel: StartKernel) -> LiveKernel:
    """A sandboxed Python kernel."""
    return await start_kernel("interview-python")


@pytest.fixture
async def java_kernel(java_image: str, start_kernel: StartKernel) -> LiveKernel:
    """A sandboxed Java kernel."""
    return await start_kernel("interview-java")


@pytest.fixture
async def javascript_kernel(javascript_image: str, start_kernel: StartKernel) -> LiveKernel:
    """A sandboxed JavaScript kernel."""
    return await start_kernel("interview-javascript")

"""Kernels in containers: a jupyter_client provisioner that speaks ZMQ over unix sockets in a folder of its own.

Each launch is a container of its own, new or started in advance. In its `/k` the kernel makes its sockets, from where
the host takes them before any candidate's code can run; `/c` holds the connection file, read-only. The container has no
network; ports are the numbers 1 to 5 in the sockets' names.
"""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Any, cast

import zmq
import zmq.asyncio
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager, KernelManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Enum, Integer, Unicode
from traitlets.config import Config

from jupyter_interview.domain.limits import LIMITS, Limits
from jupyter_interview.errors import SandboxUnavailable

from . import folders, warm
from .carriers import PORTS, Transport
from .cell_watch import CellWatch
from .cpu import cpu_meter
from .engine import image_name, run_blocking
from .executions import KernelExit
from .idle_watch import IdleWatch
from .iopub import address, bounded_context
from .kernel_container import End, KernelContainer, Recipe, answered
from .labels import deployment_id, lease_id
from .scrub import remove_folder, renew_folder

HEAP_EXHAUSTED = 3
"""The JVM's own exit code for this. A candidate may end the kernel with it too, and is told the same."""
HEARD_SECONDS = 2.0
"""Patience with a kernel from the pool that the watch cannot hear."""


class DockerProvisioner(KernelProvisionerBase):
    """Starts, signals, watches and removes one kernel's container.

    The traits are what the kernelspec's `metadata.kernel_provisioner.config` sets.
    """

    language = Unicode("python", help="The image's language.")
    pids = Integer(LIMITS.pids, help="Processes and threads: some languages' runtimes need more.")
    heap_mb = Integer(0, help="The heap of a runtime that ends with code 3 when it is full; 0: there is no such bound.")

    transport = Enum(
        ("auto", "sockets", "stream"),
        "auto",
        help="How channels reach the kernel: over sockets in a shared folder, or the container's attach stream.",
    ).tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.watch = CellWatch(self, self.limits)
        self._container: KernelContainer | None = None
        self._folder: Path | None = None
        self._expected = False
        self._burial: asyncio.Task[None] | None = None
        self._idle: asyncio.Task[None] | None = None

    @property
    def limits(self) -> Limits:
        """The project's, with the pids limit that the language's runtime needs."""
        return Limits(pids=self.pids)

    @property
    def recipe(self) -> Recipe:
        """What the kernelspec says of the container."""
        spec = self.kernel_spec
        command, environment = tuple(spec.argv), tuple(sorted(spec.env.items()))
        transport = cast(Transport, self.transport)
        return Recipe(self.language, command, environment, self.limits, transport)

    @property
    def container_id(self) -> str | None:
        """The engine's id for the kernel's container, while there is one."""
        return self._container.id if self._container is not None else None

    # -- what jupyter_client asks of a provisioner

    @property
    def has_process(self) -> bool:
        return self.container_id is not None

    async def poll(self) -> int | None:
        if self._container is None:
            return 0
        return self._container.exit.result() if self._container.exit.done() else None

    async def wait(self) -> int | None:
        if self._container is None:
            return 0
        # Shielded: who waits no longer must not make the end one that cannot be told.
        code = await asyncio.shield(asyncio.wrap_future(self._container.exit))
        await self._bury()
        return code

    async def send_signal(self, signum: int) -> None:
        if signum != 0 and self._container is not None:
            await self._container.signal(signum)

    async def kill(self, restart: bool = False) -> None:
        self._expected = True
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        self._expected = True
        await self.send_signal(signal.SIGTERM)

    async def shutdown_requested(self, restart: bool = False) -> None:
        self._expected = True

    async def stop_for_limit(self) -> None:
        """Kill such that the manager sees a death and its restarter, where there is one, starts a new kernel."""
        await self.send_signal(signal.SIGKILL)

    async def cleanup(self, restart: bool = False) -> None:
        await self._bury()
        if not restart and self._folder is not None:
            folder, self._folder = self._folder, None
            await run_blocking(remove_folder, folder, image_name(self.language))

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Prepare the folder and the host's connection file. Raises SandboxUnavailable without shared memory."""
        manager = self.parent
        assert isinstance(manager, KernelManager)
        if self._folder is None:
            self._container = await self._from_pool(manager)
            self._folder = self._container.folder
        else:
            # Clients hold on to the key and the paths of the kernel that is started anew.
            await run_blocking(renew_folder, self._folder, image_name(self.language))
            self._container = KernelContainer(self.recipe, self._folder, owner=str(self.kernel_id))
        self._bound_buffers(manager)
        self._name_sockets(manager, self._container)
        self.connection_info = manager.get_connection_info()
        return await super().pre_launch(cmd=self.kernel_spec.argv, **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the container, unless it runs. Raises SandboxUnavailable when the engine or the image is missing."""
        manager, container = self.parent, self._container
        assert isinstance(manager, KernelManager)
        assert container is not None
        self._expected = False
        if container.id is not None:
            self._follow(container)
            await self._heard(container, manager.session.key)
            return self.connection_info
        try:
            await container.start(manager.session.key)
        except SandboxUnavailable:
            # The manager does not clean up after a start that failed.
            await self.cleanup()
            self._container = None
            raise
        self._follow(container)
        return self.connection_info

    async def get_provisioner_info(self) -> dict[str, Any]:
        info = await super().get_provisioner_info()
        return {**info, "container": self.container_id, "folder": str(self._folder)}

    async def load_provisioner_info(self, provisioner_info: dict[str, Any]) -> None:
        """Take over a running kernel from another process's record of it."""
        await super().load_provisioner_info(provisioner_info)
        self._folder = Path(provisioner_info["folder"])
        if provisioner_info["container"] is not None:
            self._container = KernelContainer(self.recipe, self._folder, owner=str(self.kernel_id))
            self._container.take_over(provisioner_info["container"])
            self._follow(self._container)

    # -- one container's life

    async def _from_pool(self, manager: KernelManager) -> KernelContainer:
        """A container with a kernel that waits for its first user, else one that is still to be started."""
        found = await warm.take(self.recipe)
        if found is not None:
            manager.session.key = found.key
            return found.container
        folder = await run_blocking(folders.create, lease_id(), deployment_id())
        return KernelContainer(self.recipe, folder, owner=str(self.kernel_id))

    def _bound_buffers(self, manager: KernelManager) -> None:
        """Have the manager connect with bounds on what a hostile kernel can make this process hold.

        `manager.client()` makes a context of its own, which is out of reach here; a server's channels use this one.
        """
        kind = zmq.asyncio.Context if isinstance(manager, AsyncKernelManager) else zmq.Context
        manager.context = bounded_context(kind)
        # The manager would destroy a context that it made; this one is every kernel's.
        manager._created_context = False

    def _name_sockets(self, manager: KernelManager, container: KernelContainer) -> None:
        manager.transport = "ipc"
        manager.ip = container.sockets
        for name, number in PORTS.items():
            setattr(manager, name, number)
        manager.connection_file = str(container.folder / "host.json")
        manager.write_connection_file()

    def _follow(self, container: KernelContainer) -> None:
        """Watch the container's cells, and hear of its end."""
        self._burial = None
        self.watch.start(address(self.connection_info))
        container.on_end(lambda end: self._ended(container, end))
        self._idle = asyncio.get_running_loop().create_task(self._watch_idle(container))

    async def _watch_idle(self, container: KernelContainer) -> None:
        """Hold the kernel to its limits when it says that it is idle, too."""
        if container.id is not None:
            meter = await run_blocking(cpu_meter, container.id)
            await IdleWatch(self.watch, meter).run()

    async def _heard(self, container: KernelContainer, key: bytes) -> None:
        """Until the watch hears the kernel: one that is up runs its first cell as soon as a client asks it to."""
        seconds = 0.05
        while container.alive and not self.watch.hears and seconds < HEARD_SECONDS:
            await answered(container, key, seconds)
            await self.watch.heard(seconds)
            seconds *= 2

    def _ended(self, container: KernelContainer, end: End) -> None:
        if container is not self._container:
            return
        exit_ = KernelExit(end.code, self._exhausted(end), self._expected)
        self._burial = asyncio.get_running_loop().create_task(self.watch.kernel_died(exit_))

    def _exhausted(self, end: End) -> int | None:
        """How much memory was not enough, if that was the kernel's end."""
        if end.out_of_memory:
            return self.limits.memory_bytes
        return self.heap_mb * 2**20 if self.heap_mb and end.code == HEAP_EXHAUSTED else None

    async def _bury(self) -> None:
        """Have the watch tell what is left to tell, and remove the container."""
        if self._burial is not None:
            await self._burial
        if self._idle is not None:
            self._idle.cancel()
            await asyncio.gather(self._idle, return_exceptions=True)
        await self.watch.stop()
        if self._container is not None:
            await self._container.remove()


def recipe_of(spec: KernelSpec, config: Config | None = None) -> Recipe:
    """What a kernel of this kernelspec is made by, under the server's configuration."""
    own = spec.metadata["kernel_provisioner"]["config"]
    return DockerProvisioner(kernel_id="", kernel_spec=spec, config=config or Config(), **own).recipe

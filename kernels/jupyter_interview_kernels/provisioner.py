"""Kernels in containers: a jupyter_client provisioner that speaks ZMQ over unix sockets in a folder of its own.

Each launch is a new container. In its `/k` the kernel makes its sockets, from where the host takes them before any
candidate's code can run; `/c` holds the connection file, read-only. The container has no network; ports are the numbers
1 to 5 in the sockets' names.
"""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import threading
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import requests
import zmq
import zmq.asyncio
from docker.errors import APIError, DockerException, ImageNotFound, NotFound
from docker.types import Mount
from jupyter_client.connect import KernelConnectionInfo, port_names
from jupyter_client.manager import AsyncKernelManager, KernelManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Integer, Unicode

from jupyter_interview.domain.limits import LIMITS, Limits
from jupyter_interview.errors import SandboxUnavailable

from . import folders
from .cell_watch import CellWatch
from .container import container_options
from .engine import BUILD_COMMAND, docker_client, engine_api, image_name, run_blocking
from .executions import KernelExit
from .iopub import address, bounded_context
from .labels import deployment_id, labels, lease_id
from .scrub import remove_folder, renew_folder

log = logging.getLogger(__name__)

SOCKETS = "/k"
CONNECTION = "/c/connection.json"
GONE = (404, 409)
"""What the engine answers about a container that is not there, or not running."""
KILLED = 128 + signal.SIGKILL
HEAP_EXHAUSTED = 3
"""The JVM's own exit code for this. A candidate may end the kernel with it too, and is told the same."""
UNKNOWN_EXIT = -1
INSPECT_ATTEMPTS = 5
PORTS = tuple(enumerate(port_names, start=1))
TAKE_SECONDS = 0.02
"""Between two looks for the sockets of a starting kernel."""


class DockerProvisioner(KernelProvisionerBase):
    """Starts, signals, watches and removes one kernel's container.

    The traits are what the kernelspec's `metadata.kernel_provisioner.config` sets.
    """

    language = Unicode("python", help="The image's language.")
    pids = Integer(LIMITS.pids, help="Processes and threads: some languages' runtimes need more.")
    heap_mb = Integer(0, help="The heap of a runtime that ends with code 3 when it is full; 0: there is no such bound.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.watch = CellWatch(self, self.limits)
        self._container: str | None = None
        self._folder: Path | None = None
        self._exit: Future[int] | None = None
        self._expected = False
        self._burial: asyncio.Task[None] | None = None
        self._taking: asyncio.Task[None] | None = None

    @property
    def limits(self) -> Limits:
        """The project's, with the pids limit that the language's runtime needs."""
        return Limits(pids=self.pids)

    @property
    def container_id(self) -> str | None:
        """The engine's id for the kernel's container, while there is one."""
        return self._container

    # -- what jupyter_client asks of a provisioner

    @property
    def has_process(self) -> bool:
        return self._container is not None

    async def poll(self) -> int | None:
        if self._exit is None:
            return 0
        return self._exit.result() if self._exit.done() else None

    async def wait(self) -> int | None:
        if self._exit is None:
            return 0
        code = await asyncio.wrap_future(self._exit)
        await self._bury()
        return code

    async def send_signal(self, signum: int) -> None:
        if signum == 0 or self._container is None:
            return
        try:
            await run_blocking(engine_api().kill, self._container, signal.Signals(signum).name)
        except APIError as error:
            if error.status_code not in GONE:
                raise

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
        """Prepare the folder and both connection files. Raises SandboxUnavailable without shared memory."""
        manager = self.parent
        assert isinstance(manager, KernelManager)
        if self._folder is None:
            self._folder = await run_blocking(folders.create, lease_id(), deployment_id())
        else:
            await run_blocking(renew_folder, self._folder, image_name(self.language))
        self._bound_buffers(manager)
        self._name_sockets(manager, self._folder)
        info = manager.get_connection_info()
        inner = {**info, "ip": f"{SOCKETS}/k", "key": manager.session.key.decode(), "kernel_name": manager.kernel_name}
        await run_blocking(folders.write_connection, self._folder, json.dumps(inner))
        self.connection_info = info
        command = [part.replace("{connection_file}", CONNECTION) for part in self.kernel_spec.argv]
        return await super().pre_launch(cmd=command, **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Create and start the container. Raises SandboxUnavailable when the engine or the image is missing."""
        assert self._folder is not None
        image = image_name(self.language)
        self._expected = False
        try:
            self._container = await run_blocking(self._start_container, image, cmd, self._folder)
        except SandboxUnavailable:
            # The manager does not clean up after a start that failed.
            await self.cleanup()
            raise
        self._follow(self._container)
        return self.connection_info

    async def get_provisioner_info(self) -> dict[str, Any]:
        info = await super().get_provisioner_info()
        return {**info, "container": self._container, "folder": str(self._folder)}

    async def load_provisioner_info(self, provisioner_info: dict[str, Any]) -> None:
        """Take over a running kernel from another process's record of it."""
        await super().load_provisioner_info(provisioner_info)
        self._folder = Path(provisioner_info["folder"])
        self._container = provisioner_info["container"]
        if self._container is not None:
            self._follow(self._container)

    # -- one container's life

    def _bound_buffers(self, manager: KernelManager) -> None:
        """Have the manager connect with bounds on what a hostile kernel can make this process hold.

        `manager.client()` makes a context of its own, which is out of reach here; a server's channels use this one.
        """
        kind = zmq.asyncio.Context if isinstance(manager, AsyncKernelManager) else zmq.Context
        manager.context = bounded_context(kind)
        # The manager would destroy a context that it made; this one is every kernel's.
        manager._created_context = False

    def _name_sockets(self, manager: KernelManager, folder: Path) -> None:
        manager.transport = "ipc"
        manager.ip = str(folder / "s" / "k")
        for number, name in PORTS:
            setattr(manager, name, number)
        manager.connection_file = str(folder / "host.json")
        manager.write_connection_file()

    def _start_container(self, image: str, command: list[str], folder: Path) -> str:
        options = container_options(self.limits, labels=labels(role="kernel", owner=str(self.kernel_id)))
        mounts = [
            Mount(SOCKETS, str(folder / "k"), type="bind"),
            Mount("/c", str(folder / "c"), type="bind", read_only=True),
        ]
        try:
            container = docker_client().containers.create(
                image, command, environment=dict(self.kernel_spec.env), mounts=mounts, **options
            )
        except ImageNotFound as error:
            raise SandboxUnavailable(
                f"The kernel's image is not there. Build it with: {BUILD_COMMAND} {self.language}"
            ) from error
        except (DockerException, requests.RequestException) as error:
            raise SandboxUnavailable(_START_FAILED) from error
        try:
            engine_api().start(container.id)
        except (DockerException, requests.RequestException) as error:
            _remove(str(container.id))
            raise SandboxUnavailable(_START_FAILED) from error
        return str(container.id)

    def _follow(self, container: str) -> None:
        """Watch the container's cells, and park a thread in the engine's wait for its end."""
        self._exit = Future()
        self._burial = None
        self.watch.start(address(self.connection_info))
        loop = asyncio.get_running_loop()
        assert self._folder is not None
        self._taking = loop.create_task(self._take_sockets(self._folder, self._exit))
        threading.Thread(
            target=self._await_exit, args=(container, self._exit, loop), name="kernel-exit", daemon=True
        ).start()

    async def _take_sockets(self, folder: Path, done: Future[int]) -> None:
        """Take each socket as soon as it is there. The kernel hears nothing before, and so runs nobody's code."""
        names = [f"k-{number}" for number, _ in PORTS]
        while not done.done() and not folders.take_sockets(folder, names):  # noqa: ASYNC110 - files have no event
            await asyncio.sleep(TAKE_SECONDS)

    def _await_exit(self, container: str, done: Future[int], loop: asyncio.AbstractEventLoop) -> None:
        code, out_of_memory = _wait_for_exit(container)
        try:
            # Before the result: whoever waits for that then finds the burial already ordered.
            loop.call_soon_threadsafe(self._on_exit, done, code, out_of_memory)
        except RuntimeError:
            log.debug("the event loop ended before its kernel did")
        done.set_result(code)

    def _on_exit(self, done: Future[int], code: int, out_of_memory: bool) -> None:
        if done is self._exit:
            end = KernelExit(code, self._exhausted(code, out_of_memory), self._expected)
            self._burial = asyncio.get_running_loop().create_task(self.watch.kernel_died(end))

    def _exhausted(self, code: int, out_of_memory: bool) -> int | None:
        """How much memory was not enough, if that was the kernel's end."""
        if out_of_memory:
            return self.limits.memory_bytes
        return self.heap_mb * 2**20 if self.heap_mb and code == HEAP_EXHAUSTED else None

    async def _bury(self) -> None:
        """Have the watch tell what is left to tell, and remove the container."""
        if self._burial is not None:
            await self._burial
        await self.watch.stop()
        if self._taking is not None:
            self._taking.cancel()
            await asyncio.gather(self._taking, return_exceptions=True)
        container, self._container = self._container, None
        if container is not None:
            await run_blocking(_remove, container)


_START_FAILED = "The Docker engine could not start the kernel. Check that Docker is running, then try again."


def _remove(container: str) -> None:
    try:
        engine_api().remove_container(container, force=True, v=True)
    except APIError as error:
        if error.status_code not in GONE:
            log.warning("could not remove the kernel's container %s: %s", container[:12], error.status_code)
    except (DockerException, requests.RequestException) as error:
        log.warning("could not remove the kernel's container %s: %s", container[:12], type(error).__name__)


def _wait_for_exit(container: str) -> tuple[int, bool]:
    """The exit code, and whether memory ran out. `UNKNOWN_EXIT` where the engine lost the container."""
    for attempt in range(INSPECT_ATTEMPTS):
        try:
            engine_api().wait(container, timeout=None)
            state = engine_api().inspect_container(container)["State"]
        except NotFound:
            break
        except (DockerException, requests.RequestException):
            # The engine restarts, perhaps with the container alive.
            time.sleep(1 + attempt)
            continue
        code = int(state["ExitCode"])
        return code, code == KILLED and (bool(state["OOMKilled"]) or _flag_unreliable())
    return UNKNOWN_EXIT, False


def _flag_unreliable() -> bool:
    """On cgroup v2 engines miss memory kills now and then; there, a kill that nobody asked for counts as one."""
    return str(docker_client().info().get("CgroupVersion")) == "2"

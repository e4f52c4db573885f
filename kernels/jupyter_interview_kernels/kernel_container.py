"""One container with a kernel in it: started, signalled, watched for its end, removed.

It need not be anybody's yet: what is started in advance waits like this until a provisioner takes it over.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import requests
import zmq
import zmq.asyncio
from docker.errors import APIError, DockerException, ImageNotFound, NotFound
from jupyter_client.session import Session

from jupyter_interview.domain.limits import Limits
from jupyter_interview.errors import SandboxUnavailable

from . import leftovers
from .carriers import PORTS, AttachStream, Carrier, SharedFolder, Transport
from .container import container_options
from .engine import BUILD_COMMAND, docker_client, engine_api, image_name, run_blocking
from .iopub import bounded_context
from .labels import labels
from .probe import shares_files

log = logging.getLogger(__name__)

GONE = (404, 409)
"""What the engine answers about a container that is not there, or not running."""
KILLED = 128 + signal.SIGKILL
UNKNOWN_EXIT = -1
INSPECT_ATTEMPTS = 5


@dataclass(frozen=True)
class Recipe:
    """All that goes into a kernel's container but its key: two of one recipe can stand in for each other."""

    language: str
    command: tuple[str, ...]
    """The kernelspec's, with `{connection_file}` in it."""
    environment: tuple[tuple[str, str], ...]
    limits: Limits
    transport: Transport = "auto"


@dataclass(frozen=True)
class End:
    """How a container ended. `UNKNOWN_EXIT` where the engine lost it."""

    code: int
    out_of_memory: bool


class KernelContainer:
    """All methods belong to the event loop on which it was started or taken over."""

    def __init__(self, recipe: Recipe, folder: Path, *, owner: str) -> None:
        """`folder` is ready for a launch, and stays its maker's to remove. `owner` is an id for the label."""
        self.recipe, self.folder, self._owner = recipe, folder, owner
        self.id: str | None = None
        self.exit: Future[int] = Future()
        self._end: End | None = None
        self._on_end: Callable[[End], None] | None = None
        self._carrier: Carrier | None = None
        self._opening: asyncio.Task[None] | None = None

    @property
    def alive(self) -> bool:
        return self.id is not None and not self.exit.done()

    @property
    def sockets(self) -> str:
        """What the paths of the host's ends of the channels begin with."""
        return str(self.folder / "s" / "k")

    async def start(self, key: bytes) -> None:
        """Create and start it, for a kernel that signs with `key`. Raises SandboxUnavailable; nothing is left then.

        After a cancellation `remove` it: the engine goes on with what it was asked for.
        """
        carrier = self._carrier = await self._choose_carrier()
        connection = {"transport": "ipc", **PORTS, "key": key.decode(), "signature_scheme": "hmac-sha256"}
        await carrier.prepare(connection)
        starting = asyncio.ensure_future(run_blocking(self._start, carrier))
        try:
            container = await asyncio.shield(starting)
        except asyncio.CancelledError:
            with contextlib.suppress(SandboxUnavailable):
                self.id = await starting
            raise
        self._follow(container, carrier)

    async def _choose_carrier(self) -> Carrier:
        transport = self.recipe.transport
        if transport == "auto":
            shared = await shares_files(image_name(self.recipe.language))
            transport = "sockets" if shared else "stream"
        return SharedFolder(self.folder) if transport == "sockets" else AttachStream(self.folder)

    def take_over(self, container: str) -> None:
        """Follow a container that another process started with this folder. Attach streams end with their process."""
        self._carrier = SharedFolder(self.folder)
        self._follow(container, self._carrier)

    def on_end(self, told: Callable[[End], None]) -> None:
        """Have `told` called once, before anybody who waits for `exit` goes on; soon, if the end has been."""
        self._on_end = told
        if self._end is not None:
            told(self._end)

    async def ready(self) -> None:
        """Until clients may connect, or the kernel has ended."""
        if self._opening is not None:
            await asyncio.wait([self._opening])

    async def signal(self, signum: int) -> None:
        """One that has ended is fine."""
        if self.id is None:
            return
        try:
            await run_blocking(engine_api().kill, self.id, signal.Signals(signum).name)
        except APIError as error:
            if error.status_code not in GONE:
                raise

    async def remove(self) -> None:
        """Whatever it does. A failure is logged: this process's reaper tries again."""
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.gather(self._opening, return_exceptions=True)
        if self._carrier is not None:
            # Before the container: an unread stream blocks the engine's handling of the end.
            await self._carrier.close()
        container, self.id = self.id, None
        if container is not None:
            await run_blocking(_remove, container)

    def _start(self, carrier: Carrier) -> str:
        recipe = self.recipe
        options = {
            **container_options(recipe.limits, labels=labels(role="kernel", owner=self._owner)),
            "environment": dict(recipe.environment),
            **carrier.options(),
        }
        try:
            container = docker_client().containers.create(
                image_name(recipe.language), carrier.command(recipe.command), **options
            )
        except ImageNotFound as error:
            raise SandboxUnavailable(
                f"The kernel's image is not there. Build it with: {BUILD_COMMAND} {recipe.language}"
            ) from error
        except (DockerException, requests.RequestException) as error:
            raise SandboxUnavailable(_START_FAILED) from error
        try:
            carrier.created(str(container.id))
            engine_api().start(container.id)
        except SandboxUnavailable:
            _remove(str(container.id))
            raise
        except (DockerException, requests.RequestException) as error:
            _remove(str(container.id))
            raise SandboxUnavailable(_START_FAILED) from error
        return str(container.id)

    def _follow(self, container: str, carrier: Carrier) -> None:
        """Open the kernel's channels, and park a thread in the engine's wait for its end."""
        self.id = container
        loop = asyncio.get_running_loop()
        self._opening = loop.create_task(_opened(carrier))
        threading.Thread(target=self._await_end, args=(container, loop), name="kernel-exit", daemon=True).start()

    def _await_end(self, container: str, loop: asyncio.AbstractEventLoop) -> None:
        end = _wait_for_end(container)
        try:
            loop.call_soon_threadsafe(self._ended, end)
        except RuntimeError:
            log.debug("the event loop ended before its kernel did")
        self.exit.set_result(end.code)

    def _ended(self, end: End) -> None:
        self._end = end
        if self._opening is not None:
            self._opening.cancel()
        if self._on_end is not None:
            self._on_end(end)


async def _opened(carrier: Carrier) -> None:
    try:
        await carrier.open()
    except OSError:
        # Clients then wait in vain, and say so.
        log.exception("a kernel's sockets could not be made")


async def answered(container: KernelContainer, key: bytes, seconds: float) -> bool:
    """Ask the kernel, which signs with `key`, what it is, and wait so long for its answer."""
    socket = bounded_context(zmq.asyncio.Context).socket(zmq.DEALER)
    socket.linger = 0
    try:
        socket.connect(f"ipc://{container.sockets}-{PORTS['shell_port']}")
        Session(key=key).send(socket, "kernel_info_request")
        return bool(await socket.poll(int(seconds * 1000)))
    finally:
        socket.close()


_START_FAILED = "The Docker engine could not start the kernel. Check that Docker is running, then try again."


def _remove(container: str) -> None:
    try:
        engine_api().remove_container(container, force=True, v=True)
    except (DockerException, requests.RequestException) as error:
        # 404: it is gone. 409: somebody is removing it.
        if isinstance(error, APIError) and error.status_code in GONE:
            return
        leftovers.leave(container)
        log.warning("could not remove the kernel's container %s: %s", container[:12], type(error).__name__)


def _wait_for_end(container: str) -> End:
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
        return End(code, code == KILLED and (bool(state["OOMKilled"]) or _flag_unreliable()))
    return End(UNKNOWN_EXIT, False)


def _flag_unreliable() -> bool:
    """On cgroup v2 engines miss memory kills now and then; there, a kill that nobody asked for counts as one."""
    return str(docker_client().info().get("CgroupVersion")) == "2"

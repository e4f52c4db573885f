"""One container with a kernel in it: started, signalled, watched for its end, removed.

It need not be anybody's yet: what is started in advance waits like this until a provisioner takes it over.
"""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import zmq
import zmq.asyncio
from docker.errors import APIError, DockerException, ImageNotFound, NotFound
from docker.types import Mount
from jupyter_client.connect import port_names
from jupyter_client.session import Session

from jupyter_interview.domain.limits import Limits
from jupyter_interview.errors import SandboxUnavailable

from . import folders
from .container import container_options
from .engine import BUILD_COMMAND, docker_client, engine_api, image_name, run_blocking
from .iopub import bounded_context
from .labels import labels

log = logging.getLogger(__name__)

SOCKETS = "/k"
CONNECTION = "/c/connection.json"
PORTS = {name: number for number, name in enumerate(port_names, start=1)}
"""The channels' numbers, which end the names of their sockets."""
GONE = (404, 409)
"""What the engine answers about a container that is not there, or not running."""
KILLED = 128 + signal.SIGKILL
UNKNOWN_EXIT = -1
INSPECT_ATTEMPTS = 5
TAKE_SECONDS = 0.02
"""Between two looks for the sockets of a starting kernel."""


@dataclass(frozen=True)
class Recipe:
    """All that goes into a kernel's container but its key: two of one recipe can stand in for each other."""

    language: str
    command: tuple[str, ...]
    """The kernelspec's, with `{connection_file}` in it."""
    environment: tuple[tuple[str, str], ...]
    limits: Limits


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
        self._taking: asyncio.Task[None] | None = None

    @property
    def alive(self) -> bool:
        return self.id is not None and not self.exit.done()

    @property
    def sockets(self) -> str:
        """What the paths of the host's ends of the channels begin with."""
        return str(self.folder / "s" / "k")

    async def start(self, key: bytes) -> None:
        """Create and start it, for a kernel that signs with `key`. Raises SandboxUnavailable; nothing is left then."""
        info: dict[str, Any] = {
            "transport": "ipc",
            "ip": f"{SOCKETS}/k",
            **PORTS,
            "key": key.decode(),
            "signature_scheme": "hmac-sha256",
        }
        await run_blocking(folders.write_connection, self.folder, json.dumps(info))
        self._follow(await run_blocking(self._start))

    def take_over(self, container: str) -> None:
        """Follow a container that another process started in this folder."""
        self._follow(container)

    def on_end(self, told: Callable[[End], None]) -> None:
        """Have `told` called once, before anybody who waits for `exit` goes on; soon, if the end has been."""
        self._on_end = told
        if self._end is not None:
            told(self._end)

    async def ready(self) -> None:
        """Until the host has all sockets of the kernel, or the kernel has ended."""
        if self._taking is not None:
            await asyncio.wait([self._taking])

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
        """Whatever it does. A failure is logged: the reaper takes what is left."""
        if self._taking is not None:
            self._taking.cancel()
            await asyncio.gather(self._taking, return_exceptions=True)
        container, self.id = self.id, None
        if container is not None:
            await run_blocking(_remove, container)

    def _start(self) -> str:
        recipe = self.recipe
        command = [part.replace("{connection_file}", CONNECTION) for part in recipe.command]
        options = container_options(recipe.limits, labels=labels(role="kernel", owner=self._owner))
        mounts = [
            Mount(SOCKETS, str(self.folder / "k"), type="bind"),
            Mount("/c", str(self.folder / "c"), type="bind", read_only=True),
        ]
        try:
            container = docker_client().containers.create(
                image_name(recipe.language), command, environment=dict(recipe.environment), mounts=mounts, **options
            )
        except ImageNotFound as error:
            raise SandboxUnavailable(
                f"The kernel's image is not there. Build it with: {BUILD_COMMAND} {recipe.language}"
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
        """Take the kernel's sockets, and park a thread in the engine's wait for its end."""
        self.id = container
        loop = asyncio.get_running_loop()
        self._taking = loop.create_task(self._take_sockets())
        threading.Thread(target=self._await_end, args=(container, loop), name="kernel-exit", daemon=True).start()

    async def _take_sockets(self) -> None:
        """Take each socket as soon as it is there. The kernel hears nothing before, and so runs nobody's code."""
        names = [f"k-{number}" for number in PORTS.values()]
        while not self.exit.done() and not folders.take_sockets(self.folder, names):  # noqa: ASYNC110
            # Files have no event.
            await asyncio.sleep(TAKE_SECONDS)

    def _await_end(self, container: str, loop: asyncio.AbstractEventLoop) -> None:
        end = _wait_for_end(container)
        try:
            loop.call_soon_threadsafe(self._ended, end)
        except RuntimeError:
            log.debug("the event loop ended before its kernel did")
        self.exit.set_result(end.code)

    def _ended(self, end: End) -> None:
        self._end = end
        if self._on_end is not None:
            self._on_end(end)


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
    except APIError as error:
        if error.status_code not in GONE:
            log.warning("could not remove the kernel's container %s: %s", container[:12], error.status_code)
    except (DockerException, requests.RequestException) as error:
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

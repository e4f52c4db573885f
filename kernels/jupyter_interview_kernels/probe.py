"""Whether a socket that a container makes in a mounted folder is one that this server can connect to."""

from __future__ import annotations

import logging
import socket
import threading
import time
from pathlib import Path

import requests
from docker.errors import APIError, DockerException, ImageNotFound
from docker.types import Mount

from jupyter_interview.domain.limits import LIMITS
from jupyter_interview.errors import SandboxUnavailable

from . import folders
from .carriers import RELAY
from .container import container_options
from .engine import docker_client, engine_api, run_blocking
from .labels import deployment_id, labels, lease_id
from .scrub import remove_folder

log = logging.getLogger(__name__)

PROBE_SECONDS = 10.0
LOOK_SECONDS = 0.02
WORD = b"here"

_lock = threading.Lock()
_found: dict[str, bool] = {}


async def shares_files(image: str) -> bool:
    """Asked of the engine with one small container, once a process. Raises SandboxUnavailable when it does not answer.

    `image` is one of ours. One that is missing is told when a kernel is to be started from it.
    """
    return folders.on_shared_memory() and await run_blocking(_shares_files, image)


def _shares_files(image: str) -> bool:
    engine = str(engine_api().base_url)
    with _lock:
        if engine not in _found:
            _found[engine] = _probe(image)
            if not _found[engine]:
                log.info("engine and server share no file system: kernels are reached over their attach streams")
        return _found[engine]


def _probe(image: str) -> bool:
    folder = folders.create(lease_id(), deployment_id())
    try:
        container = docker_client().containers.create(
            image,
            [*RELAY, "--probe", "/k/k-1"],
            mounts=[Mount("/k", str(folder / "k"), type="bind")],
            **container_options(LIMITS, labels=labels(role="probe", owner=folder.name)),
        )
        try:
            engine_api().start(container.id)
            return _meets(folder)
        finally:
            engine_api().remove_container(container.id, force=True, v=True)
    except ImageNotFound as error:
        raise SandboxUnavailable("The kernel's image is not there.") from error
    except APIError as error:
        if error.status_code == 400 or "mount" in str(error.explanation):
            # The folder is not on the engine's machine.
            return False
        raise SandboxUnavailable("The Docker engine could not start a container.") from error
    except (DockerException, requests.RequestException) as error:
        raise SandboxUnavailable("The Docker engine did not answer. Is Docker still running?") from error
    finally:
        remove_folder(folder, image)


def _meets(folder: Path) -> bool:
    until = time.monotonic() + PROBE_SECONDS
    while not folders.take_sockets(folder, ["k-1"]):
        if time.monotonic() > until:
            return False
        time.sleep(LOOK_SECONDS)
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(PROBE_SECONDS)
            client.connect(str(folder / "s" / "k-1"))
            return client.recv(len(WORD)) == WORD
    except OSError:
        return False

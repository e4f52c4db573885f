"""The Debian base image: from a registry where one answers, else made from Debian's archive."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import docker
import requests
from docker.errors import DockerException, ImageNotFound

from jupyter_interview.errors import SandboxUnavailable

from .engine import docker_client, engine_api

log = logging.getLogger(__name__)

REGISTRY_BASE = "debian:bookworm-slim"
LOCAL_BASE = "jupyter-interview/base:bookworm"
SUITE = "bookworm"
REGISTRY_SILENCE_SECONDS = 20
"""A registry that says nothing for so long is taken as none."""
BOOTSTRAP_TIMEOUT_SECONDS = 900
DISPOSABLE = ("usr/share/doc", "usr/share/man", "usr/share/locale", "usr/share/info", "var/cache", "var/log")
"""What Debian's own slim images leave out too."""


def base_image(progress: Callable[[str], None]) -> str:
    """The name of a Debian 12 image that the engine has. Blocking. Raises SandboxUnavailable when none can be had."""
    for name in (REGISTRY_BASE, LOCAL_BASE):
        if _present(name):
            return name
    progress(f"pulling {REGISTRY_BASE}")
    if _pull():
        return REGISTRY_BASE
    progress("no registry answers; making the base image from Debian's archive")
    _bootstrap()
    return LOCAL_BASE


def _present(name: str) -> bool:
    try:
        docker_client().images.get(name)
    except ImageNotFound:
        return False
    return True


def _pull() -> bool:
    """Whether the registry gave the image. The client of its own has a short patience for silence between lines."""
    client = docker.DockerClient.from_env(timeout=REGISTRY_SILENCE_SECONDS)
    repository, _, tag = REGISTRY_BASE.partition(":")
    try:
        for step in client.api.pull(repository, tag=tag, stream=True, decode=True):
            if isinstance(step, dict) and "error" in step:
                return False
    except (DockerException, requests.RequestException) as error:
        log.info("the registry did not give %s: %s", REGISTRY_BASE, type(error).__name__)
        return False
    finally:
        client.close()
    return _present(REGISTRY_BASE)


def _bootstrap() -> None:
    """Make `LOCAL_BASE` with debootstrap, which needs root."""
    if shutil.which("debootstrap") is None or os.geteuid() != 0:
        raise SandboxUnavailable(
            f"No container registry answers. Give this machine access to one for {REGISTRY_BASE}, or install "
            "debootstrap (apt install debootstrap) and build the image as root, once."
        )
    with tempfile.TemporaryDirectory(prefix="jupyter-interview-base-") as folder:
        root, archive = Path(folder) / "root", Path(folder) / "root.tar"
        _run(["debootstrap", "--variant=minbase", SUITE, str(root)])
        for name in DISPOSABLE:
            for path in (root / name).iterdir() if (root / name).is_dir() else ():
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        _run(["tar", "--numeric-owner", "-C", str(root), "-cf", str(archive), "."])
        repository, _, tag = LOCAL_BASE.partition(":")
        engine_api().import_image_from_file(str(archive), repository=repository, tag=tag)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=BOOTSTRAP_TIMEOUT_SECONDS, check=False)
    if done.returncode != 0:
        log.warning("%s failed: %s", command[0], (done.stderr or done.stdout)[-2000:])
        raise SandboxUnavailable(
            f"The base image could not be made: {command[0]} failed. "
            "Check that the machine reaches Debian's package archive."
        )

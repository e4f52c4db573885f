"""Deleting what only the candidate may delete.

A candidate can make folders in the socket folder that nobody else may enter. An app that is not root cannot remove
them, and each would hold on to the host's memory. So a container with the candidate's uid empties them.
"""

from __future__ import annotations

import logging
from pathlib import Path

import requests
from docker.errors import DockerException
from docker.types import Mount

from jupyter_interview.domain.limits import LIMITS

from . import folders
from .container import container_options
from .engine import docker_client, engine_api
from .labels import labels

log = logging.getLogger(__name__)

EMPTY = 'cd /k && chmod -R u+rwX "$@"; find "$@" -mindepth 1 -delete'
"""Neither command follows links. What the app owns is not theirs to change, and they pass over it."""


def remove_folder(folder: Path, image: str) -> None:
    """Delete a kernel's folder and all in it. Blocking. `image` is one of ours. A failure is logged."""
    folders.remove(folder)
    if folder.exists():
        empty_as_candidate(folder, image)
        folders.remove(folder)
    if folder.exists():
        log.warning("could not remove the kernel folder %s", folder)


def renew_folder(folder: Path, image: str) -> None:
    """Make the folder fit for another launch. Blocking. No container may use it now."""
    folders.renew(folder)
    if folders.discarded(folder):
        empty_as_candidate(folder, image)
        folders.remove_discarded(folder)


def empty_as_candidate(folder: Path, image: str) -> None:
    """Delete, with the candidate's rights, what is in the folder's own folders."""
    names = [path.name for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
    try:
        container = docker_client().containers.create(
            image,
            ["sh", "-c", EMPTY, "sh", *names],
            mounts=[Mount("/k", str(folder), type="bind")],
            **container_options(LIMITS, labels=labels(role="scrub", owner=folder.name)),
        )
        try:
            engine_api().start(container.id)
            engine_api().wait(container.id)
        finally:
            engine_api().remove_container(container.id, force=True, v=True)
    except (DockerException, requests.RequestException) as error:
        log.warning("could not empty the kernel folder %s: %s", folder, type(error).__name__)

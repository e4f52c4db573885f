"""Removes what dead servers left: containers and socket folders whose owner's lease has run out.

And what its own process could not remove when it should have.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Protocol

import requests
from docker.errors import APIError, DockerException, NotFound

from jupyter_interview.errors import SandboxUnavailable, Unavailable

from . import folders, leftovers
from .engine import engine_api, image_name, run_blocking
from .labels import DEPLOYMENT, LEASE, UNLEASED, deployment_id
from .scrub import remove_folder

log = logging.getLogger(__name__)

UNLEASED_SECONDS = 24 * 3600.0
"""How long what belongs to a process without a lease is left alone."""


class LeaseStore(Protocol):
    """Who is alive. The server passes in the one that its instances renew."""

    async def alive(self, server: str) -> bool:
        """Whether the instance's lease still runs. Raises Unavailable when the store cannot tell."""
        ...


class Reaper:
    """Asks the lease store about every owner it finds and removes only what is provably nobody's.

    A second server on the same engine is never a reason: either its lease runs in this store, or it belongs to another
    deployment, which is none of this one's business. A silent store removes nothing. Nor does one that was emptied: who
    seems dead is asked for again after a time in which each living server renews its lease.
    """

    def __init__(self, leases: LeaseStore, *, doubt_seconds: float = 0.0) -> None:
        self._leases, self._doubt_seconds = leases, doubt_seconds

    async def sweep(self) -> int:
        """Remove what is orphaned. Returns how many containers and folders went: 0 if the store cannot tell.

        Raises SandboxUnavailable when no engine answers.
        """
        containers = await run_blocking(_containers)
        left = await run_blocking(folders.leases, deployment_id())
        leased = {lease for lease, _ in [*containers.values(), *left.values()]} - {UNLEASED}
        try:
            dead = await self._dead(leased)
            if dead and self._doubt_seconds:
                await asyncio.sleep(self._doubt_seconds)
                dead = await self._dead(dead)
        except Unavailable:
            log.warning("the lease store does not answer; no container is removed")
            return 0
        old = time.time() - UNLEASED_SECONDS
        orphans = {container for container, (lease, made) in containers.items() if _orphaned(lease, made, dead, old)}
        orphans |= leftovers.among(set(containers))
        removed = 0
        for container in orphans:
            removed += await run_blocking(_remove, container)
        stale = [folder for folder, (lease, made) in left.items() if _orphaned(lease, made, dead, old)]
        for folder in stale:
            await run_blocking(remove_folder, folder, image_name("python"))
        if orphans or stale:
            log.info("removed %s containers and %s folders that were nobody's", removed, len(stale))
        return removed + len(stale)

    async def _dead(self, leases: set[str]) -> set[str]:
        return {lease for lease in leases if not await self._leases.alive(lease)}


def _orphaned(lease: str, made: float, dead: set[str], old: float) -> bool:
    return made < old if lease == UNLEASED else lease in dead


def _containers() -> dict[str, tuple[str, float]]:
    """Every container of this deployment, by id, with its lease and when it was made, in seconds since the epoch."""
    try:
        found = engine_api().containers(all=True, filters={"label": f"{DEPLOYMENT}={deployment_id()}"})
    except (DockerException, requests.RequestException) as error:
        raise SandboxUnavailable("The Docker engine stopped answering.") from error
    return {item["Id"]: (item["Labels"].get(LEASE, UNLEASED), float(item["Created"])) for item in found}


def _remove(container: str) -> int:
    try:
        engine_api().remove_container(container, force=True, v=True)
    except NotFound:
        return 0
    except APIError as error:
        # 409: another server's reaper is removing the same one.
        if error.status_code != 409:
            log.warning("could not remove container %s: %s", container[:12], error.status_code)
        return 0
    except (DockerException, requests.RequestException) as error:
        raise SandboxUnavailable("The Docker engine stopped answering.") from error
    return 1

"""What every process of ours does besides its work, servers and workers alike."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections.abc import Callable
from datetime import timedelta

from jupyter_interview.adapters.redis.leases import RedisLeases
from jupyter_interview.errors import InterviewError, Unavailable
from jupyter_interview_kernels.reaper import Reaper

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
RENEWALS = 3
"""In the time of a lease."""
DOUBT_SECONDS = LEASE.total_seconds() / RENEWALS + 5
"""In so long a server that lives has renewed its lease, should the store have lost it."""


def name_process(kind: str) -> str:
    """The name under which this process holds leases and labels containers; not one that was inherited."""
    name = os.environ["JUPYTER_INTERVIEW_INSTANCE"] = f"{kind}-{secrets.token_hex(6)}"
    return name


async def keep_lease(leases: RedisLeases, name: str, says: Callable[[], str]) -> None:
    """Say that this process lives, three times a lease: else its containers would be taken for orphans.

    `says` what is ready in it, for whoever asks about the servers that live.
    """
    while True:
        try:
            await leases.renew_server(name, LEASE, says())
        except Unavailable:
            logger.warning("the lease of %s was not renewed: Redis does not answer", name)
        await asyncio.sleep(LEASE.total_seconds() / RENEWALS)


async def reap(leases: RedisLeases) -> None:
    """Remove what lost its lease, at start and each minute; without an engine there is nothing to remove."""
    reaper = Reaper(leases, doubt_seconds=DOUBT_SECONDS)
    while True:
        try:
            await reaper.sweep()
        except InterviewError as error:
            logger.info("no containers were swept: %s", error.message)
        await asyncio.sleep(60)

"""What a hosted server does before it stops: it hands its rooms over, and says so."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from jupyter_interview_server.broadcast import Broadcast
from jupyter_interview_server.kernel_link import KernelLink
from jupyter_interview_server.readiness import Readiness
from jupyter_interview_server.tenancy.acting import acting_as
from jupyter_interview_server.tenancy.tenants import Tenants

logger = logging.getLogger(__name__)

MOVING = (
    "This server is about to stop, and your interview goes on at another one in a moment. Nothing that you wrote is"
    " lost, but your kernel is new there and its variables are gone: run again what you still need."
)


class Drain:
    """Hands over once. Candidates keep their room while the kernels stop, so they are without one for a moment only."""

    def __init__(
        self, readiness: Readiness, broadcast: Broadcast, tenants: Tenants, link: KernelLink, listener: Any
    ) -> None:
        """`listener` takes connections, until it is told to `stop`."""
        self._readiness, self._broadcast, self._tenants, self._link = readiness, broadcast, tenants, link
        self._listener = listener

    async def run(self) -> None:
        """No new interview and no new kernel; the kernels stop; no new connection; the rooms are left."""
        self._readiness.drain()
        self._tenants.draining = True
        for tenant in self._tenants:
            with acting_as(tenant.user):
                for kernel_id in tenant.kernels.list_kernel_ids():
                    await self._link.stopping(kernel_id, "its server is about to stop")
        await self._tenants.stop_kernels()
        self._listener.stop()  # whoever comes back finds another server
        rooms = self._broadcast.rooms
        await asyncio.gather(*(listener.move(MOVING) for listener in self._broadcast.everybody()))
        logger.info("%d rooms were left to the other servers", rooms)

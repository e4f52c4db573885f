"""Stops kernels that nobody uses: of interviews that were left, paused or ended, once nothing ran in them for long.

A candidate who thinks for an hour in the room keeps the kernel: what counts is whether a tab holds the room.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from jupyter_server.utils import ensure_async
from tornado.web import HTTPError

from jupyter_interview.errors import NobodyActs, Unavailable
from jupyter_interview.service.ports import Leases
from jupyter_interview_server.kernel_link import KernelLink
from jupyter_interview_server.scopes import Scopes

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 30.0
"""Between two looks; less where kernels may be idle for less than a few minutes."""


class IdleKernels:
    """Looks after the interview kernels of this server."""

    def __init__(self, serverapp: Any, link: KernelLink, leases: Leases, scopes: Scopes, idle: timedelta) -> None:
        """Kernels may be `idle` so long; zero: for ever."""
        self._kernels, self._sessions = serverapp.kernel_manager, serverapp.session_manager
        self._link, self._leases, self._scopes, self._idle = link, leases, scopes, idle

    async def run(self) -> None:
        """Until cancelled."""
        while self._idle:
            await asyncio.sleep(min(PAUSE_SECONDS, self._idle.total_seconds() / 4))
            try:
                await self.sweep()
            except Unavailable:
                logger.info("no idle kernel is stopped: Redis does not answer")

    async def sweep(self) -> None:
        """Stop what is idle. Raises Unavailable, and stops no kernel whose room may be in use."""
        for scope in self._scopes.everybody():
            with scope:
                await self._sweep_one()

    async def _sweep_one(self) -> None:
        for kernel_id in list(self._kernels.list_kernel_ids()):
            try:
                await self._look_at(kernel_id)
            except (HTTPError, KeyError, NobodyActs):
                # Nobody's: whose a kernel is, is not known once it is gone.
                logger.info("a kernel ended while it was looked at")

    async def _look_at(self, kernel_id: str) -> None:
        if self._link.watches(kernel_id) and self._is_idle(kernel_id):
            interview_id = await self._link.interview_of(kernel_id)
            if interview_id is None or await self._leases.tab(interview_id) is None:
                await self._stop(kernel_id)

    def _is_idle(self, kernel_id: str) -> bool:
        kernel = self._kernels.get_kernel(kernel_id)
        quiet: timedelta = datetime.now(UTC) - kernel.last_activity
        return kernel.execution_state == "idle" and quiet > self._idle

    async def _stop(self, kernel_id: str) -> None:
        minutes = f"{self._idle.total_seconds() / 60:g} minutes"
        await self._link.stopping(kernel_id, f"nothing ran in it for {minutes} and nobody was in the interview")
        for session in await ensure_async(self._sessions.list_sessions()):
            if session["kernel"]["id"] == kernel_id:
                await ensure_async(self._sessions.delete_session(session["id"]))
                break
        else:
            await ensure_async(self._kernels.shutdown_kernel(kernel_id))
        logger.info("an idle kernel was stopped")

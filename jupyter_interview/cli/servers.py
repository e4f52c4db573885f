"""The servers that a command works with: those that a Jupyter Server started here and now would use."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_interview_server.wiring import Addresses, Settings


@asynccontextmanager
async def located(settings: Settings) -> AsyncIterator[Addresses]:
    """Their addresses; the embedded ones run at least as long as the block does. Raises Unavailable."""
    from jupyter_interview_server.wiring import locate_servers

    addresses = await asyncio.to_thread(locate_servers, settings)
    try:
        yield addresses
    finally:
        if addresses.embedded is not None:
            await asyncio.to_thread(addresses.embedded.detach)

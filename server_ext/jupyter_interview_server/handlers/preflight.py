"""`/interview/api/preflight`: the way to the server that the channel takes, tried before an interview needs it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import msgspec
from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from jupyter_server.utils import ensure_async
from tornado import web
from tornado.websocket import WebSocketHandler

from jupyter_interview_server.channel import AUTH_RESOURCE
from jupyter_interview_server.pacing import Pace
from jupyter_interview_server.protocol import Preflight
from jupyter_interview_server.services import HasServices

MAX_FRAME_BYTES = 1024
FRAMES_PER_SECOND, FRAME_BURST = 1.0, 5.0


class PreflightHandler(WebSocketMixin, WebSocketHandler, JupyterHandler):  # pyright: ignore[reportIncompatibleMethodOverride]
    """Whatever it is sent, it answers with the time and what an interview would run on; it holds nothing."""

    def initialize(self, app: HasServices) -> None:
        self._app = app
        self._pace = Pace(FRAMES_PER_SECOND, FRAME_BURST)

    @property
    def max_message_size(self) -> int:
        return MAX_FRAME_BYTES

    def set_default_headers(self) -> None:
        """A WebSocket has none of JupyterHandler's."""

    @ws_authenticated
    async def get(self) -> None:
        """Sign-in and authorisation come before the upgrade, as with the channel."""
        answer: Any = self.authorizer.is_authorized(self, self.current_user, "execute", AUTH_RESOURCE)
        if not await ensure_async(answer):
            raise web.HTTPError(403)
        upgrade: Any = super().get()
        await ensure_async(upgrade)

    async def on_message(self, message: str | bytes) -> None:
        await asyncio.sleep(self._pace.delay(1))
        room = await self._app.services.room()
        answer = Preflight(server_time=datetime.now(UTC), sandboxed=room.sandboxed, kernels=room.kernels)
        await self.write_message(msgspec.json.encode(answer))

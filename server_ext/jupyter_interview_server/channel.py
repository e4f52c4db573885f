"""The channel: one WebSocket a tab. Decodes frames, calls the room, acknowledges what was committed."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import msgspec
from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from jupyter_server.utils import ensure_async
from tornado import web
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from jupyter_interview.domain.interview import User
from jupyter_interview.domain.lifecycle import TERMINAL, State
from jupyter_interview.errors import Conflict, InterviewError, MalformedFrame, TabLost
from jupyter_interview.service.rooms import Paste, Seat, SubmitRequest
from jupyter_interview_server import frames, metrics
from jupyter_interview_server import protocol as wire
from jupyter_interview_server.pacing import Pace
from jupyter_interview_server.services import HasServices, Services

logger = logging.getLogger(__name__)

MAX_FRAME_BYTES = 4 * 1024 * 1024
"""Above the largest legal frame, so that one too large is told so instead of being cut off."""
MAX_ID = 128
"""Characters of a frame's id that an error repeats."""
FRAMES_PER_SECOND, FRAME_BURST = 20.0, 100.0
"""A browser sends a few frames a second, and some dozens at once when it is back after an outage."""
BYTES_PER_FRAME = 64 * 1024
"""A larger frame counts as several."""
JOIN_COST = 10.0
"""In frames: a join may read the whole log."""
RESTARTS = 1012
"""The WebSocket close code for a server that stops and has its clients come back."""
AUTH_RESOURCE = "jupyter_interview:channel"


class ChannelHandler(WebSocketMixin, WebSocketHandler, JupyterHandler):  # pyright: ignore[reportIncompatibleMethodOverride]
    """`/interview/api/interviews/{id}/channel`."""

    def initialize(self, app: HasServices) -> None:
        self._app = app
        self._seat: Seat | None = None
        self._user: User | None = None
        self._joined = False
        self.last_seq = 0
        self.sending = asyncio.Lock()
        self._pace = Pace(FRAMES_PER_SECOND, FRAME_BURST)
        self._written: Awaitable[None] | None = None

    @property
    def max_message_size(self) -> int:
        return MAX_FRAME_BYTES

    @property
    def _services(self) -> Services:
        return self._app.services

    @property
    def epoch(self) -> int:
        return self._seat.epoch if self._seat else -1

    def set_default_headers(self) -> None:
        """A WebSocket has none of JupyterHandler's."""

    @ws_authenticated
    async def get(self, interview_id: str) -> None:
        """Sign-in and authorisation come before the upgrade."""
        answer: Any = self.authorizer.is_authorized(self, self.current_user, "execute", AUTH_RESOURCE)
        if not await ensure_async(answer):
            raise web.HTTPError(403)
        self.interview_id = UUID(interview_id)
        self._user = await self._services.identity.user_of(self.current_user)
        upgrade: Any = super().get(interview_id)
        await ensure_async(upgrade)

    async def on_message(self, message: str | bytes) -> None:
        """One frame at a time: tornado waits for this before it reads the next.

        So a client that floods is slowed down, and one that does not read what it is sent is not heard either.
        """
        await asyncio.sleep(self._pace.delay(1 + len(message) / BYTES_PER_FRAME))
        await self._handle(message)
        if self._written is not None:
            with suppress(WebSocketClosedError):
                await self._written

    async def _handle(self, message: str | bytes) -> None:
        frame_id = None
        try:
            frame_id = _id_of(message)
            await self._dispatch(_decode(message))
        except InterviewError as error:
            self._send_error(frame_id, error)
            if isinstance(error, TabLost) and self._joined:
                self._give_up(error.message)
        except Exception:
            logger.exception("a frame could not be handled")
            self._send_error(frame_id, InterviewError("Something broke on the server. Your work is safe; try again."))

    async def _dispatch(self, frame: wire.ClientFrame) -> None:
        kind = wire.CLIENT_FRAMES.get(frame.event)
        if kind is None:
            raise MalformedFrame(f"There is no frame called {frame.event[:40]!r}.")
        data = _convert(frame.data, kind)
        if isinstance(data, wire.Join):
            await self._join(frame.id, data)
            return
        if self._seat is None:
            raise Conflict("Join the interview first.")
        await self._HANDLERS[frame.event](self, self._seat, frame.id, data)

    async def _join(self, frame_id: str, data: wire.Join) -> None:
        if self._user is None:
            raise Conflict("Sign in first.")
        self._services.accept()
        await asyncio.sleep(self._pace.delay(JOIN_COST))
        seat, interview = await self._services.rooms.join(
            self._user, self.interview_id, data.tab_id, take_over=data.take_over
        )
        self._seat = None if interview.state in TERMINAL else seat
        self._joined = True
        self.last_seq = max(0, min(data.last_seq, interview.head_seq))
        self.send(frames.state_frame(interview, frame_id))
        self._services.broadcast.add(self, interview)
        await self._services.broadcast.catch_up(self)

    async def _message(self, seat: Seat, frame_id: str, data: wire.Message) -> None:
        self._ack(frame_id, (await self._services.rooms.message(seat, frame_id, data.text)).duplicate)

    async def _submit(self, seat: Seat, frame_id: str, data: wire.Submit) -> None:
        await self._run(seat, frame_id, data, "submit")

    async def _examples(self, seat: Seat, frame_id: str, data: wire.Submit) -> None:
        await self._run(seat, frame_id, data, "examples")

    async def _run(self, seat: Seat, frame_id: str, data: wire.Submit, purpose: str) -> None:
        request = SubmitRequest(
            question_id=data.question_id,
            cell_id=data.cell_id,
            source=data.source,
            language=data.language,
            purpose="examples" if purpose == "examples" else "submit",
            own_inputs=data.own_inputs if purpose == "examples" else "",
        )
        self._ack(frame_id, (await self._services.rooms.submit(seat, frame_id, request)).duplicate)

    async def _hand_in(self, seat: Seat, frame_id: str, data: wire.HandIn) -> None:
        appended = await self._services.rooms.hand_in(seat, frame_id, data.question_id, data.cell_id, data.source)
        self._ack(frame_id, appended.duplicate)

    async def _hint(self, seat: Seat, frame_id: str, data: wire.Nothing) -> None:
        self._ack(frame_id, (await self._services.rooms.hint(seat, frame_id)).duplicate)

    async def _next(self, seat: Seat, frame_id: str, data: wire.Nothing) -> None:
        self._ack(frame_id, (await self._services.rooms.next_question(seat, frame_id)).duplicate)

    async def _pause(self, seat: Seat, frame_id: str, data: wire.Nothing) -> None:
        appended = await self._services.rooms.pause(seat, frame_id)
        if appended.interview.state is State.PAUSED:
            self._seat = None
        self._ack(frame_id, appended.duplicate)

    async def _end(self, seat: Seat, frame_id: str, data: wire.Nothing) -> None:
        self._ack(frame_id, (await self._services.rooms.end(seat, frame_id)).duplicate)

    async def _snapshot(self, seat: Seat, frame_id: str, data: wire.Snapshot) -> None:
        appended = await self._services.rooms.snapshot(seat, frame_id, data.cell_id, data.cell_type, data.source)
        self._ack(frame_id, appended.duplicate)

    async def _focus(self, seat: Seat, frame_id: str, data: wire.FocusNow) -> None:
        self._ack(
            frame_id, (await self._services.rooms.focus(seat, frame_id, data.focused, data.seconds, data.at)).duplicate
        )

    async def _pasted(self, seat: Seat, frame_id: str, data: wire.Pasted) -> None:
        paste = Paste(data.cell_id, data.characters, data.lines, data.own, data.at)
        self._ack(frame_id, (await self._services.rooms.pasted(seat, frame_id, paste)).duplicate)

    async def _extensions(self, seat: Seat, frame_id: str, data: wire.Extensions) -> None:
        self._ack(frame_id, (await self._services.rooms.extensions(seat, frame_id, data.extensions)).duplicate)

    async def _heartbeat(self, seat: Seat, frame_id: str, data: wire.Heartbeat) -> None:
        await self._services.rooms.heartbeat(seat)
        self._ack(frame_id, duplicate=False)

    _HANDLERS: dict[str, Callable[[ChannelHandler, Seat, str, Any], Awaitable[None]]] = {
        "interview:message": _message,
        "code:submit": _submit,
        "code:examples": _examples,
        "design:check": _hand_in,
        "interview:hint": _hint,
        "interview:next": _next,
        "interview:pause": _pause,
        "interview:end": _end,
        "cell:snapshot": _snapshot,
        "focus:changed": _focus,
        "text:pasted": _pasted,
        "extensions:found": _extensions,
        "tab:heartbeat": _heartbeat,
    }

    async def on_take_over(self) -> None:
        """Another tab took a room that this connection is in: was it from us?"""
        seat = self._seat
        if seat is None:
            return
        try:
            await self._services.rooms.check_tab(seat)
        except TabLost as error:
            self._give_up(error.message)

    async def move(self, message: str) -> None:
        """The server is about to stop: leave the room as interrupted, so that another server may take it at once."""
        self.send(frames.encode(wire.ServerFrame(event="interview:moving", data=wire.Moving(message=message))))
        seat, self._seat = self._seat, None
        try:
            if seat is not None:
                await self._services.rooms.leave(seat)
        except InterviewError as error:
            logger.warning(
                "a room was not left before the server stopped: %s", error.message
            )  # joining takes it all the same
        self.close(RESTARTS, "the server stops")

    def _give_up(self, message: str) -> None:
        """The tab lost the room: it may read on, but not write."""
        if self._seat is not None:
            self._seat = None
            self.send(frames.encode(wire.ServerFrame(event="tab:lost", data=wire.TabLostData(message=message))))

    def on_close(self) -> None:
        super().on_close()
        self._services.broadcast.remove(self)
        if self._seat is not None:
            seat, self._seat = self._seat, None
            self._services.spawn(self._services.rooms.leave(seat), "leave")

    def send(self, frame: bytes) -> None:
        """Queue a frame; a connection that is closing loses it, and its successor replays."""
        try:
            self._written = self.write_message(frame)
        except WebSocketClosedError:
            logger.debug("frame for a closed connection dropped")

    def _ack(self, frame_id: str, duplicate: bool) -> None:
        self.send(frames.encode(wire.ServerFrame(event="ack", id=frame_id, data=wire.Ack(duplicate=duplicate))))

    def _send_error(self, frame_id: str | None, error: InterviewError) -> None:
        metrics.ERRORS.labels(error.code).inc()
        body = wire.ErrorBody(code=error.code, message=error.message, details=dict(error.details))
        self.send(frames.encode(wire.ServerFrame(event="error", id=frame_id, data=body)))


def _id_of(message: str | bytes) -> str | None:
    """The id of a frame that may be wrong in everything else, so that its sender knows which one to give up."""
    try:
        frame = json.loads(message)
    except (ValueError, RecursionError):
        return None
    found = frame.get("id") if isinstance(frame, dict) else None
    return found if isinstance(found, str) and len(found) <= MAX_ID else None


def _decode(message: str | bytes) -> wire.ClientFrame:
    try:
        return msgspec.json.decode(message, type=wire.ClientFrame)
    except (msgspec.DecodeError, UnicodeDecodeError, UnicodeEncodeError, RecursionError) as error:
        raise MalformedFrame("The frame is not JSON of the shape {event, id, data}.") from error


def _convert(data: msgspec.Raw, kind: type[wire.Received]) -> wire.Received:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise MalformedFrame(f"The frame's data is wrong: {error}.") from error

"""From the log to the browsers: every committed event reaches every connection of its room, once and in order.

There is one way: read the log after the last `seq` a connection was sent. Notices of the database only say when to
look, so a lost notice, a lost database connection or a second server change nothing but the delay.

Each room is told by a task of its own, so that none waits for another's; of several notices of events that wait in one
room, one look is enough.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import Protocol
from uuid import UUID

from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.payloads import SubmissionJudged, TabTakenOver
from jupyter_interview.errors import InterviewError, NotFound
from jupyter_interview.service.closing import STATE_CHANGED
from jupyter_interview.service.orchestrator import Orchestrator
from jupyter_interview.service.ports import InterviewStore, Notice
from jupyter_interview_server import frames
from jupyter_interview_server.places import QueuePlaces

logger = logging.getLogger(__name__)


class Listener(Protocol):
    """A joined connection."""

    interview_id: UUID
    last_seq: int
    sending: asyncio.Lock

    @property
    def epoch(self) -> int:
        """Under which the connection's server holds the room."""
        ...

    def send(self, frame: bytes) -> None: ...

    async def on_take_over(self) -> None:
        """Another tab took the room: find out whether it was this one's."""
        ...

    async def move(self, message: str) -> None:
        """Leave the room and close, telling the client why it is to come back."""
        ...


class Broadcast:
    """The connections of this server, and the task that feeds them."""

    def __init__(self, store: InterviewStore, orchestrator: Orchestrator, places: QueuePlaces) -> None:
        self._store = store
        self._places = places
        self._orchestrator = orchestrator
        self._listeners: dict[UUID, set[Listener]] = {}
        self._waiting: dict[UUID, deque[Notice]] = {}
        """For each room whose task runs, what it has not begun."""

    def add(self, listener: Listener, interview: Interview) -> None:
        """A connection to the interview as it was joined. What the others were told, this one has not heard."""
        self._places.forget(interview.id)
        self._places.watch(interview)
        self._listeners.setdefault(listener.interview_id, set()).add(listener)

    def remove(self, listener: Listener) -> None:
        rest = self._listeners.get(listener.interview_id, set())
        rest.discard(listener)
        if not rest:
            self._listeners.pop(listener.interview_id, None)
            self._places.forget(listener.interview_id)

    @property
    def rooms(self) -> int:
        """How many rooms have a connection here."""
        return len(self._listeners)

    def everybody(self) -> list[Listener]:
        """Every connection, as of now."""
        return [listener for room in self._listeners.values() for listener in room]

    async def run(self) -> None:
        """Follow the database's notices for ever."""
        async with asyncio.TaskGroup() as group:
            async for notice in self._store.subscribe():
                if notice.interview_id is not None:
                    self._pass_on(group, notice.interview_id, notice)
                    continue
                for interview_id in list(self._listeners):
                    self._pass_on(group, interview_id, Notice(interview_id))
                    # A lost notice may have said that it changed.
                    self._pass_on(group, interview_id, Notice(interview_id, message=STATE_CHANGED))

    def _pass_on(self, group: asyncio.TaskGroup, interview_id: UUID, notice: Notice) -> None:
        if interview_id not in self._listeners:
            return
        if (waiting := self._waiting.get(interview_id)) is None:
            self._waiting[interview_id] = deque([notice])
            group.create_task(self._tell(interview_id), name="telling a room")
        elif not (waiting and waiting[-1].message is None and notice.message is None):
            waiting.append(notice)

    async def _tell(self, interview_id: UUID) -> None:
        """What waits for one room, in order."""
        waiting = self._waiting[interview_id]
        try:
            while waiting:
                await self._on_notice(interview_id, waiting.popleft())
        finally:
            del self._waiting[interview_id]

    async def _on_notice(self, interview_id: UUID, notice: Notice) -> None:
        try:
            if notice.message is None:
                await self._catch_up_all(interview_id)
            elif notice.message == STATE_CHANGED:
                await self._send_state(interview_id)
            else:
                self.send_all(interview_id, notice.message)
        except InterviewError as error:
            logger.warning("connections were not told; they catch up at the next notice: %s", error.message)

    async def _send_state(self, interview_id: UUID) -> None:
        self.send_all(interview_id, frames.state_frame(await self._store.get(interview_id)))

    def send_all(self, interview_id: UUID, frame: bytes) -> None:
        for listener in self._listeners.get(interview_id, set()).copy():
            listener.send(frame)

    async def _catch_up_all(self, interview_id: UUID) -> None:
        for listener in self._listeners.get(interview_id, set()).copy():
            await self.catch_up(listener)

    async def catch_up(self, listener: Listener) -> None:
        """Send a connection what it has not been sent, then the state as it is now."""
        async with listener.sending:
            events = await self._store.events(listener.interview_id, after=listener.last_seq)
            if not events:
                return
            for event in events:
                if frame := frames.event_frame(event):
                    listener.send(frame)
                listener.last_seq = event.seq
            try:
                interview = await self._store.get(listener.interview_id)
            except NotFound:
                return
            listener.send(frames.state_frame(interview))
            self._places.watch(interview)
        if any(isinstance(event.payload, SubmissionJudged) for event in events) or interview.progress.unanswered:
            self._orchestrator.wake(listener.interview_id, listener.epoch)
        if any(isinstance(event.payload, TabTakenOver) for event in events):
            await listener.on_take_over()

"""Tells a candidate whose submission waits for the judge how many are before it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from uuid import UUID

from jupyter_interview.domain.interview import Interview
from jupyter_interview.errors import Unavailable
from jupyter_interview.service.ports import SubmissionQueue
from jupyter_interview_server import protocol as wire
from jupyter_interview_server.frames import encode

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""Between two looks. A submission that is taken before the first one is never said to wait."""

Tell = Callable[[UUID, bytes], None]


class QueuePlaces:
    """The submissions of the rooms that have a connection here, and where they stand in the queue.

    Not events: a place that nobody hears is not missed, and the next look says what is so by then.
    """

    def __init__(self, queue: SubmissionQueue) -> None:
        self._queue = queue
        self._waiting: dict[UUID, tuple[UUID, ...]] = {}
        """By interview, what has no verdict yet."""
        self._told: dict[UUID, int] = {}
        self._some = asyncio.Event()

    def watch(self, interview: Interview) -> None:
        """The room as it stands now: what it waits for is looked after, and nothing else."""
        pending = tuple(pending.submission_id for pending in interview.progress.submissions)
        if set(pending) != set(self._waiting.get(interview.id, ())):
            self.forget(interview.id)
        if pending:
            self._waiting[interview.id] = pending
            self._some.set()

    def forget(self, interview_id: UUID) -> None:
        """Nobody listens to that room any more."""
        for submission_id in self._waiting.pop(interview_id, ()):
            self._told.pop(submission_id, None)

    async def run(self, tell: Tell) -> None:
        """Look for ever, while anything waits. A queue that is away tells nothing."""
        while True:
            await self._some.wait()
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.look(tell)
            except Unavailable as error:
                logger.debug("no places in the queue were told: %s", error.message)
            if not self._waiting:
                self._some.clear()

    async def look(self, tell: Tell) -> None:
        """Tell every place that has changed; 0 to one that had a place, and that a worker has by now.

        Raises:
            Unavailable: the queue does not answer.
        """
        rooms = dict(self._waiting)
        places = await self._queue.places([one for waiting in rooms.values() for one in waiting])
        for interview_id, waiting in rooms.items():
            for submission_id in waiting:
                place = places.get(submission_id, 0)
                if place == self._told.get(submission_id, 0) or interview_id not in self._waiting:
                    continue
                self._told[submission_id] = place
                data = wire.Queued(submission_id=submission_id, place=place)
                tell(interview_id, encode(wire.ServerFrame(event="code:queued", data=data)))

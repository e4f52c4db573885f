"""A worker inside this process: threads fetch messages, and the judge runs on the event loop that started it."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from typing import Any
from uuid import UUID

from dramatiq import Worker

from jupyter_interview.adapters.redis.queue import DramatiqQueue

POLL_MILLISECONDS = 100
"""How often an idle worker asks for messages: the most that a submission waits for a free worker."""

CANCEL_SECONDS = 3.0
"""What `stop` waits for cancelled judgements, and for a Redis that does not answer."""

logger = logging.getLogger(__name__)


class EmbeddedWorker:
    """Judges submissions in this process; any number of processes may do so at once.

    The judge shares the loop, and so the database's pool, with the rest of the process. dramatiq's own loop thread
    would need pools of its own, and there is only one of it in a process.
    """

    def __init__(self, queue: DramatiqQueue, judge: Callable[[UUID], Awaitable[None]], concurrency: int = 2) -> None:
        self._queue = queue
        self._judge = judge
        self._concurrency = concurrency
        self._worker: Worker | None = None
        self._running: set[Future[None]] = set()

    def start(self) -> None:
        """Begin to take messages. Call it on the event loop that the judge is to run on."""
        loop = asyncio.get_running_loop()
        self._queue.serve(lambda submission_id: self._judge_in_loop(loop, submission_id))
        self._worker = Worker(self._queue.broker, worker_threads=self._concurrency, worker_timeout=POLL_MILLISECONDS)
        self._worker.queue_prefetch = self._concurrency  # of all queues together: see LiveFirstBroker.consume
        self._worker.start()

    async def stop(self, grace: float = 5.0) -> None:
        """Take no more messages. What is not judged after `grace` seconds is cancelled and goes back to the queue.

        Returns within `grace` and a few seconds, even when Redis is gone: its messages are then delivered anew, after
        this process's heartbeats ended.
        """
        worker, self._worker = self._worker, None
        if worker is None:
            return
        loop, stopped = asyncio.get_running_loop(), asyncio.Event()
        limit = int((grace + CANCEL_SECONDS) * 1000)

        def stop() -> None:
            try:
                worker.stop(timeout=limit)
            except Exception as error:  # noqa: BLE001 - Redis is gone in one of many ways, and there is nobody to tell
                logger.warning("the worker could not hand back its messages: %s", type(error).__name__)
            with suppress(RuntimeError):  # the loop was closed: nobody waits any more
                loop.call_soon_threadsafe(stopped.set)

        # A daemon: threads of the worker that wait for Redis must not keep the process from ending.
        threading.Thread(target=stop, daemon=True, name="interview-worker-stop").start()
        if not await _within(grace, stopped.wait()):
            for future in tuple(self._running):
                future.cancel()
            if not await _within(CANCEL_SECONDS * 2, stopped.wait()):
                logger.warning("the worker's threads did not end; they end with this process")

    def _judge_in_loop(self, loop: asyncio.AbstractEventLoop, submission_id: UUID) -> None:
        """In a thread of the worker: wait for the judge, and raise what it raises."""
        future = asyncio.run_coroutine_threadsafe(self._judging(submission_id), loop)
        self._running.add(future)
        try:
            future.result()
        finally:
            self._running.discard(future)

    async def _judging(self, submission_id: UUID) -> None:
        await self._judge(submission_id)


async def _within(seconds: float, work: Coroutine[Any, Any, Any]) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await work
    except TimeoutError:
        return False
    return True

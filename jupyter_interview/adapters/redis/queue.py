"""`SubmissionQueue` on Redis by dramatiq: a message is acknowledged after its work, so none is lost with its worker.

There is no global broker: every `DramatiqQueue` has its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

import dramatiq
import msgspec
from dramatiq import Actor, Message
from dramatiq.middleware import Retries
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from jupyter_interview.adapters.redis.broker import BATCH, LIVE, LiveFirstBroker, keys
from jupyter_interview.adapters.redis.connecting import answering
from jupyter_interview.adapters.redis.dead_letters import DeadLetter, read_dead_letters, remove_dead_letters
from jupyter_interview.service.ports import Lane

T = TypeVar("T")

MAX_RETRIES = 3
"""After these the message is dead-lettered; the sweeper still finds the submission in the database."""

HEARTBEAT_TIMEOUT = timedelta(seconds=5)
"""A worker silent for longer is taken for dead. Clocks that differ by more make that wrong now and then: the lease on
the submission then keeps it from being judged twice."""

MAINTENANCE_CHANCE = 100_000
"""Of a million commands, how many look for dead workers. The default would take minutes."""

QUEUES: dict[Lane, str] = {"live": LIVE, "batch": BATCH}


class QueueDepth(msgspec.Struct, frozen=True):
    """How many messages there are."""

    live: int
    """To be fetched by a worker, while a candidate waits."""
    batch: int
    """To be fetched by a worker that has nothing live to do."""
    delayed: int
    """Waiting for their next try."""
    dead: int
    """Given up after the last try; kept for a week."""


class DramatiqQueue:
    """Hands submissions to workers, at least once, and knows what waits."""

    def __init__(self, url: str, *, backoff: timedelta = timedelta(seconds=1)) -> None:
        """Connects when first used. A failed judgement is tried again after `backoff`, twice that, and so on."""
        self._redis: Redis = Redis.from_url(
            url, socket_timeout=5.0, socket_connect_timeout=2.0, retry=Retry(NoBackoff(), 0)
        )
        self.broker = LiveFirstBroker(
            self._redis,
            middleware=[Retries()],
            heartbeat_timeout=HEARTBEAT_TIMEOUT // timedelta(milliseconds=1),
            maintenance_chance=MAINTENANCE_CHANCE,
        )
        self._judge: Callable[[UUID], None] | None = None
        self._actors = {lane: self._actor(lane, backoff) for lane in QUEUES}

    async def enqueue(self, submission_id: UUID, lane: Lane = "live") -> None:
        await self._ask(lambda: self.broker.enqueue(self.message(submission_id, lane)))

    async def waiting(self) -> int:
        return await self._ask(lambda: int(self._redis.llen(keys(LIVE)[0])))

    async def places(self, submission_ids: Sequence[UUID]) -> dict[UUID, int]:
        return await self._ask(lambda: self._places(submission_ids))

    async def depth(self) -> QueueDepth:
        """Raises Unavailable."""
        return await self._ask(self._depth)

    async def dead_letters(self) -> tuple[DeadLetter, ...]:
        """What was given up, oldest first. Raises Unavailable."""
        return await self._ask(lambda: read_dead_letters(self._redis, QUEUES))

    async def retry(self, letters: Sequence[DeadLetter]) -> None:
        """Queue them again; those that are judged by now are nobody's work any more. Raises Unavailable."""
        for letter in letters:
            await self.enqueue(letter.submission_id, letter.lane)

    async def drop(self, letters: Sequence[DeadLetter]) -> None:
        """Forget them. Raises Unavailable."""
        await self._ask(lambda: remove_dead_letters(self._redis, QUEUES, letters))

    def serve(self, judge: Callable[[UUID], None]) -> None:
        """What this process's worker does with a submission, in a thread of its own."""
        self._judge = judge

    def close(self) -> None:
        self._redis.close()

    def _actor(self, lane: Lane, backoff: timedelta) -> Actor[[str], None]:
        declare = dramatiq.actor(
            broker=self.broker,
            actor_name=f"judge_{lane}",
            queue_name=QUEUES[lane],
            max_retries=MAX_RETRIES,
            min_backoff=backoff // timedelta(milliseconds=1),
            max_backoff=60_000,
        )
        return declare(self._judge_submission)

    async def _ask(self, question: Callable[[], T]) -> T:
        """redis-py's client for threads, which dramatiq needs, is asked in one."""

        def answered() -> T:
            with answering():
                return question()

        return await asyncio.to_thread(answered)

    def message(self, submission_id: UUID, lane: Lane) -> Message[None]:
        """What is sent for a submission. Its id is the submission's."""
        return self._actors[lane].message(str(submission_id)).copy(message_id=str(submission_id))

    def _places(self, submission_ids: Sequence[UUID]) -> dict[UUID, int]:
        with self._redis.pipeline(transaction=False) as pipe:
            for submission_id in submission_ids:
                pipe.lpos(keys(LIVE)[0], str(submission_id))
            found = pipe.execute()
        return {one: int(ahead) + 1 for one, ahead in zip(submission_ids, found, strict=True) if ahead is not None}

    def _depth(self) -> QueueDepth:
        with self._redis.pipeline() as pipe:
            pipe.llen(keys(LIVE)[0])
            pipe.llen(keys(BATCH)[0])
            for queue in QUEUES.values():
                pipe.hlen(keys(f"{queue}.DQ")[1])
                pipe.zcard(keys(queue)[2])
            live, batch, live_delayed, live_dead, batch_delayed, batch_dead = pipe.execute()
        return QueueDepth(live, batch, live_delayed + batch_delayed, live_dead + batch_dead)

    def _judge_submission(self, submission_id: str) -> None:
        if self._judge is None:
            raise RuntimeError("a worker runs without a judge")
        self._judge(UUID(submission_id))

"""`SubmissionQueue` on Redis by dramatiq: a message is acknowledged after its work, so none is lost with its worker.

There is no global broker: every `DramatiqQueue` has its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import dramatiq
import msgspec
from dramatiq import Broker
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import Retries
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from jupyter_interview.adapters.redis.connecting import answering

QUEUE = "interview-live"
NAMESPACE = "dramatiq"
MAX_RETRIES = 3
"""After these the message is dead-lettered; the sweeper still finds the submission in the database."""

HEARTBEAT_TIMEOUT = timedelta(seconds=5)
"""A worker silent for longer is taken for dead. Clocks that differ by more make that wrong now and then: the lease on
the submission then keeps it from being judged twice."""

MAINTENANCE_CHANCE = 100_000
"""Of a million commands, how many look for dead workers. The default would take minutes."""


class QueueDepth(msgspec.Struct, frozen=True):
    """How many messages there are."""

    queued: int
    """To be fetched by a worker."""
    delayed: int
    """Waiting for their next try."""
    dead: int
    """Given up after the last try; kept for a week."""


class DramatiqQueue:
    """Hands submissions to workers, at least once."""

    def __init__(self, url: str, *, backoff: timedelta = timedelta(seconds=1)) -> None:
        """Connects when first used. A failed judgement is tried again after `backoff`, twice that, and so on."""
        self._redis: Redis = Redis.from_url(
            url, socket_timeout=5.0, socket_connect_timeout=2.0, retry=Retry(NoBackoff(), 0)
        )
        self.broker: Broker = RedisBroker(  # type: ignore[no-untyped-call]
            client=self._redis,
            namespace=NAMESPACE,
            middleware=[Retries()],
            heartbeat_timeout=HEARTBEAT_TIMEOUT // timedelta(milliseconds=1),
            maintenance_chance=MAINTENANCE_CHANCE,
        )
        self._judge: Callable[[UUID], None] | None = None
        declare = dramatiq.actor(
            broker=self.broker,
            actor_name="judge_submission",
            queue_name=QUEUE,
            max_retries=MAX_RETRIES,
            min_backoff=backoff // timedelta(milliseconds=1),
            max_backoff=60_000,
        )
        self._actor = declare(self._judge_submission)

    async def enqueue(self, submission_id: UUID) -> None:
        await asyncio.to_thread(self._send, submission_id)

    async def depth(self) -> QueueDepth:
        """Raises Unavailable."""
        return await asyncio.to_thread(self._depth)

    def serve(self, judge: Callable[[UUID], None]) -> None:
        """What this process's worker does with a submission, in a thread of its own."""
        self._judge = judge

    def close(self) -> None:
        self._redis.close()

    def _send(self, submission_id: UUID) -> None:
        with answering():
            self._actor.send(str(submission_id))

    def _depth(self) -> QueueDepth:
        name = f"{NAMESPACE}:{QUEUE}"
        with answering(), self._redis.pipeline() as pipe:
            pipe.llen(name)
            pipe.hlen(f"{name}.DQ.msgs")
            pipe.zcard(f"{name}.XQ")
            return QueueDepth(*pipe.execute())

    def _judge_submission(self, submission_id: str) -> None:
        if self._judge is None:
            raise RuntimeError("a worker runs without a judge")
        self._judge(UUID(submission_id))

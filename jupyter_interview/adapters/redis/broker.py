"""dramatiq's Redis broker, changed in what a room needs of it: live submissions first, and a place that can be told.

dramatiq fetches ahead and orders only what it has fetched, each queue by itself. Here a process fetches a message when
it has a thread free for it, and a batch message only when no live one waits; so what waits is in one list in Redis, in
the order in which it will be taken, whichever worker comes first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

import redis
from dramatiq import Message
from dramatiq.broker import Consumer, MessageProxy
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import ConnectionClosed

LIVE = "interview-live"
"""Submissions that a candidate waits for."""
BATCH = "interview-batch"
"""Submissions that nobody waits for, such as those of a rejudging."""
NAMESPACE = "dramatiq"

# What waits already is not queued again, and what is queued again is no dead letter any more.
_PUSH = """
if redis.call('LPOS', KEYS[1], ARGV[1]) then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('RPUSH', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('HDEL', KEYS[4], ARGV[1])
return 1
"""


def keys(queue: str) -> tuple[str, str, str, str]:
    """Of a queue's waiting list, its messages, its dead letters (by time), and their messages."""
    name = f"{NAMESPACE}:{queue}"
    return name, f"{name}.msgs", f"{name}.XQ", f"{name}.XQ.msgs"


class LiveFirstBroker(RedisBroker):
    """A message has one id in Redis for all its tries: its own, which is the submission's."""

    def __init__(self, client: redis.Redis, **options: Any) -> None:
        super().__init__(client=client, namespace=NAMESPACE, **options)  # type: ignore[no-untyped-call]
        self._push = client.register_script(_PUSH)
        self.held: set[str] = set()
        """Messages that this process has fetched and not acknowledged, delayed ones aside."""
        self.freed = threading.Condition()

    def enqueue(self, message: Message[Any], *, delay: int | None = None) -> Message[Any]:
        message = message.copy(options={"redis_message_id": message.message_id})
        if delay is not None:
            return super().enqueue(message, delay=delay)  # in no list that anybody asks a place in
        self.emit_before("enqueue", message, delay)
        self._push(keys=list(keys(message.queue_name)), args=[message.message_id, message.encode()])
        self.emit_after("enqueue", message, delay)
        return message

    def consume(self, queue_name: str, prefetch: int = 1, timeout: int = 5000) -> Consumer:
        """`prefetch` is how many messages of all queues the process may hold, `timeout` the pause between two looks."""
        if queue_name in self.delay_queues:
            return super().consume(queue_name, prefetch, timeout)
        return _Turnstile(self, queue_name, prefetch, timeout / 1000)


class _Turnstile(Consumer):
    """Lets a message through when a thread of the process is free for it."""

    def __init__(self, broker: LiveFirstBroker, queue: str, threads: int, pause: float) -> None:
        self._broker = broker
        self._queue = queue
        self._pause = pause
        # A batch leaves one thread to the live ones, where there is more than one.
        self._most = threads if queue == LIVE else max(1, threads - 1)

    def __next__(self) -> MessageProxy | None:
        with self._broker.freed:
            try:
                message = self._take()
            except redis.ConnectionError as error:
                raise ConnectionClosed(error) from None  # type: ignore[no-untyped-call]
            if message is None:
                self._broker.freed.wait(self._pause)
        return message

    def _take(self) -> MessageProxy | None:
        if len(self._broker.held) >= self._most:
            return None
        if self._queue == BATCH and self._broker.client.llen(keys(LIVE)[0]):
            return None
        found = self._broker.do_fetch(self._queue, 1)
        if not found or found[0] is None:  # None: it was judged while it was queued a second time
            return None
        message = Message.decode(found[0])
        self._broker.held.add(message.message_id)
        return MessageProxy(message)

    def ack(self, message: MessageProxy) -> None:
        self._settle(self._broker.do_ack, message)

    def nack(self, message: MessageProxy) -> None:
        self._settle(self._broker.do_nack, message)

    def _settle(self, command: Callable[[str, str], object], message: MessageProxy) -> None:
        """While Redis is gone the thread stays taken: dramatiq asks again until it is told."""
        try:
            command(self._queue, message.options["redis_message_id"])
        except redis.ConnectionError as error:
            raise ConnectionClosed(error) from None  # type: ignore[no-untyped-call]
        except BaseException:
            self._free([message.message_id])
            raise
        self._free([message.message_id])

    def requeue(self, messages: Iterable[MessageProxy]) -> None:
        ids = [message.message_id for message in messages]
        if ids:
            self._broker.do_requeue(self._queue, *ids)
        self._free(ids)

    def _free(self, ids: list[str]) -> None:
        with self._broker.freed:
            self._broker.held.difference_update(ids)
            self._broker.freed.notify_all()

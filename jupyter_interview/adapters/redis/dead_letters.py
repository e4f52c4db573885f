"""Dead letters: submissions that no worker brought to a verdict within its tries, for an operator to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from dramatiq import Message
from redis import Redis

from jupyter_interview.adapters.redis.broker import keys
from jupyter_interview.service.ports import Lane


class DeadLetter(msgspec.Struct, frozen=True):
    """One submission that was given up."""

    submission_id: UUID
    lane: Lane
    since: datetime
    reason: str
    """The last error's name; its text may hold what nobody is to read here."""


def read_dead_letters(client: Redis, queues: Mapping[Lane, str]) -> tuple[DeadLetter, ...]:
    """Oldest first."""
    found = [letter for lane, queue in queues.items() for letter in _of_queue(client, lane, queue)]
    return tuple(sorted(found, key=lambda letter: letter.since))


def remove_dead_letters(client: Redis, queues: Mapping[Lane, str], letters: Sequence[DeadLetter]) -> None:
    with client.pipeline() as pipe:
        for letter in letters:
            _, _, times, messages = keys(queues[letter.lane])
            pipe.zrem(times, str(letter.submission_id))
            pipe.hdel(messages, str(letter.submission_id))
        pipe.execute()


def _of_queue(client: Redis, lane: Lane, queue: str) -> list[DeadLetter]:
    _, _, times, messages = keys(queue)
    with client.pipeline() as pipe:
        pipe.zrange(times, 0, -1, withscores=True)
        pipe.hgetall(messages)
        died, bodies = pipe.execute()
    return [
        DeadLetter(
            submission_id=UUID(member.decode()),
            lane=lane,
            since=datetime.fromtimestamp(milliseconds / 1000, UTC),
            reason=_reason(bodies.get(member)),
        )
        for member, milliseconds in died
    ]


def _reason(body: Any) -> str:
    traceback = Message.decode(body).options.get("traceback", "") if body else ""
    last = traceback.strip().rsplit("\n", 1)[-1]
    return last.split(":", 1)[0].rsplit(".", 1)[-1] or "unknown"

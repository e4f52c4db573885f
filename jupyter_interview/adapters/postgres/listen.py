"""LISTEN and NOTIFY: how servers learn of each other's appends. What a gap swallowed is caught up by `seq`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from uuid import UUID

import psycopg
from psycopg import Notify

from jupyter_interview.adapters.postgres.append import EVENTS_CHANNEL
from jupyter_interview.adapters.postgres.connections import Connection, connect
from jupyter_interview.errors import InvalidRequest, TooLarge
from jupyter_interview.service.ports import Notice

MESSAGES_CHANNEL = "interview_messages"
MAX_MESSAGE_BYTES = 7_000
"""PostgreSQL takes less than 8,000 bytes."""

LONGEST_PAUSE = 2.0
"""Seconds between attempts to connect again."""

GAP = Notice(interview_id=None)

logger = logging.getLogger(__name__)


async def publish(connection: Connection, interview_id: UUID, message: bytes) -> None:
    """Raises TooLarge; InvalidRequest for what is not UTF-8 without NUL."""
    if len(message) > MAX_MESSAGE_BYTES:
        raise TooLarge(f"A message between servers holds at most {MAX_MESSAGE_BYTES} bytes.")
    try:
        text = message.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidRequest("A message between servers is text in UTF-8.") from error
    if "\0" in text:
        raise InvalidRequest("A message between servers cannot hold NUL.")
    await connection.execute("SELECT pg_notify(%s, %s)", [MESSAGES_CHANNEL, f"{interview_id}:{text}"])


async def listen(url: str) -> AsyncIterator[Notice]:
    """Notices for as long as they are asked for; a gap notice each time that listening began."""
    pause = 0.05
    while True:
        try:
            async with await connect(url) as connection:
                await connection.execute(f"LISTEN {EVENTS_CHANNEL}; LISTEN {MESSAGES_CHANNEL}")
                pause = 0.05
                yield GAP
                async for notify in connection.notifies():
                    yield _notice(notify)
        except psycopg.OperationalError as error:
            logger.warning("lost the database's notices, connecting again: %s", type(error).__name__)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def _notice(notify: Notify) -> Notice:
    interview_id, _, rest = notify.payload.partition(":")
    if notify.channel == EVENTS_CHANNEL:
        return Notice(UUID(interview_id), seq=int(rest))
    return Notice(UUID(interview_id), message=rest.encode())

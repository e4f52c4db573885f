"""What a use case does when Redis is away: nothing that a candidate would notice."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from jupyter_interview.errors import Unavailable

logger = logging.getLogger(__name__)


@contextmanager
def tolerated(what: str, interview_id: UUID) -> Iterator[None]:
    """Leases and the cache may be behind: the next heartbeat, join or expiry puts them right."""
    try:
        yield
    except Unavailable:
        logger.warning("interview %s: %s, because Redis does not answer", interview_id, what)

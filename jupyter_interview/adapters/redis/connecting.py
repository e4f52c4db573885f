"""One plain error for everything that Redis cannot do at the moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from redis.exceptions import RedisError

from jupyter_interview.errors import Unavailable

ENCODING_ERRORS = "surrogatepass"
"""A browser chooses its tab's id, and JSON can carry lone surrogates."""


@contextmanager
def answering() -> Iterator[None]:
    """Turns an error of Redis, or of the way there, into Unavailable."""
    try:
        yield
    except (RedisError, OSError) as error:
        raise Unavailable("Redis does not answer. Nothing was lost; try again in a moment.") from error

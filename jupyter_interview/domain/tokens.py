"""Access tokens, with which a script acts as whoever made them. Only their digests are kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from jupyter_interview.errors import InvalidRequest

TOKEN_PREFIX = "ji_"  # noqa: S105 - what secret scanners look for
MAX_TOKENS = 10
"""That one user has at a time."""
MAX_DAYS = 365
MAX_NAME = 80
"""Characters."""


class AccessToken(msgspec.Struct, frozen=True):
    """What is told of one; its owner saw the token itself once."""

    id: UUID
    name: str
    created_at: datetime
    expires_at: datetime


def new_token() -> str:
    """256 random bits."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def digest_of(token: str) -> bytes:
    """A plain hash is enough: there is nothing to guess from."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def checked_token_name(name: str) -> str:
    """Raises InvalidRequest."""
    name = name.strip()
    if not 1 <= len(name) <= MAX_NAME or not name.isprintable():
        raise InvalidRequest(f"Name the token by what it is for, in 1 to {MAX_NAME} characters.")
    return name


def checked_lifetime(days: int) -> timedelta:
    """Raises InvalidRequest."""
    if not 1 <= days <= MAX_DAYS:
        raise InvalidRequest(f"A token is good for 1 to {MAX_DAYS} days.")
    return timedelta(days=days)

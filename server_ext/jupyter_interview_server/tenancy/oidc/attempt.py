"""What one browser began: kept in a cookie of that browser for ten minutes, and good for one answer."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

ATTEMPT_LASTS = timedelta(minutes=10)
ALGORITHM = "HS256"


class Attempt(msgspec.Struct, frozen=True):
    """An authorization request, and where its browser wanted to go."""

    id: UUID
    way: str
    """The issuer's name."""
    state: str
    nonce: str
    verifier: str
    """PKCE's. The browser's owner could read it, and could do no more with it than sign in."""
    following: str
    begun: datetime


class Attempts:
    """Makes and reads the cookies. Their key is derived, so that none of them could pass for a session."""

    def __init__(self, session_key: bytes, issuer: str) -> None:
        self._key = OctKey.import_key(hmac.digest(session_key, b"attempts to sign in", hashlib.sha256))
        self._issuer = issuer

    def issue(self, attempt: Attempt) -> str:
        begun = int(attempt.begun.timestamp())
        claims = {
            "iss": self._issuer,
            "iat": begun,
            "exp": begun + int(ATTEMPT_LASTS.total_seconds()),
            "attempt": msgspec.to_builtins(attempt),
        }
        return jwt.encode({"alg": ALGORITHM}, claims, self._key, algorithms=[ALGORITHM])

    def read(self, cookie: str, now: datetime) -> Attempt | None:
        """None unless it is ours and of the last minutes."""
        essential: Any = {"essential": True}
        rules = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()), iss={"essential": True, "value": self._issuer}, exp=essential, attempt=essential
        )
        try:
            claims = jwt.decode(cookie, self._key, algorithms=[ALGORITHM]).claims
            rules.validate(claims)
            return msgspec.convert(claims["attempt"], Attempt)
        except (JoseError, ValueError, TypeError, AttributeError):
            return None


def now() -> datetime:
    """To the second, as a token has it."""
    return datetime.now(UTC).replace(microsecond=0)

"""The session cookie: a short-lived JWT that says which sign-in it belongs to and whose that is.

It is renewed from PostgreSQL, where a sign-in that was ended is not found, before it is half over; so a role that was
changed, or an end that Redis lost, counts after some minutes at the latest.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from jupyter_interview.domain.interview import Role, User

COOKIE_LASTS = timedelta(minutes=15)
RENEWED_AFTER = timedelta(minutes=5)
SIGN_IN_LASTS = timedelta(hours=12)
"""Then one signs in again, whatever one does."""
ALGORITHM = "HS256"


class Session(msgspec.Struct, frozen=True):
    """What a cookie says."""

    sign_in: UUID
    account: User
    issued_at: datetime


class SessionCookies:
    """Makes and reads cookies; all servers of a deployment share the key."""

    def __init__(self, key: bytes, issuer: str) -> None:
        """`issuer`: the server's public URL. A cookie of another server with the same key is no cookie here."""
        self._secret = key
        self._key = OctKey.import_key(key)
        self._issuer = issuer

    def route(self, user: UUID) -> str:
        """What a load balancer may choose a server by: the same in all browsers of a user, and it says nothing else."""
        return hmac.new(self._secret, b"route:" + user.bytes, hashlib.sha256).hexdigest()[:32]

    def issue(self, sign_in: UUID, account: User, now: datetime) -> str:
        claims = {
            "iss": self._issuer,
            "sub": str(account.id),
            "sid": str(sign_in),
            "name": account.name,
            "role": account.role.value,
            "iat": int(now.timestamp()),
            "exp": int((now + COOKIE_LASTS).timestamp()),
        }
        return jwt.encode({"alg": ALGORITHM}, claims, self._key, algorithms=[ALGORITHM])

    def read(self, cookie: str, now: datetime) -> Session | None:
        """None unless every part is there, signed by us, and of this moment."""
        try:
            claims = jwt.decode(cookie, self._key, algorithms=[ALGORITHM]).claims
            self._rules(now).validate(claims)
            return _session(claims, now)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def _rules(self, now: datetime) -> jwt.JWTClaimsRegistry:
        essential: Any = {"essential": True}
        return jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=0,
            iss={"essential": True, "value": self._issuer},
            sub=essential,
            sid=essential,
            exp=essential,
            iat=essential,
        )


def _session(claims: dict[str, Any], now: datetime) -> Session:
    account = User(UUID(claims["sub"]), str(claims["name"]), role=Role(claims["role"]))
    return Session(UUID(claims["sid"]), account, datetime.fromtimestamp(claims["iat"], now.tzinfo))

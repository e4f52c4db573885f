"""What an issuer publishes: its addresses and its keys, fetched when they are needed and kept for an hour."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

import httpx2
import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from jupyter_interview.errors import Unavailable
from jupyter_interview_server.tenancy.oidc.fetching import IN_ALL_SECONDS, options
from jupyter_interview_server.tenancy.oidc.settings import is_safe

logger = logging.getLogger(__name__)

KEPT_SECONDS = 3600.0
FAILED_SECONDS = 5.0
"""For so long an issuer that did not answer is not asked again, however many want to sign in."""
MOST_KEYS = 32
LEAST_BITS = 2048
Key = RSAKey | ECKey
Found = TypeVar("Found")


class Metadata(msgspec.Struct, frozen=True):
    """What we read of an issuer's description (OpenID Connect Discovery)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False

    def check(self, issuer: str) -> None:
        """Raises ValueError: it describes another one, or would have secrets sent in the open."""
        if self.issuer != issuer:
            raise ValueError("it calls itself something else")
        addresses = (self.authorization_endpoint, self.token_endpoint, self.jwks_uri, self.userinfo_endpoint)
        if not all(is_safe(address) for address in addresses if address is not None):
            raise ValueError("one of its addresses is not https")


class _Kept(Generic[Found]):
    """What was fetched, for a while; one request, however many wait for it."""

    def __init__(self, fetch: Callable[[], Awaitable[Found]]) -> None:
        self._fetch = fetch
        self._lock = asyncio.Lock()
        self._found: Found | None = None
        self._until = 0.0
        self._failed: Unavailable | None = None

    async def get(self, *, unless: Found | None = None) -> Found:
        """What is kept; with `unless`, something newer than that. Raises Unavailable."""
        async with self._lock:
            if time.monotonic() < self._until:
                if self._failed is not None:
                    raise self._failed
                if self._found is not None and self._found is not unless:
                    return self._found
            try:
                self._found, self._failed = await self._fetch(), None
            except Unavailable as error:
                self._failed, self._until = error, time.monotonic() + FAILED_SECONDS
                raise
            self._until = time.monotonic() + KEPT_SECONDS
            return self._found


class Published:
    """An issuer's metadata and keys."""

    def __init__(self, issuer: str, title: str) -> None:
        self._issuer, self._title = issuer, title
        self._metadata = _Kept(self._fetch_metadata)
        self._keys = _Kept(self._fetch_keys)

    async def metadata(self) -> Metadata:
        """Raises Unavailable."""
        return await self._metadata.get()

    async def keys(self, *, newer_than: tuple[Key, ...] | None = None) -> tuple[Key, ...]:
        """Its keys for signatures. Raises Unavailable."""
        return await self._keys.get(unless=newer_than)

    async def _fetch_metadata(self) -> Metadata:
        address = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        return await self._fetch(address, self._read_metadata)

    async def _fetch_keys(self) -> tuple[Key, ...]:
        return await self._fetch((await self.metadata()).jwks_uri, _read_keys)

    def _read_metadata(self, body: bytes) -> Metadata:
        metadata = msgspec.json.decode(body, type=Metadata)
        metadata.check(self._issuer)
        return metadata

    async def _fetch(self, address: str, read: Callable[[bytes], Found]) -> Found:
        try:
            async with asyncio.timeout(IN_ALL_SECONDS), httpx2.AsyncClient(**options()) as client:
                answer = await client.get(address)
                answer.raise_for_status()
                return read(answer.content)
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, ValueError, JoseError) as error:
            logger.warning("what %s publishes could not be read: %s", self._issuer, type(error).__name__)
            raise Unavailable(f"{self._title} does not answer as it should. Try again in a minute.") from error


class _KeySet(msgspec.Struct, frozen=True):
    keys: list[dict[str, Any]]


def _read_keys(body: bytes) -> tuple[Key, ...]:
    """Public keys that signatures may be by; others, which an issuer may have for other things, are left out."""
    found = (_key(one) for one in msgspec.json.decode(body, type=_KeySet).keys[:MOST_KEYS])
    return tuple(key for key in found if key is not None)


def _key(one: dict[str, Any]) -> Key | None:
    if one.get("use", "sig") != "sig" or "d" in one:
        return None
    if one.get("kty") == "RSA" and len(str(one.get("n", ""))) * 6 >= LEAST_BITS:
        return RSAKey.import_key(one)
    if one.get("kty") == "EC" and one.get("crv") == "P-256":
        return ECKey.import_key(one)
    return None

"""What a way of signing in needs to ask again, sealed: who reads the database cannot sign in elsewhere with it."""

from __future__ import annotations

import hmac
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


class Vouchers:
    """Seals and opens texts, each for one sign-in; all servers of a deployment share the key."""

    def __init__(self, key: bytes) -> None:
        """`key`: the one of the session cookies, from which another is derived."""
        self._cipher = AESGCM(hmac.digest(key, b"jupyter-interview vouchers", "sha256"))

    def seal(self, sign_in: UUID, text: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), sign_in.bytes)

    def open(self, sign_in: UUID, sealed: bytes) -> str | None:
        """None when it was not sealed by us for this sign-in."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], sign_in.bytes).decode()
        except (InvalidTag, ValueError):
            return None

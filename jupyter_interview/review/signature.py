"""Whether a statement in a file is what was signed."""

from __future__ import annotations

import base64
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jupyter_interview.domain.sealing import key_id_of


class Signed(Protocol):
    """A statement with its signature, as files hold it."""

    @property
    def statement(self) -> str: ...
    @property
    def signature(self) -> str: ...
    @property
    def public_key(self) -> str: ...
    @property
    def key_id(self) -> str: ...


def signature_fault(signed: Signed, named: str) -> str | None:
    """What is wrong with the signature; None where it is right, and of the key that the statement names."""
    try:
        public_key = base64.b64decode(signed.public_key, validate=True)
        signature = base64.b64decode(signed.signature, validate=True)
        canonical = [base64.b64encode(value).decode() for value in (public_key, signature)]
        if canonical != [signed.public_key, signed.signature]:
            return "the signature or the key is damaged"
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed.statement.encode("utf-8"))
    except InvalidSignature:
        return "the statement is not what was signed"
    except ValueError:
        return "the signature or the key is damaged"
    if not (signed.key_id == named == key_id_of(public_key)):
        return "the key is not the one that the statement names"
    return None

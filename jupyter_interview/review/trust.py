"""Whose signature means something to a reviewer: a file of trusted public keys, one a line."""

from __future__ import annotations

import base64
import binascii

import msgspec

from jupyter_interview.domain.sealing import key_id_of
from jupyter_interview.errors import InvalidRequest


class TrustedKeys(msgspec.Struct, frozen=True):
    """Names by key id."""

    names: dict[str, str] = {}

    def name_of(self, key_id: str) -> str | None:
        return self.names.get(key_id)


def read_trusted_keys(text: str) -> TrustedKeys:
    """Parse a trusted-keys file: `ed25519 BASE64 Name of the signer` a line; empty lines and `#` lines are skipped.

    Raises:
        InvalidRequest: a line is something else; the message has its number.
    """
    names: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split(maxsplit=2)
        if not words or words[0].startswith("#"):
            continue
        key = _key(words)
        if key is None:
            raise InvalidRequest(
                f"Line {number} of the trusted keys is not `ed25519`, a public key in base64, and a name."
            )
        names[key_id_of(key)] = words[2].strip()
    return TrustedKeys(names)


def trusted_line(public_key: bytes, name: str) -> str:
    """The line by which a reviewer trusts a key."""
    return f"ed25519 {base64.b64encode(public_key).decode('ascii')} {name}"


def _key(words: list[str]) -> bytes | None:
    if len(words) != 3 or words[0] != "ed25519":
        return None
    try:
        key = base64.b64decode(words[1], validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == 32 else None

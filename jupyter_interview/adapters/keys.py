"""Signing keys: an Ed25519 key in a file of its user's own."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import stat
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from jupyter_interview.domain.sealing import key_id_of
from jupyter_interview.errors import Unavailable

_log = logging.getLogger(__name__)


class KeyFileSigner:
    """Implements the `Signer` port with a PEM file, which is made on first use and only its owner can read."""

    def __init__(self, path: Path) -> None:
        """Raises Unavailable: the file is there and holds no Ed25519 key, or it cannot be written."""
        try:
            if not path.exists():
                _make(path)
            self._key = _load(path)
        except OSError as error:
            raise Unavailable(f"The signing key {path} cannot be used: {error.strerror}. Check the folder.") from error
        self.public_key = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.key_id = key_id_of(self.public_key)

    def sign(self, statement: bytes) -> bytes:
        return self._key.sign(statement)


def shared_secret(path: Path) -> bytes:
    """32 random bytes in a file, made on first use; servers that share it share what they sign with it.

    Raises:
        Unavailable: the file cannot be read or written, or holds something else.
    """
    try:
        if not path.exists():
            _put(path, secrets.token_bytes(32))
        _only_its_owners(path)
        secret = path.read_bytes()
    except OSError as error:
        raise Unavailable(f"The key {path} cannot be used: {error.strerror}. Check the folder.") from error
    if len(secret) != 32:
        raise Unavailable(
            f"The key {path} is damaged: it should be 32 bytes. Restore it, or move it away for a new one."
        )
    return secret


def _make(path: Path) -> None:
    _put(path, Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def _put(path: Path, secret: bytes) -> None:
    """Write a new key beside its place, then link it there: of several processes, the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
            _log.info("made the key %s", path)
    finally:
        draft.unlink(missing_ok=True)


def _only_its_owners(path: Path) -> None:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        _log.warning("the key %s could be read by others; its mode is now 0600", path)
        path.chmod(0o600)


def _load(path: Path) -> Ed25519PrivateKey:
    _only_its_owners(path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise Unavailable(f"The signing key {path} is damaged. Restore it, or move it away for a new one.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Unavailable(f"The signing key {path} is not an Ed25519 key. Move it away for a new one.")
    return key

"""Signing keys in files, and the reviewer's list of trusted ones."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jupyter_interview.adapters.keys import KeyFileSigner
from jupyter_interview.domain.sealing import key_id_of
from jupyter_interview.errors import InvalidRequest, Unavailable
from jupyter_interview.review import read_trusted_keys
from jupyter_interview.review.trust import trusted_line


def test_a_key_is_made_on_first_use_for_its_owner_alone_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "signing.pem"
    signer = KeyFileSigner(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["signing.pem"]
    again = KeyFileSigner(path)
    assert again.key_id == signer.key_id == key_id_of(signer.public_key)
    Ed25519PublicKey.from_public_bytes(again.public_key).verify(signer.sign(b"statement"), b"statement")


def test_many_first_users_at_once_get_one_key(tmp_path: Path) -> None:
    path = tmp_path / "signing.pem"
    with ThreadPoolExecutor(8) as pool:
        ids = {signer.key_id for signer in pool.map(KeyFileSigner, [path] * 16)}
    assert len(ids) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["signing.pem"]


def test_an_open_key_is_closed_again(tmp_path: Path) -> None:
    path = tmp_path / "signing.pem"
    KeyFileSigner(path)
    path.chmod(0o644)
    KeyFileSigner(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_key_is_named_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "signing.pem"
    path.write_text("not a key")
    with pytest.raises(Unavailable, match="damaged"):
        KeyFileSigner(path)
    assert path.read_text() == "not a key"


def test_trusted_keys_are_read_line_by_line(tmp_path: Path) -> None:
    signer = KeyFileSigner(tmp_path / "signing.pem")
    text = f"# our servers\n\n{trusted_line(signer.public_key, 'Example University, 2026')}\n"
    assert read_trusted_keys(text).name_of(signer.key_id) == "Example University, 2026"
    assert read_trusted_keys(text).name_of("ed25519-other") is None


@pytest.mark.parametrize("line", ["rsa AAAA name", "ed25519 AAAA name", "ed25519 ???? name", "ed25519"])
def test_a_line_that_is_no_key_is_refused_by_its_number(line: str) -> None:
    with pytest.raises(InvalidRequest, match="Line 2"):
        read_trusted_keys(f"# first\n{line}\n")

"""Transcripts with amendments: what was decided afterwards is verified by itself, and told."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from msgspec.structs import replace

from jupyter_interview.adapters.keys import KeyFileSigner
from jupyter_interview.domain.grading import Amendment, Override
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.review import describe, read_trusted_keys, verify
from jupyter_interview.review.chain import Place
from jupyter_interview.review.projection import METADATA_KEY
from jupyter_interview.review.trust import trusted_line
from tests.core.transcripts import dump, load, sample_room, signer_in, transcript


def override(signer: KeyFileSigner, **changes: object) -> Amendment:
    interview = sample_room().interview
    made = Override(
        format=1,
        interview=str(interview.id),
        question_id="first-bracket-fault",
        points=2.5,
        reason="It was\x1b[2J our\nfault.",
        by=str(uuid4()),
        at=datetime(2026, 11, 25, tzinfo=UTC),
        head_hash=interview.head_hash,
        key_id=signer.key_id,
    )
    statement = replace(made, **changes).to_bytes()
    return Amendment(uuid4(), interview.id, statement, signer.sign(statement), signer.key_id, signer.public_key)


def amended(signer: KeyFileSigner, *amendments: Amendment) -> dict[str, Any]:
    return load(transcript(sample_room(), signer, Visibility.EDUCATOR, amendments))


def test_what_was_decided_is_told_with_whose_key(tmp_path: Path) -> None:
    first, second = signer_in(tmp_path / "a"), signer_in(tmp_path / "b")
    data = dump(amended(first, override(first), override(second)))
    found = verify(data)
    assert found.valid
    assert len(found.amendments) == 2
    lines = describe(found).split("\n")
    same, other = lines[-2:]
    assert same == (
        "Decided on 2026-11-25, signed with the same key: 2.5 points for first-bracket-fault: It was?[2J our?fault."
    )
    assert "another key" in other
    known = read_trusted_keys(trusted_line(second.public_key, "The faculty"))
    assert "signed by The faculty" in describe(verify(data, known))
    assert "amendments" not in amended(first)["metadata"][METADATA_KEY]


def test_what_is_wrong_with_one_is_found(tmp_path: Path) -> None:
    signer, other = signer_in(tmp_path / "a"), signer_in(tmp_path / "b")
    for made, reason in (
        (override(signer, interview=str(uuid4())), "about another log"),
        (override(signer, head_hash="0" * 64), "about another log"),
        (override(signer, key_id=other.key_id), "not the one that the statement names"),
    ):
        found = verify(dump(amended(signer, override(signer), made)))
        assert found.mismatch is not None
        assert (found.mismatch.place, found.mismatch.number) == (Place.AMENDMENT, 2)
        assert reason in found.mismatch.reason
        assert "amendment 2" in describe(found)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("statement", lambda text: text.replace("2.5", "4.0"), "not what was signed"),
        ("statement", lambda text: text[:-1], "damaged"),
        ("statement", lambda _: "[" * 100_000, "damaged"),
        ("signature", lambda text: "x" + text, "damaged"),
    ],
)
def test_a_change_of_one_is_found(tmp_path: Path, field: str, value: Any, reason: str) -> None:
    signer = signer_in(tmp_path)
    notebook = amended(signer, override(signer))
    one = notebook["metadata"][METADATA_KEY]["amendments"][0]
    one[field] = value(one[field])
    found = verify(dump(notebook))
    assert found.mismatch is not None
    assert found.mismatch.place is Place.AMENDMENT
    assert reason in found.mismatch.reason

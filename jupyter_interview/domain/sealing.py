"""What is signed when an interview ends: a statement that fixes the whole log by its head."""

from __future__ import annotations

import hashlib

import msgspec

from jupyter_interview.domain import canonical
from jupyter_interview.domain.interview import Interview

TRANSCRIPT_FORMAT = 1


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sealed facts. Ids are UUIDs as text, hashes lower-case hex."""

    format: int
    interview: str
    subject: str
    """The candidate's user id."""
    assignment: str | None
    question_digests: tuple[tuple[str, str], ...]
    """Id and digest of every posted question, in order."""
    head_seq: int
    head_hash: str
    key_id: str


def statement_bytes(interview: Interview, key_id: str) -> bytes:
    """The canonical bytes to sign for an interview as it stands."""
    digests = {planned.question_id: planned.digest for planned in interview.plan}
    posted = tuple((q.question_id, digests[q.question_id]) for q in interview.progress.questions)
    statement = Statement(
        format=TRANSCRIPT_FORMAT,
        interview=str(interview.id),
        subject=str(interview.user_id),
        assignment=str(interview.assignment_id) if interview.assignment_id else None,
        question_digests=posted,
        head_seq=interview.head_seq,
        head_hash=interview.head_hash,
        key_id=key_id,
    )
    return canonical.to_bytes(msgspec.to_builtins(statement))


def key_id_of(public_key: bytes) -> str:
    """The name of a raw Ed25519 public key: nobody can choose another's."""
    return f"ed25519-{hashlib.sha256(public_key).hexdigest()[:32]}"

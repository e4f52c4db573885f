"""The event log's unit: an envelope and a payload.

The chain hashes envelopes, and an envelope holds only a commitment to its payload:
`commitment = SHA-256(32-byte salt ‖ canonical payload bytes)`. So a projection can leave payloads out, and erasure can
delete them with their salts, and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID, uuid4

import msgspec

from jupyter_interview.domain import canonical
from jupyter_interview.domain.payloads import Payload, Visibility

GENESIS = "0" * 64
"""`prev_hash` of an interview's first event."""
SALT_BYTES = 32


class Actor(StrEnum):
    """Who caused an event."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"
    JUDGE = "judge"
    SYSTEM = "system"


class Provenance(StrEnum):
    """Who vouches for an event: what the server saw itself, or what a browser claims."""

    SERVER = "server"
    CLIENT = "client"


class Envelope(msgspec.Struct, frozen=True):
    """The part of an event that is hashed, signed and never erased. Hashes are lower-case hex, times UTC."""

    id: UUID
    interview_id: UUID
    seq: int
    """From 1, without gaps."""
    at: datetime
    actor: Actor
    provenance: Provenance
    kind: str
    visibility: Visibility
    commitment: str
    prev_hash: str

    def hash(self) -> str:
        """SHA-256 over the canonical bytes of every field."""
        return hashlib.sha256(canonical.to_bytes(self.to_json())).hexdigest()

    def to_json(self) -> dict[str, str | int]:
        """The envelope as plain JSON, as hashed and as written to a transcript."""
        return {
            "id": str(self.id),
            "interview_id": str(self.interview_id),
            "seq": self.seq,
            "at": format_time(self.at),
            "actor": self.actor.value,
            "provenance": self.provenance.value,
            "kind": self.kind,
            "visibility": self.visibility.value,
            "commitment": self.commitment,
            "prev_hash": self.prev_hash,
        }


class Event(msgspec.Struct, frozen=True):
    """An envelope with its payload and the salt that commits to it."""

    envelope: Envelope
    payload: Payload
    salt: bytes

    @property
    def seq(self) -> int:
        return self.envelope.seq


class Draft(msgspec.Struct, frozen=True):
    """An event before the log has given it a place."""

    payload: Payload
    actor: Actor
    provenance: Provenance = Provenance.SERVER
    id: UUID = msgspec.field(default_factory=uuid4)

    def seal(self, interview_id: UUID, seq: int, prev_hash: str, at: datetime) -> Event:
        """The event at its place in the chain, under a fresh salt."""
        salt = secrets.token_bytes(SALT_BYTES)
        envelope = Envelope(
            id=self.id,
            interview_id=interview_id,
            seq=seq,
            at=at,
            actor=self.actor,
            provenance=self.provenance,
            kind=self.payload.kind,
            visibility=self.payload.visibility,
            commitment=commit(salt, self.payload.to_bytes()),
            prev_hash=prev_hash,
        )
        return Event(envelope, self.payload, salt)


def commit(salt: bytes, payload: bytes) -> str:
    """The commitment to payload bytes."""
    return hashlib.sha256(salt + payload).hexdigest()


def format_time(at: datetime) -> str:
    """UTC with microseconds and `Z`, the one way in which times are hashed."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

"""The transcript as a file: the projection, and under one metadata key the log and its signature."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any

import msgspec

from jupyter_interview.domain.events import Event
from jupyter_interview.domain.grading import Amendment
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.domain.sealing import TRANSCRIPT_FORMAT
from jupyter_interview.errors import InvalidTranscript
from jupyter_interview.review.amending import SignedAmendment, in_file
from jupyter_interview.review.entries import covers, entries_of
from jupyter_interview.review.projection import METADATA_KEY, project
from jupyter_interview.service.ports import Seal


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What stands under the metadata key. Items of `envelopes` and `payloads` are checked one by one when verifying."""

    format: int
    visibility: Visibility
    envelopes: tuple[Any, ...]
    """Every envelope of the log, as `Envelope.to_json`."""
    payloads: dict[str, Any]
    """By seq as text, those that the visibility covers: `{"salt": hex, "payload": canonical JSON text}`."""
    statement: str
    """Canonical JSON text; its UTF-8 bytes are what was signed."""
    signature: str
    """Base64."""
    public_key: str
    """Base64 of the raw Ed25519 key."""
    key_id: str
    amendments: tuple[SignedAmendment, ...] = ()
    """What educators decided afterwards, oldest first."""


def build_transcript(
    interview: Interview,
    events: Sequence[Event],
    seal: Seal,
    visibility: Visibility,
    amendments: Sequence[Amendment] = (),
) -> bytes:
    """The `.ipynb` of a sealed interview for a reader of `visibility`; UTF-8 JSON.

    Raises:
        InvalidTranscript: the seal or the events are not this interview's whole log.
    """
    if seal.interview_id != interview.id or not events or len(events) != interview.head_seq:
        raise InvalidTranscript("The seal and the events are not of one whole interview.")
    notebook = project(entries_of(events, visibility), visibility)
    record = Record(
        format=TRANSCRIPT_FORMAT,
        visibility=visibility,
        envelopes=tuple(event.envelope.to_json() for event in events),
        payloads={str(event.seq): _payload(event) for event in events if covers(visibility, event.envelope.visibility)},
        statement=seal.statement.decode("utf-8"),
        signature=_base64(seal.signature),
        public_key=_base64(seal.public_key),
        key_id=seal.key_id,
        amendments=in_file(amendments),
    )
    notebook["metadata"][METADATA_KEY] = msgspec.to_builtins(record)
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _payload(event: Event) -> dict[str, str]:
    return {"salt": event.salt.hex(), "payload": event.payload.to_bytes().decode("utf-8")}


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")

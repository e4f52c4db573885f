"""Between the domain's values and the tables' columns."""

from __future__ import annotations

from typing import Any

import msgspec
from psycopg.rows import DictRow

from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.events import Actor, Envelope, Event, Provenance
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.payloads import PlannedQuestion, Visibility, decode
from jupyter_interview.domain.progress import Progress
from jupyter_interview.errors import MalformedFrame

INTERVIEW = """
    id, user_id, cohort_id, assignment_id, pauses, kind, language, sandboxed, notebook_path, kernel_name,
    transcript_path, state, plan, clock, progress, owner, epoch, head_seq, head_hash, log_bytes, created_at, seen_at,
    interrupted_at, pause_expires_at, ending_at, ended_at, erased_at
"""
"""The columns of an `Interview`."""

MAX_FRAME_ID = 128
"""Characters."""


def interview(row: DictRow) -> Interview:
    """An interview from a row of the columns `INTERVIEW`."""
    plain = {**row, "state": State(row["state"])}
    plain["plan"] = msgspec.convert(row["plan"], tuple[PlannedQuestion, ...])
    plain["clock"] = msgspec.convert(row["clock"], Clock)
    plain["progress"] = msgspec.convert(row["progress"], Progress)
    return Interview(**plain)


def columns(value: Interview) -> dict[str, Any]:
    """Every column of an interview's row."""
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    return {
        **fields,
        "state": value.state.value,
        "plan": msgspec.json.encode(value.plan).decode(),
        "clock": msgspec.json.encode(value.clock).decode(),
        "progress": msgspec.json.encode(value.progress).decode(),
        "deadline_at": value.clock.deadline(),
        "unanswered": bool(value.progress.unanswered),
    }


def event(row: DictRow) -> Event:
    """An event from its row joined with its payload's."""
    envelope = Envelope(
        id=row["id"],
        interview_id=row["interview_id"],
        seq=row["seq"],
        at=row["at"],
        actor=Actor(row["actor"]),
        provenance=Provenance(row["provenance"]),
        kind=row["kind"],
        visibility=Visibility(row["visibility"]),
        commitment=row["commitment"],
        prev_hash=row["prev_hash"],
    )
    return Event(envelope, decode(row["kind"], row["payload"]), row["salt"])


def event_columns(value: Event, owner: Interview, frame_id: str | None) -> dict[str, Any]:
    """The columns of an event and of its payload."""
    envelope = value.envelope
    return {
        "id": envelope.id,
        "interview_id": envelope.interview_id,
        "user_id": owner.user_id,
        "cohort_id": owner.cohort_id,
        "seq": envelope.seq,
        "at": envelope.at,
        "actor": envelope.actor.value,
        "provenance": envelope.provenance.value,
        "kind": envelope.kind,
        "visibility": envelope.visibility.value,
        "commitment": envelope.commitment,
        "prev_hash": envelope.prev_hash,
        "hash": envelope.hash(),
        "client_frame_id": frame_id,
        "salt": value.salt,
        "payload": value.payload.to_bytes(),
    }


def check_frame_id(frame_id: str | None) -> None:
    """Raises MalformedFrame for what a column of text cannot hold or nobody honest would send."""
    if frame_id is None:
        return
    if not frame_id.isprintable() or not 0 < len(frame_id) <= MAX_FRAME_ID:
        raise MalformedFrame(f"A frame's id is 1 to {MAX_FRAME_ID} printable characters.")


def to_bytes(text: str) -> bytes:
    """UTF-8 of whatever a candidate wrote, lone surrogates passed through."""
    return text.encode("utf-8", "surrogatepass")


def to_text(data: bytes) -> str:
    """The inverse of `to_bytes`."""
    return data.decode("utf-8", "surrogatepass")

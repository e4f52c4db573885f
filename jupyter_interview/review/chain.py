"""Checking a transcript's log: the chain of envelopes, and the payloads that they commit to."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import GENESIS, Envelope, commit
from jupyter_interview.domain.sealing import Statement
from jupyter_interview.review.entries import Entry, covers
from jupyter_interview.review.sealing import Record


class Place(StrEnum):
    """Which part of a file does not match."""

    SIGNATURE = "signature"
    STATEMENT = "statement"
    EVENT = "event"
    CELL = "cell"
    NOTEBOOK = "notebook"
    AMENDMENT = "amendment"


class Mismatch(msgspec.Struct, frozen=True):
    """The first part that is not what was signed."""

    place: Place
    reason: str
    number: int | None = None
    """From 1: an event's seq, or a cell's or an amendment's place in the file."""
    name: str | None = None
    """An event's kind, or a cell's id, written so that no terminal acts on it."""


class _Salted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    salt: str
    payload: str


def check_envelopes(record: Record, statement: Statement) -> tuple[Envelope, ...] | Mismatch:
    """The envelopes, if they are one unbroken chain up to the signed head."""
    envelopes: list[Envelope] = []
    for number, raw in enumerate(record.envelopes, 1):
        envelope = _envelope(raw)
        if envelope is None:
            return _event(number, raw, "its envelope is damaged")
        if envelope.seq != number:
            return _event(number, raw, f"event {number} is missing here, or its number was changed")
        if str(envelope.interview_id) != statement.interview:
            return _event(number, raw, "it belongs to another interview")
        envelopes.append(envelope)
    if len(envelopes) != statement.head_seq:
        number = min(len(envelopes), statement.head_seq) + 1
        return Mismatch(Place.EVENT, "the log does not end where it was signed", number=number)
    broken = _broken_link(envelopes, statement)
    if broken is not None:
        return _event(broken, record.envelopes[broken - 1], "its envelope is not the one in the signed chain")
    return tuple(envelopes)


def _broken_link(envelopes: Sequence[Envelope], statement: Statement) -> int | None:
    """The number of the event that was changed: its hash is not the next one's, unless the next one is what changed."""
    hashes = [envelope.hash() for envelope in envelopes]
    wanted = [*(envelope.prev_hash for envelope in envelopes[1:]), statement.head_hash]
    good = [given == expected for given, expected in zip(hashes, wanted, strict=False)]
    if good[0] and envelopes[0].prev_hash != GENESIS:
        return 1
    for place, matches in enumerate(good):
        if not matches:
            is_next = place + 1 < len(good) and not good[place + 1]
            return place + 2 if is_next else place + 1
    return None


def check_payloads(record: Record, envelopes: Sequence[Envelope]) -> tuple[Entry, ...] | Mismatch:
    """The entries, if every payload that the reader should have is there, and is the one committed to."""
    entries: list[Entry] = []
    for envelope in envelopes:
        raw = record.payloads.get(str(envelope.seq))
        covered = covers(record.visibility, envelope.visibility)
        if raw is None or not covered:
            if covered or raw is not None:
                return _at(
                    envelope, "its content is missing" if covered else "its content is not for this file's readers"
                )
            entries.append(Entry(envelope, None))
            continue
        payload = _payload(envelope, raw)
        if isinstance(payload, str):
            return _at(envelope, payload)
        entries.append(Entry(envelope, payload))
    known = {str(envelope.seq) for envelope in envelopes}
    for name in record.payloads:
        if name not in known:
            return Mismatch(Place.EVENT, "there is content for an event that is not in the log", name=_safe(name))
    return tuple(entries)


def _payload(envelope: Envelope, raw: Any) -> p.Payload | str:
    """The payload, or what is wrong with it."""
    try:
        salted = msgspec.convert(raw, _Salted)
        data, salt = salted.payload.encode("utf-8"), bytes.fromhex(salted.salt)
    except ValueError:
        return "its content is damaged"
    if salt.hex() != salted.salt or commit(salt, data) != envelope.commitment:
        return "its content is not what was recorded"
    try:
        payload = p.decode(envelope.kind, data)
    except (ValueError, TypeError, RecursionError):
        return "its content cannot be read by this version of the program"
    return payload if payload.visibility is envelope.visibility else "its visibility is not that of its kind"


def _envelope(raw: Any) -> Envelope | None:
    try:
        envelope = msgspec.convert(raw, Envelope)
        return envelope if _same(envelope.to_json(), raw) else None
    except (ValueError, OverflowError):
        return None


def _same(given: dict[str, str | int], raw: dict[str, Any]) -> bool:
    return given == raw and type(raw["seq"]) is int


def _at(envelope: Envelope, reason: str) -> Mismatch:
    return Mismatch(Place.EVENT, reason, number=envelope.seq, name=_safe(envelope.kind))


def _event(number: int, raw: Any, reason: str) -> Mismatch:
    kind = raw.get("kind") if isinstance(raw, dict) else None
    return Mismatch(Place.EVENT, reason, number=number, name=_safe(kind) if isinstance(kind, str) else None)


def _safe(name: str) -> str:
    return ascii(name)[1:-1][:80]

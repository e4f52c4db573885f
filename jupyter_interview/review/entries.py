"""What a reader of some visibility has of a log: every envelope, and the payloads meant for them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from jupyter_interview.domain.events import Envelope, Event
from jupyter_interview.domain.payloads import Payload, Visibility

_RANK = {Visibility.CANDIDATE: 0, Visibility.EDUCATOR: 1, Visibility.SERVER: 2}


class Entry(msgspec.Struct, frozen=True):
    """One event as a reader has it; `payload` is None where it is for others."""

    envelope: Envelope
    payload: Payload | None


def covers(reader: Visibility, payload: Visibility) -> bool:
    """Whether a reader of one visibility may see a payload of another."""
    return _RANK[reader] >= _RANK[payload]


def entries_of(events: Sequence[Event], visibility: Visibility) -> list[Entry]:
    """The log as a reader of `visibility` has it."""
    return [
        Entry(event.envelope, event.payload if covers(visibility, event.envelope.visibility) else None)
        for event in events
    ]

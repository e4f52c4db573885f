"""Rejudging: new verdicts on submissions of a question that was corrected after its interview.

What was judged first stays in the log. The new verdicts are an amendment, a statement with a signature of its own, and
the scorer then reads the log as if they stood in the old ones' place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from jupyter_interview.domain import canonical
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.payloads import SubmissionJudged
from jupyter_interview.domain.verdicts import Judgement, Verdict


class ReplacedVerdict(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One submission's two verdicts."""

    submission: str
    old: Judgement
    """The one that counted until then."""
    new: Judgement

    @property
    def counts(self) -> bool:
        """What we could not run says nothing: the old verdict goes on counting."""
        return self.new.verdict is not Verdict.INTERNAL_ERROR


class Rejudging(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All submissions of one question in one interview, judged again; as signed. Ids are UUIDs as text."""

    format: int
    kind: Literal["rejudging"]
    interview: str
    question_id: str
    old_digest: str
    """Of the question as it was when they were judged first, or last."""
    new_digest: str
    verdicts: tuple[ReplacedVerdict, ...]
    by: str
    """The user id of the educator who asked for it."""
    at: datetime
    """When it was asked for."""
    head_hash: str
    """Of the log, which stays as it is."""
    key_id: str

    def to_bytes(self) -> bytes:
        """The canonical bytes to sign."""
        return canonical.to_bytes(msgspec.to_builtins(self))


def in_effect(rejudgings: Iterable[Rejudging]) -> Mapping[str, Judgement]:
    """By submission, the new verdict that counts: of several the last one."""
    return {one.submission: one.new for rejudging in rejudgings for one in rejudging.verdicts if one.counts}


def amended(events: Sequence[Event], rejudgings: Iterable[Rejudging]) -> Sequence[Event]:
    """The log with the verdicts that count. It is for the scorer alone: its payloads are not what was committed to."""
    new = in_effect(rejudgings)
    return [_replaced(event, new) for event in events] if new else events


def judgements(events: Iterable[Event]) -> Mapping[UUID, Judgement]:
    """By submission, the verdicts in a log."""
    found = (event.payload for event in events)
    return {one.submission_id: one.judgement for one in found if isinstance(one, SubmissionJudged)}


def _replaced(event: Event, new: Mapping[str, Judgement]) -> Event:
    payload = event.payload
    if isinstance(payload, SubmissionJudged) and (judgement := new.get(str(payload.submission_id))):
        return replace(event, payload=replace(payload, judgement=judgement))
    return event

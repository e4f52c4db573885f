"""Verifying a transcript offline: is it what was signed, and whose signature is it?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.grading import Said
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.domain.sealing import TRANSCRIPT_FORMAT, Statement
from jupyter_interview.errors import InvalidTranscript
from jupyter_interview.review.amending import read_amendments
from jupyter_interview.review.chain import Mismatch, Place, check_envelopes, check_payloads
from jupyter_interview.review.comparison import cell_fault, notebook_fault
from jupyter_interview.review.entries import Entry
from jupyter_interview.review.projection import METADATA_KEY, project
from jupyter_interview.review.sealing import Record
from jupyter_interview.review.signature import signature_fault
from jupyter_interview.review.trust import TrustedKeys

MAX_TRANSCRIPT_BYTES = 64 * 1024 * 1024
VALID, DOES_NOT_MATCH, UNREADABLE = 0, 1, 2
"""Exit codes of a program that verifies: the last one is for `InvalidTranscript`."""


class Verification(msgspec.Struct, frozen=True):
    """What verifying found. `mismatch` is None when everything matches."""

    mismatch: Mismatch | None
    interview_id: str
    subject: str
    visibility: Visibility
    events: int
    withheld: int
    """Events whose content is for other readers and not in the file."""
    sandboxed: bool
    """False when any code in it ran without a sandbox."""
    key_id: str
    signer: str | None
    """The key's name in the trusted keys; None when it is not among them."""
    amendments: tuple[tuple[Said, str | None], ...] = ()
    """What educators decided afterwards and signed, each with its key's name in the trusted keys."""

    @property
    def valid(self) -> bool:
        return self.mismatch is None

    @property
    def exit_code(self) -> int:
        return VALID if self.valid else DOES_NOT_MATCH


class Transcript(msgspec.Struct, frozen=True):
    """A file that was read: what verifying found, and the log that it holds."""

    verification: Verification
    entries: tuple[Entry, ...]
    """Empty where signature or log are not what was signed: what cannot be believed is not shown."""


def verify(data: bytes, trusted: TrustedKeys | None = None) -> Verification:
    """Check signature, chain and contents, then project the log again and compare every cell.

    Reads at most `MAX_TRANSCRIPT_BYTES`; 5,000 events take a few seconds.

    Raises:
        InvalidTranscript: not a transcript, or not one that this version can read.
    """
    return read_transcript(data, trusted).verification


def read_transcript(data: bytes, trusted: TrustedKeys | None = None) -> Transcript:
    """Verify, and keep the log. Raises InvalidTranscript."""
    notebook = _read(data)
    record = _record(notebook)
    statement = _statement(record)
    entries: tuple[Entry, ...] = ()
    amendments: tuple[tuple[Said, str | None], ...] = ()
    names = trusted or TrustedKeys()
    fault = signature_fault(record, statement.key_id)
    mismatch = Mismatch(Place.SIGNATURE, fault) if fault else None
    if mismatch is None:
        checked = _entries(record, statement)
        if isinstance(checked, Mismatch):
            mismatch = checked
        else:
            entries = checked
            mismatch = _notebook_mismatch(notebook, entries, record.visibility)
            found = list(read_amendments(record.amendments, statement))
            amendments = tuple((one, names.name_of(one.key_id)) for one in found if not isinstance(one, str))
            wrong = ((number, one) for number, one in enumerate(found, 1) if isinstance(one, str))
            if mismatch is None and (first := next(wrong, None)):
                mismatch = Mismatch(Place.AMENDMENT, first[1], number=first[0])
    verification = Verification(
        mismatch=mismatch,
        interview_id=statement.interview,
        subject=statement.subject,
        visibility=record.visibility,
        events=len(record.envelopes),
        withheld=sum(entry.payload is None for entry in entries),
        sandboxed=all(map(_is_sandboxed, entries)),
        key_id=statement.key_id,
        signer=None if mismatch and mismatch.place is Place.SIGNATURE else names.name_of(statement.key_id),
        amendments=amendments,
    )
    return Transcript(verification, entries)


def _read(data: bytes) -> dict[str, Any]:
    if len(data) > MAX_TRANSCRIPT_BYTES:
        most = MAX_TRANSCRIPT_BYTES // 2**20
        raise InvalidTranscript(f"This file is larger than {most} MB, the most that a transcript has. It is not read.")
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidTranscript(
            "This file is not a notebook: it is not JSON, or it was cut off. Get it again from where it was kept."
        ) from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise InvalidTranscript("This file is not a notebook: it has no cells.")
    return notebook


def _record(notebook: dict[str, Any]) -> Record:
    metadata = notebook.get("metadata")
    raw = metadata.get(METADATA_KEY) if isinstance(metadata, dict) else None
    if not isinstance(raw, dict) or "statement" not in raw:
        raise InvalidTranscript("This notebook is not the transcript of an interview: it holds no signed record.")
    if raw.get("format") != TRANSCRIPT_FORMAT:
        raise InvalidTranscript("This transcript is of a format that this version cannot read. Update the program.")
    try:
        record = msgspec.convert(raw, Record)
    except ValueError as error:
        raise InvalidTranscript(f"The signed record in this file is damaged: {ascii(str(error))[1:-1]}.") from error
    if not record.envelopes:
        raise InvalidTranscript("The signed record in this file holds no events.")
    return record


def _statement(record: Record) -> Statement:
    try:
        return msgspec.json.decode(record.statement.encode("utf-8"), type=Statement)
    except (ValueError, RecursionError) as error:
        raise InvalidTranscript("The signed statement in this file is damaged.") from error


def _entries(record: Record, statement: Statement) -> tuple[Entry, ...] | Mismatch:
    envelopes = check_envelopes(record, statement)
    if isinstance(envelopes, Mismatch):
        return envelopes
    entries = check_payloads(record, envelopes)
    if isinstance(entries, Mismatch):
        return entries
    posted = tuple(
        (entry.payload.question_id, entry.payload.digest)
        for entry in entries
        if isinstance(entry.payload, p.QuestionPosted)
    )
    if posted != statement.question_digests:
        return Mismatch(Place.STATEMENT, "the questions in the log are not those of the signed statement")
    return entries


def _notebook_mismatch(notebook: dict[str, Any], entries: Sequence[Entry], visibility: Visibility) -> Mismatch | None:
    expected: list[dict[str, Any]] = project(entries, visibility)["cells"]
    given: list[Any] = notebook["cells"]
    try:
        for number, (cell, wanted) in enumerate(zip(given, expected, strict=False), 1):
            if fault := cell_fault(cell, wanted):
                return Mismatch(Place.CELL, fault, number=number, name=str(wanted["id"]))
    except RecursionError as error:
        raise InvalidTranscript("This file is nested too deeply for a notebook.") from error
    if len(given) > len(expected):
        return Mismatch(Place.CELL, "it was added to the transcript", number=len(expected) + 1)
    if len(given) < len(expected):
        missing = expected[len(given)]
        return Mismatch(Place.CELL, "it is missing", number=len(given) + 1, name=str(missing["id"]))
    fault = notebook_fault(notebook)
    return Mismatch(Place.NOTEBOOK, fault) if fault else None


def _is_sandboxed(entry: Entry) -> bool:
    match entry.payload:
        case p.InterviewCreated(sandboxed=sandboxed) | p.CellExecuted(sandboxed=sandboxed):
            return sandboxed
        case p.SubmissionJudged(judgement=judgement):
            return judgement.sandboxed
        case _:
            return True

"""Amendments in a transcript: statements about its log that an educator made afterwards, each signed by itself."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

import msgspec

from jupyter_interview.domain.grading import Amendment, Override, Said, said, verdict_changes
from jupyter_interview.domain.sealing import Statement
from jupyter_interview.review.signature import signature_fault


class SignedAmendment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One, as a file holds it: the statement's text, and the rest in base64."""

    statement: str
    signature: str
    public_key: str
    key_id: str


def in_file(amendments: Sequence[Amendment]) -> tuple[SignedAmendment, ...]:
    return tuple(
        SignedAmendment(
            statement=one.statement.decode("utf-8"),
            signature=base64.b64encode(one.signature).decode("ascii"),
            public_key=base64.b64encode(one.public_key).decode("ascii"),
            key_id=one.key_id,
        )
        for one in amendments
    )


def read_amendments(signed: Sequence[SignedAmendment], statement: Statement) -> Iterator[Said | str]:
    """What each says, or what is wrong with it. One that is about another log says nothing about this one."""
    for one in signed:
        try:
            found = said(one.statement.encode("utf-8"))
        except (ValueError, RecursionError):
            yield "its statement is damaged"
            continue
        if fault := signature_fault(one, found.key_id):
            yield fault
        elif (found.interview, found.head_hash) != (statement.interview, statement.head_hash):
            yield "it is about another log"
        else:
            yield found


def in_words(found: Said) -> str:
    if isinstance(found, Override):
        return f"{found.points:g} points for {found.question_id}: {found.reason}"
    return f"{found.question_id} was judged again: {verdict_changes(found)}"

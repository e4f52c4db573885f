"""The JSON that a reading must be: its schema for the provider, and the check of what came."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from jupyter_interview.domain import payloads as p

MAX_REASON = 400
"""Characters."""
MAX_EVIDENCE = 8


class AnswerRefused(Exception):
    """The answer is not what was asked for; the text says why, in words for the model."""


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    criterion: str
    score: int | None
    reason: str
    evidence: tuple[int, ...]


class _Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lines: tuple[_Line, ...]


def schema(criteria: Sequence[str]) -> dict[str, Any]:
    """JSON Schema in the part that providers hold a model to: everything required, nothing besides."""
    line = {
        "criterion": {"type": "string", "enum": list(criteria)},
        "score": {"type": ["integer", "null"], "enum": [1, 2, 3, 4, None]},
        "reason": {"type": "string"},
        "evidence": {"type": "array", "items": {"type": "integer"}},
    }
    return _object({"lines": {"type": "array", "items": _object(line)}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}


def read_answer(text: str, criteria: Sequence[str], seqs: Collection[int]) -> tuple[p.ReadLine, ...]:
    """One line a criterion, in the order in which they were asked for. `seqs` are the numbers that the record showed.

    Raises:
        AnswerRefused: no JSON, another shape, a criterion too many or too few, or evidence that is not in the record.
    """
    try:
        answer = msgspec.json.decode(text, type=_Answer)
    except msgspec.DecodeError as error:
        raise AnswerRefused(str(error)[:200]) from error
    if sorted(line.criterion for line in answer.lines) != sorted(criteria):
        raise AnswerRefused(f"it must hold each of these criteria once: {', '.join(criteria)}")
    found = {line.criterion: _read(line, seqs) for line in answer.lines}
    return tuple(found[name] for name in criteria)


def _read(line: _Line, seqs: Collection[int]) -> p.ReadLine:
    reason = " ".join("".join(letter if letter.isprintable() else " " for letter in line.reason).split())
    if not reason or len(reason) > MAX_REASON:
        raise AnswerRefused(f"the reason for {line.criterion} must have 1 to {MAX_REASON} characters")
    if line.score is not None and not 1 <= line.score <= 4:
        raise AnswerRefused(f"the score for {line.criterion} must be from 1 to 4, or null")
    evidence = tuple(sorted(set(line.evidence)))[:MAX_EVIDENCE]
    if not set(evidence).issubset(seqs) or (line.score is not None and not evidence):
        raise AnswerRefused(f"the evidence for {line.criterion} must be numbers of lines of the record, at least one")
    return p.ReadLine(line.criterion, line.score, reason, evidence if line.score is not None else ())

"""A verification in plain sentences, for a terminal or a page."""

from __future__ import annotations

from jupyter_interview.domain.grading import MAX_REASON, Said
from jupyter_interview.review.amending import in_words
from jupyter_interview.review.chain import Mismatch, Place
from jupyter_interview.review.verify import Verification


def describe(verification: Verification) -> str:
    """What was found, whose signature it is, and what it proves; one sentence a line."""
    lines = [_finding(verification), _signature(verification)]
    if not verification.sandboxed:
        lines.append("Unsandboxed: code in it ran without a container, so its verdicts count for practice only.")
    if verification.withheld:
        lines.append(f"The content of {verification.withheld} events is for other readers and not in this file.")
    lines += [_amendment(found, signer, verification) for found, signer in verification.amendments]
    return "\n".join(lines)


def _finding(verification: Verification) -> str:
    if verification.mismatch is None:
        return (
            f"Valid: all {verification.events} events of interview {_shown(verification.interview_id)} and every cell "
            "are as they were signed."
        )
    return f"Does not match: {_where(verification.mismatch)}: {verification.mismatch.reason}."


def _where(mismatch: Mismatch) -> str:
    if mismatch.place is Place.NOTEBOOK:
        return "the notebook"
    if mismatch.number is None:
        return f"the {mismatch.place.value}" + (f" {mismatch.name}" if mismatch.name else "")
    named = f" ({mismatch.name})" if mismatch.name else ""
    return f"{mismatch.place.value} {mismatch.number}{named}"


def _signature(verification: Verification) -> str:
    key = f"key {_shown(verification.key_id)}"
    if verification.mismatch is not None and verification.mismatch.place is Place.SIGNATURE:
        return f"The signature is not one of {key}: it proves nothing."
    if verification.signer is not None:
        return f"Signed by {_shown(verification.signer)} with {key}, which is among your trusted keys."
    return (
        f"Signed with {key}, which is not among your trusted keys. If it is the user's own key, it proves only that "
        "nothing changed since the signing."
    )


def _amendment(found: Said, signer: str | None, verification: Verification) -> str:
    if signer is not None:
        key = f"signed by {_shown(signer)}"
    elif found.key_id == verification.key_id:
        key = "signed with the same key"
    else:
        key = f"signed with another key, {_shown(found.key_id)}, which is not among your trusted keys"
    return f"Decided on {found.at:%Y-%m-%d}, {key}: {_shown(in_words(found), MAX_REASON + 200)}"


def _shown(text: str, most: int = 200) -> str:
    """Text of the file, written so that no terminal acts on it."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:most]

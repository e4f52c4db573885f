"""Complexity claims: the bounds that a candidate states in free text, for time and for space."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from jupyter_interview.adapters.llm.offline.bounds import Bound, normalise

_WORDS = {
    "constant": "1",
    "logarithmic": "log n",
    "linearithmic": "n log n",
    "quasilinear": "n log n",
    "linear": "n",
    "quadratic": "n^2",
    "cubic": "n^3",
    "exponential": "2^n",
    "factorial": "n!",
}
_BARE = r"n\s*\*?\s*log\s*\(?n\)?|n\s+squared|n\s+cubed|n\s*(?:\^|\*\*)\s*\d|n[²³]|log\s*\(?n\)?|2\s*(?:\^|\*\*)\s*n|n!"
_INNER = r"(?:[^()]|\((?:[^()]|\([^()]*\))*\))*"
_CLAIM = re.compile(
    rf"(?:big[\s-]*)?[oΘθ]\s*\((?P<inner>{_INNER})\)|\b(?P<bare>{_BARE})|\b(?P<word>{'|'.join(_WORDS)})\b",
    re.IGNORECASE,
)
_DISMISSED = re.compile(
    r"(?:\bnot|instead of|rather than|better than|avoid\w*|brute[ -]?force\w*)"
    r"(?: (?:is|was|be|would|the|an?|of))* ?$"
)
_BEFORE = 40
"""Characters before a bound in which it may be dismissed, as in `instead of the O(n²) loop`."""
_CLAUSES = re.compile(r"[,;.\n]|\b(?:and|but|with|while|whereas)\b")
_TIME = re.compile(r"\b(?:time|runtime|runs?|running|speed|fast)\b")
_SPACE = re.compile(r"\b(?:space|memory|storage|extra|auxiliary)\b")
_READ = 2000
"""Characters of a message that are searched for claims: enough for any answer, and a bound on the work."""


class Claim(msgspec.Struct, frozen=True):
    """The bounds that a text states; None where it states none."""

    time: Bound | None = None
    space: Bound | None = None


def read_claim(text: str, unmarked: Literal["time", "space"] = "time") -> Claim:
    """What a text claims. A bound said of neither time nor space is taken for `unmarked`.

    Where a text states several bounds for one thing, the last one counts.
    """
    lowered = " ".join(text[:_READ].lower().split())
    bounds = _bounds(lowered)
    if not bounds:
        return Claim()
    both = re.search(r"\bboth\b|\bsame\b", lowered) or (_TIME.search(lowered) and _SPACE.search(lowered))
    if both and len(bounds) == 1:
        return Claim(bounds[0], bounds[0])
    found: dict[str, Bound] = {}
    for clause in _clauses(lowered):
        _read_clause(clause, unmarked, found)
    return Claim(found.get("time"), found.get("space"))


def _read_clause(clause: str, unmarked: Literal["time", "space"], found: dict[str, Bound]) -> None:
    time, space = _TIME.search(clause), _SPACE.search(clause)
    bounds = _bounds(clause)
    if time and space and len(bounds) > 1:
        first, second = ("time", "space") if time.start() < space.start() else ("space", "time")
        found[first], found[second] = bounds[0], bounds[-1]
        return
    for bound in bounds:
        if time or space:
            found["time" if time else "space"] = bound
        elif unmarked == "time" and "time" in found:
            found.setdefault("space", bound)
        else:
            found[unmarked] = bound


def _clauses(text: str) -> list[str]:
    """Split between clauses, never inside a bound's parentheses."""
    spans = [match.span() for match in _CLAIM.finditer(text)]
    clauses, start = [], 0
    for cut in _CLAUSES.finditer(text):
        if not any(low <= cut.start() < high for low, high in spans):
            clauses.append(text[start : cut.start()])
            start = cut.end()
    return [*clauses, text[start:]]


def _bounds(text: str) -> list[Bound]:
    found: list[Bound] = []
    for match in _CLAIM.finditer(text):
        if _DISMISSED.search(text[max(match.start() - _BEFORE, 0) : match.start()]):
            continue
        word = match["word"]
        found.append(normalise(_WORDS[word] if word else match["inner"] or match["bare"] or "1"))
    return found

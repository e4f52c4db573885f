"""Complexity claims: what a candidate says in free text, held against a question's known bounds.

A bound is normalised to a sorted sum of sorted products, so that `O(n²)`, `O(n * n)`, `n^2` and `quadratic` are one.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

Bound = tuple[tuple[str, ...], ...]
"""A sum of products of factors, both sorted; `(("1",),)` is constant."""

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
_CLAIM = re.compile(
    rf"(?:big[\s-]*)?[oΘθ]\s*\((?P<inner>(?:[^()]|\([^()]*\))*)\)|\b(?P<bare>{_BARE})|\b(?P<word>{'|'.join(_WORDS)})\b",
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
_TOKEN = re.compile(r"log|sqrt|[a-z]+|\d+|[\^()+!]")


class Claim(msgspec.Struct, frozen=True):
    """The bounds that a text states; None where it states none."""

    time: Bound | None = None
    space: Bound | None = None


def normalise(text: str) -> Bound:
    """The bound in one spelling; `text` may have `O(…)` around it. Constant factors and terms are dropped."""
    plain = re.sub(r"^\s*(?:big[\s-]*)?[oΘθ]\s*\((.*)\)\s*$", r"\1", text.lower().strip(), flags=re.DOTALL)
    plain = plain.replace("²", "^2").replace("³", "^3").replace("**", "^").replace("squared", "^2")
    plain = plain.replace("cubed", "^3")
    plain = re.sub(r"len\([^()]*\)", "n", plain)
    plain = re.sub(r"log(?:_?2|_?10)?|\b(?:lg|ln)\b", " log ", plain)
    terms = {_term(part) for part in _split_sum(plain)}
    varying = terms - {("1",)}
    return tuple(sorted(varying or {("1",)}))


def _split_sum(text: str) -> list[str]:
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == "+" and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _term(text: str) -> tuple[str, ...]:
    """One product: its factors with powers merged, numbers dropped."""
    factors = _factors(_TOKEN.findall(text))
    powers: dict[str, int] = {}
    for base, power in factors:
        powers[base] = powers.get(base, 0) + power
    named = [base if power == 1 else f"{base}^{power}" for base, power in powers.items()]
    return tuple(sorted(named)) or ("1",)


def _factors(tokens: list[str]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    rest = [item for item in _letters(tokens) if item not in ("(", ")")]
    while rest:
        base = rest.pop(0)
        if base in ("log", "sqrt") and rest and rest[0] not in ("^", "!"):
            base = f"{base}({rest.pop(0)})"
        power = "1"
        if len(rest) > 1 and rest[0] == "^":
            rest.pop(0)
            power = rest.pop(0)
        if rest and rest[0] == "!":
            rest.pop(0)
            base += "!"
        if not power.isdigit():
            found.append((f"{base}^{power}", 1))
        elif base[0].isalpha():
            found.append((base, int(power[:3])))
    return found


def _letters(tokens: list[str]) -> list[str]:
    """Two letters side by side, as in `mn`, are a product; longer words are names."""
    split: list[str] = []
    for token in tokens:
        split.extend(token if len(token) == 2 and token.isalpha() else [token])
    return split


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


def matches(claimed: Bound, accepted: tuple[str, ...]) -> bool:
    """Whether a claim is one of the accepted bounds; `linear` also names a sum of several sizes."""
    known = {normalise(text) for text in accepted}
    if claimed in known:
        return True
    return claimed == (("n",),) and any(all(len(term) == 1 and term[0].isalpha() for term in bound) for bound in known)

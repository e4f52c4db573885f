"""How alike two submissions are: shared fingerprints of their tokens, whatever names, spaces and comments they use.

Winnowing (Schleimer, Wilkerson, Aiken: *Winnowing: Local Algorithms for Document Fingerprinting*, SIGMOD 2003): every
run of `GRAM` tokens is hashed, and of each window of `WINDOW` hashes the smallest is kept. Any common run of at least
`GRAM + WINDOW - 1` tokens is found. What the starter code or many of the cohort have too says nothing and is left out.
A number flags; whether somebody copied, a person decides.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, Punctuation, String
from pygments.util import ClassNotFound

GRAM = 12
"""Tokens of one fingerprint."""
WINDOW = 8
COMMON_SHARE = 0.5
"""What so many of a question's submissions share is how one solves it."""
COMMON_FROM = 6
"""Submissions of a question from which that can be said."""

_KEPT = (Keyword, Operator, Punctuation)


class Token(msgspec.Struct, frozen=True):
    """What one token is to the comparison, and the line where it stands."""

    text: str
    line: int


class Print(msgspec.Struct, frozen=True):
    """One fingerprint and the lines that it covers, from 1."""

    value: int
    first: int
    last: int


class Pair(msgspec.Struct, frozen=True):
    """Two submissions of one question, compared."""

    first: str
    second: str
    share: float
    """Common fingerprints of the smaller one's, 0 to 1."""
    shared: int
    lines: tuple[tuple[int, ...], tuple[int, ...]]
    """The lines of each that the common fingerprints cover: the evidence."""


def tokens(source: str, language: str) -> Iterator[Token]:
    """What counts: keywords and operators as they are; names, numbers and texts by kind alone."""
    line = 1
    for kind, text in _lexer(language).get_tokens(source):
        at, line = line, line + text.count("\n")
        if kind in Comment or kind in String.Doc or not text.strip():
            continue
        if any(kind in kept for kept in _KEPT):
            yield Token(text, at)
        elif kind in Name:
            yield Token("name", at)
        elif kind in Number:
            yield Token("number", at)
        elif kind in Literal:
            yield Token("text", at)


@lru_cache
def _lexer(language: str) -> Any:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return get_lexer_by_name("text", stripnl=False, ensurenl=False)


def prints(source: str, language: str) -> tuple[Print, ...]:
    """The fingerprints of a source, in the order of their places."""
    found = list(tokens(source, language))
    grams = [_print(found[place : place + GRAM]) for place in range(len(found) - GRAM + 1)]
    kept = {
        min(range(start, min(start + WINDOW, len(grams))), key=lambda place: (grams[place].value, -place))
        for start in range(max(len(grams) - WINDOW + 1, min(len(grams), 1)))
    }
    return tuple(grams[place] for place in sorted(kept))


def _print(gram: Sequence[Token]) -> Print:
    digest = hashlib.blake2b("\x00".join(token.text for token in gram).encode(), digest_size=8).digest()
    return Print(int.from_bytes(digest, "big"), gram[0].line, gram[-1].line)


def compare(sources: Mapping[str, str], language: str, starters: Sequence[str] = ()) -> list[Pair]:
    """Every pair of submissions to one question that has anything in common, the most alike first."""
    known = {print_.value for starter in starters for print_ in prints(starter, language)}
    found = {name: prints(source, language) for name, source in sources.items()}
    if len(found) >= COMMON_FROM:
        counts = Counter(value for each in found.values() for value in {one.value for one in each})
        known |= {value for value, count in counts.items() if count > COMMON_SHARE * len(found)}
    told = {name: [one for one in each if one.value not in known] for name, each in found.items()}
    pairs = (_pair(first, second, told) for first, second in itertools.combinations(sorted(told), 2))
    return sorted((pair for pair in pairs if pair.shared), key=lambda pair: (-pair.share, pair.first, pair.second))


def _pair(first: str, second: str, told: Mapping[str, Sequence[Print]]) -> Pair:
    sets = [{one.value for one in told[name]} for name in (first, second)]
    common = sets[0] & sets[1]
    smaller = min(map(len, sets))
    return Pair(
        first,
        second,
        share=round(len(common) / smaller, 4) if smaller else 0.0,
        shared=len(common),
        lines=(_lines(told[first], common), _lines(told[second], common)),
    )


def _lines(found: Sequence[Print], common: set[int]) -> tuple[int, ...]:
    covered = (range(one.first, one.last + 1) for one in found if one.value in common)
    return tuple(sorted(set(itertools.chain.from_iterable(covered))))

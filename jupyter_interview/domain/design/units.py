"""Units of back-of-envelope estimates: data, time, and what they make together.

A table of our own, since the texts come from candidates: general unit libraries evaluate expressions, and know neither
`qps` nor that the `links` of `40 links/s` are only counted.
"""

from __future__ import annotations

import re

import msgspec

MAX_UNIT = 40
"""Characters of the longest unit that anybody means."""

_TIME: dict[str, float] = {
    "ms": 1e-3, "millisecond": 1e-3, "us": 1e-6, "\u00b5s": 1e-6, "microsecond": 1e-6, "s": 1, "sec": 1, "second": 1,
    "min": 60, "minute": 60, "h": 3600, "hr": 3600, "hour": 3600, "d": 86400, "day": 86400, "week": 7 * 86400,
    "month": 30.4 * 86400, "y": 365 * 86400, "yr": 365 * 86400, "year": 365 * 86400,
}  # fmt: skip
_PREFIXES = " kmgtpe"
"""Each a thousand times the one before."""
_WORDS: dict[str, float] = {"kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12, "peta": 1e15}
_RATES = re.compile(r"[a-z]{0,2}ps|hz")
"""`qps`, `rps`, `tps`: something a second."""
_DATA = re.compile(r"(?P<prefix>[kKmMgGtTpPeE]?)(?P<binary>i?)(?P<kind>B|b|bit|byte|Byte|Bit)(?P<ps>ps)?")
_BITS = ("b", "bit", "Bit")
_LONG = re.compile(rf"(?P<prefix>{'|'.join(_WORDS)})?(?P<kind>bit|byte)")
_WORD = re.compile(r"[A-Za-z\u00b5]+")
_PER = re.compile(r"\s*/\s*|\s+(?:per|a|an|each|every)\s+")


class Unit(msgspec.Struct, frozen=True):
    """A scale to bytes and seconds, and the powers of both. A count of whatever has neither."""

    scale: float = 1.0
    data: int = 0
    time: int = 0

    @property
    def dimension(self) -> tuple[int, int]:
        return (self.data, self.time)

    def __mul__(self, other: Unit) -> Unit:
        return Unit(self.scale * other.scale, self.data + other.data, self.time + other.time)

    def inverse(self) -> Unit:
        return Unit(1 / self.scale, -self.data, -self.time)


COUNT = Unit()


def parse_unit(text: str) -> Unit:
    """The unit that a text writes. Words that are neither data nor time are counted things; never fails."""
    first, *rest = _PER.split(f" {text[:MAX_UNIT]} ")
    unit = _product(first)
    for part in rest:
        unit *= _product(part).inverse()
    return unit


def is_stated(text: str) -> bool:
    """Whether there is any word of a unit in a text."""
    return bool(_WORD.search(text))


def _product(text: str) -> Unit:
    unit = COUNT
    for word in _WORD.findall(text):
        unit *= _known(word)
    return unit


def _known(word: str) -> Unit:
    """One word's unit. `B` is bytes and `b` bits; prefixes are powers of 1000, with an `i` of 1024."""
    lower = word.lower()
    singular = lower if lower in _TIME else lower.removesuffix("s")
    if singular in _TIME:
        return Unit(_TIME[singular], time=1)
    if match := _DATA.fullmatch(word) or _DATA.fullmatch(word.removesuffix("s")):
        base = 1024 if match["binary"] else 1000
        power = _PREFIXES.index(match["prefix"].lower() or " ")
        unit = Unit(base**power * (0.125 if match["kind"] in _BITS else 1), data=1)
        return unit * Unit(time=-1) if match["ps"] else unit
    if match := _LONG.fullmatch(singular):
        return Unit(_WORDS.get(match["prefix"] or "", 1) * (0.125 if match["kind"] == "bit" else 1), data=1)
    return Unit(time=-1) if _RATES.fullmatch(lower) else COUNT

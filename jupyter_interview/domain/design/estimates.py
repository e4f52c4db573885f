"""Back-of-envelope estimates: what a candidate's output states, against the values that a careful one comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from jupyter_interview.domain.design.questions import Estimate
from jupyter_interview.domain.design.units import MAX_UNIT, is_stated, parse_unit
from jupyter_interview.domain.design.wording import longest_match

MAX_LINES = 400
MAX_LINE = 400
"""What is read of an output: more than any estimate needs, and a bound on the work."""

CLOSE = 1.25

_MULTIPLES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_MULTIPLES |= {"trillion": 1e12}
_NUMBER = re.compile(
    r"(?<![\w.])(?P<number>\d[\d,_]{0,24}(?:\.\d{1,12})?(?:[eE][+-]?\d{1,2})?)"
    r"(?:\s*(?P<multiple>[kKmM]|thousand|mio|million|bn|billion|trillion)s?(?!\w))?"
)
_POWER = re.compile(
    r"(?:(?<![\d.])(\d{1,25}(?:\.\d{1,12})?)\s{0,8}[*x\u00d7]\s{0,8})?10\s{0,8}(?:\^|\*\*)\s{0,8}(\d{1,2})\b"
)
"""Bounded in each part: candidates' lines are read with it, and a mere row of digits took minutes."""
_UNIT = re.compile(rf"\s*(?P<unit>[/A-Za-z\u00b5][A-Za-z\u00b5/ ]{{0,{MAX_UNIT}}})?")

Status = Literal["right", "wrong", "wrong_unit", "no_unit", "unstated"]


class Stated(msgspec.Struct, frozen=True):
    """A number with the words behind it, as written."""

    value: float
    unit: str


class Checked(msgspec.Struct, frozen=True):
    """One quantity, checked."""

    name: str
    status: Status
    ratio: float | None = None
    """What was stated over what is right, where the units allow to say."""


def check_estimates(text: str, wanted: Sequence[Estimate]) -> tuple[Checked, ...]:
    """Each quantity by the last line of the text that speaks of it."""
    lines: dict[str, str] = {}
    for line in text.splitlines()[:MAX_LINES]:
        if (name := _subject(line[:MAX_LINE], wanted)) and _NUMBER.search(line):
            lines[name] = line[:MAX_LINE]
    return tuple(_checked(one, lines.get(one.name)) for one in wanted)


def stated_in(line: str) -> tuple[Stated, ...]:
    """The numbers of a line's last statement: what stands behind its last colon or equals sign, if anything does."""
    written = _POWER.sub(_as_number, line)
    parts = [part for part in re.split(r"[:=]", written) if _NUMBER.search(part)]
    return tuple(_numbers(parts[-1])) if parts else ()


def numbers_in(line: str) -> tuple[Stated, ...]:
    """Every number of a line."""
    return tuple(_numbers(_POWER.sub(_as_number, line)))


def is_about(stated: Stated, wanted: Estimate) -> bool:
    """Whether a number comes within a quarter of a quantity's value, bare or in a unit that measures the same."""
    ratio = _ratio(stated, wanted.unit, wanted.value)
    return _distance(stated.value / wanted.value) <= CLOSE or (ratio is not None and _distance(ratio) <= CLOSE)


def _subject(line: str, wanted: Sequence[Estimate]) -> str | None:
    """Of the quantities that a line names, the one that it names in most letters."""
    matched = [(longest_match(line, (one.name, *one.keywords)), one.name) for one in wanted]
    length, name = max(matched, key=lambda match: match[0], default=(0, ""))
    return name if length else None


def _numbers(text: str) -> Iterator[Stated]:
    for match in _NUMBER.finditer(text):
        multiple = _MULTIPLES[match["multiple"].lower()] if match["multiple"] else 1
        unit = _UNIT.match(text, match.end())
        yield Stated(_float(match["number"]) * multiple, (unit["unit"] or "").strip() if unit else "")


def _float(written: str) -> float:
    return float(written.replace(",", "").replace("_", ""))


def _as_number(match: re.Match[str]) -> str:
    """`3 * 10^6` as `3e6`."""
    return f"{match[1] or 1}e{match[2]}"


def _checked(wanted: Estimate, line: str | None) -> Checked:
    found = stated_in(line) if line else ()
    if not found:
        return Checked(wanted.name, "unstated")
    targets = ((wanted.unit, wanted.value), *wanted.also.items())
    for one in reversed(found):  # the last that can be compared is meant; the best of many would be a guess for free
        ratios = [ratio for target in targets if (ratio := _ratio(one, *target)) is not None]
        if ratios:
            ratio = min(ratios, key=_distance)
            return Checked(wanted.name, "right" if _distance(ratio) <= wanted.factor else "wrong", ratio)
    return Checked(wanted.name, "wrong_unit" if any(is_stated(one.unit) for one in found) else "no_unit")


def _ratio(stated: Stated, unit: str, value: float) -> float | None:
    """None where the units measure different things."""
    own, wanted = parse_unit(stated.unit), parse_unit(unit)
    if own.dimension != wanted.dimension:
        return None
    return stated.value * own.scale / (value * wanted.scale)


def _distance(ratio: float) -> float:
    """How many times too much or too little, at least 1."""
    return max(ratio, 1 / ratio) if ratio > 0 else float("inf")

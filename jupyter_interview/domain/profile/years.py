"""Years of work from the ranges of dates that a résumé names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST = 1950
LONGEST = 50.0

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_YEAR = r"(?:19|20)\d\d"
_DATE = rf"(?:{_MONTH}\.?,?\s+{_YEAR}|\d{{1,2}}[/.]{_YEAR}|{_YEAR}-(?:0[1-9]|1[0-2])(?!\d)|{_YEAR})"
_NOW = r"present|now|current|today|ongoing|date"
_RANGE = re.compile(
    rf"(?<![\w/.-])({_DATE})\s{{0,3}}(?:[-\u2013\u2014\u2212]|\bto\b|\buntil\b|\btill\b)\s{{0,3}}({_DATE}|{_NOW})(?![\w/]|-\d)",
    re.IGNORECASE,
)
_STATED = re.compile(r"(?<![\w.])(\d{1,2})(?:\.(\d))?\s?\+?\s?(?:years?|yrs?)\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.](\d{4})")


def years_in(text: str, today: date) -> float | None:
    """To half a year. Times that overlap count once; where no range is named, what the text claims counts.

    A range of bare years ends where its last year begins: 2019 to 2021 is two years.
    """
    months = _covered(_ranges(text, today))
    if months:
        return min(round(months / 6) / 2, LONGEST)
    stated = [float(f"{match[1]}.{match[2] or 0}") for match in _STATED.finditer(text)]
    return min(max(stated), LONGEST) if stated else None


def _ranges(text: str, today: date) -> Iterator[tuple[int, int]]:
    """First month and the one after the last, both counted from year 0."""
    now = today.year * 12 + today.month
    for match in _RANGE.finditer(text):
        begin, exact = _month(match[1])
        if re.fullmatch(_NOW, match[2], re.IGNORECASE):
            end = now
        else:
            end, exact_end = _month(match[2])
            end += 1 if exact_end else 0
            end = max(end, begin + 6) if not (exact and exact_end) else end
        end = min(end, now)
        if EARLIEST * 12 <= begin < end:
            yield begin, end


def _month(written: str) -> tuple[int, bool]:
    """Months since year 0, and whether a month was named."""
    word = written.lower()
    year = int(re.findall(_YEAR, word)[-1])
    named = next((number for number, name in enumerate(MONTHS) if word.startswith(name)), None)
    if named is not None:
        return year * 12 + named, True
    if first := _MONTH_FIRST.fullmatch(word):
        return year * 12 + min(max(int(first[1]), 1), 12) - 1, True
    if len(word) == 7:
        return int(word[:4]) * 12 + int(word[5:]) - 1, True
    return year * 12, False


def _covered(ranges: Iterable[tuple[int, int]]) -> int:
    """Months in at least one of the ranges."""
    total, reached = 0, 0
    for begin, end in sorted(ranges):
        total += max(end - max(begin, reached), 0)
        reached = max(reached, end)
    return total

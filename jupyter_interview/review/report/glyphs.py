"""Which letters can be set here: what no font has is written out, so that it can still be read and copied.

The standard for accessible PDF refuses a letter without a glyph. Control characters and those that turn the direction
of writing are written out too: code must not look like something else than it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from jupyter_interview.domain.inert import visible

COMMON = 0x250
"""Latin letters below this are in the fonts that Typst brings along."""
MAX_TRIES = 120
"""Of setting some letters, some 20 ms each. What is unsure after them is written out: no report takes minutes."""

CanSet = Callable[[str], bool]
"""Whether all of a text can be set."""


def inert(value: Any) -> Any:
    """Plain values with every string in them made safe to show."""
    return _mapped(value, visible)


def readable(value: Any, can_set: CanSet) -> Any:
    """Plain values with every letter that cannot be set written out as an escape."""
    odd = sorted({letter for text in _texts(value) for letter in text if ord(letter) >= COMMON})
    table = {ord(letter): f"\\u{ord(letter):04x}" for letter in _missing(odd, can_set)}
    return _mapped(value, lambda text: text.translate(table))


def _missing(letters: Sequence[str], can_set: CanSet) -> list[str]:
    """By halves, the larger parts first: most texts hold none or few."""
    missing: list[str] = []
    unsure = deque([letters] if letters else [])
    for _ in range(MAX_TRIES):
        if not unsure:
            break
        part = unsure.popleft()
        if can_set(" ".join(part)):
            continue
        middle = len(part) // 2
        if middle:
            unsure += [part[:middle], part[middle:]]
        else:
            missing += part
    return [*missing, *(letter for part in unsure for letter in part)]


def _texts(value: Any) -> Iterable[str]:
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from _texts(part)
        case list() | tuple():
            for part in value:
                yield from _texts(part)
        case _:
            return


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case dict():
            return {key: _mapped(part, change) for key, part in value.items()}
        case list() | tuple():
            return [_mapped(part, change) for part in value]
        case _:
            return value

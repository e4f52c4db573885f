"""Whether two values are the same, under each comparison. No number is hashed here: values are chosen by the
candidate, and chosen numbers make a hash table as slow as a list. Depth is bounded, for both values are of a declared
type.
"""

from __future__ import annotations

import json
import math
from itertools import zip_longest
from typing import Any, TypeGuard

from jupyter_interview.domain.signatures import ClassSignature, Comparison, ProgramSignature, Signature

TOLERANCE = 1e-6


def same_answer(signature: Signature, actual: Any, expected: Any) -> bool:
    """Whether two answers of the declared type are equal under the signature's comparison; of a class, call by call."""
    if isinstance(signature, ProgramSignature):
        return same_output(actual, expected, signature.compare)
    if isinstance(signature, ClassSignature):
        return len(actual) == len(expected) and all(
            same(one, other, signature.compare) for one, other in zip(actual, expected, strict=True)
        )
    return same(actual, expected, signature.compare)


def same(actual: Any, expected: Any, compare: Comparison) -> bool:
    """Whether two values of the same declared type are equal under the question's comparison. Symmetric.

    `unordered` is about lists: values that are none are compared exactly. A checker is not asked here.
    """
    if compare is Comparison.CLOSE:
        return _alike(actual, expected, close=True)
    both_lists = isinstance(actual, list | tuple) and isinstance(expected, list | tuple)
    if compare is Comparison.EXACT or not both_lists:
        return _alike(actual, expected, close=False)
    deep = compare is Comparison.UNORDERED_DEEP
    return len(actual) == len(expected) and _sorted(actual, deep) == _sorted(expected, deep)


def same_output(actual: str, expected: str, compare: Comparison) -> bool:
    """Whether two programs wrote the same: line by line, or, if `close`, word by word with numbers near enough."""
    if compare is Comparison.CLOSE:
        pairs = zip_longest(actual.split(), expected.split())
        return all(one is not None and other is not None and _near(one, other) for one, other in pairs)
    return _lines(actual) == _lines(expected)


def _alike(one: Any, other: Any, *, close: bool) -> bool:
    if isinstance(one, list | tuple):
        if isinstance(other, list | tuple) and _plain(one, other, close):
            return list(one) == list(other)
        return (
            isinstance(other, list | tuple)
            and len(one) == len(other)
            and all(_alike(left, right, close=close) for left, right in zip(one, other, strict=True))
        )
    if isinstance(one, dict):
        return (
            isinstance(other, dict)
            and one.keys() == other.keys()
            and all(_alike(value, other[key], close=close) for key, value in one.items())
        )
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if close and _is_number(one) and _is_number(other):
        return _is_close(one, other)
    return bool(one == other)


def _plain(one: Any, other: Any, close: bool) -> bool:
    """Whether all items of both are of one type for which Python's equality, a good deal faster, is ours."""
    kinds = set(map(type, one)) | set(map(type, other))
    return kinds == {str} or (not close and kinds in ({int}, {float}))


def _sorted(values: list[Any] | tuple[Any, ...], deep: bool) -> list[str]:
    return sorted(_text(value, deep) for value in values)


def _text(value: Any, unordered: bool) -> str:
    """A text that is equal exactly when the values are; `unordered` forgets the order of a list."""
    if isinstance(value, list | tuple):
        items = _sorted(value, True) if unordered else [_text(item, False) for item in value]
        return f"[{','.join(items)}]"
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)}:{_text(item, unordered)}" for key, item in sorted(value.items()))
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # 1.0 equals 1
    return json.dumps(value)


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_close(one: float, other: float) -> bool:
    try:
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    except OverflowError:  # an integer beyond every float
        return one == other


def _lines(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return _is_close(float(one), float(other))
    except ValueError:
        return False

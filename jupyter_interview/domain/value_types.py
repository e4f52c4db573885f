"""The types that arguments and results are declared with, and which JSON values are of them.

    scalar := int | long | float | bool | string
    type   := scalar | type[] | type? | map<string,type> | map<int,type> | linked_list<scalar> | tree<scalar>

One spelling a type, without spaces: what is written in a question travels as it stands to every runner. `json`
(anything) and `void` (null) stand alone and are not for questions' values; a method may return `void`.

Values are JSON: a linked list is an array of its values, a tree an array in level order with null for the missing
child of a node that is there and no nulls at the end, a map an object; `NaN`, `Infinity` and `-Infinity` are strings.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Literal

import msgspec

from jupyter_interview.errors import BadQuestion

ScalarName = Literal["int", "long", "float", "bool", "string"]

NON_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})
MAX_SAFE_INTEGER = 2**53 - 1
"""The largest integer that every language reads from JSON unchanged: the bound of a `long`."""
MIN_INT, MAX_INT = -(2**31), 2**31 - 1
MAX_DEPTH = 6
"""How deep types may nest."""
MAX_LENGTH = 120
"""Characters of a written type."""


class Scalar(msgspec.Struct, frozen=True):
    """A plain value."""

    name: ScalarName


class ListOf(msgspec.Struct, frozen=True):
    """`T[]`."""

    item: ValueType


class Nullable(msgspec.Struct, frozen=True):
    """`T?`: null or a T."""

    item: ValueType


class MapOf(msgspec.Struct, frozen=True):
    """`map<K,T>`: an object; the keys of a `map<int,T>` are decimal numbers."""

    key: Literal["string", "int"]
    value: ValueType


class LinkedList(msgspec.Struct, frozen=True):
    """`linked_list<T>`; the empty array is no list."""

    item: Scalar


class Tree(msgspec.Struct, frozen=True):
    """`tree<T>`; the empty array is no tree."""

    item: Scalar


class Anything(msgspec.Struct, frozen=True):
    """`json`."""


class Nothing(msgspec.Struct, frozen=True):
    """`void`."""


ValueType = Scalar | ListOf | Nullable | MapOf | LinkedList | Tree | Anything | Nothing

SCALARS: dict[str, Scalar] = {
    "int": Scalar("int"),
    "long": Scalar("long"),
    "float": Scalar("float"),
    "bool": Scalar("bool"),
    "string": Scalar("string"),
}
_ALONE: dict[str, ValueType] = {"json": Anything(), "void": Nothing()}
_DECIMAL = re.compile(r"0|-?[1-9][0-9]{0,9}")


@cache
def parse_type(text: str) -> ValueType:
    """The type that `text` writes.

    Raises:
        BadQuestion: it writes none; the message says why.
    """
    if len(text) > MAX_LENGTH:
        raise BadQuestion(f"a type has at most {MAX_LENGTH} characters")
    return _ALONE.get(text) or _parse(text, MAX_DEPTH)


def _parse(text: str, depth: int) -> ValueType:
    if depth == 0:
        raise BadQuestion(f"types nest at most {MAX_DEPTH} deep")
    if text.endswith("[]"):
        return ListOf(_parse(text.removesuffix("[]"), depth - 1))
    if text.endswith("?"):
        inner = _parse(text.removesuffix("?"), depth - 1)
        if isinstance(inner, Nullable | LinkedList | Tree):
            raise BadQuestion(f"{text!r} has a question mark too many: {text.removesuffix('?')} can be null already")
        return Nullable(inner)
    name, opened, inside = text.partition("<")
    if not opened or not inside.endswith(">"):
        return _scalar(text, text)
    if name == "map":
        key, _, value = inside.removesuffix(">").partition(",")
        if key not in ("string", "int"):
            raise BadQuestion(f"{text!r}: the keys of a map are string or int")
        return MapOf("string" if key == "string" else "int", _parse(value, depth - 1))
    if name == "linked_list":
        return LinkedList(_scalar(inside.removesuffix(">"), text))
    if name == "tree":
        return Tree(_scalar(inside.removesuffix(">"), text))
    return _scalar(text, text)


def _scalar(name: str, within: str) -> Scalar:
    found = SCALARS.get(name)
    if found is None:
        what = repr(within) if name == within else f"{name!r} in {within!r}"
        raise BadQuestion(
            f"{what} is no type: write int, long, float, bool, string, any of them with [] or ?, map<string,…>,"
            " map<int,…>, linked_list<…> or tree<…>, without spaces"
        )
    return found


def shapes(kind: ValueType) -> Iterator[ValueType]:
    """The type and every type inside it, a map's keys left out."""
    yield kind
    if isinstance(kind, ListOf | Nullable | LinkedList | Tree):
        yield from shapes(kind.item)
    elif isinstance(kind, MapOf):
        yield from shapes(kind.value)


def fits(value: Any, kind: str) -> bool:
    """Whether a JSON value is of the declared type. Its own depth does not matter: the type's is small.

    Raises BadQuestion when `kind` is no type.
    """
    return _check(parse_type(kind))(value)


@cache
def _check(kind: ValueType) -> Callable[[Any], bool]:
    """The test for a type, made once: values may have a hundred thousand items."""
    match kind:
        case Scalar(name):
            return _SCALAR_CHECKS[name]
        case ListOf(item):
            inner = _check(item)
            plain = _PLAIN_LISTS.get(item.name, _never) if isinstance(item, Scalar) else _never
            return lambda value: isinstance(value, list | tuple) and (plain(value) or all(map(inner, value)))
        case LinkedList(item):
            return _check(ListOf(item))
        case Nullable(item):
            inner = _check(item)
            return lambda value: value is None or inner(value)
        case MapOf(key, item):
            check_key, inner = _KEY_CHECKS[key], _check(item)
            return lambda value: (
                isinstance(value, dict) and all(map(check_key, value)) and all(map(inner, value.values()))
            )
        case Tree(item):
            inner = _check(item)
            return lambda value: _is_tree(value, inner)
        case Nothing():
            return lambda value: value is None
        case Anything():
            return lambda value: True


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and MIN_INT <= value <= MAX_INT


def _is_long(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -MAX_SAFE_INTEGER <= value <= MAX_SAFE_INTEGER


def _is_float(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, str):
        return value in NON_FINITE
    return isinstance(value, int) and not isinstance(value, bool)


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


def _is_string(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _never(values: Any) -> bool:
    return False


def _all_of(kind: type, values: Any) -> bool:
    """Whether there are any, all of exactly this type."""
    return set(map(type, values)) == {kind}


def _is_whole(key: Any) -> bool:
    """A decimal number of 32 bits, in the one way to write it: two spellings of a number would be two keys."""
    return isinstance(key, str) and _DECIMAL.fullmatch(key) is not None and _is_int(int(key))


def _is_tree(value: Any, check: Callable[[Any], bool]) -> bool:
    if not isinstance(value, list | tuple):
        return False
    places = 1  # for nodes whose parent has been seen
    for item in value:
        if places == 0:
            return False
        places -= 1
        if item is not None:
            if not check(item):
                return False
            places += 2
    return not value or value[-1] is not None


_SCALAR_CHECKS: dict[ScalarName, Callable[[Any], bool]] = {
    "int": _is_int,
    "long": _is_long,
    "float": _is_float,
    "bool": _is_bool,
    "string": _is_string,
}
_PLAIN_LISTS: dict[ScalarName, Callable[[Any], bool]] = {
    "int": lambda values: _all_of(int, values) and min(values) >= MIN_INT and max(values) <= MAX_INT,
    "long": lambda values: _all_of(int, values) and max(map(abs, values)) <= MAX_SAFE_INTEGER,
    "float": lambda values: _all_of(float, values) and all(map(math.isfinite, values)),
    "string": lambda values: _all_of(str, values) and _is_string("".join(values)),
}
"""Whether a list surely fits, told ten times as fast as item by item. What it says no to is to be looked at by item."""
_KEY_CHECKS: dict[str, Callable[[Any], bool]] = {"string": _is_string, "int": _is_whole}

"""YAML as authors write it by hand: no anchors, no deep nesting.

A few lines of anchors stand for more than any memory holds, and the reader of deep nesting runs out of stack. Files
come from other people's packs and packages, so both are refused before anything is made of them.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
import yaml

MAX_DEPTH = 64
"""Of lists and mappings in each other: values nest six deep, and their place in the file adds a few."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_T = TypeVar("_T")


def decode(text: str, kind: type[_T]) -> _T:
    """The text as `kind`.

    Raises:
        msgspec.DecodeError: it is no YAML, not plain, or not of the kind; its text says what and where.
    """
    _check_plain(text)
    return msgspec.yaml.decode(text, type=kind)


def _check_plain(text: str) -> None:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent):
                raise msgspec.DecodeError(f"{_line(event)}: anchors and aliases cannot be used here")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                raise msgspec.DecodeError(f"{_line(event)}: it is nested too deeply")
    except yaml.YAMLError as error:
        raise msgspec.DecodeError(str(error)) from error


def _line(event: yaml.Event) -> str:
    return f"line {event.start_mark.line + 1}" if event.start_mark else "somewhere"

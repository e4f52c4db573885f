"""How values are shown to the person in front of the screen: JSON, cut where long; calls in the order of a test."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from jupyter_interview.domain.signatures import ClassSignature, FunctionSignature, Signature

SHOWN_CHARACTERS = 2000
"""Longer arguments and values are cut when shown."""


def show_arguments(signature: Signature, arguments: Sequence[Any]) -> str:
    """`name = value` for each parameter; a class's calls; a program's standard input as it is. Long values are cut."""
    if isinstance(signature, FunctionSignature):
        pairs = zip(signature.parameters, arguments, strict=True)
        return ", ".join(f"{parameter.name} = {show(value)}" for parameter, value in pairs)
    if isinstance(signature, ClassSignature):
        calls = ", ".join(call(operation, given) for operation, given in zip(*arguments, strict=True))
        return _cut(calls)
    return _cut(arguments[0])


def show_answer(signature: Signature, value: Any) -> str:
    """An answer: JSON, or a program's output as it is. Long ones are cut."""
    if isinstance(signature, FunctionSignature | ClassSignature) or not isinstance(value, str):
        return show(value)
    return _cut(value)


def call(operation: str, given: Sequence[Any]) -> str:
    """`put(1, "a")`."""
    return f"{operation}({', '.join(map(show, given))})"


def show(value: Any) -> str:
    """A value as JSON, cut when it is long."""
    try:
        return _cut(json.dumps(value, ensure_ascii=False))
    except ValueError:  # an integer of more digits than Python writes
        return "a number too long to show"


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + " …"

"""What a cell printed, as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

MAX_PRINTED = 40_000
"""Characters that are read for estimates."""


def printed(outputs: Sequence[Mapping[str, Any]]) -> str:
    """The standard output and plain results among nbformat outputs; errors and pictures have nothing to say."""
    return "\n".join(_texts(outputs))[:MAX_PRINTED]


def _texts(outputs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for output in outputs:
        match output:
            case {"output_type": "stream", "name": "stdout", "text": text}:
                yield _joined(text)
            case {"output_type": "execute_result" | "display_data", "data": {"text/plain": text}}:
                yield _joined(text)
            case _:
                continue


def _joined(text: Any) -> str:
    """Multi-line strings may be lists in nbformat."""
    return "".join(map(str, text)) if isinstance(text, list) else str(text)

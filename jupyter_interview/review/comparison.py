"""Holding a notebook's cells against the projected ones, past the changes that stock Jupyter makes when it saves.

The harmless changes are the constants here and the normal form of `_normal_cell`; `docs/reference/transcript.md` lists
them.
"""

from __future__ import annotations

import json
from typing import Any

from jupyter_interview.review.projection import METADATA_KEY

HARMLESS_NOTEBOOK_METADATA = frozenset({"kernelspec", "language_info", "orig_nbformat"})
HARMLESS_CELL_METADATA = frozenset({"trusted", "execution", "ExecuteTime", "collapsed", "scrolled"})
HARMLESS_JUPYTER_METADATA = frozenset({"source_hidden", "outputs_hidden"})
"""Keys below a cell's `jupyter` metadata: folded on the screen, one click away."""

_NOTEBOOK_KEYS = {"cells", "metadata", "nbformat", "nbformat_minor"}


def notebook_fault(notebook: dict[str, Any]) -> str | None:
    """What is wrong beside the cells, or None."""
    if extra := set(notebook) - _NOTEBOOK_KEYS:
        return f"it has a part that no transcript has: {_named(extra)}"
    if notebook.get("nbformat") != 4 or not _is_minor(notebook.get("nbformat_minor")):
        return "it was saved in another version of the notebook format"
    metadata = notebook["metadata"]
    if extra := set(metadata) - HARMLESS_NOTEBOOK_METADATA - {METADATA_KEY}:
        return f"it has metadata that no transcript has: {_named(extra)}"
    return None


def cell_fault(cell: Any, expected: dict[str, Any]) -> str | None:
    """In which part a cell of the file differs from the projected one, or None."""
    if not isinstance(cell, dict):
        return "it is not a cell"
    given = _normal_cell(cell)
    wanted = _normal_cell(expected)
    for part in ("id", "cell_type", "source", "outputs", "execution_count", "metadata", "attachments"):
        if _json(given.get(part)) != _json(wanted.get(part)):
            return f"its {part.replace('_', ' ')} is not what was recorded"
    if extra := set(given) - set(wanted):
        return f"it has a part that the recorded cell has not: {_named(extra)}"
    return None


def _normal_cell(cell: dict[str, Any]) -> dict[str, Any]:
    normal = dict(cell)
    normal["source"] = _joined(cell.get("source"))
    normal["metadata"] = _normal_metadata(cell.get("metadata"))
    normal["attachments"] = cell.get("attachments") or None
    outputs = cell.get("outputs")
    if isinstance(outputs, list):
        normal["outputs"] = [_normal_output(output) for output in outputs]
    return normal


def _normal_metadata(metadata: Any) -> Any:
    if not isinstance(metadata, dict):
        return metadata
    kept = {key: value for key, value in metadata.items() if key not in HARMLESS_CELL_METADATA}
    folded = kept.get("jupyter")
    if isinstance(folded, dict) and set(folded) <= HARMLESS_JUPYTER_METADATA:
        del kept["jupyter"]
    return kept


def _normal_output(output: Any) -> Any:
    if not isinstance(output, dict):
        return output
    normal = dict(output)
    if "text" in output:
        normal["text"] = _joined(output["text"])
    data = output.get("data")
    if isinstance(data, dict):
        normal["data"] = {kind: _normal_data(kind, value) for kind, value in data.items()}
    return normal


def _normal_data(kind: str, value: Any) -> Any:
    text = _joined(value)
    return "".join(text.split()) if kind == "image/png" and isinstance(text, str) else text


def _joined(value: Any) -> Any:
    """Text that may be stored as a list of lines."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "".join(value)
    return value


def _json(value: Any) -> str:
    """For comparing: unlike `==`, it tells true from 1."""
    return json.dumps(value, sort_keys=True)


def _is_minor(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 5


def _named(names: set[Any]) -> str:
    return ascii(str(min(map(str, names))))[:60]

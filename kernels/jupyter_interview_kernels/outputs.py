"""Collecting what one cell put out: as nbformat 4.5 outputs, capped, with a hash over all of it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

MAX_RECORDED_BYTES = 64 * 1024
"""Of all outputs of one cell together, as JSON in UTF-8."""
MAX_DEPTH = 32
"""Of a value inside an output; deeper ones are left out."""


class OutputRecord:
    """Add messages in order, then read `outputs`, `truncated` and `sha256`.

    The hash covers everything that came, whatever the cap leaves out. A stream's text is hashed as if it had come in
    one piece, so that the hash does not depend on how the kernel cut it. Its input is, for each output in order, the
    type, a NUL, then for a stream its name, a NUL and the text in UTF-8, else the output as JSON with sorted keys and
    no spaces; each ends with a NUL.
    """

    def __init__(self) -> None:
        self._outputs: list[dict[str, Any]] = []
        self._displays: dict[str, int] = {}
        self._room = MAX_RECORDED_BYTES
        self._hash = hashlib.sha256()
        self._stream: str | None = None
        self._clear_next = False
        self.truncated = False

    @property
    def outputs(self) -> tuple[dict[str, Any], ...]:
        return tuple(self._outputs)

    @property
    def sha256(self) -> str:
        digest = self._hash.copy()
        if self._stream is not None:
            digest.update(b"\0")
        return digest.hexdigest()

    def add(self, msg_type: str, content: dict[str, Any]) -> None:
        """Take one message's content. What is no output, or not shaped like one, changes nothing."""
        if msg_type == "clear_output":
            self._clear(wait=bool(content.get("wait")))
        elif msg_type == "stream":
            self._add_stream(content)
        elif (output := _rich_output(msg_type, content)) is not None:
            self._add_rich(msg_type, output, _display_id(content))

    def _clear(self, *, wait: bool) -> None:
        self._clear_next = wait
        if not wait:
            self._outputs.clear()
            self._displays.clear()
            self._room = MAX_RECORDED_BYTES

    def _add_stream(self, content: dict[str, Any]) -> None:
        name, text = content.get("name"), content.get("text")
        if name not in ("stdout", "stderr") or not isinstance(text, str) or not text:
            return
        text = clean_text(text)
        if self._stream != name:
            self._end_stream()
            self._hash.update(f"stream\0{name}\0".encode())
            self._stream = name
        self._hash.update(text.encode())
        self._clear_if_due()
        merged = bool(self._outputs) and self._outputs[-1].get("name") == name
        kept = self._fit(text, overhead=0 if merged else 64)
        if kept and merged:
            self._outputs[-1]["text"] += kept
        elif kept:
            self._outputs.append({"output_type": "stream", "name": name, "text": kept})

    def _fit(self, text: str, *, overhead: int) -> str:
        """As much of `text` as there is room for."""
        size = len(_json(text)) + overhead
        if size <= self._room:
            self._room -= size
            return text
        self.truncated = True
        # An escaped character takes at most six bytes; what is cut off too early is at most 5/6 of the last piece.
        kept = text[: max(0, self._room - overhead) // 6]
        self._room = 0
        return kept

    def _add_rich(self, msg_type: str, output: dict[str, Any], display_id: str) -> None:
        self._end_stream()
        self._hash.update(msg_type.encode() + b"\0" + _json(output) + b"\0")
        if msg_type == "update_display_data":
            self._update(display_id, output)
            return
        self._clear_if_due()
        kept = self._shrink(output, self._room)
        if kept is None:
            return
        self._room -= len(_json(kept))
        if display_id:
            self._displays[display_id] = len(self._outputs)
        self._outputs.append(kept)

    def _update(self, display_id: str, output: dict[str, Any]) -> None:
        position = self._displays.get(display_id)
        if position is None:
            return
        old = self._outputs[position]
        kept = self._shrink(output, self._room + len(_json(old)))
        if kept is not None:
            self._room += len(_json(old)) - len(_json(kept))
            self._outputs[position] = {**old, "data": kept["data"], "metadata": kept["metadata"]}

    def _shrink(self, output: dict[str, Any], room: int) -> dict[str, Any] | None:
        """The output, or its plain text where the whole is too large, or None where even that is."""
        if len(_json(output)) <= room:
            return output
        self.truncated = True
        plain = output.get("data", {}).get("text/plain")
        if plain is None:
            return None
        smaller = {**output, "data": {"text/plain": plain}, "metadata": {}}
        return smaller if len(_json(smaller)) <= room else None

    def _clear_if_due(self) -> None:
        if self._clear_next:
            self._clear(wait=False)

    def _end_stream(self) -> None:
        if self._stream is not None:
            self._hash.update(b"\0")
            self._stream = None


def clean_text(text: str) -> str:
    """The text with each lone surrogate as U+FFFD: UTF-8 cannot hold one, and no store of ours would take it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _rich_output(msg_type: str, content: dict[str, Any]) -> dict[str, Any] | None:
    """The nbformat output for the message, cleaned, or None where it is not one."""
    if msg_type == "error":
        trace = content.get("traceback")
        lines = [line for line in trace if isinstance(line, str)] if isinstance(trace, list) else []
        names = {key: str(content.get(key, "")) for key in ("ename", "evalue")}
        output: dict[str, Any] = {"output_type": "error", **names, "traceback": lines}
    elif msg_type in ("display_data", "update_display_data", "execute_result"):
        data, metadata = content.get("data"), content.get("metadata")
        if not isinstance(data, dict):
            return None
        kind = "execute_result" if msg_type == "execute_result" else "display_data"
        output = {"output_type": kind, "data": data, "metadata": metadata if isinstance(metadata, dict) else {}}
        if kind == "execute_result":
            count = content.get("execution_count")
            output["execution_count"] = count if type(count) is int and count >= 0 else None
    else:
        return None
    try:
        cleaned = _clean(output, MAX_DEPTH)
    except RecursionError:
        return None
    assert isinstance(cleaned, dict)
    return cleaned


def _clean(value: Any, depth: int) -> Any:
    if depth == 0:
        raise RecursionError
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean(item, depth - 1) for item in value]
    if isinstance(value, dict):
        return {clean_text(key): _clean(item, depth - 1) for key, item in value.items()}
    return value


def _display_id(content: dict[str, Any]) -> str:
    transient = content.get("transient")
    found = transient.get("display_id") if isinstance(transient, dict) else None
    return found if isinstance(found, str) else ""


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

"""Recorded outputs made inert: text, errors and PNG images; no HTML, script or SVG of a candidate's ever gets through.

The transformation is also a normal form: what JupyterLab does to outputs when it saves (joining lines, merging streams,
acting on carriage returns) changes nothing in it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Any

from jupyter_interview.domain.inert import encodable

LEFT_OUT = "(An output is left out here: only text and PNG images are shown.)"
TOO_MUCH = "(Further output is left out here: it is in the record, and too large to show.)"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]")
_PNG = b"\x89PNG\r\n\x1a\n"

Output = dict[str, Any]


class OutputBudget:
    """How many more characters of output the projection shows, so that a transcript stays readable."""

    def __init__(self, characters: int = 16 * 1024 * 1024) -> None:
        self._left = characters

    def spend(self, characters: int) -> bool:
        """False when that much is not left; nothing is spent then."""
        if characters > self._left:
            return False
        self._left -= characters
        return True


def inert_outputs(outputs: Sequence[Any], budget: OutputBudget) -> list[Output]:
    """Outputs of nbformat 4.5, fit to be shown to anybody."""
    shown: list[Output] = []
    for raw in outputs:
        output = _inert(raw) if isinstance(raw, dict) else _stream("stderr", LEFT_OUT)
        if not budget.spend(_size(output)):
            shown.append(_stream("stderr", TOO_MUCH))
            break
        _append(shown, output)
    return shown


def _append(shown: list[Output], output: Output) -> None:
    last = shown[-1] if shown else None
    streams = last is not None and last["output_type"] == output["output_type"] == "stream"
    if last is not None and streams and last["name"] == output["name"]:
        last["text"] += output["text"]
    else:
        shown.append(output)


def _inert(raw: Output) -> Output:
    match raw.get("output_type"):
        case "stream":
            return _stream("stderr" if raw.get("name") == "stderr" else "stdout", raw.get("text"))
        case "error":
            lines = raw.get("traceback")
            return {
                "output_type": "error",
                "ename": text_of(raw.get("ename")),
                "evalue": text_of(raw.get("evalue")),
                "traceback": [text_of(line) for line in lines] if isinstance(lines, list | tuple) else [],
            }
        case "execute_result":
            count = raw.get("execution_count")
            return {"output_type": "execute_result", "execution_count": count_of(count), **_data(raw)}
        case "display_data":
            return {"output_type": "display_data", **_data(raw)}
        case _:
            return _stream("stderr", LEFT_OUT)


def _data(raw: Output) -> dict[str, Any]:
    given = raw.get("data")
    data: dict[str, str] = {}
    if isinstance(given, dict):
        if "text/plain" in given:
            data["text/plain"] = text_of(given["text/plain"])
        if image := _png(given.get("image/png")):
            data["image/png"] = image
    return {"data": data or {"text/plain": LEFT_OUT}, "metadata": {}}


def _stream(name: str, text: Any) -> Output:
    return {"output_type": "stream", "name": name, "text": text_of(text)}


def text_of(value: Any) -> str:
    """Text as nbformat stores it, a string or a list of lines, without what a terminal would act on."""
    text = "".join(map(str, value)) if isinstance(value, list | tuple) else str(value if value is not None else "")
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", encodable(text))


def count_of(value: Any) -> int | None:
    """An execution count that the format allows."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31 else None


def _png(value: Any) -> str | None:
    """Base64 of a PNG without white space; None for anything else, which could break out of an HTML attribute."""
    text = "".join(value) if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value) else value
    if not isinstance(text, str):
        return None
    packed = "".join(text.split())
    try:
        decoded = base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError):
        return None
    return packed if decoded.startswith(_PNG) else None


def _size(output: Output) -> int:
    values: list[Any] = [*output.values(), *output.get("data", {}).values(), *output.get("traceback", ())]
    return sum(len(value) for value in values if isinstance(value, str))

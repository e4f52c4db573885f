"""Canonical bytes for values: RFC 8785 JSON, with a stated encoding for what JSON cannot say.

What a payload may hold and JSON may not:

- a string with a lone surrogate          `{"$text": base64 of its UTF-8 with the surrogates passed through}`
- an integer outside ±(2^53 - 1)          `{"$int": "decimal digits"}`
- NaN, the infinities, and a float that JSON would write as an integer outside that range
                                          `{"$float": "NaN" | "Infinity" | "-Infinity" | digits}`
- an object with a key that begins `$`    `{"$object": [[key, value], …]}`: no candidate's text is taken for ours

NUL needs no encoding: JSON writes it as `\\u0000`, and payloads are stored as bytes, never as `jsonb`.
"""

from __future__ import annotations

import base64
import json
import math
from typing import Any

import rfc8785

_SAFE_INTEGER = 2**53 - 1
_FLOATS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def to_bytes(value: Any) -> bytes:
    """The one byte string for a value of dicts, lists, strings, numbers, booleans and None."""
    return rfc8785.dumps(_encode(value))


def from_bytes(data: bytes) -> Any:
    """The value back; the inverse of `to_bytes`.

    Raises:
        ValueError: not JSON, or an encoding that is not one of ours.
    """
    return _decode(json.loads(data))


def _encode(value: Any) -> Any:
    if isinstance(value, str):
        return _encode_text(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return value if -_SAFE_INTEGER <= value <= _SAFE_INTEGER else {"$int": str(value)}
    if isinstance(value, float):
        return _encode_float(value)
    if isinstance(value, dict):
        return _encode_object(value)
    if isinstance(value, list | tuple):
        return [_encode(item) for item in value]
    raise TypeError(f"a payload cannot hold a {type(value).__name__}")


def _encode_text(value: str) -> Any:
    try:
        value.encode()
    except UnicodeEncodeError:
        return {"$text": base64.b64encode(value.encode("utf-8", "surrogatepass")).decode("ascii")}
    return value


def _encode_float(value: float) -> Any:
    if math.isnan(value):
        return {"$float": "NaN"}
    if math.isinf(value):
        return {"$float": "Infinity" if value > 0 else "-Infinity"}
    if abs(value) > _SAFE_INTEGER:
        return {"$float": repr(value)}
    return value


def _encode_object(value: dict[str, Any]) -> Any:
    plain = all(not key.startswith("$") and _encode_text(key) == key for key in value)
    if plain:
        return {key: _encode(item) for key, item in value.items()}
    return {"$object": [[_encode_text(key), _encode(value[key])] for key in sorted(value)]}


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return [_decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        (key, inner), *_ = value.items()
        if key.startswith("$"):
            return _decode_marked(key, inner)
    return {key: _decode(item) for key, item in value.items()}


def _decode_marked(key: str, inner: Any) -> Any:
    if key == "$text":
        return base64.b64decode(inner, validate=True).decode("utf-8", "surrogatepass")
    if key == "$int":
        return int(inner)
    if key == "$float":
        return _FLOATS[inner] if inner in _FLOATS else float(inner)
    if key == "$object":
        return {_decode(name): _decode(item) for name, item in inner}
    raise ValueError(f"unknown encoding {key!r}")

"""Plain text, in one of the encodings that editors write."""

from __future__ import annotations

from jupyter_interview.adapters.resume.refusal import Refused

MAX_CONTROLS = 0.01
"""Of the characters: text has next to none but ends of lines and tabs, a picture has many."""


def text_of(data: bytes) -> str:
    """Raises Refused for what is no text."""
    text = _decoded(data)
    controls = sum(character < " " and character not in "\n\r\t\f" for character in text)
    if "\0" in text or controls > MAX_CONTROLS * len(text) or data.startswith(b"{\\rtf"):
        raise Refused("type")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")

"""Foreign text inside Markdown: shown as it is, never taken for markup.

What candidates type and what their code returns is hostile. Inside a code block that its own text cannot close, nothing
of it becomes HTML, a heading, a link or an image.
"""

from __future__ import annotations

import re

_BACKTICKS = re.compile(r"`+")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of writing and so hide what a text says."""


def code_block(text: str, info: str = "text") -> str:
    """A fenced block, its fence longer than any run of backticks in `text`."""
    shown = visible(text).rstrip("\n")
    longest = max((len(run) for run in _BACKTICKS.findall(shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}\n{shown}\n{fence}"


def visible(text: str) -> str:
    """`text` with line ends made `\\n` and every control character written out as an escape."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    escaped = _CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}", lines)
    return escaped.encode("utf-8", "replace").decode("utf-8")


def plain(text: str) -> str:
    """One line of text with everything that Markdown or HTML would act on escaped."""
    return _MARKUP.sub(r"\\\1", " ".join(visible(text).split()))


def encodable(text: str) -> str:
    """`text` for a cell's source: line ends made `\\n`, lone surrogates replaced, so that editors keep it as it is."""
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")


def shortened(text: str, limit: int = 200) -> str:
    """At most `limit` characters, with what was left out counted."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… ({len(text) - limit} more characters)"

"""Cells as HTML that nothing in a transcript can break out of.

Texts are escaped; Markdown is rendered with raw HTML and unsafe links written out; pictures are PNG alone. The page's
own policy (`policy.py`) forbids the rest a second time: no script but its own, nothing from anywhere.
"""

from __future__ import annotations

import base64
import binascii
import re
from functools import cache
from html import escape
from typing import Any

import mistune
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

MAX_HIGHLIGHTED = 50_000
"""Characters of code; longer ones are shown plain."""
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_PICTURE = "image/png"


class _Quiet(mistune.HTMLRenderer):
    """Links open nothing by themselves, and there are no pictures: those of Markdown come from elsewhere."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f"[picture: {escape(text)}]"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        safe = url.startswith(("https://", "http://", "#"))
        return f'<a rel="noopener noreferrer" href="{escape(url)}">{text}</a>' if safe else text


@cache
def _markdown() -> Any:
    return mistune.create_markdown(renderer=_Quiet(escape=True), plugins=["table"])


def markdown(text: str) -> str:
    rendered: str = _markdown()(text)
    return rendered


def code(source: str, language: str) -> str:
    """Highlighted, in a block that can be reached by keyboard since it may scroll."""
    return f'<pre class="code" tabindex="0"><code>{_highlighted(source, language)}</code></pre>'


def _highlighted(source: str, language: str) -> str:
    if len(source) > MAX_HIGHLIGHTED:
        return escape(source)
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return escape(source)
    return str(highlight(source, lexer, HtmlFormatter(nowrap=True)))


def outputs(found: list[dict[str, Any]]) -> str:
    return "".join(map(_output, found))


def _output(output: dict[str, Any]) -> str:
    data = output.get("data", {})
    if picture := _png(data.get(_PICTURE)):
        return f'<img alt="Output of the cell" src="data:{_PICTURE};base64,{picture}">'
    if "text" in output:
        return _text(output["text"])
    if "traceback" in output:
        return _text("\n".join(map(str, output["traceback"])))
    return _text(data.get("text/plain", "[an output that is not text]"))


def _png(value: Any) -> str | None:
    """The picture's own bytes written anew, so that the attribute holds nothing else."""
    try:
        data = base64.b64decode("".join(_joined(value).split()), validate=True) if value else b""
    except binascii.Error:
        return None
    return base64.b64encode(data).decode() if data.startswith(b"\x89PNG\r\n\x1a\n") else None


def _text(value: Any) -> str:
    return f'<pre class="output" tabindex="0">{escape(_ANSI.sub("", _joined(value)))}</pre>'


def _joined(value: Any) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def style() -> str:
    """The colours of highlighted code, for light and for dark."""
    light = HtmlFormatter(style="xcode").get_style_defs(".code")  # type: ignore[no-untyped-call]
    dark = HtmlFormatter(style="github-dark").get_style_defs(".code")  # type: ignore[no-untyped-call]
    return f"{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}"

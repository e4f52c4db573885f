"""The words of a line of a Mermaid flowchart: nodes with their shapes, and links with their texts."""

from __future__ import annotations

import html
import re

import msgspec

MAX_LABEL = 200

_SHAPES = (
    ("(((", ")))", "circle"), ("((", "))", "circle"), ("([", "])", "stadium"), ("(", ")", "round"),
    ("[[", "]]", "subroutine"), ("[(", ")]", "cylinder"), ("[/", "/]", "slanted"), ("[/", "\\]", "slanted"),
    ("[\\", "\\]", "slanted"), ("[\\", "/]", "slanted"), ("[", "]", "rect"),
    ("{{", "}}", "hexagon"), ("{", "}", "diamond"), (">", "]", "flag"),
)  # fmt: skip
"""Opening, closing, name; longer openings before their beginnings."""
_ID = re.compile(r"\w+(?:[.-]\w+)*")
_CLASS = re.compile(r":::[\w-]+(?:,[\w-]+)*")
_ATTRIBUTES = re.compile(r"@\{(?P<inside>[^}]*)\}")
_ATTRIBUTE = re.compile(r"(?P<key>shape|label)\s*:\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>[^,\"]+))")
_EDGE_ID = re.compile(r"\w+@(?=[<xo]?[-=~])")
_WHOLE = re.compile(
    r"(?P<start>[<xo](?=--|==|-\.))?(?:(?P<thick>={2,}[=>xo])|(?P<dotted>-\.+-[>xo]?)"
    r"|(?P<solid>-{2,}[->xo]|(?<=<)--(?=\s*\w))|(?P<none>~{3,}))"
)
_OPENING = re.compile(r"(?P<start>[<xo](?=--|==|-\.))?(?P<line>==|--|-\.)(?![->=.])")
_CLOSING = {"--": re.compile(r"-{2,}[->xo]"), "==": re.compile(r"={2,}[=>xo]"), "-.": re.compile(r"\.+-[>xo]?")}
_KINDS = {"--": "arrow", "==": "thick", "-.": "dotted"}
_PIPED = re.compile(r"\s*\|(?P<text>[^|]*)\|")
_TAG = re.compile(r"<[^<>]{0,100}>")


class BrokenLine(Exception):
    """The rest of a line makes no sense. Never leaves the parser."""


class Link(msgspec.Struct, frozen=True):
    """What stands between two nodes."""

    kind: str
    label: str = ""
    backwards: bool = False
    """The only arrow head is at the beginning."""


def label_of(text: str) -> str:
    """A label as words: without quotes, tags, entities and the marks of Markdown."""
    bare = text.strip().strip('"').strip("`")
    bare = html.unescape(_TAG.sub(" ", bare).replace("#quot;", '"'))
    return " ".join(bare.replace("**", "").split())[:MAX_LABEL]


class Tokens:
    """A line, read from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._place = 0

    def at_end(self) -> bool:
        self._skip_space()
        while self._place < len(self.text) and self.text[self._place] == ";":
            self._place += 1
            self._skip_space()
        return self._place >= len(self.text) or self.text.startswith("%%", self._place)

    def rest(self) -> str:
        return self.text[self._place :]

    def skip_line(self) -> None:
        self._place = len(self.text)

    def skip_statement(self) -> None:
        end = self.text.find(";", self._place)
        self._place = len(self.text) if end < 0 else end + 1

    def end_statement(self) -> None:
        """A statement ends with a semicolon, a comment or the line."""
        self._skip_space()
        if self._place < len(self.text) and self.text[self._place] != ";" and not self.at_end():
            raise BrokenLine

    def take(self, token: str) -> bool:
        self._skip_space()
        taken = self.text.startswith(token, self._place)
        self._place += len(token) if taken else 0
        return taken

    def node(self) -> tuple[str, str | None, str | None]:
        """Id, label and shape; the last two are None where the node is only named.

        Raises:
            BrokenLine: there is no node.
        """
        name = self._match(_ID)
        if name is None:
            raise BrokenLine
        label, shape = self._shaped()
        if attributes := self._match(_ATTRIBUTES):
            for found in _ATTRIBUTE.finditer(attributes["inside"]):
                value = (found["quoted"] or found["plain"] or "").strip()
                label, shape = (label_of(value), shape) if found["key"] == "label" else (label, value)
        self._match(_CLASS)
        return name.group(), label, shape

    def link(self) -> Link | None:
        """The link that follows, with its text; None when there is none."""
        self._skip_space()
        self._match(_EDGE_ID)
        if whole := self._match(_WHOLE):
            piped = self._match(_PIPED)
            return _link(whole.group(), _kind(whole), label_of(piped["text"]) if piped else "")
        opening = _OPENING.match(self.text, self._place)
        closing = _CLOSING[opening["line"]].search(self.text, opening.end()) if opening else None
        if opening is None or closing is None:
            return None
        self._place = closing.end()
        label = label_of(self.text[opening.end() : closing.start()])
        ends = opening.group() + closing.group()
        kind = _KINDS[opening["line"]]
        return _link(ends, "open" if kind == "arrow" and ends[-1] == "-" else kind, label)

    def _shaped(self) -> tuple[str | None, str | None]:
        for opening, closing, shape in _SHAPES:
            if not self.text.startswith(opening, self._place):
                continue
            start = self._place + len(opening)
            end = self._closing(start, closing)
            if end is not None:
                self._place = end + len(closing)
                return label_of(self.text[start:end]), shape
        return None, None

    def _closing(self, start: int, closing: str) -> int | None:
        """Where the shape closes; brackets within quotes do not count."""
        inner = start + len(self.text[start:]) - len(self.text[start:].lstrip())
        if self.text.startswith('"', inner):
            quote = self.text.find('"', inner + 1)
            after = quote + 1 + len(self.text[quote + 1 :]) - len(self.text[quote + 1 :].lstrip())
            return after if quote > 0 and self.text.startswith(closing, after) else None
        end = self.text.find(closing, start)
        return end if end >= 0 else None

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        if pattern is _ID:
            self._skip_space()
        match = pattern.match(self.text, self._place)
        self._place = match.end() if match else self._place
        return match

    def _skip_space(self) -> None:
        while self._place < len(self.text) and self.text[self._place].isspace():
            self._place += 1


def _kind(whole: re.Match[str]) -> str:
    if whole["none"]:
        return "invisible"
    if whole["thick"]:
        return "thick"
    if whole["dotted"]:
        return "dotted"
    return "open" if whole.group()[-1] == "-" and not whole["start"] else "arrow"


def _link(ends: str, kind: str, label: str) -> Link:
    return Link(kind, label, backwards=ends.startswith("<") and ends[-1] not in ">xo")

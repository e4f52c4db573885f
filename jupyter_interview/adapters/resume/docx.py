"""Visible text of a Word document: its body, without what is hidden, deleted, white on white or too small to see."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from jupyter_interview.adapters.resume.refusal import Refused

MAX_ENTRIES = 2000
MAX_UNPACKED = 100 << 20
"""Bytes of all parts together, pictures included; only two parts are unpacked."""
MAX_PART = 8 << 20
"""Bytes of a part that is unpacked: a thousand pages of plain text."""
MAX_DEPTH = 200
SMALLEST = 3
"""Half-points: at one and a half points letters are lines."""
NEARLY_WHITE = 224
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same text box once more, for old programs."""
NOT_THERE = frozenset({f"{W}del", f"{W}moveFrom", FALLBACK})
VANISH = (f"{W}vanish", f"{W}webHidden", f"{W}specVanish")


def text_of(data: bytes) -> str:
    """Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive)
            if "word/document.xml" not in archive.namelist():
                raise Refused("type")
            hidden = _hidden_styles(archive)
            return "\n".join(_paragraphs(_part(archive, "word/document.xml"), hidden))
    except (ParseError, DefusedXmlException, zipfile.BadZipFile, zlib.error) as error:
        raise Refused("malformed") from error
    except (NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        # What zipfile raises for encryption, unknown compression, and ends that come too early.
        raise Refused("malformed") from error


def _check_size(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused("unpacks")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("password")


def _part(archive: zipfile.ZipFile, name: str) -> io.BytesIO:
    """Never more than is declared, and never more than the limit, whatever is declared."""
    with archive.open(name) as part:
        unpacked = part.read(MAX_PART + 1)
    if len(unpacked) > MAX_PART:
        raise Refused("unpacks")
    return io.BytesIO(unpacked)


def _hidden_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """Ids of styles, of characters and of paragraphs, that hide what has them."""
    if "word/styles.xml" not in archive.namelist():
        return frozenset()
    styles: dict[str, tuple[bool, str]] = {}
    for _, element in _parsed(_part(archive, "word/styles.xml")):
        if element.tag == f"{W}style":
            run, based = element.find(f"{W}rPr"), element.find(f"{W}basedOn")
            parent = "" if based is None else based.get(f"{W}val", "")
            styles[element.get(f"{W}styleId", "")] = (run is not None and _unseen(run, shaded=False), parent)
    hidden = {name for name, (own, _) in styles.items() if own}
    for _ in range(10):  # no chain of styles in use is longer, and a circle has no end
        hidden |= {name for name, (_, parent) in styles.items() if parent in hidden}
    return frozenset(hidden)


def _paragraphs(document: io.BytesIO, hidden: frozenset[str]) -> Iterator[str]:
    """One at a time, and forgotten: a table's cells and a text box's paragraphs come before what holds them."""
    gone = 0
    cells: list[bool] = []
    for event, element in _parsed(document):
        if event == "start":
            gone += element.tag in NOT_THERE
            if element.tag == f"{W}tc":
                cells.append(False)
            continue
        if element.tag in NOT_THERE:
            gone -= 1
            element.clear()
        elif element.tag == f"{W}tc" and cells:
            cells.pop()
        elif element.tag == f"{W}tcPr" and cells:
            cells[-1] = _shaded(element)
        elif element.tag == f"{W}p":
            if not gone:
                yield _line(element, hidden, shaded=any(cells))
            element.clear()


def _parsed(part: io.BytesIO) -> Iterator[tuple[str, Element]]:
    depth = 0
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise Refused("malformed")
        yield event, element


def _line(paragraph: Element, hidden: frozenset[str], *, shaded: bool) -> str:
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        style = properties.find(f"{W}pStyle")
        if style is not None and style.get(f"{W}val") in hidden:
            return ""
        shaded = shaded or _shaded(properties)
    return "".join(_run(run, hidden, shaded=shaded) for run in paragraph.iter(f"{W}r"))


def _run(run: Element, hidden: frozenset[str], *, shaded: bool) -> str:
    properties = run.find(f"{W}rPr")
    if properties is not None:
        style = properties.find(f"{W}rStyle")
        if _unseen(properties, shaded=shaded) or (style is not None and style.get(f"{W}val") in hidden):
            return ""
    pieces = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
    return "".join(child.text or "" if child.tag == f"{W}t" else pieces.get(child.tag, "") for child in run)


def _unseen(properties: Element, *, shaded: bool) -> bool:
    if any((toggle := properties.find(tag)) is not None and _is_on(toggle) for tag in VANISH):
        return True
    size = properties.find(f"{W}sz")
    if size is not None and _number(size.get(f"{W}val", "")) <= SMALLEST:
        return True
    return _white(properties.find(f"{W}color")) and not (shaded or _shaded(properties))


def _is_on(toggle: Element) -> bool:
    return toggle.get(f"{W}val", "true") not in ("0", "false", "off")


def _number(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() else float("inf")


def _white(colour: Element | None) -> bool:
    value = "" if colour is None else colour.get(f"{W}val", "")
    theme = None if colour is None else colour.get(f"{W}themeColor")
    if theme in ("background1", "light1"):
        return True
    try:
        return len(value) == 6 and min(bytes.fromhex(value)) >= NEARLY_WHITE
    except ValueError:
        return False


def _shaded(properties: Element) -> bool:
    """Whether white letters have something behind them that is not white."""
    shading = properties.find(f"{W}shd")
    fill = "auto" if shading is None else shading.get(f"{W}fill", "auto")
    if fill not in ("auto", "") and fill.upper() != "FFFFFF":
        return True
    return properties.find(f"{W}highlight") is not None

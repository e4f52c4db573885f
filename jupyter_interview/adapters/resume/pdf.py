"""Visible text of a PDF, by pdfium: characters whose colour, size, place or mode lets nobody see them are left out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from jupyter_interview.adapters.resume.refusal import Refused

MAX_PAGES = 20
MAX_DEPTH = 8
"""Of forms within forms."""
SMALLEST = 2.0
"""Points of height, below which letters are lines."""
FAINTEST = 25
"""Of 255, the opacity below which nothing is seen."""
COVERS = 230
"""And the one from which a shape hides what lies beneath it."""
NEAREST = 32
"""Of 255, the difference to the ground in each of red, green and blue, below which letters do not stand out."""
UNPAINTED = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
STROKED = frozenset({raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP})

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
Handle = Any
"""Of one of pdfium's objects, whose bindings have no types."""
Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
IDENTITY = pypdfium2.PdfMatrix()


def load() -> None:
    """Have pdfium's library opened; it opens nothing later."""
    pypdfium2.PdfDocument.new().close()


def text_of(data: bytes) -> str:
    """Raises Refused."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            return "\n".join(_text(document[number]) for number in range(min(len(document), MAX_PAGES)))
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Refused("password" if locked else "malformed") from error


@dataclass(frozen=True)
class _Painted:
    """A filled shape or a picture, in the order of painting. A picture's colour is nobody's to know."""

    order: int
    box: Box
    colour: Colour | None
    opacity: int

    def holds(self, x: float, y: float) -> bool:
        left, bottom, right, top = self.box
        return left <= x <= right and bottom <= y <= top


class _Page:
    """What is painted where on a page, and when."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.bounds: Box = page.get_bbox()
        self.painted: list[_Painted] = []
        self.texts: dict[int, int] = {}
        self._order = 0
        for item in _objects(page, None):
            self._add(item, IDENTITY, 0)

    def _add(self, item: pypdfium2.PdfObject, matrix: pypdfium2.PdfMatrix, depth: int) -> None:
        self._order += 1
        kind = raw.FPDFPageObj_GetType(item.raw)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self.texts[_address(item.raw)] = self._order
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = item.get_matrix().multiply(matrix)
            for child in _objects(self.page, item):
                self._add(child, inner, depth + 1)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            self.painted.append(_Painted(self._order, _moved(item.get_bounds(), matrix), None, 0))
        elif kind == raw.FPDF_PAGEOBJ_PATH and _is_filled(item):
            *colour, opacity = _rgba(raw.FPDFPageObj_GetFillColor, item.raw)
            shape = _Painted(self._order, _moved(item.get_bounds(), matrix), (colour[0], colour[1], colour[2]), opacity)
            self.painted.append(shape)

    def shows(self, order: int, box: Box, colour: Colour) -> bool:
        """Whether letters of this colour, painted then, stand out from what is beneath and are not painted over."""
        left, bottom, right, top = box
        x, y = (left + right) / 2, (bottom + top) / 2
        if not (self.bounds[0] <= x <= self.bounds[2] and self.bounds[1] <= y <= self.bounds[3]):
            return False
        ground: Colour | None = WHITE
        for shape in self.painted:
            if not shape.holds(x, y):
                continue
            if shape.order < order and (shape.colour is None or shape.opacity >= COVERS):
                ground = shape.colour
            elif shape.order > order and shape.opacity >= COVERS:
                return False
        return ground is None or max(abs(mine - its) for mine, its in zip(colour, ground, strict=True)) >= NEAREST


def _text(page: pypdfium2.PdfPage) -> str:
    layout, textpage = _Page(page), page.get_textpage()
    seen: dict[int, bool] = {}
    kept = []
    for index in range(textpage.count_chars()):
        character = _character(raw.FPDFText_GetUnicode(textpage, index))
        item = raw.FPDFText_GetTextObject(textpage, index)
        if character.isspace() or not item or raw.FPDFText_IsGenerated(textpage, index) == 1:
            kept.append(character if character.isspace() else "")
            continue
        address = _address(item)
        if address not in seen:
            seen[address] = _is_seen(layout, textpage, index, item)
        if seen[address]:
            kept.append(character)
    return "".join(kept)


def _is_seen(layout: _Page, textpage: pypdfium2.PdfTextPage, index: int, item: Handle) -> bool:
    """By its first letter: one text object has one font, colour and mode."""
    mode = raw.FPDFTextObj_GetTextRenderMode(item)
    if mode in UNPAINTED:
        return False
    box: Box = textpage.get_charbox(index, loose=True)
    if min(box[2] - box[0], box[3] - box[1]) <= 0 or max(box[2] - box[0], box[3] - box[1]) < SMALLEST:
        return False
    ask = raw.FPDFText_GetStrokeColor if mode in STROKED else raw.FPDFText_GetFillColor
    red, green, blue, opacity = _rgba(ask, textpage, index)
    return opacity >= FAINTEST and layout.shows(layout.texts.get(_address(item), 1 << 30), box, (red, green, blue))


def _objects(page: pypdfium2.PdfPage, form: pypdfium2.PdfObject | None) -> Iterator[pypdfium2.PdfObject]:
    yield from page.get_objects(max_depth=1, form=form)


def _is_filled(item: pypdfium2.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)) and fill.value != raw.FPDF_FILLMODE_NONE


def _rgba(ask: object, *of: object) -> tuple[int, int, int, int]:
    """Opaque black where pdfium does not know: then the text counts as seen."""
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    if not callable(ask) or not ask(*of, red, green, blue, opacity):
        return 0, 0, 0, 255
    return red.value, green.value, blue.value, opacity.value


def _moved(box: Box, matrix: pypdfium2.PdfMatrix) -> Box:
    left, bottom, right, top = matrix.on_rect(*box)
    return left, bottom, right, top


def _address(item: Handle) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _character(code: int) -> str:
    """Words broken at a line's end have U+FFFE or U+0002 for their hyphen."""
    if code in (0xFFFE, 0x2):
        return "-"
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""

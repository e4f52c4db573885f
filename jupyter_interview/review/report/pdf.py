"""Setting a report with Typst: a tagged PDF (PDF/UA-1) with selectable text, without LaTeX and without a browser.

The report goes in as data and is only ever shown as text, so nothing that a candidate wrote is read as markup.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Any, Literal

import msgspec
import typst

from jupyter_interview.errors import ReportFailed
from jupyter_interview.review.report.content import Report
from jupyter_interview.review.report.glyphs import inert, readable

Standard = Literal["ua-1"]
_PROBE = b'#set document(title: "Letters")\n#sys.inputs.text'


def to_pdf(report: Report) -> bytes:
    """The same report gives the same bytes on a machine with the same fonts.

    Raises:
        ReportFailed: it could not be set.
    """
    given = inert(msgspec.to_builtins(report))
    with as_file(files("jupyter_interview.review.report").joinpath("report.typ")) as template:
        try:
            return _compile(str(template), given, "ua-1")
        except typst.TypstError:
            given = readable(given, _can_set)
        try:
            return _compile(str(template), given, "ua-1")
        except typst.TypstError:
            pass  # letters that only together have no glyph: without the standard they are boxes
        try:
            return _compile(str(template), given, None)
        except typst.TypstError as error:
            raise ReportFailed("The report could not be made. The transcript is unharmed; try again later.") from error


def _compile(template: str, given: Any, standard: Standard | None) -> bytes:
    inputs = {"report": msgspec.json.encode(given).decode()}
    return typst.compile(template, format="pdf", sys_inputs=inputs, pdf_standards=standard, timestamp=0)


def _can_set(text: str) -> bool:
    try:
        typst.compile(_PROBE, format="pdf", sys_inputs={"text": text}, pdf_standards="ua-1", timestamp=0)
    except typst.TypstError:
        return False
    return True

"""Setting a report with Typst: a tagged PDF (PDF/UA-1) with selectable text, without LaTeX and without a browser.

The report goes in as data and is only ever shown as text, so nothing that a candidate wrote is read as markup.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Literal

import msgspec
import typst

from jupyter_interview.errors import ReportFailed
from jupyter_interview.review.report.content import Report

Standard = Literal["ua-1"]


def to_pdf(report: Report) -> bytes:
    """The same report gives the same bytes.

    Raises:
        ReportFailed: it could not be set.
    """
    given = {"report": msgspec.json.encode(report).decode()}
    with as_file(files("jupyter_interview.review.report").joinpath("report.typ")) as template:
        try:
            return _compile(str(template), given, "ua-1")
        except typst.TypstError:
            pass  # the standard refuses letters that no font here has; without it they are boxes
        try:
            return _compile(str(template), given, None)
        except typst.TypstError as error:
            raise ReportFailed("The report could not be made. The transcript is unharmed; try again later.") from error


def _compile(template: str, given: dict[str, str], standard: Standard | None) -> bytes:
    return typst.compile(template, format="pdf", sys_inputs=given, pdf_standards=standard, timestamp=0)

"""The report of a finished interview, as PDF and as cells: from its log alone, so it can be made again at any time."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_interview.domain.events import Event
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.domain.scoring import Feedback
from jupyter_interview.review.entries import entries_of
from jupyter_interview.review.report.cells import to_cells
from jupyter_interview.review.report.content import Report, make_report
from jupyter_interview.review.report.pdf import to_pdf

__all__ = ["Report", "candidate_cells", "candidate_report", "make_report", "to_cells", "to_pdf"]


def candidate_report(events: Sequence[Event], feedback: Feedback | None) -> bytes:
    """The PDF for the candidate: of the log, only what is for candidates. Raises ReportFailed."""
    return to_pdf(make_report(entries_of(events, Visibility.CANDIDATE), feedback))


def candidate_cells(events: Sequence[Event], feedback: Feedback | None) -> tuple[str, ...]:
    """The same as Markdown, a text for each cell."""
    return to_cells(make_report(entries_of(events, Visibility.CANDIDATE), feedback))

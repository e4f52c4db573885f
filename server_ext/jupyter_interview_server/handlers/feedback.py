"""`/interview/api/feedback`: the scores of a finished interview, with their evidence, as data, as PDF and as cells."""

from __future__ import annotations

from jupyter_interview_server.handlers.base import InterviewHandler, allowed, parse_id
from jupyter_interview_server.protocol import Cell, ReportCells


class FeedbackHandler(InterviewHandler):
    @allowed("read", "jupyter_interview:feedback")
    async def get(self, interview_id: str) -> None:
        self.reply(await self.services.feedback.of(await self.user(), parse_id(interview_id)))


class ReportHandler(InterviewHandler):
    @allowed("read", "jupyter_interview:feedback")
    async def get(self, interview_id: str) -> None:
        """The report, as a download."""
        found = parse_id(interview_id)
        report = await self.services.reports.of(await self.user(), found)
        self.set_header("Content-Disposition", f'attachment; filename="{found}.report.pdf"')
        self.finish(report, set_content_type="application/pdf")


class ReportCellsHandler(InterviewHandler):
    @allowed("read", "jupyter_interview:feedback")
    async def get(self, interview_id: str) -> None:
        """The report as cells for the end of the working notebook."""
        cells = await self.services.reports.cells(await self.user(), parse_id(interview_id))
        shown = [Cell(name, "markdown", "report", source, editable=False) for name, source in cells]
        self.reply(ReportCells(tuple(shown)))


class SuggestionsHandler(InterviewHandler):
    @allowed("read", "jupyter_interview:feedback")
    async def get(self, interview_id: str) -> None:
        """What to practise next."""
        found = await self.services.suggestions.of(await self.user(), parse_id(interview_id))
        self.reply({"suggestions": found})

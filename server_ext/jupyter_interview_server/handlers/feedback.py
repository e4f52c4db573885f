"""`/interview/api/feedback`: the scores of a finished interview, with their evidence, as data and as PDF."""

from __future__ import annotations

from jupyter_interview_server.handlers.base import InterviewHandler, allowed, parse_id


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

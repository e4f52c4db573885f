"""`/interview/api/feedback`: the scores of a finished interview, each with the events that it rests on."""

from __future__ import annotations

from jupyter_interview_server.handlers.base import InterviewHandler, allowed, parse_id


class FeedbackHandler(InterviewHandler):
    @allowed("read", "jupyter_interview:feedback")
    async def get(self, interview_id: str) -> None:
        self.reply(await self.services.feedback.of(await self.user(), parse_id(interview_id)))

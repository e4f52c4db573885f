"""`/interview/api/analytics`: what the user's own interviews add up to."""

from __future__ import annotations

from jupyter_interview_server.handlers.base import InterviewHandler, allowed


class AnalyticsHandler(InterviewHandler):
    @allowed("read", "jupyter_interview:analytics")
    async def get(self) -> None:
        """Days and weeks are those of the time zone that the user's browser last told."""
        self.reply(await self.services.analytics.of(await self.user()))

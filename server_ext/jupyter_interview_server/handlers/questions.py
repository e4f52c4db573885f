"""`/interview/api/questions`: what the bank holds, without giving a question away."""

from __future__ import annotations

from msgspec.structs import fields

from jupyter_interview.domain.browsing import Filter
from jupyter_interview_server.handlers.base import InterviewHandler, allowed


class QuestionsHandler(InterviewHandler):
    @allowed("read", "jupyter_interview:questions")
    async def get(self) -> None:
        """Titles, topics, difficulties, languages and how the user stands; the query's arguments narrow the list."""
        wanted = Filter(**{field.name: self.get_query_argument(field.name, "") for field in fields(Filter)})
        self.reply({"questions": await self.services.interviews.browse(await self.user(), wanted)})

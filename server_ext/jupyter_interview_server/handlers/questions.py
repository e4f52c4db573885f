"""`/interview/api/questions`: what the bank holds, without giving a question away."""

from __future__ import annotations

from jupyter_interview_server.handlers.base import InterviewHandler, allowed


class QuestionsHandler(InterviewHandler):
    @allowed("read", "jupyter_interview:questions")
    async def get(self) -> None:
        """Titles, topics and difficulties; `topic` and `difficulty` narrow the list."""
        topic = self.get_query_argument("topic", "")
        difficulty = self.get_query_argument("difficulty", "")
        found = [
            question
            for question in self.services.bank.public()
            if (not topic or topic in question.topics) and (not difficulty or question.difficulty == difficulty)
        ]
        self.reply({"questions": found})

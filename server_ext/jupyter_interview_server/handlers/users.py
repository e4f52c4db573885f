"""`/interview/api/users`: who is signed in, and what a new interview would run on."""

from __future__ import annotations

import asyncio

from jupyter_interview.adapters.llm.personas import personas
from jupyter_interview.domain.interview import User
from jupyter_interview_kernels.languages import LANGUAGES
from jupyter_interview_server.handlers.base import InterviewHandler, allowed
from jupyter_interview_server.protocol import AboutMe, PersonaChoice, UserProfile


class MeHandler(InterviewHandler):
    @allowed("read", "jupyter_interview:users")
    async def get(self) -> None:
        self.reply(await self._profile(await self.user()))

    @allowed("write", "jupyter_interview:users")
    async def patch(self) -> None:
        """The browser says which time zone it is in, or the user what may be done with the scores."""
        body, identity = self.body(AboutMe), self.services.identity
        user = await self.user()
        if body.time_zone is not None:
            user = await identity.move(self.current_user, body.time_zone)
        if body.shares_scores is not None:
            user = await identity.share_scores(self.current_user, body.shares_scores)
        self.reply(await self._profile(user))

    async def _profile(self, user: User) -> UserProfile:
        room = await self.services.room()
        questions = await asyncio.to_thread(self.services.bank.public)
        asked = {language for question in questions for language in question.languages}
        return UserProfile(
            id=user.id,
            name=user.name,
            role=user.role.value,
            time_zone=user.time_zone,
            shares_scores=user.shares_scores,
            sandboxed=room.sandboxed,
            languages=tuple(language for language in room.kernels if language in asked),
            missing_languages=tuple(language for language in LANGUAGES if language not in room.kernels),
            personas=tuple(PersonaChoice(id, one.title, one.summary) for id, one in personas().items()),
            model=self.services.model,
            ai_extensions=self.services.ai_extensions,
        )

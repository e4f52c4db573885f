"""`/interview/api/health`: are the parts there. For people and for load balancers."""

from __future__ import annotations

import asyncio

from jupyter_interview.errors import InterviewError
from jupyter_interview_server.handlers.base import InterviewHandler, allowed
from jupyter_interview_server.services import Check


class HealthHandler(InterviewHandler):
    @allowed("read", "jupyter_interview:health")
    async def get(self) -> None:
        """200 when every part answers, else 503; each part with a word on it."""
        names = list(self.services.checks)
        answers = await asyncio.gather(*(_ask(self.services.checks[name]) for name in names))
        parts = {name: {"ok": ok, "message": message} for name, (ok, message) in zip(names, answers, strict=True)}
        healthy = all(ok for ok, _ in answers)
        self.reply({"healthy": healthy, "parts": parts}, status=200 if healthy else 503)


async def _ask(check: Check) -> tuple[bool, str]:
    try:
        async with asyncio.timeout(5):
            return True, await check()
    except InterviewError as error:
        return False, error.message
    except TimeoutError:
        return False, "No answer within 5 seconds."

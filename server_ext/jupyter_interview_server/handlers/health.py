"""Are the parts there: `/health` in words, for people; `/ready` and `/live` in a bit, for whoever asks."""

from __future__ import annotations

import asyncio

from jupyter_server.auth.decorator import allow_unauthenticated

from jupyter_interview.errors import InterviewError, Unavailable
from jupyter_interview_server.handlers.base import InterviewHandler, allowed
from jupyter_interview_server.readiness import Check


class HealthHandler(InterviewHandler):
    @allowed("read", "jupyter_interview:health")
    async def get(self) -> None:
        """200 when every part answers, else 503; each part with a word on it."""
        names = list(self.services.checks)
        answers = await asyncio.gather(*(_ask(self.services.checks[name]) for name in names))
        parts = {name: {"ok": ok, "message": message} for name, (ok, message) in zip(names, answers, strict=True)}
        healthy = all(ok for ok, _ in answers)
        self.reply({"healthy": healthy, "parts": parts}, status=200 if healthy else 503)


class _Asked(InterviewHandler):
    """Load balancers do not sign in, and ask by the machine's address, not by the server's name."""

    async def prepare(self) -> None:  # type: ignore[override] # as APIHandler itself does
        """Nobody is identified: while the server starts or its databases are away, nobody could be."""

    def say(self, well: bool) -> None:
        self.set_header("Cache-Control", "no-store")
        self.reply({"ok": well}, status=200 if well else 503)


class LiveHandler(_Asked):
    @allow_unauthenticated
    async def get(self) -> None:
        """200 as long as the process answers at all: to start it anew would not help against what it waits for."""
        self.say(True)


class ReadyHandler(_Asked):
    @allow_unauthenticated
    async def get(self) -> None:
        """200 when people may be sent here, else 503."""
        try:
            readiness = self.services.readiness
        except Unavailable:  # it starts
            self.say(False)
            return
        self.say(await readiness.ready())


async def _ask(check: Check) -> tuple[bool, str]:
    try:
        async with asyncio.timeout(5):
            return True, await check()
    except InterviewError as error:
        return False, error.message
    except TimeoutError:
        return False, "No answer within 5 seconds."

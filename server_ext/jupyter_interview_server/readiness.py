"""Whether this server may be sent people, for load balancers: yes or no, and nothing else."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence

from jupyter_interview.errors import InterviewError

logger = logging.getLogger(__name__)

Check = Callable[[], Awaitable[str]]
"""Says in a few words that a part is well, or raises an InterviewError that says what to do."""

KNOWN_SECONDS = 1.0
"""For so long an answer is given again: anybody may ask, and asks the databases at most once in this time."""
CHECK_SECONDS = 2.0
"""A part that takes longer counts as away."""


class Readiness:
    """Not ready is a server that drains, and one whose databases do not answer. One that starts has no `Readiness`."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = checks
        self._draining = False
        self._asked = 0.0
        self._answer: asyncio.Future[bool] | None = None

    def drain(self) -> None:
        """From now on and for good, nobody is sent here who is not here already."""
        self._draining = True

    @property
    def draining(self) -> bool:
        return self._draining

    async def ready(self) -> bool:
        """However many ask at once, the parts are asked once."""
        if self._draining:
            return False
        if self._answer is None or (self._answer.done() and time.monotonic() - self._asked > KNOWN_SECONDS):
            self._asked = time.monotonic()
            self._answer = asyncio.ensure_future(self._ask())
        return await asyncio.shield(self._answer)  # a request that is given up does not take the others' answer away

    async def _ask(self) -> bool:
        answers = await asyncio.gather(*(_answers(check) for check in self._checks))
        return all(answers)


async def _answers(check: Check) -> bool:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await check()
    except InterviewError as error:
        logger.warning("not ready: %s", error.message)
        return False
    except TimeoutError:
        logger.warning("not ready: no answer within %g seconds", CHECK_SECONDS)
        return False
    return True

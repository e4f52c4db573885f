"""Everything a running server holds, built by `wiring` and used by handlers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Protocol

from jupyter_interview.domain.interview import User
from jupyter_interview.errors import InterviewError, Unavailable
from jupyter_interview.service.analytics import AnalyticsService
from jupyter_interview.service.assignments import Assignments
from jupyter_interview.service.cohorts import Cohorts
from jupyter_interview.service.erasure import Erasure
from jupyter_interview.service.exports import Exports
from jupyter_interview.service.feedback import FeedbackGenerator
from jupyter_interview.service.grading import Grading
from jupyter_interview.service.interviews import Interviews, Room
from jupyter_interview.service.orchestrator import Orchestrator
from jupyter_interview.service.ports import InterviewStore, Leases, ObjectStore, QuestionBank
from jupyter_interview.service.profiles import Profiles
from jupyter_interview.service.rejudging import Rejudgings
from jupyter_interview.service.replays import Replays
from jupyter_interview.service.reports import Reports
from jupyter_interview.service.rooms import Rooms
from jupyter_interview.service.suggestions import Suggestions
from jupyter_interview.service.sweeper import Sweeper
from jupyter_interview.service.tokens import AccessTokens
from jupyter_interview_server.broadcast import Broadcast
from jupyter_interview_server.readiness import Check, Readiness

logger = logging.getLogger(__name__)


class Identity(Protocol):
    """Who a signed-in Jupyter user is to us."""

    async def user_of(self, jupyter_user: Any) -> User: ...

    async def move(self, jupyter_user: Any, zone: str) -> User:
        """The user is in another time zone now. Raises InvalidRequest."""
        ...

    async def share_scores(self, jupyter_user: Any, shares: bool) -> User:
        """The user lets the scores be used to measure the questions, or no longer."""
        ...

    def forget(self) -> None:
        """Somebody's account was deleted: look everybody up again."""
        ...


class HasServices(Protocol):
    """What handlers are given: the services, once they are open."""

    @property
    def services(self) -> Services: ...


@dataclass
class Services:
    """The parts of one server. `close` undoes what `wiring` did, in reverse."""

    store: InterviewStore
    leases: Leases
    objects: ObjectStore
    bank: QuestionBank
    identity: Identity
    interviews: Interviews
    cohorts: Cohorts
    assignments: Assignments
    grading: Grading
    rejudgings: Rejudgings
    rooms: Rooms
    orchestrator: Orchestrator
    feedback: FeedbackGenerator
    reports: Reports
    replays: Replays
    suggestions: Suggestions
    analytics: AnalyticsService
    exports: Exports
    erasure: Erasure
    profiles: Profiles
    broadcast: Broadcast
    sweeper: Sweeper
    tokens: AccessTokens | None
    """Where there are accounts."""
    room: Callable[[], Awaitable[Room]]
    """Where an interview that starts now would run."""
    prepare: Callable[[str], None]
    """An interview in this language begins or goes on: have what its code runs in ready."""
    checks: dict[str, Check]
    readiness: Readiness
    """A server that drains says so here: `readiness.drain()`."""
    model: bool
    """Whether a language model words the interviewer's turns."""
    ai_extensions: dict[str, str]
    """Names of the AI extensions of JupyterLab that are disclosed, by what their packages have in their names."""
    closers: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def accept(self) -> None:
        """Before anything begins or goes on here. Raises Unavailable on a server that is about to stop."""
        if self.readiness.draining:
            raise Unavailable("This server is about to stop. Try again in a moment, and another one answers.")

    def spawn(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        """Run something in the background until it ends or the server stops."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        if isinstance(error, InterviewError):
            logger.warning("%s: %s", task.get_name(), error.message)
        else:
            logger.error("%s failed", task.get_name(), exc_info=error)

    async def close(self) -> None:
        """Stop background work, then close every part."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for close in reversed(self.closers):
            await close()

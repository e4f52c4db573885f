"""The sweeper: makes good what time, a crash or an outage left undone.

Idempotent, and safe to run on every server at once: each step is an append that decides on the locked row, or repeats
something that happens once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from jupyter_interview.domain import room
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import TERMINAL
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.payloads import SubmissionJudged
from jupyter_interview.errors import InterviewError, Unavailable
from jupyter_interview.service.closing import Closing
from jupyter_interview.service.erasure import Erasure
from jupyter_interview.service.judging import internal_error
from jupyter_interview.service.orchestrator import Orchestrator
from jupyter_interview.service.ports import InterviewStore, Rejudgement, SubmissionQueue
from jupyter_interview.service.rejudging import Rejudgings
from jupyter_interview.service.reports import Reports

logger = logging.getLogger(__name__)

STALE_SUBMISSION = timedelta(seconds=15)
"""A submission that nobody took for this long is queued once more, unless it waits there. The lease keeps two from
judging it."""
REPORTS_AT_ONCE = 5
"""How many a sweep makes: it has more to do."""


class Sweeper:
    """One sweep looks at everything that is due."""

    def __init__(
        self,
        store: InterviewStore,
        queue: SubmissionQueue,
        orchestrator: Orchestrator,
        closing: Closing,
        reports: Reports,
        erasure: Erasure,
        rejudgings: Rejudgings,
    ) -> None:
        self._store = store
        self._queue = queue
        self._orchestrator = orchestrator
        self._closing = closing
        self._reports = reports
        self._erasure = erasure
        self._rejudgings = rejudgings

    async def run(self, every: timedelta) -> None:
        """Sweep for ever. An outage is waited out."""
        while True:
            try:
                await self.sweep()
            except Unavailable as error:
                logger.warning("sweep put off: %s", error.message)
            await asyncio.sleep(every.total_seconds())

    async def sweep(self) -> None:
        """Expire, interrupt, end, offer help, answer, enqueue again, seal and sign what is due; make reports; erase."""
        await self._enqueue_stale()
        for interview_id in await self._store.sweepable(room.UNSEEN_AFTER):
            await self._guarded(interview_id, self._sweep_one)
        for interview_id in await self._store.unsealed():
            await self._guarded(interview_id, self._closing.finish)
        for interview_id in await self._store.take_reports(REPORTS_AT_ONCE):
            await self._guarded(interview_id, self._reports.make)
        await self._rejudgings.enqueue_waiting()
        for interview_id, groups in (await self._rejudgings.complete()).items():
            for group in groups:
                await self._guarded(interview_id, partial(self._sign, group))
        await self._erasure.sweep()

    async def _sign(self, group: Sequence[Rejudgement], _: UUID) -> None:
        await self._rejudgings.sign(group)

    async def _enqueue_stale(self) -> None:
        """A queue that is away is no reason to let no time run out."""
        try:
            for submission_id in await self._store.stale_submissions(STALE_SUBMISSION):
                await self._queue.enqueue(submission_id)
        except Unavailable as error:
            logger.warning("submissions were not enqueued again: %s", error.message)

    async def _guarded(self, interview_id: UUID, step: Callable[[UUID], Awaitable[object]]) -> None:
        """One interview's trouble is not another's, unless it is the database's."""
        try:
            await step(interview_id)
        except InterviewError as error:
            logger.warning("interview %s could not be swept: %s", interview_id, error.message)
            await self._store.check()
        except Exception:  # whatever it is, it must be seen, and must not end all sweeping
            logger.exception("interview %s could not be swept", interview_id)
            await self._store.check()

    async def _sweep_one(self, interview_id: UUID) -> None:
        swept = (await self._store.append(interview_id, room.sweep)).interview
        if swept.progress.ending and swept.progress.submissions:
            swept = (await self._store.append(interview_id, _give_up_on_judge)).interview
        if swept.progress.ending:
            self._orchestrator.hurry(interview_id)
        await self._notice_silence(swept)
        if swept.state not in TERMINAL:
            swept = await self._orchestrator.settle(interview_id)
        if swept.state in TERMINAL:
            await self._closing.finish(interview_id)

    async def _notice_silence(self, interview: Interview) -> None:
        if room.may_be_silent(interview):
            (newest,) = await self._store.events(interview.id, interview.head_seq - 1)
            await self._store.append(interview.id, lambda locked, now: room.silence(locked, now, newest))


def _give_up_on_judge(interview: Interview, now: datetime) -> Decision:
    """An ending waits for a verdict, but not for ever: no worker brought it, so it is ours."""
    overdue = interview.ending_at is not None and now - interview.ending_at >= room.JUDGE_GIVES_UP_AFTER
    question = interview.progress.question
    if not overdue or not interview.progress.submissions or question is None:
        return Decision()
    pending = interview.progress.submissions[0]
    payload = SubmissionJudged(
        submission_id=pending.submission_id,
        question_id=question.question_id,
        purpose=pending.purpose,
        attempt=0,
        judgement=internal_error(interview.sandboxed),
    )
    return room.judged(interview, now, payload, timedelta())

"""What a worker does with a submission that is judged again: run it, compare, and record the verdict once.

Nobody waits for it, so it is not renewed while it runs: its lease is longer than any run.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from jupyter_interview.domain import judging
from jupyter_interview.domain.sandbox import RunRequest
from jupyter_interview.domain.verdicts import Judgement
from jupyter_interview.errors import BadQuestion, SandboxUnavailable, Unavailable
from jupyter_interview.service.checking import run_and_judge
from jupyter_interview.service.judging import MAX_ATTEMPTS, internal_error, limits_for
from jupyter_interview.service.ports import QuestionBank, RejudgedSubmission, RejudgementStore, Sandbox

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)


class JudgingAgain:
    """Judges rejudgements. Two workers may get the same one: the first verdict stays."""

    def __init__(
        self, rejudgements: RejudgementStore, bank: QuestionBank, sandboxes: Mapping[bool, Sandbox], *, worker: str
    ) -> None:
        """A side that `sandboxes` lacks is left to other workers."""
        self._rejudgements = rejudgements
        self._bank = bank
        self._sandboxes = sandboxes
        self._worker = worker

    async def judge(self, id: UUID) -> None:
        """Judge a rejudgement, unless it is judged or somebody is at it; what is none is left alone.

        Raises:
            SandboxUnavailable: the engine broke; the queue tries again, and the last try records an internal error.
            Unavailable: the database does not answer; the queue tries again.
            Anything else that went wrong on our side is treated as a broken engine is.
        """
        row = await self._rejudgements.lease(id, self._worker, LEASE)
        if row is None:
            return
        try:
            judgement = await self._run(row)
        except BaseException as error:
            if not isinstance(error, Exception) or row.submission.attempt < MAX_ATTEMPTS:
                await self._give_back(id)
                raise
            logger.exception("rejudgement %s was given up after %s attempts", id, row.submission.attempt)
            judgement = internal_error(row.sandboxed)
        if await self._rejudgements.record(id, judgement):
            logger.info("rejudgement %s judged: %s", id, judgement.verdict.value)

    async def _run(self, row: RejudgedSubmission) -> Judgement:
        submission = row.submission
        if submission.attempt > MAX_ATTEMPTS:
            raise SandboxUnavailable("Every worker that began this submission died of it.")
        question = await asyncio.to_thread(self._bank.get, submission.question_id)
        if question.digest != submission.question_digest:
            raise BadQuestion(
                f"This worker has another version of {question.id}. Restart it, so that it reads it anew."
            )
        sandbox = self._sandboxes.get(row.sandboxed)
        if sandbox is None:
            raise SandboxUnavailable("This worker judges only in containers, and the interview ran without.")
        cases = judging.select_cases(question, "submit")
        request = RunRequest(
            submission_id=str(submission.id),
            interview_id=str(submission.interview_id),
            language=submission.language,
            source=submission.source,
            signature=question.signature,
            tests=tuple(case.test.arguments for case in cases),
            limits=limits_for(question, submission.language),
        )
        return await run_and_judge(sandbox, question, cases, request)

    async def _give_back(self, id: UUID) -> None:
        """Whoever tries next need not wait until the lease runs out."""
        try:
            await self._rejudgements.release(id, self._worker)
        except Unavailable:
            logger.warning("the lease on rejudgement %s was not given back; it will run out", id)

"""What a worker does: take a submission, run it, compare on the host, record the verdict once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from jupyter_interview.domain import growth, judging, room
from jupyter_interview.domain.lifecycle import TERMINAL
from jupyter_interview.domain.limits import Limits, limits_in
from jupyter_interview.domain.own_inputs import parse_own_inputs
from jupyter_interview.domain.payloads import GrowthMeasured, GrowthPoint, SubmissionJudged
from jupyter_interview.domain.questions import Question
from jupyter_interview.domain.sandbox import RawResult, RunRequest
from jupyter_interview.domain.verdicts import Evidence, Judgement, Verdict
from jupyter_interview.errors import InterviewError, SandboxUnavailable, Unavailable
from jupyter_interview.service.checking import run_and_judge
from jupyter_interview.service.ports import InterviewStore, QuestionBank, Sandbox, SubmissionRow

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
MAX_LEASES = 2 * MAX_ATTEMPTS
"""Runs that were begun. When so many have not even failed, their workers were killed, and the code may be why."""
LEASE = timedelta(seconds=4)
"""A worker renews it while it runs. Shorter than the queue takes to see that a worker is dead, so that whoever gets its
submission next need not wait."""
RENEWALS = 4
"""In one lease: three may be late before it runs out."""


class Judging:
    """Judges submissions. Two workers may get the same one: the verdict row is unique.

    `sandboxes` maps `Interview.sandboxed` to where its code runs; an interview never changes sides.
    """

    def __init__(
        self,
        store: InterviewStore,
        bank: QuestionBank,
        sandboxes: Mapping[bool, Sandbox],
        *,
        worker: str,
        lease: timedelta = LEASE,
    ) -> None:
        """A side that `sandboxes` lacks is left to other workers."""
        self._store = store
        self._bank = bank
        self._sandboxes = sandboxes
        self._worker = worker
        self._lease = lease

    async def judge(self, submission_id: UUID) -> bool:
        """Judge a submission, unless it is judged or somebody is at it; whether it was there to be judged.

        Raises:
            SandboxUnavailable: the engine broke; the queue tries again, and the last try records an internal error.
            Unavailable: the database does not answer; the queue tries again.
            Anything else that went wrong on our side is treated as a broken engine is.
        """
        row = await self._store.lease_submission(submission_id, self._worker, self._lease)
        if row is None:
            return False
        renewing = asyncio.create_task(self._renew(row))
        try:
            await self._judge(row)
        except BaseException:
            await _ended(renewing)
            await self._give_back(row)
            raise
        await _ended(renewing)
        return True

    async def _judge(self, row: SubmissionRow) -> None:
        interview = await self._store.get(row.interview_id)
        if interview.state in TERMINAL:  # its log takes no verdict any more
            return
        started = datetime.now(UTC)
        try:
            if row.attempt > MAX_LEASES:
                raise SandboxUnavailable("Every worker that began this submission died of it.")
            judgement = await self._run(row, self._sandbox(interview.sandboxed))
        except Exception:  # a sandbox that broke, a question that is gone, a fault of ours: never the candidate's
            if row.attempt < MAX_ATTEMPTS:
                raise
            logger.exception("submission %s was given up after %s attempts", row.id, row.attempt)
            judgement = internal_error(interview.sandboxed)
        await self._record(row, judgement, started - row.created_at)
        if row.purpose == "submit" and judgement.verdict is Verdict.ACCEPTED:
            await self._measure(row, judgement, self._sandbox(interview.sandboxed))

    def _sandbox(self, sandboxed: bool) -> Sandbox:
        sandbox = self._sandboxes.get(sandboxed)
        if sandbox is None:
            raise SandboxUnavailable("This worker judges only in containers, and the interview runs without.")
        return sandbox

    async def _renew(self, row: SubmissionRow) -> None:
        """Until the lease is somebody else's: then two run, and the first verdict counts."""
        while True:
            await asyncio.sleep(self._lease.total_seconds() / RENEWALS)
            try:
                if not await self._store.renew_submission(row.id, self._worker, row.attempt, self._lease):
                    return
            except Unavailable:
                logger.warning("the lease on submission %s was not renewed: the database does not answer", row.id)

    async def _give_back(self, row: SubmissionRow) -> None:
        """Whoever tries next need not wait until the lease runs out."""
        try:
            await self._store.release_submission(row.id, self._worker)
        except Unavailable:
            logger.warning("the lease on submission %s was not given back; it will run out", row.id)

    async def _run(self, row: SubmissionRow, sandbox: Sandbox) -> Judgement:
        question = await asyncio.to_thread(self._bank.get, row.question_id)
        if question.digest != row.question_digest:
            logger.warning("question %s changed since submission %s was made", row.question_id, row.id)
        cases = judging.select_cases(
            question,
            "examples" if row.purpose == "examples" else "submit",
            parse_own_inputs(row.own_inputs, question.signature) if row.own_inputs.strip() else (),
        )
        request = self._request(row, question, tuple(case.test.arguments for case in cases))
        async with _ProgressReports(self._store, row, len(cases)) as reports:
            return await run_and_judge(sandbox, question, cases, request, reports.on_result)

    async def _measure(self, row: SubmissionRow, judgement: Judgement, sandbox: Sandbox) -> None:
        """How the time grows. The verdict is there already, so whatever goes wrong here is only not known."""
        try:
            question = await asyncio.to_thread(self._bank.get, row.question_id)
            points = await self._points(row, question, judgement, sandbox)
            if points:
                payload = GrowthMeasured(
                    question_id=row.question_id,
                    submission_id=row.id,
                    points=tuple(GrowthPoint(share, time) for share, time in points),
                    exponent=growth.exponent(points),
                )
                await self._store.append(row.interview_id, lambda room_, now: room.measured(room_, now, payload))
        except InterviewError as error:
            logger.info("the growth of submission %s was not measured: %s", row.id, error.message)

    async def _points(
        self, row: SubmissionRow, question: Question, judgement: Judgement, sandbox: Sandbox
    ) -> tuple[tuple[float, int], ...]:
        """Shares of the slowest test's input with the times they took; none where it is too fast or cannot be cut."""
        slowest = max(judgement.tests, key=lambda test: test.elapsed_ms)
        case = judging.select_cases(question, "submit")[slowest.index - 1]
        shares = growth.parts(case.test.arguments) if question.signature.kind == "function" else None
        if shares is None or slowest.elapsed_ms < growth.WORTH_MILLISECONDS:
            return ()
        request = self._request(row, question, shares * growth.REPEATS)
        results = (await sandbox.run(request)).results
        if any(result.outcome != "returned" for result in results):
            return ()
        rounds = [results[start : start + len(shares)] for start in range(0, len(results), len(shares))]
        return tuple((share, min(one[place].elapsed_ms for one in rounds)) for place, share in enumerate(growth.SHARES))

    def _request(self, row: SubmissionRow, question: Question, tests: tuple[tuple[Any, ...], ...]) -> RunRequest:
        return RunRequest(
            submission_id=str(row.id),
            interview_id=str(row.interview_id),
            language=row.language,
            source=row.source,
            signature=question.signature,
            tests=tests,
            limits=limits_for(question, row.language),
        )

    async def _record(self, row: SubmissionRow, judgement: Judgement, waited: timedelta) -> None:
        payload = SubmissionJudged(
            submission_id=row.id,
            question_id=row.question_id,
            purpose="examples" if row.purpose == "examples" else "submit",
            attempt=row.attempt,
            judgement=judgement,
        )
        await self._store.append(row.interview_id, lambda interview, now: room.judged(interview, now, payload, waited))
        logger.info("submission %s judged: %s", row.id, judgement.verdict.value)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def limits_for(question: Question, language: str) -> Limits:
    """The ceiling, or what the question sets below it."""
    ceiling = limits_in(language)
    seconds = min(question.time_limits.get(language, ceiling.wall_seconds), ceiling.wall_seconds)
    return replace(ceiling, wall_seconds=seconds)


def internal_error(sandboxed: bool) -> Judgement:
    """The verdict on what we could not run: never charged to the candidate."""
    return Judgement(
        verdict=Verdict.INTERNAL_ERROR,
        tests=(),
        passed=0,
        total=0,
        evidence=Evidence(),
        sandboxed=sandboxed,
        message="The judge broke while running your code. This is our fault and does not count. Submit it again.",
    )


class _ProgressReports:
    """Publishes how many tests are done, at most ten times a second; nobody waits for it and it may be lost."""

    def __init__(self, store: InterviewStore, row: SubmissionRow, total: int) -> None:
        self._store = store
        self._row = row
        self._total = total
        self._done = 0
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def on_result(self, result: RawResult) -> None:
        self._done += 1
        self._changed.set()

    async def __aenter__(self) -> _ProgressReports:
        self._changed.set()  # none of the tests: so the candidate learns that the wait is over
        self._task = asyncio.create_task(self._publish())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            await _ended(self._task)

    async def _publish(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            data = {"submissionId": str(self._row.id), "done": self._done, "total": self._total}
            message = msgspec.json.encode({"event": "code:progress", "data": data})
            try:
                await self._store.publish(self._row.interview_id, message)
            except Unavailable:
                logger.debug("progress of submission %s was not published", self._row.id)
            await asyncio.sleep(0.1)

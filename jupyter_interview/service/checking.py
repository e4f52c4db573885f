"""Run a submission and judge it: with the question's checker, where it has one.

Answers may have a hundred thousand items, and comparing them takes a good part of a second. So it is done in a thread:
the event loop serves everybody else meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

from jupyter_interview.domain import checking, judging
from jupyter_interview.domain.questions import Question
from jupyter_interview.domain.sandbox import RawResult, RunReport, RunRequest
from jupyter_interview.domain.verdicts import Judgement
from jupyter_interview.service.ports import Sandbox


async def run_and_judge(
    sandbox: Sandbox,
    question: Question,
    cases: Sequence[judging.JudgedCase],
    request: RunRequest,
    progress: Callable[[RawResult], None] | None = None,
) -> Judgement:
    """The judgement on `request`, whose tests are those of `cases`.

    Raises:
        SandboxUnavailable: see `Sandbox.run`.
        BadQuestion: the checker broke.
    """
    report = await sandbox.run(request, progress)
    checked = await _checked(sandbox, question, cases, request, report)
    return await asyncio.to_thread(judging.judge, question, cases, report, checked)


async def _checked(
    sandbox: Sandbox,
    question: Question,
    cases: Sequence[judging.JudgedCase],
    request: RunRequest,
    report: RunReport,
) -> Mapping[int, bool]:
    if question.checker is None:
        return {}
    asked = await asyncio.to_thread(checking.asked_of_checker, question, cases, report)
    if not asked:
        return {}
    ask = checking.check_request(question.checker, asked, cases, report, request.submission_id)
    return checking.what_it_said(question, asked, await sandbox.run(ask))

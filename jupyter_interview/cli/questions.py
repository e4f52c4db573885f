"""`jupyter interview questions list|check`: what the bank holds, and the proof that it is right."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_interview.cli.table import render

if TYPE_CHECKING:
    from jupyter_interview.domain.questions import Question, ShippedSolution
    from jupyter_interview.domain.verdicts import Judgement
    from jupyter_interview.service.ports import QuestionBank, Sandbox

ACCEPTED = "accepted"


def add(commands: Any) -> None:
    questions = commands.add_parser("questions", help="list the questions, and prove them in the sandbox")
    actions = questions.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="ids, titles, difficulties and topics")
    check = actions.add_parser(
        "check",
        help="run every reference and every wrong solution; exit code 1 when one gets another verdict than it must",
    )
    check.add_argument("ids", nargs="*", metavar="ID", help="default: every question")
    check.add_argument("--unsandboxed", action="store_true", help="run as plain processes, where no engine answers")
    for parser in (listing, check):
        parser.add_argument("--bank", type=Path, metavar="FOLDER", help="a folder of questions instead of the bank")
    listing.set_defaults(run=run_list)
    check.set_defaults(run=run_check)


def _bank(folder: Path | None) -> QuestionBank:
    from jupyter_interview.adapters.questions import FolderBank

    return FolderBank((folder,)) if folder else FolderBank()


def run_list(arguments: argparse.Namespace) -> int:
    rows = [(q.id, q.title, q.difficulty.value, ", ".join(q.topics)) for q in _bank(arguments.bank).public()]
    print(render(("id", "title", "difficulty", "topics"), rows))
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    return asyncio.run(_check(_bank(arguments.bank), arguments.ids, arguments.unsandboxed))


async def _check(bank: QuestionBank, ids: list[str], unsandboxed: bool) -> int:
    sandbox = _sandbox(unsandboxed)
    await sandbox.check()
    wrong = 0
    print(f"{'question':32} {'solution':34} {'verdict':16} {'tests':>9} {'ms':>7}")
    try:
        for question_id in ids or bank.ids():
            question = bank.get(question_id)
            for solution in (*question.solutions, *question.wrong):
                judgement = await judged(sandbox, question, solution.language, solution.source)
                wrong += _report(question, solution, judgement)
    finally:
        await sandbox.close()
    print("every solution got its verdict" if not wrong else f"{wrong} solutions got another verdict than they must")
    return 1 if wrong else 0


def _sandbox(unsandboxed: bool) -> Sandbox:
    from jupyter_interview_kernels.judge.docker_sandbox import DockerSandbox
    from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox

    return ProcessSandbox() if unsandboxed else DockerSandbox()


async def judged(sandbox: Sandbox, question: Question, language: str, source: str) -> Judgement:
    """The verdict on a solution, on all tests. Raises SandboxUnavailable."""
    from jupyter_interview.domain import judging
    from jupyter_interview.domain.sandbox import RunRequest
    from jupyter_interview.service.checking import run_and_judge
    from jupyter_interview.service.judging import limits_for

    cases = judging.select_cases(question, "submit")
    request = RunRequest(
        submission_id="command-line",
        interview_id="command-line",
        language=language,
        source=source,
        signature=question.signature,
        tests=tuple(case.test.arguments for case in cases),
        limits=limits_for(question, language),
    )
    return await run_and_judge(sandbox, question, cases, request)


def _report(question: Question, solution: ShippedSolution, judgement: Judgement) -> int:
    """Print one row; 1 when the verdict is another than it must be."""
    got, must = judgement.verdict.value, solution.verdict
    slowest = max((test.elapsed_ms for test in judgement.tests), default=0)
    tests = f"{judgement.passed}/{judgement.total}"
    mark = "" if got == must else f"   must be {must}"
    name = f"{solution.language} {solution.name}"
    print(f"{question.id:32} {name:34} {got:16} {tests:>9} {slowest:>7}{mark}", flush=True)
    return int(got != must)

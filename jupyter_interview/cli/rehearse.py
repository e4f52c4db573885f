"""`jupyter interview rehearse`: scripted candidates sit interviews, and criteria say what the interviewer did right."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from jupyter_interview.cli.table import render

if TYPE_CHECKING:
    from jupyter_interview.cli.rehearsal.candidates import Candidate
    from jupyter_interview.cli.rehearsal.sitting import Sitting
    from jupyter_interview.domain.questions import Question
    from jupyter_interview.domain.verdicts import Judgement
    from jupyter_interview.service.ports import Interviewer, QuestionBank, Sandbox

QUESTIONS = ("gift-card-pair", "first-bracket-fault")
DESIGN_QUESTIONS = ("exhibit-codes",)
KINDS = ("dsa", "system_design")
MARKS: dict[bool | None, str] = {True: "yes", False: "NO", None: "-"}


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "rehearse",
        help="have scripted candidates sit interviews, and say what the interviewer did right",
        description="Exit code 1: a criterion was not met. With a key and models configured, --model has the language"
        " model word the turns. Submissions are solutions of the bank, judged as plain processes.",
    )
    parser.add_argument("--kind", choices=KINDS, default="dsa", help="of the interviews; default: %(default)s")
    parser.add_argument("--candidate", action="append", metavar="NAME", help="only this one; may be given again")
    parser.add_argument("--model", action="store_true", help="let the configured language model choose the words")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    results = asyncio.run(rehearse(arguments.candidate, arguments.model, arguments.kind))
    failed = sum(met is False for column in results.values() for met in column.values())
    if arguments.json:
        print(json.dumps(results, indent=2))
    else:
        names = list(results)
        criteria = list(results[names[0]])
        rows = [(criterion, *(MARKS[results[name][criterion]] for name in names)) for criterion in criteria]
        print(render(("criterion", *names), rows))
        print(f"{failed} criteria not met" if failed else "every criterion is met")
    return 1 if failed else 0


async def rehearse(names: list[str] | None, model: bool, kind: str = "dsa") -> dict[str, dict[str, bool | None]]:
    """For each candidate, what each criterion says. Raises InvalidRequest for an unknown name."""
    from jupyter_interview.adapters.questions import FolderBank
    from jupyter_interview.cli.rehearsal import candidates, criteria, design_candidates, design_criteria
    from jupyter_interview.errors import InvalidRequest
    from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox

    design = kind == "system_design"
    known = {one.name: one for one in (design_candidates.CANDIDATES if design else candidates.CANDIDATES)}
    wanted = design_criteria.DESIGN if design else criteria.ALL
    if unknown := set(names or ()) - known.keys():
        raise InvalidRequest(f"There is no candidate {min(unknown)!r}. Choose from {', '.join(known)}.")
    bank, sandbox = FolderBank(), ProcessSandbox()
    interviewer, close = _interviewer(model)
    results = {}
    try:
        for number, name in enumerate(names or known, 1):
            sitting = await sit(known[name], bank, interviewer, sandbox, id=UUID(int=number), kind=kind)
            results[name] = {criterion.name: criterion.check(sitting) for criterion in wanted}
    finally:
        await close()
        await sandbox.close()
    return results


async def sit(
    candidate: Candidate, bank: QuestionBank, interviewer: Interviewer, sandbox: Sandbox, *, id: UUID, kind: str = "dsa"
) -> Sitting:
    """A whole interview with one candidate."""
    from jupyter_interview.cli.judged import judged
    from jupyter_interview.cli.rehearsal.sitting import Sitting
    from jupyter_interview.domain import room

    async def judge(question: Question, source: str) -> Judgement:
        return await judged(sandbox, question, "python", source)

    sitting = Sitting(bank, interviewer, DESIGN_QUESTIONS if kind == "system_design" else QUESTIONS, id=id, kind=kind)
    await sitting.do(room.join)
    await candidate.script(sitting, judge)
    await sitting.end()
    return sitting


def _interviewer(model: bool) -> tuple[Interviewer, Callable[[], Any]]:
    """The authored one, or the configured model's words around it. Raises InvalidRequest, ModelFailed."""
    from jupyter_interview.adapters.llm.groq import GroqModel
    from jupyter_interview.adapters.llm.groq.settings import read_key
    from jupyter_interview.adapters.llm.offline import offline_interviewer
    from jupyter_interview.adapters.llm.worded import WordedInterviewer
    from jupyter_interview.cli.rehearsal.quiet import NobodyListens
    from jupyter_interview.errors import InvalidRequest
    from jupyter_interview_server.app import configured_settings

    async def nothing() -> None:
        return None

    if not model:
        return offline_interviewer(), nothing
    settings = configured_settings().models
    if not settings.models:
        raise InvalidRequest("No language model is configured: set InterviewApp.models.")
    read_key(settings)
    asked = GroqModel(settings)
    return WordedInterviewer(offline_interviewer(), asked, NobodyListens()), asked.close

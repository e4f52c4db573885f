"""`jupyter interview questions …`: what the bank holds, and the proof that it is right."""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jupyter_interview.cli import authoring, calibrate, designs
from jupyter_interview.cli.judged import bank_of, in_order, judged, sandbox_for
from jupyter_interview.cli.numbers import positive, processors
from jupyter_interview.cli.progress import Progress, minutes
from jupyter_interview.cli.table import render

if TYPE_CHECKING:
    from jupyter_interview.domain.questions import Question, ShippedSolution
    from jupyter_interview.domain.verdicts import Judgement
    from jupyter_interview.service.ports import QuestionBank


SLACK = 1.5
"""A slow solution must still be too slow with so many times the limit."""
SHARE = 0.5
"""A reference must not need more of the limit, or a busy machine decides the verdict."""
TRIES = 3
"""What took too long is judged so often, and its best time counts: a busy machine only ever adds to it."""
STARTER = "starter"


class Job(NamedTuple):
    """One solution to prove."""

    question: Question
    solution: ShippedSolution

    def faults(self, judgement: Judgement) -> list[str]:
        """What is not as it must be, each as the rest of a sentence."""
        must, limit = self.solution.verdict, limit_ms(self)
        if judgement.verdict.value != must:
            return [f"must be {must}"]
        if must == "accepted" and slowest_ms(judgement) > SHARE * limit:
            return [f"needs {slowest_ms(judgement) / limit:.0%} of the time limit, at most {SHARE:.0%} is sound"]
        return []

    def slowed(self, judgement: Judgement) -> bool:
        """Whether what is not as it must be could be the machine's doing."""
        return bool(self.faults(judgement)) and judgement.verdict.value in ("time_limit", self.solution.verdict)


class Proof(NamedTuple):
    """What a solution got at its best try."""

    job: Job
    judgement: Judgement
    tries: int

    @property
    def faults(self) -> list[str]:
        return self.job.faults(self.judgement)


async def prove(job: Job, judge: Callable[[], Awaitable[Judgement]]) -> Proof:
    """Judge once, and again where it was too slow for what it must get."""
    found = await judge()
    for tries in range(1, TRIES):
        if not job.slowed(found):
            return Proof(job, found, tries)
        found = min(found, await judge(), key=lambda one: (bool(job.faults(one)), slowest_ms(one)))
    return Proof(job, found, TRIES)


def limit_ms(job: Job) -> float:
    """The question's own, for one test."""
    from jupyter_interview.service.judging import limits_for

    return 1000 * limits_for(job.question, job.solution.language).wall_seconds


def slowest_ms(judgement: Judgement) -> int:
    return max((test.elapsed_ms for test in judgement.tests), default=0)


def add(commands: Any) -> None:
    questions = commands.add_parser("questions", help="list, show, begin, prove, measure, export and import questions")
    actions = questions.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="ids, titles, kinds, difficulties and topics")
    check = actions.add_parser(
        "check",
        help="run every reference, wrong solution and starter; exit code 1 when one is not as it must be",
    )
    check.add_argument("ids", nargs="*", metavar="ID", help="default: every question")
    check.add_argument("--unsandboxed", action="store_true", help="run as plain processes, where no engine answers")
    check.add_argument("--language", metavar="L", help="only the solutions in this language")
    check.add_argument(
        "--concurrency", type=positive, default=1, metavar="N", help="solutions at once; more than one skews times"
    )
    for parser in (listing, check, calibrate.add(actions), *authoring.add(actions)):
        parser.add_argument("--bank", type=Path, metavar="FOLDER", help="a folder of questions instead of the bank")
    listing.set_defaults(run=run_list)
    check.set_defaults(run=run_check)


def run_list(arguments: argparse.Namespace) -> int:
    bank = bank_of(arguments.bank)
    listed = sorted((*bank.public(), *bank.designs()), key=lambda question: question.id)
    rows = [(q.id, q.title, q.kind.replace("_", " "), q.difficulty.value, ", ".join(q.topics)) for q in listed]
    print(render(("id", "title", "kind", "difficulty", "topics"), rows))
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    from jupyter_interview.errors import InvalidRequest

    bank = bank_of(arguments.bank)
    known = [question.id for question in bank.designs()]
    chosen = [name for name in arguments.ids or known if name in known]
    wrong = designs.check([bank.design(name) for name in chosen]) if chosen else 0
    coded = [name for name in arguments.ids or bank.ids() if name not in known]
    jobs = _jobs(bank, coded, arguments.language)
    if not jobs and not chosen:
        raise InvalidRequest("There is no solution to check. See which questions and languages the bank has.")
    proved = asyncio.run(_check(jobs, arguments.concurrency, arguments.unsandboxed)) if jobs else 0
    return 1 if wrong or proved else 0


def _jobs(bank: QuestionBank, ids: list[str], language: str | None) -> list[Job]:
    """References first, question by question; starter code last. Raises NotFound, BadQuestion."""
    questions = [bank.get(question_id) for question_id in ids]
    jobs = [Job(question, solution) for question in questions for solution in _solutions(question)]
    return [job for job in jobs if language in (None, job.solution.language)]


def _solutions(question: Question) -> Iterator[ShippedSolution]:
    """What the folder ships, and the starter code: it must compile, and then raise."""
    from jupyter_interview.domain.questions import ShippedSolution
    from jupyter_interview.domain.starter import starter_code

    yield from (*question.solutions, *question.wrong)
    for solution in question.solutions:
        source = starter_code(question.signature, solution.language)
        yield ShippedSolution(solution.language, source, STARTER, "runtime_error")


async def _check(jobs: list[Job], at_once: int, unsandboxed: bool) -> int:
    sandbox = sandbox_for(unsandboxed, at_once=at_once)
    await sandbox.check({job.solution.language for job in jobs})

    async def judge(job: Job) -> Proof:
        slack = SLACK if job.solution.verdict == "time_limit" else 1.0
        run = partial(judged, sandbox, job.question, job.solution.language, job.solution.source, slack=slack)
        return await prove(job, run)

    wrong: list[str] = []
    again = 0
    print(f"{'question':32} {'solution':34} {'verdict':16} {'tests':>9} {'ms':>7}")
    try:
        with Progress(len(jobs), "solutions") as progress:
            async for proof in in_order(judge, jobs, at_once):
                progress.step(_row(proof))
                again += proof.tries > 1
                if proof.faults:
                    wrong.append(f"{proof.job.question.id}/{proof.job.solution.name}")
    finally:
        await sandbox.close()
    what = f"{len(jobs)} solutions of {len({job.question.id for job in jobs})} questions in {minutes(progress.seconds)}"
    print(f"{what}: " + (f"{len(wrong)} are not as they must be" if wrong else "each is as it must be"))
    print(
        f"{again} were judged again for their time; load average {os.getloadavg()[1]:.1f} on {processors()} processors"
    )
    if wrong:
        print(f"look at {', '.join(wrong)}")
    return 1 if wrong else 0


def _row(proof: Proof) -> str:
    """What it got, and what is not as it must be."""
    job, judgement, tries = proof
    tests = f"{judgement.passed}/{judgement.total}"
    name = f"{job.solution.language} {job.solution.name}"
    marks = "".join(f"   {fault}" for fault in proof.faults) + (f"   best of {tries}" if tries > 1 else "")
    return f"{job.question.id:32} {name:34} {judgement.verdict.value:16} {tests:>9} {slowest_ms(judgement):>7}{marks}"

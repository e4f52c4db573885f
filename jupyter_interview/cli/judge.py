"""`jupyter interview judge QUESTION FILE`: the verdict on one solution, or with `--batch` on many."""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_interview.cli import judge_batch
from jupyter_interview.cli.judged import Questions, bank_of, judged, language_of, read_source, sandbox_for
from jupyter_interview.cli.numbers import positive
from jupyter_interview.cli.table import render
from jupyter_interview.errors import InvalidRequest

if TYPE_CHECKING:
    from jupyter_interview.domain.verdicts import Evidence, Judgement, TestResult

HEADINGS = ("test", "category", "verdict", "ms", "arguments", "expected", "answer")
CELL = 40
"""Characters of a value in the table; `--json` has more."""
FAILED = 2
"""The exit code for a verdict that is our failure; the same as of an error."""


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "judge",
        help="judge a solution, or a file of them, as a submission would be",
        description="Exit code 0: accepted. 1: not accepted. 2: it could not be judged. With --batch, 0: every line has"
        " its verdict. 1: a line has an error instead.",
    )
    parser.add_argument("question", nargs="?", metavar="QUESTION", help="an id of the bank, or a question's folder")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the solution")
    parser.add_argument("--language", metavar="L", help="default: what the suffix of the file says")
    parser.add_argument("--json", action="store_true", help="print the judgement as JSON")
    parser.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="judge the solution on every line")
    parser.add_argument("--output", type=Path, metavar="OUT.jsonl", help="of --batch: instead of standard output")
    parser.add_argument("--concurrency", type=positive, metavar="N", help="of --batch: at once; default: one a CPU")
    parser.add_argument("--bank", type=Path, metavar="FOLDER", help="a folder of questions instead of the bank")
    parser.add_argument("--unsandboxed", action="store_true", help="run as plain processes, where no engine answers")
    parser.add_argument("--show-hidden", action="store_true", help="show hidden tests too: for a question's author")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    if arguments.batch is not None:
        if arguments.question is not None or arguments.json:
            raise InvalidRequest("With --batch, questions and files are on its lines, and the results are JSON.")
        return judge_batch.run(arguments)
    if arguments.file is None:
        raise InvalidRequest("Name a question and the file of a solution, or --batch and a file of many.")
    if arguments.output is not None or arguments.concurrency is not None:
        raise InvalidRequest("--output and --concurrency go with --batch.")
    language = arguments.language or language_of(arguments.file)
    source = read_source(arguments.file)
    question = Questions(bank_of(arguments.bank)).get(arguments.question)

    async def judge() -> Judgement:
        sandbox = sandbox_for(arguments.unsandboxed)
        await sandbox.check([language])
        try:
            return await judged(sandbox, question, language, source, show_hidden=arguments.show_hidden)
        finally:
            await sandbox.close()

    judgement = asyncio.run(judge())
    print(as_json(question.id, language, judgement) if arguments.json else described(judgement))
    return {"accepted": 0, "internal_error": FAILED}.get(judgement.verdict.value, 1)


def as_json(question_id: str, language: str, judgement: Judgement) -> str:
    import msgspec

    return json.dumps({"question": question_id, "language": language, **msgspec.to_builtins(judgement)}, indent=2)


def described(judgement: Judgement) -> str:
    """The tests in a table, what visible ones wrote and why they failed, the verdict and its evidence.

    All of it may be a stranger's text, so nothing reaches the terminal as a control character.
    """
    from jupyter_interview.domain.inert import visible

    parts = [render(HEADINGS, [_row(test) for test in judgement.tests])] if judgement.tests else []
    for test in judgement.tests:
        told = ((f"test {test.index} wrote:", test.stdout), (f"test {test.index}:", test.message))
        parts += [f"{heading}\n{_indented(visible(text))}" for heading, text in told if text]
    if judgement.message:
        parts.append(visible(judgement.message).rstrip())
    passed = f"{judgement.verdict.value}: {judgement.passed} of {judgement.total} tests passed"
    where = "in a container" if judgement.sandboxed else "unsandboxed"
    parts.append(f"{passed}\n{', '.join((*_measured(judgement.evidence), where))}")
    return "\n\n".join(parts)


def _row(test: TestResult) -> tuple[str, ...]:
    shown = (_cell(text) for text in (test.arguments, test.expected, test.actual))
    return (str(test.index), test.category, test.verdict.value, str(test.elapsed_ms), *shown)


def _cell(text: str | None) -> str:
    from jupyter_interview.domain.inert import visible

    line = " ".join(visible(text or "").split())
    return line if len(line) <= CELL else f"{line[: CELL - 1]}…"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.rstrip().split("\n"))


def _measured(evidence: Evidence) -> list[str]:
    found = [f"{evidence.elapsed_ms} ms", f"{evidence.output_bytes} bytes of output"]
    if evidence.peak_memory_bytes is not None:
        found.append(f"{evidence.peak_memory_bytes / 2**20:.0f} MiB at most")
    if evidence.exit_code is not None:
        found.append(f"exit code {evidence.exit_code}")
    return [*found, "killed for memory"] if evidence.oom_killed else found

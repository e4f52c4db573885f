"""What the commands that judge have in common: where code runs, which question and source are meant, the verdict."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from jupyter_interview.adapters.questions import FolderBank
    from jupyter_interview.domain.limits import Limits
    from jupyter_interview.domain.questions import Question
    from jupyter_interview.domain.verdicts import Judgement
    from jupyter_interview.service.ports import QuestionBank, Sandbox

T = TypeVar("T")
R = TypeVar("R")

COMMAND_LINE = "command-line"
"""Whose code it is, where all of it is the same author's."""
AHEAD = 4
"""How many results a slow first one may hold back, for each that runs at once."""


def bank_of(folder: Path | None) -> FolderBank:
    """The questions in `folder`, or those that a server started here would ask. Raises BadQuestion."""
    from jupyter_interview.adapters.packs import open_bank
    from jupyter_interview.adapters.questions import FolderBank
    from jupyter_interview_server.app import configured_settings

    return FolderBank((folder,)) if folder else open_bank(configured_settings().question_packs)


def sandbox_for(unsandboxed: bool, *, at_once: int = 0, reuse: bool = True) -> Sandbox:
    """`at_once` containers are kept ready. `reuse` lets the code of one owner run in one container."""
    from jupyter_interview_kernels.judge.docker_sandbox import KEEP_SECONDS, DockerSandbox
    from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox

    return ProcessSandbox() if unsandboxed else DockerSandbox(at_once, keep_seconds=KEEP_SECONDS if reuse else 0)


class Questions:
    """Questions by the id in a bank, or by the path of a folder that is in none. Safe to share between threads."""

    def __init__(self, bank: QuestionBank, base: Path | None = None) -> None:
        """Relative paths are below `base`, or the current folder."""
        self._bank, self._base = bank, base or Path()
        self._lock = threading.Lock()
        self._folders: dict[Path, Question] = {}

    def get(self, name: str) -> Question:
        """Runs the generators and the reference of the question's folder, once.

        Raises NotFound, BadQuestion.
        """
        from jupyter_interview.adapters.questions import load_question
        from jupyter_interview.errors import NotFound

        with self._lock:
            if name in self._bank.ids():
                return self._bank.get(name)
            folder = (self._base / name).absolute()
            if folder not in self._folders:
                if not folder.is_dir():
                    raise NotFound(f"There is no question {name[:200]!r}, neither in the bank nor as a folder.")
                self._folders[folder] = load_question(folder)
            return self._folders[folder]


def language_of(file: Path) -> str:
    """What the suffix says. Raises InvalidRequest."""
    from jupyter_interview.domain.questions import SOURCE_SUFFIXES
    from jupyter_interview.errors import InvalidRequest

    for language, suffix in SOURCE_SUFFIXES.items():
        if file.suffix == suffix:
            return language
    raise InvalidRequest(f"The language of {file} is not told by its name. Say it with --language.")


def read_source(file: Path) -> str:
    """Raises InvalidRequest, EmptySubmission, TooLarge."""
    from jupyter_interview.domain.limits import MAX_SOURCE_BYTES
    from jupyter_interview.errors import InvalidRequest

    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_SOURCE_BYTES + 1)  # as much as shows that it is too large
    except OSError as error:
        raise InvalidRequest(f"The solution in {file} cannot be read: {error.strerror}.") from error
    _check_size(len(content))
    try:
        return checked(content.decode())
    except UnicodeDecodeError as error:
        raise InvalidRequest(f"The solution in {file} is not UTF-8.") from error


def checked(source: str) -> str:
    """The source, if a candidate could have submitted it. Raises EmptySubmission, TooLarge."""
    from jupyter_interview.errors import EmptySubmission

    _check_size(len(source.encode()))
    if not source.strip():
        raise EmptySubmission("The solution is empty.")
    return source


def _check_size(size: int) -> None:
    from jupyter_interview.domain.limits import MAX_SOURCE_BYTES
    from jupyter_interview.errors import TooLarge

    if size > MAX_SOURCE_BYTES:
        raise TooLarge(f"A solution holds at most {MAX_SOURCE_BYTES // 1024} KB; this one is larger.")


async def judged(
    sandbox: Sandbox,
    question: Question,
    language: str,
    source: str,
    *,
    owner: str = COMMAND_LINE,
    show_hidden: bool = False,
    slack: float = 1.0,
) -> Judgement:
    """The verdict on a solution, on all tests. `show_hidden` has the hidden ones told as examples are.

    `slack` times the question's own time limit is given, if the ceiling allows.
    Code of one `owner` may run in one container. Raises SandboxUnavailable, UnknownLanguage, BadQuestion.
    """
    from msgspec.structs import replace

    from jupyter_interview.domain import judging
    from jupyter_interview.domain.sandbox import RunRequest
    from jupyter_interview.service.checking import run_and_judge
    from jupyter_interview.service.judging import limits_for

    cases = judging.select_cases(question, "submit")
    if show_hidden:
        cases = tuple(replace(case, hidden=False) for case in cases)
    request = RunRequest(
        submission_id=owner,
        interview_id=owner,
        language=language,
        source=source,
        signature=question.signature,
        tests=tuple(case.test.arguments for case in cases),
        limits=_slackened(limits_for(question, language), slack),
    )
    return await run_and_judge(sandbox, question, cases, request)


def _slackened(limits: Limits, slack: float) -> Limits:
    from msgspec.structs import replace

    from jupyter_interview.domain.limits import LIMITS

    return replace(limits, wall_seconds=min(slack * limits.wall_seconds, LIMITS.wall_seconds))


async def in_order(work: Callable[[T], Awaitable[R]], items: Iterable[T], at_once: int) -> AsyncGenerator[R, None]:
    """What `work` makes of each item, in their order, `at_once` of them at a time."""
    free = asyncio.Semaphore(at_once)

    async def one(item: T) -> R:
        async with free:
            return await work(item)

    tasks: deque[asyncio.Task[R]] = deque()
    try:
        for item in items:
            tasks.append(asyncio.create_task(one(item)))
            if len(tasks) >= AHEAD * at_once:
                yield await tasks[0]
                tasks.popleft()
        while tasks:
            yield await tasks[0]
            tasks.popleft()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

"""`jupyter interview judge --batch`: one solution a line in, one result a line out, in the same order."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import msgspec

from jupyter_interview.cli.judged import Questions, bank_of, checked, in_order, judged, language_of, sandbox_for
from jupyter_interview.cli.judged import read_source as read_file
from jupyter_interview.cli.numbers import processors
from jupyter_interview.cli.progress import Progress, minutes
from jupyter_interview.errors import InterviewError, InvalidRequest

if TYPE_CHECKING:
    from jupyter_interview.service.ports import Sandbox

logger = logging.getLogger(__name__)

DEFAULT_LANGUAGE = "python"
"""Of a source that comes without language and file name."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line: a question, and a solution to it or the file that holds one. Paths are relative to the batch's folder."""

    question: str
    source: str | None = None
    file: str | None = None
    language: str | None = None
    id: str | int | None = None
    """What the result is called; the line's number where there is none."""


class Line(NamedTuple):
    number: int
    text: bytes


class Batch(NamedTuple):
    """What all lines have in common."""

    sandbox: Sandbox
    questions: Questions
    folder: Path
    language: str | None
    show_hidden: bool

    async def result(self, line: Line) -> dict[str, Any]:
        """The judgement, or under `error` one sentence. Raises nothing: the other lines are to be judged."""
        name: str | int = line.number
        try:
            raw = _parsed(line.text)
            if isinstance(raw, dict) and type(raw.get("id")) in (str, int):
                name = raw["id"]
            return {"id": name, **await self._judged(raw)}
        except InterviewError as error:
            return {"id": name, "error": error.message}
        except Exception:
            logger.exception("line %s could not be judged", line.number)
            return {"id": name, "error": "The judge failed on this line. This is a fault of ours."}

    async def _judged(self, raw: object) -> dict[str, Any]:
        entry = _entry(raw)
        language, source = self._solution(entry)
        question = await asyncio.to_thread(self.questions.get, entry.question)
        # An owner of its own: no line's code runs where another's has run.
        judgement = await judged(
            self.sandbox, question, language, source, owner=str(uuid.uuid4()), show_hidden=self.show_hidden
        )
        found: dict[str, Any] = {"question": question.id, "language": language, **msgspec.to_builtins(judgement)}
        return found | ({"error": judgement.message} if found["verdict"] == "internal_error" else {})

    def _solution(self, entry: Entry) -> tuple[str, str]:
        """Language and source. Raises InvalidRequest, EmptySubmission, TooLarge."""
        language = entry.language or self.language
        if entry.source is not None and entry.file is None:
            return language or DEFAULT_LANGUAGE, checked(entry.source)
        if entry.file is not None and entry.source is None:
            file = self.folder / entry.file
            return language or language_of(file), read_file(file)
        raise InvalidRequest("A line has either a source or a file.")


def run(arguments: argparse.Namespace) -> int:
    lines = _lines(arguments.batch)
    if arguments.output is not None and arguments.output.resolve() == arguments.batch.resolve():
        raise InvalidRequest("The results would overwrite the batch. Name another file.")
    return asyncio.run(_run(arguments, lines))


async def _run(arguments: argparse.Namespace, lines: Sequence[Line]) -> int:
    at_once = arguments.concurrency or processors()
    sandbox = sandbox_for(arguments.unsandboxed, at_once=at_once, reuse=False)
    await sandbox.check([arguments.language or DEFAULT_LANGUAGE])
    folder = arguments.batch.parent
    batch = Batch(
        sandbox, Questions(bank_of(arguments.bank), folder), folder, arguments.language, arguments.show_hidden
    )
    failed = 0
    try:
        with _opened(arguments.output) as output, Progress(len(lines), "lines") as progress:
            async for result in in_order(batch.result, lines, at_once):
                row = json.dumps(result)
                failed += "error" in result
                if output is not None:
                    print(row, file=output, flush=True)
                progress.step(row if output is None else None)
    finally:
        await sandbox.close()
    print(f"{len(lines)} lines in {minutes(progress.seconds)}, {failed} without verdict", file=sys.stderr)
    return 1 if failed else 0


def _lines(file: Path) -> list[Line]:
    """Those that are not blank. Raises InvalidRequest."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InvalidRequest(f"The batch {file} cannot be read: {error.strerror}.") from error
    return [Line(number, text) for number, text in enumerate(content.split(b"\n"), 1) if text.strip()]


@contextmanager
def _opened(file: Path | None) -> Iterator[TextIO | None]:
    if file is None:
        yield None
        return
    try:
        opened = file.open("w", encoding="utf-8")
    except OSError as error:
        raise InvalidRequest(f"The results cannot be written to {file}: {error.strerror}.") from error
    with opened:
        yield opened


def _parsed(text: bytes) -> object:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"The line is not JSON: {error}.") from error


def _entry(raw: object) -> Entry:
    try:
        return msgspec.convert(raw, Entry)
    except msgspec.ValidationError as error:
        raise InvalidRequest(f"The line is not as described: {error}.") from error

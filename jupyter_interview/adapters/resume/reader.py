"""Reads résumés: implements the port `ResumeReader` with one short-lived process for each."""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from jupyter_interview.adapters.resume.refusal import REASONS
from jupyter_interview.errors import UnreadableResume
from jupyter_interview.service.ports import ResumeKind, ResumeText

log = logging.getLogger(__name__)

SECONDS = 20.0
"""Of the wall's clock; the process has half as many of the processor's."""
MAX_ANSWER = 1 << 20
"""Bytes that the process may say."""
AT_ONCE = 2
ROOT = str(Path(__file__).resolve().parents[3])
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from jupyter_interview.adapters.resume.worker import main
sys.exit(main())
"""
"""Isolated from the environment, the process still finds the very code that started it."""

SENTENCES = {
    "type": "This is no PDF, no Word document (DOCX) and no plain text. Save the résumé as one of these.",
    "old_word": "This Word document is in the old format, or has a password. Save it as DOCX without a password.",
    "password": "This file is locked with a password. Save a copy without one, and choose that.",
    "malformed": "This file is damaged and cannot be read. Export the résumé again, and choose the new file.",
    "unpacks": "This document unpacks to far more than a résumé holds, so it was not opened.",
    "too_much": "This file takes too much time or memory to read. Export the résumé as a simpler PDF, or as text.",
    "empty": "No text that can be seen is in this file. If it is a scan, choose a file whose text can be selected.",
}


class _Answer(msgspec.Struct, frozen=True):
    kind: ResumeKind = "txt"
    text: str = ""
    refused: str = ""


class ProcessReader:
    """A process for each file, with bounds on time, memory and words, an empty environment, and nothing to open."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._free = asyncio.Semaphore(AT_ONCE)

    async def read(self, data: bytes) -> ResumeText:
        """Raises UnreadableResume."""
        async with self._free:
            answer = await self._asked(data)
        if answer.refused in REASONS:
            raise unreadable(answer.refused)
        return ResumeText(answer.kind, answer.text)

    async def _asked(self, data: bytes) -> _Answer:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-B", "-c", PROGRAM, ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )  # fmt: skip
        try:
            async with asyncio.timeout(self._seconds):
                said, _ = await asyncio.gather(_heard(process), _told(process, data))
                code = await process.wait()
        except TimeoutError as error:
            raise unreadable("too_much") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if code != 0 or len(said) > MAX_ANSWER:
            log.warning("the process that reads résumés ended with %s", code)
            raise unreadable("too_much" if code < 0 else "malformed")
        return msgspec.json.decode(said, type=_Answer)


def unreadable(reason: str) -> UnreadableResume:
    return UnreadableResume(SENTENCES[reason], reason=reason)


async def _told(process: asyncio.subprocess.Process, data: bytes) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError, ConnectionResetError):  # it ended before it had read all: its answer says why
        process.stdin.write(data)
        await process.stdin.drain()
    process.stdin.close()


async def _heard(process: asyncio.subprocess.Process) -> bytes:
    """At most one byte more than may be said; then the process is stopped, since nobody listens any more."""
    assert process.stdout is not None
    said = bytearray()
    while len(said) <= MAX_ANSWER and (piece := await process.stdout.read(1 << 16)):
        said += piece
    if len(said) > MAX_ANSWER:
        process.kill()
    return bytes(said)

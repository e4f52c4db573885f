"""All of a user's data as one zip, written to a file an interview at a time, so that memory holds one log at most."""

from __future__ import annotations

import asyncio
import json
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from jupyter_interview.domain.events import Event
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.service.personal import OwnedObjects, PersonalStore

AT_ONCE = 2
"""Exports that one server makes at the same time: each reads all that somebody has."""

README = """\
Your data, as the interview server has it.

account.json
    Your account: name, time zone, how you sign in, and whatever else is kept about you, table by table.
interviews/NAME/interview.json
    An interview: when it was, its state, its questions and how they went, and where its notebook is.
interviews/NAME/events.jsonl
    What happened in it, one event a line, in order: what you wrote, ran and submitted, what the interviewer said,
    the judge's verdicts. Hidden tests, the interviewer's notes and prompts are not yours and not in it. `salt` and
    `commitment` prove that an event is the one in the signed transcript.
files/transcripts/ID.ipynb
    The signed transcript of the interview with this id. JupyterLab opens it; `jupyter interview verify` checks it.
files/reports/ID.*.pdf
    Its report, if one was made.
files/resumes/
    The files that you uploaded.

Notebooks in your own folder are not copied here; interview.json says where each one is. An interview whose content was
erased before has an interview.json and nothing else.
"""


class Exports:
    """For the user whose data it is."""

    def __init__(self, store: PersonalStore, objects: OwnedObjects) -> None:
        self._store, self._objects = store, objects
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def write(self, user: User, file: IO[bytes]) -> None:
        """Write the zip at the file's position. Raises Unavailable."""
        async with self._turns:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                archive.writestr("README.txt", README)
                archive.writestr("account.json", _json(await self._store.rows_of(user.id)))
                for interview_id in await self._store.interview_ids(user.id):
                    await self._interview(archive, interview_id)
                for key in await self._objects.of(user.id):
                    kind, _, name = key.split("/", 2)
                    data = await self._objects.get(key)
                    await asyncio.to_thread(archive.writestr, f"files/{kind}/{name}", data)

    async def _interview(self, archive: ZipFile, interview_id: UUID) -> None:
        interview = await self._store.get(interview_id)
        day = f"{interview.created_at:%Y-%m-%d}"
        folder = f"interviews/{day}-{interview.kind}-{interview.id}"
        archive.writestr(f"{folder}/interview.json", _json(_described(interview)))
        events = await self._store.events(interview_id)
        if own := [event for event in events if event.envelope.visibility is Visibility.CANDIDATE]:
            await asyncio.to_thread(_write_lines, archive, f"{folder}/events.jsonl", own)


def _write_lines(archive: ZipFile, name: str, events: list[Event]) -> None:
    with archive.open(name, "w") as file:
        for event in events:
            head = {**event.envelope.to_json(), "salt": event.salt.hex()}
            # The payload's own bytes: what was committed to, and no number or letter written otherwise.
            begun = json.dumps(head, ensure_ascii=False)[:-1].encode()
            file.write(begun + b', "payload": ' + event.payload.to_bytes() + b"}\n")


def _described(interview: Interview) -> dict[str, Any]:
    questions = [
        {
            "id": question.question_id,
            "title": question.title,
            "outcome": question.outcome,
            "accepted": question.accepted,
            "attempts": question.attempts,
            "hints": question.hints_given,
        }
        for question in interview.progress.questions
    ]
    return {
        "id": interview.id,
        "kind": interview.kind,
        "language": interview.language,
        "state": interview.state.value,
        "sandboxed": interview.sandboxed,
        "created_at": interview.created_at,
        "ended_at": interview.ended_at,
        "erased_at": interview.erased_at,
        "minutes": interview.duration.total_seconds() / 60,
        "questions": questions,
        "notebook": interview.notebook_path,
        "transcript": interview.transcript_path,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"

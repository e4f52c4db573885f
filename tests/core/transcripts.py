"""A whole interview for tests of transcripts: every kind of event, hostile text and hostile outputs among them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from jupyter_interview.adapters.keys import KeyFileSigner
from jupyter_interview.adapters.llm.offline import OfflineInterviewer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.events import Actor, Draft
from jupyter_interview.domain.grading import Amendment
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.domain.sealing import statement_bytes
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.review import build_transcript
from jupyter_interview.service.ports import Seal
from tests.core.rooms import Room, judgement

HOSTILE = (
    "# owned\n```\n<script>alert(1)</script> ![x](http://evil.example/x.png)\r\n<img src=x onerror=alert(1)>\x00 \u202e"
)
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
OUTPUTS: tuple[dict[str, Any], ...] = (
    {"output_type": "stream", "name": "stdout", "text": "one\rtwo\b\n"},
    {"output_type": "stream", "name": "stdout", "text": ["three\n", "\x1b[31mred\x1b[0m"]},
    {"output_type": "stream", "name": "stderr", "text": "<b>warned</b>"},
    {
        "output_type": "execute_result",
        "execution_count": 3,
        "data": {"text/plain": "7", "text/html": "<script>alert(2)</script>", "image/svg+xml": "<svg onload=alert(3)>"},
        "metadata": {"x": 1},
    },
    {"output_type": "display_data", "data": {"image/png": PIXEL + "\n", "application/javascript": "alert(4)"}},
    {"output_type": "display_data", "data": {"image/png": '"><script>alert(5)</script>'}, "metadata": {}},
    {"output_type": "error", "ename": "ValueError", "evalue": "<i>bad</i>", "traceback": ["line 1", "line 2"]},
    {"output_type": "mystery", "payload": "<script>alert(6)</script>"},
)

_INTERVIEWER = OfflineInterviewer()


def executed(room: Room, source: str, outputs: tuple[dict[str, Any], ...] = OUTPUTS, *, sandboxed: bool = True) -> None:
    payload = p.CellExecuted(
        cell_id="answer",
        source=source,
        status="error",
        execution_count=3,
        started_at=room.now,
        finished_at=room.now + timedelta(milliseconds=120),
        outputs=outputs,
        truncated=False,
        outputs_sha256="0" * 64,
        sandboxed=sandboxed,
    )
    room.do(rules.executed, payload=payload)


async def sat(*, sandboxed: bool = True) -> Room:
    """An interview from joining to completion."""
    room = Room(("gift-card-pair", "first-bracket-fault"), sandboxed=sandboxed)
    room.do(rules.join)
    await room.answer(_INTERVIEWER)
    await room.tell(_INTERVIEWER, HOSTILE)
    await room.tell(_INTERVIEWER, "I would use a hash map for this")
    executed(room, "print('one\ud800')\r\nplot()", sandboxed=sandboxed)
    room.do(rules.hint)
    await room.answer(_INTERVIEWER)
    room.judge(judgement(Verdict.WRONG_ANSWER, passed=0))
    await room.answer(_INTERVIEWER)
    room.do(rules.snapshot, cell_id="answer", cell_type="code", source="def half_done(): <b>")
    room.do(rules.disconnect)
    room.do(rules.join)
    room.do(rules.take_over)
    room.judge(judgement(Verdict.ACCEPTED))
    await room.answer(_INTERVIEWER)
    await room.tell(_INTERVIEWER, "O(n) time and O(n) space")
    await room.tell(_INTERVIEWER, "two pointers")
    room.do(rules.pause)
    room.do(rules.resume)
    await room.answer(_INTERVIEWER)
    credited = p.ClockCredited(seconds=4.5, cause="judge")
    room.decide(Decision((Draft(credited, Actor.SYSTEM),)))
    room.do(rules.next_question)
    await room.answer(_INTERVIEWER)
    room.judge(judgement(Verdict.COMPILE_ERROR))
    await room.answer(_INTERVIEWER)
    room.do(rules.end)
    await room.answer(_INTERVIEWER)
    room.do(rules.complete)
    return room


async def long(events: int) -> Room:
    """A room with at least so many events."""
    room = Room(("gift-card-pair",))
    room.do(rules.join)
    await room.answer(_INTERVIEWER)
    room.interview = replace(room.interview, clock=Clock(timedelta(hours=100)).start(room.now))
    for number in range((events - len(room.events)) // 2):
        executed(room, f"print({number})\n" * 20, ({"output_type": "stream", "name": "stdout", "text": "x" * 400},))
        room.do(rules.snapshot, cell_id="answer", cell_type="code", source=f"line = {number}\n" * 20)
    room.do(rules.end)
    await room.answer(_INTERVIEWER)
    room.do(rules.complete)
    return room


def transcript(
    room: Room,
    signer: KeyFileSigner,
    visibility: Visibility = Visibility.CANDIDATE,
    amendments: Sequence[Amendment] = (),
) -> bytes:
    statement = statement_bytes(room.interview, signer.key_id)
    seal = Seal(
        interview_id=room.interview.id,
        segment="interview",
        statement=statement,
        signature=signer.sign(statement),
        key_id=signer.key_id,
        public_key=signer.public_key,
    )
    return build_transcript(room.interview, room.events, seal, visibility, amendments)


@cache
def sample_room() -> Room:
    return asyncio.run(sat())


def load(data: bytes) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(data)
    return notebook


def dump(notebook: dict[str, Any]) -> bytes:
    return json.dumps(notebook).encode()


def signer_in(folder: Path) -> KeyFileSigner:
    return KeyFileSigner(folder / "keys" / "signing.pem")

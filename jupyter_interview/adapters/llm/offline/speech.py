"""What is said, and never twice: authored lines with several variants each, filled with facts.

Every variant has a key, `line/number`. The keys that a session has used are in the log (`Progress.lines`), so the
choice depends on the log alone. When a line has no unused variant left, its first one is said with a count, which is
unique.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
import yaml

from jupyter_interview.adapters.llm.personas import persona_of
from jupyter_interview.domain import payloads as p
from jupyter_interview.service.ports import Reaction, RoomView

AGAIN = "again"
"""The line around a text whose variants are all used; it has the slots `count` and `text`."""


@cache
def authored_lines() -> dict[str, tuple[str, ...]]:
    """Every line's variants, as written in `lines.yaml` and, for system design, in `design/lines.yaml`."""
    folder = files("jupyter_interview.adapters.llm.offline")
    texts = [folder.joinpath(*path).read_text(encoding="utf-8") for path in (("lines.yaml",), ("design", "lines.yaml"))]
    lines: dict[str, tuple[str, ...]] = {}
    for text in texts:
        lines |= msgspec.convert(yaml.safe_load(text), dict[str, tuple[str, ...]])
    return lines


class Answer:
    """A reaction under construction: it speaks, adds payloads, and keeps what was noted and spent."""

    def __init__(self, view: RoomView) -> None:
        self.view = view
        self._spent = view.interview.progress.lines
        self._lines: list[str] = []
        self._notes: list[str] = []
        self._learnt: list[p.Learnt] = []
        self._payloads: list[p.Payload] = []

    def line(self, name: str, **facts: str | int) -> str:
        """The next unused variant of a line, its slots filled. The persona may have variants of its own."""
        variants = persona_of(self.view).lines.get(name) or authored_lines()[name]
        first = self._first(name, len(variants))
        for step in range(len(variants)):
            place = (first + step) % len(variants)
            if self.spend(f"{name}/{place}"):
                return variants[place].format(**facts)
        text = variants[first].format(**facts)
        count = sum(key.startswith(f"{name}/") for key in self._spent) + 1
        self.spend(f"{name}/{count}#")
        around = authored_lines()[AGAIN]
        return around[count % len(around)].format(count=count, text=text)

    def say(self, intent: str, *parts: str, cells: tuple[p.CellDraft, ...] = ()) -> None:
        """A turn of the interviewer; the parts become its paragraphs."""
        text = "\n\n".join(part for part in parts if part)
        self.add(p.InterviewerTurn(text=text, intent=intent, cells=cells))

    def add(self, *payloads: p.Payload) -> None:
        self._payloads.extend(payloads)

    def note(self, text: str) -> None:
        """A hidden note about the stimulus; its seq is the evidence."""
        self._notes.append(f"seq {self.view.stimulus.seq}: {text}")

    def learn(
        self,
        criterion: p.Criterion,
        value: Literal["good", "mixed", "poor"],
        text: str,
    ) -> None:
        """A note that counts for a score."""
        self._learnt.append(p.Learnt(criterion, value, text))
        self.note(text)

    def reaction(self) -> Reaction:
        return Reaction(tuple(self._payloads), tuple(self._notes), tuple(self._lines), learnt=tuple(self._learnt))

    def _first(self, name: str, count: int) -> int:
        """Where to begin: differs between interviews, the same whenever this one is replayed."""
        seed = f"{self.view.interview.id}/{name}".encode()
        return int.from_bytes(hashlib.sha256(seed).digest()[:4], "big") % count

    def spend(self, key: str) -> bool:
        """Mark a key as said; False when it was before."""
        if key in self._spent:
            return False
        self._spent |= {key}
        self._lines.append(key)
        return True

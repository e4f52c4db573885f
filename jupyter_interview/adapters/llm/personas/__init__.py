"""How an interviewer sounds: tone and strictness as data, three shipped, more by entry point.

A persona changes words, never rules: hints, verdicts and scores are the same with every one of them. An installed
package adds personas with an entry point of the group `jupyter_interview.personas` that names a function without
arguments; it returns a mapping from the persona's id to the same keys as in the files here.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files

import msgspec
import yaml

from jupyter_interview.domain import payloads as p
from jupyter_interview.errors import InvalidRequest
from jupyter_interview.service.ports import RoomView

log = logging.getLogger(__name__)

GROUP = "jupyter_interview.personas"
DEFAULT = "balanced"
MAX_TONE = 1000


class Persona(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to sound."""

    name: str
    """What the interviewer is called."""
    title: str
    summary: str
    """For the person who chooses, one sentence."""
    tone: str
    """For a language model: two or three sentences."""
    lines: dict[str, tuple[str, ...]] = {}
    """Authored lines in the place of the usual ones, by the same names and with the same slots."""


@cache
def personas() -> Mapping[str, Persona]:
    """Every persona by its id, the shipped ones first. One that is not well formed is left out, and the log says so."""
    folder = files("jupyter_interview.adapters.llm.personas")
    shipped = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    found = {
        name.removesuffix(".yaml"): msgspec.convert(yaml.safe_load(folder.joinpath(name).read_text("utf-8")), Persona)
        for name in shipped
    }
    for entry in entry_points(group=GROUP):
        try:
            added = msgspec.convert(entry.load()(), dict[str, Persona])
        except Exception as error:  # noqa: BLE001 - another package's code: whatever it raises, ours goes on
            log.warning("the personas of %s were left out: %s", entry.name, type(error).__name__)
            continue
        found.update({name: one for name, one in added.items() if name not in found and len(one.tone) <= MAX_TONE})
    return found


def persona(name: str) -> Persona:
    """Raises InvalidRequest, naming those that there are."""
    found = personas().get(name)
    if found is None:
        raise InvalidRequest(f"There is no such persona. Choose one of {', '.join(personas())}.")
    return found


def created(view: RoomView) -> p.InterviewCreated | None:
    """The log's first event, where the interview's choices are."""
    first = view.events[0].payload if view.events else None
    return first if isinstance(first, p.InterviewCreated) else None


def persona_of(view: RoomView) -> Persona:
    """The interview's persona; the usual one where it is not installed here."""
    known, first = personas(), created(view)
    return known.get(first.persona, known[DEFAULT]) if first else known[DEFAULT]

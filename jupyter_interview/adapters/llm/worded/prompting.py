"""Prompts from what everybody in the room has seen: facts as delimited data, and the authored reply as the draft.

Solutions, hidden tests, rubrics and hints that were not given never get in: the functions here read the log as the
candidate sees it, and of the question only its public half.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from jupyter_interview.adapters.llm.personas import Persona
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.secrets import public_design
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.leaks import public_text
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.service.language import Message, Prompt
from jupyter_interview.service.ports import RoomView

VERSION, DESIGN_VERSION = "dsa_turn/1", "design_turn/1"
TURNS = 12
"""Of the conversation, the latest."""
MAX_TURN, MAX_CODE, MAX_QUESTION = 1500, 6000, 6000
"""Characters of one turn, of the latest submission, of the question."""


@cache
def template(version: str) -> str:
    """The text of a prompt file; versions are never edited, a change is a new file."""
    name = f"{version.replace('/', '.')}.md"
    return files("jupyter_interview.adapters.llm.worded").joinpath("prompts", name).read_text(encoding="utf-8")


def version_for(view: RoomView) -> str:
    return VERSION if view.design is None else DESIGN_VERSION


def build(view: RoomView, draft: str, persona: Persona) -> Prompt:
    """The prompt for one turn."""
    mark = hashlib.sha256(view.stimulus.salt).hexdigest()[:10]
    version = version_for(view)
    system = template(version).replace("{mark}", mark)
    system = system.replace("{name}", persona.name).replace("{tone}", persona.tone)
    parts = "\n\n".join(f"[{mark}:{name}]\n{text}\n[/{mark}]" for name, text in _parts(view, draft))
    return Prompt(str(view.interview.id), version, (Message("system", system), Message("user", parts)))


def _parts(view: RoomView, draft: str) -> Iterator[tuple[str, str]]:
    if text := public(view):
        yield "question", text[:MAX_QUESTION]
    yield "standing", json.dumps(_standing(view))
    yield "conversation", "\n".join(_conversation(view))
    if code := _latest_code(view):
        yield "candidate's latest submission", code[:MAX_CODE]
    yield "what just happened", _happened(view.stimulus.payload)
    yield "DRAFT", draft


def public(view: RoomView) -> str:
    """What everybody in the room has seen of the question."""
    current = view.interview.progress.question
    hints = current.hints_given if current else 0
    if view.design is not None and view.design.question is not None:
        return public_design(view.design.question, hints, agreed(view))
    return public_text(view.question, hints) if view.question is not None else ""


def agreed(view: RoomView) -> bool:
    """Whether the requirements of a system-design question were shown: its second step has begun."""
    progress = view.interview.progress
    return progress.steps_closed > 0 and not (progress.step is None and progress.steps_closed == 1)


def _standing(view: RoomView) -> dict[str, str | int | bool]:
    question = view.interview.progress.question
    facts: dict[str, str | int | bool] = {
        "phase": view.interview.progress.phase.value,
        "language": view.interview.language,
        "minutes_left": int(view.interview.clock.remaining(view.now).total_seconds() // 60),
    }
    if view.design is not None:
        step = view.interview.progress.step
        facts |= {"step": step.step.value if step else "between two steps"}
    elif question is not None:
        facts |= {"attempts": question.attempts, "hints": question.hints_given, "accepted": question.accepted}
    return facts


def shown(view: RoomView) -> Iterable[str]:
    """Every text of the log that the candidate has seen or written."""
    return seen_texts(view.events)


def seen_texts(events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        match event.payload:
            case p.CandidateTurn(text=text) | p.InterviewerTurn(text=text) | p.HintGiven(text=text):
                yield text
            case p.SubmissionCreated(source=source, own_inputs=inputs):
                yield source
                yield inputs
            case p.DesignSubmitted(source=source):
                yield source
            case p.SubmissionJudged(judgement=judgement):
                for test in judgement.tests:
                    yield "\n".join(filter(None, (test.arguments, test.expected, test.actual, test.stdout)))


def _conversation(view: RoomView) -> list[str]:
    lines = []
    for event in view.events:
        match event.payload:
            case p.CandidateTurn(text=text) if event.seq != view.stimulus.seq:
                lines.append(f"candidate: {text[:MAX_TURN]}")
            case p.InterviewerTurn(text=text) | p.HintGiven(text=text):
                lines.append(f"interviewer: {text[:MAX_TURN]}")
    return lines[-TURNS:]


def _latest_code(view: RoomView) -> str:
    payloads = (event.payload for event in view.events)
    sources = (one.source for one in payloads if isinstance(one, (p.SubmissionCreated, p.DesignSubmitted)))
    return next(reversed(tuple(sources)), "")


def _happened(stimulus: p.Payload) -> str:
    match stimulus:
        case p.CandidateTurn(text=text):
            return f"The candidate wrote: {text[:MAX_CODE]}"
        case p.SubmissionJudged(judgement=judgement, purpose=purpose):
            verdict = "accepted" if judgement.verdict is Verdict.ACCEPTED else judgement.verdict.value
            return f"The judge's verdict on {purpose}: {verdict}, {judgement.passed} of {judgement.total} tests pass."
        case p.DesignSubmitted(step=step):
            return f"The candidate handed in a cell for the step {step}; the draft says what was found in it."
        case _:
            return stimulus.kind

"""The record of one question, as a model is given it to read: what everybody in the room has seen, with its numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from jupyter_interview.adapters.llm.worded.answers import schema
from jupyter_interview.adapters.llm.worded.prompting import MAX_CODE, MAX_QUESTION, seen_texts, template
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.questions import DesignQuestion
from jupyter_interview.domain.design.secrets import hidden_design, public_design
from jupyter_interview.domain.leaks import Hidden, hidden_half, public_text
from jupyter_interview.service.language import Message, Prompt
from jupyter_interview.service.ports import ToRead

VERSION = "feedback/1"
LINES = 80
"""Of the record, the latest."""
MAX_LINE = 800
"""Characters."""
MAX_TOKENS = 900


def build(view: ToRead) -> Prompt:
    """The prompt for a reading; each reading of a question has the same."""
    mark = hashlib.sha256(view.events[-1].salt).hexdigest()[:10]
    system = template(VERSION).replace("{mark}", mark).replace("{criteria}", ", ".join(view.criteria))
    parts = (
        ("question", _public(view)[:MAX_QUESTION]),
        ("record", "\n".join(f"{seq} {said}" for seq, said in lines(view).items())),
        ("candidate's latest submission", _latest(view)[:MAX_CODE]),
    )
    data = "\n\n".join(f"[{mark}:{name}]\n{text}\n[/{mark}]" for name, text in parts)
    return Prompt(
        session=str(view.interview.id),
        version=VERSION,
        messages=(Message("system", system), Message("user", data)),
        max_tokens=MAX_TOKENS,
        schema=schema(view.criteria),
    )


def hidden(view: ToRead) -> Hidden:
    """What no reason may tell: the question may come again."""
    if isinstance(view.question, DesignQuestion):
        return hidden_design(view.question, _hints(view), _agreed(view))
    return hidden_half(view.question, _hints(view))


def shown(view: ToRead) -> tuple[str, ...]:
    """What is no secret: the question's public half, and every text that the candidate has seen or written."""
    return (_public(view), *seen_texts(view.events))


def _public(view: ToRead) -> str:
    if isinstance(view.question, DesignQuestion):
        return public_design(view.question, _hints(view), _agreed(view))
    return public_text(view.question, _hints(view))


def _hints(view: ToRead) -> int:
    return sum(isinstance(event.payload, p.HintGiven) for event in view.events)


def _agreed(view: ToRead) -> bool:
    """The second step showed the requirements."""
    return sum(isinstance(event.payload, p.StepBegan) for event in view.events) > 1


def lines(view: ToRead) -> Mapping[int, str]:
    """By number. Each is one line: what a candidate writes must not look like the next."""
    told = ((event.seq, " ".join(_line(event.payload)[: 2 * MAX_LINE].split())[:MAX_LINE]) for event in view.events)
    return dict([(seq, said) for seq, said in told if said][-LINES:])


def _line(payload: p.Payload) -> str:
    match payload:
        case p.CandidateTurn(text=text):
            return f"candidate: {text}"
        case p.InterviewerTurn(text=text):
            return f"interviewer: {text}"
        case p.HintGiven(level=level):
            return f"the candidate took hint {level}"
        case p.SubmissionJudged(purpose="submit", judgement=one):
            return f"judged: {one.verdict.value}, {one.passed} of {one.total} tests"
        case p.DesignSubmitted(step=step):
            return f"the candidate handed in a cell for the step {step}"
        case p.StepBegan(step=step):
            return f"the step {step} began"
        case _:
            return ""


def _latest(view: ToRead) -> str:
    payloads = (event.payload for event in reversed(view.events))
    return next((one.source for one in payloads if isinstance(one, (p.SubmissionCreated, p.DesignSubmitted))), "")

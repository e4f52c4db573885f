"""The second step: what the cells printed, against what a careful estimate comes to."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline.design import asked
from jupyter_interview.adapters.llm.offline.design.discussion import probe
from jupyter_interview.adapters.llm.offline.facts import counted
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.estimates import check_estimates
from jupyter_interview.domain.design.outputs import printed
from jupyter_interview.domain.design.questions import DesignQuestion, Step
from jupyter_interview.domain.design.units import Unit, parse_unit
from jupyter_interview.domain.events import Event

_STATED = ("right", "wrong", "wrong_unit")
_PERIODS = (60.0, 3600.0, 24.0, 86400.0, 365.0)


def answer_estimates(answer: Answer, question: DesignQuestion) -> None:
    """Check the outputs, note how far off each is, and speak of the first that is not right."""
    design = answer.view.design
    assert design is not None
    found = _found(question, design.executed)
    answer.add(p.DesignChecked(question.id, Step.ESTIMATION, estimates=found))
    for one in found:
        answer.note(f"{one.name}: {one.status}" + ("" if one.ratio is None else f", {one.ratio:.3g} times the value"))
    stated = sum(one.status in _STATED or one.status == "no_unit" for one in found)
    if not stated:
        ran = any(isinstance(event.payload, p.CellExecuted) for event in design.executed)
        answer.say("check", answer.line("estimates_unread" if ran else "estimates_not_run"))
        return
    wrong = [one for one in found if one.status != "right"]
    if not wrong:
        answer.say("check", answer.line("estimates_right", total=len(found)))
        return
    right = answer.line("estimates_some", right=len(found) - len(wrong) or "none", total=len(found))
    mistake = _mistake(answer, question, wrong)
    if mistake is None or asked.pending(answer, question) is not None:
        answer.say("check", right, _word(answer, question, wrong[0], len(wrong)))
    else:
        probe(answer, mistake, "check", right)


def _found(question: DesignQuestion, executed: tuple[Event, ...]) -> tuple[p.EstimateFound, ...]:
    """Each quantity by the latest output that states it."""
    found = {one.name: p.EstimateFound(one.name, "unstated") for one in question.estimates}
    for event in executed:
        assert isinstance(event.payload, p.CellExecuted)
        for one in check_estimates(printed(event.payload.outputs), question.estimates):
            if one.status != "unstated":
                found[one.name] = p.EstimateFound(one.name, one.status, one.ratio, event.seq)
    return tuple(found.values())


def _mistake(answer: Answer, question: DesignQuestion, wrong: list[p.EstimateFound]) -> asked.Ask | None:
    """An authored question about a quantity that is wrong again; the first time a word on the size is enough."""
    again = [one.name for one in wrong if one.status == "wrong" and not answer.spend(f"wrong:{question.id}:{one.name}")]
    lines = answer.view.interview.progress.lines
    asks = (ask for ask in asked.mistakes(question) if getattr(ask.text, "estimate", "") in again)
    return next((ask for ask in asks if not asked.was_asked(lines, ask)), None)


def _word(answer: Answer, question: DesignQuestion, one: p.EstimateFound, wrong: int) -> str:
    """What may be wrong with a quantity, never by how much or which way."""
    others = counted(wrong - 1, "other")
    if one.status == "wrong" and one.ratio:
        unit = next(parse_unit(wanted.unit) for wanted in question.estimates if wanted.name == one.name)
        return answer.line(f"estimate_{_suspicion(one.ratio, unit)}", quantity=one.name, others=others)
    return answer.line(f"estimate_{one.status}", quantity=one.name, others=others)


def _suspicion(ratio: float, unit: Unit) -> str:
    """The usual slip that a ratio looks like."""
    off = max(ratio, 1 / ratio)
    if _near(off, 1e3, 1e6, 1e9):
        return "prefix"
    if unit.data and _near(off, 8):
        return "bits"
    return "period" if unit.time and _near(off, *_PERIODS) else "wrong"


def _near(off: float, *slips: float) -> bool:
    return any(abs(off / slip - 1) < 0.15 for slip in slips)

"""The third step: the drawing, read as a graph; facts are told, and then one thing is asked."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_interview.adapters.llm.offline.design import asked
from jupyter_interview.adapters.llm.offline.design.discussion import probe
from jupyter_interview.adapters.llm.offline.facts import counted
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.findings import Findings, find
from jupyter_interview.domain.design.mermaid import diagram_in, parse
from jupyter_interview.domain.design.questions import DesignQuestion, Mistake, Step

FEW = 3
"""Boxes below which a drawing is a beginning."""


def answer_diagram(answer: Answer, question: DesignQuestion, source: str) -> None:
    text = diagram_in(source)
    if text is None:
        answer.add(p.DesignChecked(question.id, Step.DESIGN))
        answer.note("handed in a cell without a flowchart")
        answer.say("check", answer.line("diagram_none"))
        return
    findings = find(parse(text), question)
    answer.add(p.DesignChecked(question.id, Step.DESIGN, diagram=findings))
    _note(answer, findings)
    boxes = "1 box" if findings.boxes == 1 else f"{findings.boxes or 'no'} boxes"
    facts = answer.line("diagram_read", boxes=boxes, arrows=counted(findings.arrows, "arrow"))
    if findings.boxes < FEW:
        answer.say("check", facts, answer.line("diagram_few"))
    elif findings.unread:
        answer.say("check", facts, answer.line("diagram_unread", lines=counted(findings.unread, "line")))
    elif findings.isolated:
        answer.say("check", facts, answer.line("diagram_isolated", boxes=findings.isolated))
    else:
        _ask(answer, question, findings, facts)


def _ask(answer: Answer, question: DesignQuestion, findings: Findings, facts: str) -> None:
    """An authored question on what was found, else a general one, else what comes next."""
    lines = answer.view.interview.progress.lines
    mistake = next((ask for ask in _mistakes(question, findings) if not asked.was_asked(lines, ask)), None)
    if asked.pending(answer, question) is not None:
        answer.say("check", facts, answer.line("diagram_waiting"))
    elif mistake is not None:
        probe(answer, mistake, "check", facts)
    elif findings.missing or findings.unlinked:
        answer.say("check", facts, answer.line("diagram_walk"))
    elif findings.single:
        answer.say("check", facts, answer.line("diagram_single"))
    else:
        answer.say("check", facts, answer.line("diagram_complete"))


def _mistakes(question: DesignQuestion, findings: Findings) -> Iterator[asked.Ask]:
    """Those that the diagram shows, parts before links before failures."""
    shown = [ask for ask in asked.mistakes(question) if _shows(ask, findings)]
    return iter(sorted(shown, key=lambda ask: _rank(ask.text)))


def _shows(ask: asked.Ask, findings: Findings) -> bool:
    mistake = ask.text
    assert isinstance(mistake, Mistake)
    unlinked = " -- ".join(mistake.unlinked)
    backwards = " -- ".join(reversed(mistake.unlinked))
    return (
        mistake.lacks in findings.missing
        or mistake.single in findings.single
        or bool(unlinked and {unlinked, backwards} & set(findings.unlinked))
    )


def _rank(mistake: object) -> int:
    assert isinstance(mistake, Mistake)
    return 0 if mistake.lacks else 1 if mistake.unlinked else 2


def _note(answer: Answer, findings: Findings) -> None:
    answer.note(
        f"diagram: {len(findings.present)} components drawn, missing {', '.join(findings.missing) or 'none'};"
        f" not linked {', '.join(findings.unlinked) or 'none'}; single {', '.join(findings.single) or 'none'};"
        f" its loss would part others: {', '.join(findings.cuts) or 'none'}; {findings.isolated} isolated"
    )

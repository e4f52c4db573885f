"""System-design questions on the command line: shown, and proved against themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_interview.domain.design.questions import DesignQuestion


def shown(question: DesignQuestion, *, hidden: bool) -> str:
    """What a candidate sees at first, and on request what an educator looks for."""
    parts = [f"## {question.title}", question.statement]
    return "\n\n".join([*parts, *_hidden(question)] if hidden else parts)


def _hidden(question: DesignQuestion) -> Iterator[str]:
    yield f"## Hidden from candidates\n\n{question.scope.covers}"
    sections = {
        "Requirements": [one.text for one in question.requirements],
        "Numbers": question.numbers,
        "Estimates": [f"{one.name}: {one.value:g} {one.unit}. {one.because}" for one in question.estimates],
        "Components": [", ".join(one.names) for one in question.components],
        "Links": [" -- ".join(edge) for edge in question.edges],
        "One is not enough of": question.single_points,
        "Mistakes": [f"{one.ask} {one.missed}" for one in question.mistakes],
        "Deep dives": [f"{one.ask} {one.missed}" for one in question.deep_dives],
        "Trade-offs": [f"{one.ask} {one.missed}" for one in question.trade_offs],
        "Hints": question.hints,
        "Rubric": [f"{line.criterion}: {line.text}" for line in question.rubric],
    }
    for title, lines in sections.items():
        yield f"### {title}\n\n" + "\n".join(f"- {line}" for line in lines)


def faults(question: DesignQuestion) -> list[str]:
    """What a drawing of all that it names lacks, and which of its own values are not right."""
    from jupyter_interview.cli.rehearsal.design_candidates import drawing, estimates
    from jupyter_interview.domain.design.estimates import check_estimates
    from jupyter_interview.domain.design.findings import find
    from jupyter_interview.domain.design.mermaid import diagram_in, parse

    found = find(parse(diagram_in(drawing(question)) or ""), question)
    values = check_estimates(estimates(question), question.estimates)
    wrong = [one for one in values if one.status != "right"]
    return [
        *(f"component {name!r} is not found by its own name: another one takes its label" for name in found.missing),
        *(f"link {link!r} is not found in a drawing of all links" for link in found.unlinked),
        *(f"estimate {one.name!r} is {one.status} when its own value is stated" for one in wrong),
    ]


def check(questions: list[DesignQuestion]) -> int:
    """Print a line a fault, or that there is none; how many questions have one."""
    found = {question.id: faults(question) for question in questions}
    for name, lines in found.items():
        for line in lines:
            print(f"{name}: {line}")
    wrong = sum(bool(lines) for lines in found.values())
    print(f"{len(found)} system-design questions: " + (f"{wrong} are wrong" if wrong else "each agrees with itself"))
    return wrong

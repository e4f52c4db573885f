"""The cells that the interviewer posts: the task, what a step is for, and where the candidate writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from jupyter_interview.domain.design.questions import STEPS, DesignQuestion, Step
from jupyter_interview.domain.payloads import CellDraft

TITLES = {
    Step.REQUIREMENTS: "Scope and requirements",
    Step.ESTIMATION: "Back-of-the-envelope estimation",
    Step.DESIGN: "High-level design",
    Step.DEEP_DIVES: "Deep dives and trade-offs",
}
_HOW_TO_DRAW = (
    "Draw the system as a Mermaid flowchart in the cell below: one box for each part, named for what it does, and an"
    " arrow wherever one talks to another. Where a part runs more than once, say so in its box, such as `x3` or"
    " `replicas`. Run the cell to see the drawing, and press **Check** to hand it in, as often as you like."
)
_HOW_TO_ESTIMATE = (
    "Estimate the quantities in the cell below: print each with its name, a colon, a number and a unit. Run the cell,"
    " and press **Check** to hand in what it printed."
)
_DIAGRAM = """\
<!-- Draw your design here: boxes with names, arrows with what they carry. Check hands it in. -->

```mermaid
flowchart LR
    client([Client])
```
"""


def task(question: DesignQuestion, minutes: float) -> CellDraft:
    """The statement, and how the time is meant to be used."""
    rows = "\n".join(
        f"| {number} | {TITLES[step]} | {question.minutes.of(step, minutes)} min |"
        for number, step in enumerate(STEPS, 1)
    )
    topics = ", ".join(question.topics)
    return _markdown(
        "question",
        f"## {question.title}",
        f"Difficulty: **{question.difficulty}** · System design · Topics: {topics}",
        question.statement,
        f"| Step | | Time |\n|---|---|---|\n{rows}",
    )


def step_cells(question: DesignQuestion, step: Step) -> tuple[CellDraft, ...]:
    """What a step begins with; most of it is the ground on which everybody goes on."""
    match step:
        case Step.ESTIMATION:
            return (_agreed(question), _estimates(question))
        case Step.DESIGN:
            return (_heading(step, _HOW_TO_DRAW), CellDraft("markdown", "starter", _DIAGRAM))
        case _:
            return ()


def asked_cell(heading: str, ask: str) -> CellDraft:
    return _markdown("interviewer", f"**{heading}**", ask)


def _agreed(question: DesignQuestion) -> CellDraft:
    return _heading(
        Step.ESTIMATION,
        f"This is what we go on with. {question.scope.covers}",
        "**It must**",
        _listed(one.text for one in question.functional),
        "**And so that**",
        _listed(one.text for one in question.non_functional),
        "**Numbers to start from**",
        _listed(question.numbers),
        _HOW_TO_ESTIMATE,
    )


def _estimates(question: DesignQuestion) -> CellDraft:
    lines = "\n".join(f'print("{one.name}:", ..., "")' for one in question.estimates)
    return CellDraft("code", "starter", f"# A number and its unit for each; the way there belongs here too.\n{lines}\n")


def _heading(step: Step, *parts: str) -> CellDraft:
    number = STEPS.index(step) + 1
    return _markdown("interviewer", f"### Step {number} of {len(STEPS)}: {TITLES[step].lower()}", *parts)


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _markdown(role: Literal["question", "interviewer"], *parts: str) -> CellDraft:
    return CellDraft("markdown", role, "\n\n".join(parts) + "\n")

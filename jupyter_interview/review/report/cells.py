"""A report as Markdown for the end of a notebook: what the PDF says, but for its time line and the last answers.

Titles come from the bank; reasons and next steps may hold words of the candidate or of a model. All of them are
escaped, so that nothing in the cells is markup but ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jupyter_interview.domain.facts import ScoreLine
from jupyter_interview.domain.inert import code_block, plain
from jupyter_interview.review.report.content import Part, Report, Try

SIGNED = (
    "*This is a report about the interview, no part of what was signed. The transcript beside this notebook is the"
    " record, and the PDF shows the time line and the answers too.*"
)


def to_cells(report: Report) -> tuple[str, ...]:
    """The sources of the cells in order: an overview, a cell for each question, what to do next."""
    return (_overview(report), *(_question(part) for part in report.parts), *_outlook(report))


def _overview(report: Report) -> str:
    facts = "\n".join(f"- {plain(name)}: {plain(value)}" for name, value in report.facts)
    return f"# {plain(report.title)}\n\n{facts}\n\n{plain(report.note)}\n\n{SIGNED}"


def _question(part: Part) -> str:
    blocks = [
        f"## {plain(part.title)}",
        f"{plain(part.outcome.capitalize())} after {part.minutes} minutes; submissions: {part.submissions},"
        f" hints: {part.hints}.",
        *_scores(part.scores),
        *_tries(part.tries),
        *_complexity(part),
        *map(plain, part.remarks),
    ]
    return "\n\n".join(blocks)


def _scores(lines: Sequence[ScoreLine]) -> Iterator[str]:
    if lines:
        yield _table(
            ("Criterion", "Score", "Why"),
            [(line.criterion, _of_four(line.score), f"{line.reason}{_resting_on(line)}") for line in lines],
        )


def _of_four(score: int | None) -> str:
    return "open" if score is None else f"{score} of 4"


def _resting_on(line: ScoreLine) -> str:
    return f" ({', '.join(map(str, line.evidence))})" if line.evidence else ""


def _tries(tries: Sequence[Try]) -> Iterator[str]:
    if tries:
        yield _table(
            ("Submitted", "Verdict", "Tests passed"),
            [(one.at, one.verdict, f"{one.passed} of {one.total}") for one in tries],
        )


def _complexity(part: Part) -> Iterator[str]:
    if part.claimed:
        yield f"Said of the complexity:\n\n{code_block(part.claimed)}"
    if part.known:
        yield f"Known complexity: {plain(part.known)}."


def _outlook(report: Report) -> Iterator[str]:
    lists = [
        ("Strengths", report.strengths),
        ("Weaknesses", report.weaknesses),
        ("Next steps", report.next_steps),
    ]
    blocks = [f"### {title}\n\n" + "\n".join(f"- {plain(item)}" for item in items) for title, items in lists if items]
    if blocks:
        yield "\n\n".join(blocks)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    shown = [[plain(cell) for cell in row] for row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *shown])

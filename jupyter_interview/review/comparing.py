"""What changed between two interviews: their answers as notebooks, without the times and ids that always differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.inert import encodable
from jupyter_interview.review.entries import Entry

Cell = dict[str, Any]


def answers(entries: Sequence[Entry]) -> dict[str, Any]:
    """A notebook of nbformat 4.5 with each question, each submission, and what came of it."""
    cells: list[Cell] = []
    for entry in entries:
        match entry.payload:
            case p.QuestionPosted() as posted:
                cells.append(_markdown(cells, f"## {posted.title}"))
            case p.SubmissionCreated(purpose="submit", source=source):
                cells.append({**_cell(cells, source), "cell_type": "code", "execution_count": None, "outputs": []})
            case p.SubmissionJudged(purpose="submit", judgement=judgement):
                found = f"{judgement.verdict.value}, {judgement.passed} of {judgement.total} tests"
                cells.append(_markdown(cells, found))
            case p.HintGiven(level=level):
                cells.append(_markdown(cells, f"Hint {level} given"))
            case p.QuestionClosed(outcome=outcome):
                cells.append(_markdown(cells, f"Closed: {outcome}"))
            case _:
                pass
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def _markdown(before: Sequence[Cell], source: str) -> Cell:
    return {**_cell(before, source), "cell_type": "markdown"}


def _cell(before: Sequence[Cell], source: str) -> Cell:
    """Ids by place: two notebooks are compared cell by cell, not by who wrote them when."""
    return {"id": f"cell-{len(before) + 1}", "metadata": {}, "source": encodable(source)}

"""A transcript of a system-design interview: what was handed in is text, what was found is for educators."""

from __future__ import annotations

from uuid import UUID

import nbformat
import pytest

from jupyter_interview.adapters.llm.offline import offline_interviewer
from jupyter_interview.cli.rehearsal.design_candidates import CANDIDATES
from jupyter_interview.cli.rehearsal.sitting import Sitting
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.design.questions import SYSTEM_DESIGN
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.domain.questions import Question
from jupyter_interview.domain.verdicts import Judgement
from jupyter_interview.review.entries import entries_of
from jupyter_interview.review.projection import project
from tests.bank import bank as shipped_bank


async def nobody(question: Question, source: str) -> Judgement:
    raise AssertionError("nothing is judged in system design")


@pytest.fixture
async def sitting() -> Sitting:
    bank = shipped_bank()
    sitting = Sitting(bank, offline_interviewer(), ("exhibit-codes",), id=UUID(int=1), kind=SYSTEM_DESIGN)
    await sitting.do(rules.join)
    await next(one for one in CANDIDATES if one.name == "weak").script(sitting, nobody)
    await sitting.end()
    return sitting


def text_for(sitting: Sitting, visibility: Visibility) -> str:
    notebook = project(entries_of(sitting.events, visibility), visibility)
    nbformat.validate(nbformat.from_dict(notebook))
    return "\n".join(cell["source"] for cell in notebook["cells"])


async def test_the_candidates_copy(sitting: Sitting) -> None:
    text = text_for(sitting, Visibility.CANDIDATE)
    for shown in (
        "system design, python, 45 minutes",
        "Step 2 began, estimation, 8 minutes",
        "Handed in the drawing",
        "Step closed: deep dives",
    ):
        assert shown in text
    assert "times the value" not in text
    assert "missing links" not in text


async def test_the_educators_copy(sitting: Sitting) -> None:
    text = text_for(sitting, Visibility.EDUCATOR)
    for found in ("40 times the value", "missing: cache", "drawn alone: ", "no flowchart", "boxes, "):
        assert found in text

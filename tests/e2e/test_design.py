"""A system-design interview in a browser: estimates that run in the kernel, a drawing, feedback."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from jupyter_interview.cli.rehearsal.design_candidates import drawing
from jupyter_interview.domain.design.questions import DesignQuestion
from tests.e2e.room import BANK, Room
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.docker]


def next_step(room: Room, title: str) -> None:
    """Close the open step and begin the next."""
    room.press("next")
    expect(room.find("next")).to_contain_text("Next step")
    room.press("next")
    expect(room.page.locator('[data-testid="jpi-step"][data-standing="open"]')).to_contain_text(title)


def question_of(room: Room) -> DesignQuestion:
    titles = {one.title: one.id for one in BANK.designs()}
    shown = room.find("question-title")
    expect(shown).to_contain_text(re.compile("|".join(map(re.escape, titles))))
    return BANK.design(titles[shown.inner_text()])


def test_a_candidate_designs_a_system(page: Page, lab: RunningServer) -> None:
    with Api(lab.url, lab.token) as api:
        api.give_up_live()
    room = Room(page, lab.url, lab.token)
    room.open()
    room.enter()
    room.find("start-kind").select_option("system_design")
    expect(room.find("start-language")).to_have_count(0)
    room.press("start-button")
    question = question_of(room)
    expect(room.heading(question.title)).to_be_visible()
    expect(room.find("step")).to_have_count(4)
    expect(room.find("step-time")).to_contain_text("min")
    expect(room.find("submit")).to_have_count(0)
    expect(room.find("check")).to_have_attribute("aria-disabled", "true")
    room.say(f"What about {question.clarifications[0].keywords[0]}?")
    expect(room.find("turn-interviewer").last).to_contain_text(question.clarifications[0].met[:40])

    next_step(room, "Estimation")
    lines = [f'print("{one.name}:", {one.value:g}, "{one.unit}")' for one in question.estimates]
    room.write("\n".join(lines))
    page.keyboard.press("Shift+Enter")  # the active cell is then a new, empty one
    expect(page.locator(".jp-OutputArea-output").filter(has_text=question.estimates[-1].name)).to_be_visible()
    room.press("check")
    agreed = f"{len(question.estimates)}"
    expect(room.find("turn-interviewer").last).to_contain_text(agreed)

    next_step(room, "High-level design")
    cell = page.locator(".jp-Notebook .jp-MarkdownCell").last
    expect(cell.locator(".jp-RenderedMermaid, .jp-RenderedMarkdown svg, img").first).to_be_visible()
    cell.dblclick()
    editor = cell.locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(drawing(question))
    room.press("run")
    expect(cell.locator(".jp-RenderedMermaid, .jp-RenderedMarkdown svg, img").first).to_be_visible()
    room.press("check")
    expect(room.find("turn-interviewer").last).to_contain_text(f"{len(question.components)} boxes")
    room.picture("12-system-design")

    next_step(room, "Deep dives")
    room.say(f"I would think of {question.deep_dives[0].keywords[0]} there.")
    expect(room.find("turn-interviewer").last).to_contain_text(question.deep_dives[1].ask[:40])
    room.press("next")
    expect(room.find("open-transcript")).to_be_visible(timeout=60_000)
    room.press("show-feedback")
    scores = room.find("feedback-question")
    for criterion, score in (
        ("estimation", "4 of 4"),
        ("high-level design", "4 of 4"),
        ("trade-offs", "Not enough evidence"),
    ):
        row = scores.locator("tr").filter(has=page.get_by_role("rowheader", name=criterion))
        expect(row).to_contain_text(score)

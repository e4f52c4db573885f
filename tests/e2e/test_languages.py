"""An interview in each of the other languages: chosen in the form, coded, run, judged."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.room import Room
from tests.server_ext.conftest import RunningServer
from tests.solutions import reference

pytestmark = [pytest.mark.browser, pytest.mark.docker]
PRINT = {"javascript": "console.log(6 * 7)", "java": "System.out.println(6 * 7);"}


@pytest.fixture(params=["javascript", "java"])
def language(request: pytest.FixtureRequest) -> str:
    """One whose image is there."""
    found: str = request.param
    request.getfixturevalue(f"{found}_image")
    return found


def test_an_interview(language: str, page: Page, lab: RunningServer) -> None:
    room = Room(page, lab.url, lab.token)
    room.open()
    room.enter()
    room.find("start-language").select_option(language)
    room.find("start-count").select_option("1")
    room.find("start-difficulty").select_option("easy")
    room.press("start-button")
    expect(room.find("toolbar")).to_be_visible()
    question = room.question
    expect(room.heading(question.title)).to_be_visible()

    room.run_cell(PRINT[language])
    expect(page.locator(".jp-OutputArea-output").filter(has_text="42").first).to_be_visible(timeout=60_000)
    solution = reference(question, language)
    room.write(solution)
    room.press("examples")
    expect(room.find("verdict").last).to_contain_text("Passed", timeout=60_000)
    room.submit(solution, "Accepted")
    room.picture(f"11-{language}")
    room.say(f"It takes {question.complexity.time} time and {question.complexity.space} space.")
    room.press("end")
    room.confirm()
    expect(room.find("open-transcript")).to_be_visible(timeout=60_000)

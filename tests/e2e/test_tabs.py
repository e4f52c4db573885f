"""Two windows on one interview, and the room in Notebook 7."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.room import Room
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.docker]


@pytest.fixture
def clean(lab: RunningServer) -> Iterator[Api]:
    with Api(lab.url, lab.token) as api:
        api.give_up_live()
        yield api


def test_a_second_window_asks_before_it_takes_over(clean: Api, page: Page, lab: RunningServer) -> None:
    first = Room(page, lab.url, lab.token)
    first.open()
    first.enter()
    first.press("start-button")
    question = first.question
    expect(page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)  # saved: what another window would load
    other = page.context.browser
    assert other is not None
    context = other.new_context(viewport={"width": 1440, "height": 900})
    second = Room(context.new_page(), lab.url, lab.token)
    second.open()
    expect(second.page.get_by_text("This interview is open elsewhere").first).to_be_visible()
    second.picture("8-open-elsewhere")
    second.confirm()
    expect(second.find("question-title")).to_have_text(question.title)
    expect(first.find("take-over").first).to_be_visible()
    expect(second.heading(question.title)).to_have_count(1)
    context.close()


def test_the_room_opens_in_notebook_7(clean: Api, page: Page, lab: RunningServer) -> None:
    started = clean.start()
    room = Room(page, lab.url, lab.token)
    page.goto(f"{lab.url}/notebooks/{started['notebookPath']}?token={lab.token}")
    expect(room.find("toolbar")).to_be_visible()
    question = room.question
    expect(room.heading(question.title)).to_be_visible()
    room.picture("9-notebook-7")

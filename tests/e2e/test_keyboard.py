"""The room without a mouse: the keyboard's place is never lost to the page itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.room import Room
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.docker]


@pytest.fixture
def clean(lab: RunningServer) -> Iterator[Api]:
    with Api(lab.url, lab.token) as api:
        api.give_up_live()
        yield api


def press(button: Locator) -> None:
    expect(button).to_be_visible()
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.press("Enter")


def test_the_focus_stays_with_what_the_candidate_does(clean: Api, page: Page, lab: RunningServer) -> None:
    room = Room(page, lab.url, lab.token)
    room.open()
    press(page.locator('.jp-LauncherCard[data-category="Interview"]').filter(has_text="Interview"))
    expect(room.find("start-kind")).to_be_focused()
    press(room.find("start-button"))
    expect(room.heading(room.question.title)).to_be_visible()
    expect(room.find("chat-input")).to_be_focused()  # the start page went away with its focus

    page.keyboard.insert_text("I begin with the examples.")
    page.keyboard.press("Tab")
    expect(room.find("chat-send")).to_be_focused()
    page.keyboard.press("Enter")
    expect(room.find("turn-candidate")).to_have_count(1)
    expect(room.find("chat-input")).to_be_focused()  # the button is disabled again

    press(room.find("hint"))
    expect(room.find("hint")).to_be_focused()
    page.keyboard.press("Alt+Shift+C")
    expect(room.find("chat-input")).to_be_focused()

    press(room.find("end"))
    expect(page.locator(".jp-Dialog .jp-mod-reject")).to_be_focused()
    page.keyboard.press("Escape")
    expect(room.find("end")).to_be_focused()
    room.find("end").press("Enter")
    page.locator(".jp-Dialog .jp-mod-accept").press("Enter")
    press(room.find("leave"))
    expect(room.find("start-kind")).to_be_focused()

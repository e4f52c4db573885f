"""What a candidate is asked before an interview: nothing is agreed to unasked, and what was agreed to stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.room import Room
from tests.server_ext.conftest import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.docker]


def test_the_check_boxes_of_the_start_page(page: Page, lab: RunningServer) -> None:
    room = Room(page, lab.url, lab.token)
    room.open()
    room.enter()
    share, sure = room.find("share-scores"), room.find("start-until-sure")
    expect(share).not_to_be_checked()
    expect(sure).not_to_be_checked()
    room.find("start-kind").select_option("system_design")
    expect(sure).to_have_count(0)  # no ability is estimated there
    room.find("start-kind").select_option("dsa")
    sure.check()

    share.focus()
    page.keyboard.press("Space")
    expect(share).to_be_checked()
    room.open()
    room.enter()
    expect(share).to_be_checked()
    expect(sure).not_to_be_checked()  # of one interview, not of the user
    room.picture("start-choices")
    share.click()
    expect(share).not_to_be_checked()

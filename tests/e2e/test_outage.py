"""The server dies under an open browser, and comes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import start_lab
from tests.e2e.room import Room
from tests.server_ext.conftest import server_home, start_server

pytestmark = [pytest.mark.browser, pytest.mark.docker]


def test_nothing_is_lost_or_doubled_when_the_server_dies(page: Page) -> None:
    with server_home() as folder:
        server = start_lab(folder)
        try:
            room = Room(page, server.url, server.token)
            lost = page.locator(".jp-Dialog", has_text="Server Connection Error")  # Lab's own word, now and then
            # Escape, not a click on its button: Lab takes the dialog away by itself when it is connected again.
            page.add_locator_handler(lost, lambda: page.keyboard.press("Escape"), no_wait_after=True)
            room.open()
            room.enter()
            room.press("start-button")
            question = room.question
            expect(room.heading(question.title)).to_be_visible()
            room.say("I would begin with the examples.")
            cells = page.locator(".jp-Notebook .jp-Cell").count()
            turns = room.find("turn-interviewer").count()

            server.kill()
            expect(room.find("reconnecting")).to_be_visible()
            room.find("chat-input").fill("Written while the server was dead.")
            room.find("chat-send").click()
            server = start_server(server.folder, "--ServerApp.default_url=/lab", instead_of=server)

            expect(room.find("link")).to_contain_text("Connected")
            expect(room.find("turn-interviewer")).to_have_count(turns + 1)
            expect(room.find("turn-candidate")).to_have_count(2)
            expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)
            room.run_cell("print('a new kernel')")
            expect(page.locator(".jp-OutputArea-output").filter(has_text="a new kernel").first).to_be_visible()
        finally:
            server.stop()

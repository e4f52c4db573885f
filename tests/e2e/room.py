"""The room as its user sees it: one method a thing that a candidate does."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from jupyter_interview.domain.questions import Question
from tests.bank import bank

BANK = bank()
PICTURES = Path(os.environ.get("JUPYTER_INTERVIEW_PICTURES", "test-results"))
"""`make pictures` sets it to `docs/images`; an ordinary run leaves the committed ones alone."""


def launcher_card(page: Page, name: str = "Interview") -> Locator:
    return page.locator('.jp-LauncherCard[data-category="Interview"]').get_by_text(name, exact=True)


def keep_picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(600)  # transitions of the page; a picture is not an assertion
    page.screenshot(path=PICTURES / f"{name}.png")


class Room:
    """JupyterLab with the interview panel."""

    def __init__(self, page: Page, url: str, token: str) -> None:
        self.page = page
        self._address = f"{url}/lab?token={token}&reset"

    def open(self) -> None:
        self.page.goto(self._address)
        self.page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=60_000)

    def enter(self) -> None:
        """By the card in the launcher."""
        launcher_card(self.page).click()
        expect(self.find("home")).to_be_visible()

    def find(self, name: str) -> Locator:
        return self.page.get_by_test_id(f"jpi-{name}")

    def picture(self, name: str) -> None:
        keep_picture(self.page, name)

    def press(self, name: str) -> None:
        """A button of the toolbar or panel, once it can be pressed."""
        button = self.find(name)
        expect(button).not_to_have_attribute("aria-disabled", "true")
        button.click()

    @property
    def question(self) -> Question:
        """The current one, once it is posted."""
        titles = {question.title: question.id for question in BANK.public()}
        shown = self.find("question-title")
        expect(shown).to_contain_text(re.compile("|".join(map(re.escape, titles))))
        return BANK.get(next(titles[title] for title in titles if title in shown.inner_text()))

    def heading(self, title: str) -> Locator:
        """A question's heading in the notebook."""
        return self.page.locator(".jp-Notebook .jp-MarkdownCell").get_by_role("heading", name=title)

    def write(self, source: str) -> None:
        """Replace the last code cell's text, as one would with the keyboard."""
        editor = self.page.locator(".jp-Notebook .jp-CodeCell .cm-content").last
        editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(source)

    def run_cell(self, source: str) -> None:
        self.write(source)
        self.press("run")

    def submit(self, source: str, verdict: str) -> None:
        self.write(source)
        self.press("submit")
        expect(self.find("verdict").last).to_contain_text(verdict, timeout=60_000)

    def say(self, text: str) -> None:
        """In the chat; waits for the interviewer's answer."""
        before = self.find("turn-interviewer").count()
        self.find("chat-input").fill(text)
        self.page.keyboard.press("Enter")
        expect(self.find("turn-interviewer").nth(before)).to_be_visible()

    def confirm(self) -> None:
        self.page.locator(".jp-Dialog .jp-mod-accept").click()

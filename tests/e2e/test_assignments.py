"""An assignment in the browser: the invitation, what is set, the check of the computer, and what is recorded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from jupyter_interview.domain.interview import Role
from tests.e2e.hosted import browser_of
from tests.e2e.room import Room
from tests.tenancy.hosting import Hosted, Person

pytestmark = [pytest.mark.browser, pytest.mark.docker]

API = "/interview/api"
THEMES = "/lab/api/settings/@jupyterlab/apputils-extension:themes"
PASTED = "# pasted\nanswer = 42\n"


def ok(person: Person, method: str, path: str, **body: Any) -> Any:
    answer = person.call(method, f"{API}{path}", json=body)
    assert answer.status_code < 300, answer.text
    return answer.json()


def grave(page: Page) -> list[str]:
    """What axe calls serious or critical in the panel."""
    found = Axe().run(page, context=".jpi-Panel").response["violations"]
    return [f"{one['id']}: {one['help']}" for one in found if one["impact"] in ("serious", "critical")]


def lose_focus(page: Page, milliseconds: int) -> None:
    """A headless window always has the focus; what the browser says of it is all that is made up here."""
    page.evaluate("document.hasFocus = () => false; window.dispatchEvent(new Event('blur'))")
    page.wait_for_timeout(milliseconds)  # to have been away for so long
    page.evaluate("delete document.hasFocus; window.dispatchEvent(new Event('focus'))")


def paste(page: Page, text: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator(".jp-Notebook .jp-CodeCell .cm-content").last.click()
    page.keyboard.press("Control+V")


def test_an_assignment_from_its_invitation_to_the_educators_record(hosted: Hosted, chromium: Browser) -> None:
    teacher, ada = hosted.person("tess", Role.EDUCATOR), hosted.person("ada")
    cohort = ok(teacher, "POST", "/cohorts", name="Algorithms, group B")["id"]
    token = ok(teacher, "POST", f"/cohorts/{cohort}/invitations")["token"]
    now = datetime.now(UTC)
    terms = {"title": "Week 3", "questionCount": 1, "questions": ["gift-card-pair"], "timeZone": "Asia/Tokyo"}
    window = {"opensAt": (now - timedelta(hours=1)).isoformat(), "closesAt": (now + timedelta(hours=8)).isoformat()}
    assignment = ok(teacher, "POST", f"/cohorts/{cohort}/assignments", **terms, **window)["id"]

    with browser_of(ada, chromium, hosted, f"/lab?interview-invitation-token={token}") as page:
        room = Room(page, hosted.url, ada.token)
        room.confirm()
        card = room.find("assignment")
        expect(card).to_have_attribute("data-standing", "open")
        assert token not in page.url
        expect(card).to_contain_text("Algorithms, group B")
        expect(room.find("window-theirs")).to_contain_text("Asia/Tokyo")
        room.press("prepare")
        expect(room.find("disclosure")).to_contain_text("Never the text itself")
        expect(room.find("preflight")).to_have_attribute("data-done", "true", timeout=120_000)
        for check in ("channel", "clock", "sandbox", "kernel", "storage", "running", "ai"):
            expect(room.find(f"check-{check}")).to_have_attribute("data-status", "ok")
        assert grave(page) == []
        page.set_viewport_size({"width": 1440, "height": 1300})
        room.picture("18-assignment-light")
        page.set_viewport_size({"width": 1440, "height": 900})
        ada.call("PUT", THEMES, json={"raw": '{"theme": "JupyterLab Dark"}'})
        room.press("begin")

        assert room.question.id == "gift-card-pair"
        recorded = room.find("recorded")
        expect(recorded).to_contain_text("lost focus 0, pastes 0")
        lose_focus(page, 2500)
        paste(page, PASTED)
        expect(recorded).to_contain_text("lost focus 1, pastes 1")
        recorded.locator("summary").click()
        assert grave(page) == []
        page.reload()
        expect(page.locator("body[data-jp-theme-light=false]")).to_be_attached(timeout=60_000)
        expect(recorded).to_contain_text("lost focus 1, pastes 1")
        recorded.locator("summary").click()
        assert grave(page) == []
        room.picture("18-assignment-dark")
        room.press("end")
        room.confirm()
        expect(room.find("open-transcript")).to_be_visible()

    interview = ok(ada, "GET", "/interviews")["interviews"][0]["id"]
    record = ok(teacher, "GET", f"/interviews/{interview}/record")
    said = [cell["source"] for cell in record["cells"] if "says the browser" in cell["source"]]
    for line, told in zip(
        said, ("lost the focus", "focus again after", f"{len(PASTED)} characters on 3 lines"), strict=True
    ):
        assert told in line
    assert ok(teacher, "GET", f"/assignments/{assignment}")["preview"] is True

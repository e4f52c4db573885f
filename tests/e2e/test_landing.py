"""The first page of a hosted server, before and after signing in: read in light and dark, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from jupyter_interview.domain.interview import Role
from tests.e2e.room import keep_picture
from tests.tenancy.hosting import Hosted, Person

pytestmark = [pytest.mark.browser, pytest.mark.docker]
SCHEMES = ("light", "dark")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1000, "height": 760})
    yield context.new_page()
    context.close()


def look(page: Page, scheme: str, name: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    found = Axe().run(page).response["violations"]
    assert found == [], [(one["id"], one["nodes"][0]["html"]) for one in found]
    keep_picture(page, name if name[0].isdigit() else f"{name}-{scheme}")


def test_whoever_comes_is_told_what_it_is(hosted: Hosted, page: Page) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if "favicon" not in message.text else None)
    page.goto(hosted.url)
    assert page.url.rstrip("?") == f"{hosted.url}/interview/"  # Jupyter adds an empty query
    expect(page.get_by_role("heading", level=1)).to_have_text("Technical interviews in JupyterLab")
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"  # the style is let in
    for scheme in SCHEMES:
        look(page, scheme, "last-landing")
    assert errors == []
    page.get_by_role("link", name="Sign in with an access token").click()
    for scheme in SCHEMES:
        look(page, scheme, "last-sign-in")


def set_an_interview(hosted: Hosted, candidate: Person, name: str) -> None:
    teacher = hosted.person("tutor", Role.EDUCATOR)
    cohort = teacher.call("POST", "/interview/api/cohorts", json={"name": name}).json()["id"]
    token = teacher.call("POST", f"/interview/api/cohorts/{cohort}/invitations").json()["token"]
    assert candidate.call("POST", "/interview/api/cohorts/join", json={"token": token}).status_code == 200
    now = datetime.now(UTC)
    window = {"opensAt": now.isoformat(), "closesAt": (now + timedelta(hours=3)).isoformat()}
    terms = {"title": "Week 3: graphs", "kind": "dsa", "languages": ["python"], "minutes": 60, **window}
    made = teacher.call("POST", f"/interview/api/cohorts/{cohort}/assignments", json=terms)
    assert made.status_code == 201, made.text


def test_whoever_signs_in_sees_what_waits_for_them(hosted: Hosted, page: Page) -> None:
    person = hosted.person("Ada Lovelace")
    set_an_interview(hosted, person, "Algorithms, autumn term")
    started = person.call("POST", "/interview/api/interviews", json={}).json()
    page.goto(f"{hosted.url}/login")
    page.get_by_label("Access token").fill(person.token)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Ada Lovelace")
    expect(page.get_by_text("Week 3: graphs")).to_be_visible()
    expect(page.get_by_text("Algorithms, autumn term")).to_be_visible()
    going_on = page.get_by_role("link", name="Algorithms in Python")
    assert str(going_on.get_attribute("href")) == f"/lab/tree/{started['notebookPath']}"
    for scheme in SCHEMES:
        look(page, scheme, "last-dashboard" if scheme == "dark" else "17-landing")
    page.get_by_role("link", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Signed out")
    page.get_by_role("link", name="Sign in again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Technical interviews in JupyterLab")

"""JupyterLab of a hosted server, and somebody's browser on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from tests.e2e.room import keep_picture
from tests.e2e.settings import NEWS, SETTINGS
from tests.tenancy.hosting import Hosted, Person

PATIENCE = 60_000


def dress(person: Person) -> None:
    """Nobody is asked about news."""
    assert person.call("PUT", f"/lab/api/settings/{NEWS}", json={"raw": SETTINGS}).status_code == 204


@contextmanager
def browser_of(person: Person, chromium: Browser, hosted: Hosted, path: str = "/lab") -> Iterator[Page]:
    """A browser of this person's own, signed in by the form, in JupyterLab."""
    dress(person)
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    page.goto(f"{hosted.url}/login?next={quote(path)}")
    page.get_by_label("Access token").fill(person.token)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=PATIENCE)
    try:
        yield page
    finally:
        keep_picture(page, "last-hosted")  # what the browser showed when the test ended, however it ended
        context.close()

"""People in front of browsers, who come into the interview room by the Hub."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from playwright.sync_api import Browser, Page, expect

from tests.e2e.room import Room, keep_picture
from tests.e2e.settings import NEWS, SETTINGS
from tests.hub.real import RealHub, Visitor

PATIENCE = 60_000
"""Milliseconds: a busy machine is slow, and that is no failure."""

_ASK = """async ({method, address, body}) => {
  const xsrf = decodeURIComponent(document.cookie.match(/_xsrf=([^;]*)/)[1]);
  const options = {method, headers: {'X-XSRFToken': xsrf, 'Content-Type': 'application/json'}};
  if (body !== null) options.body = JSON.stringify(body);
  const answer = await fetch(address, options);
  return [answer.status, await answer.text()];
}"""


class Person(Room):
    """Somebody with a browser of their own."""

    def __init__(self, page: Page, hub: RealHub, name: str) -> None:
        self.page, self.hub, self.name = page, hub, name
        self._address = f"{hub.room}/lab?reset"

    def come_in(self) -> None:
        """By the Hub's form, on the way to JupyterLab."""
        self.page.goto(self._address)
        self.page.get_by_label("Username").fill(self.name)
        self.page.get_by_label("Password").fill(self.hub.password_of(self.name))
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Our API, as a page of the room asks it: with its cookies and its XSRF token."""
        address = f"/services/interview/interview/api{path}"
        status, text = self.page.evaluate(_ASK, {"method": method, "address": address, "body": body})
        assert status < 300, (method, path, status, text)
        return json.loads(text)


Who = TypeVar("Who", bound=Person)


@contextmanager
def browser_of(kind: type[Who], name: str, chromium: Browser, hub: RealHub) -> Iterator[Who]:
    """In JupyterLab, not asked about news, until the block ends."""
    with Visitor(hub) as before:
        before.sign_in(name)
        assert before.call("PUT", f"/lab/api/settings/{NEWS}", json={"raw": SETTINGS}).status_code == 204
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light", timezone_id="UTC")
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    person = kind(context.new_page(), hub, name)
    try:
        person.come_in()
        yield person
    finally:
        keep_picture(person.page, f"last-{name}")  # what the browser showed when the test ended, however it ended
        context.close()

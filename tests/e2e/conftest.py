"""JupyterLab in a real Chromium, served by a real server of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from jupyter_interview.adapters.embedded import EmbeddedServers
from tests.conftest import missing, new_database, with_keys_apart
from tests.e2e.settings import SETTINGS
from tests.server_ext.conftest import RunningServer, server_home, start_server
from tests.tenancy.hosting import Hosted, running

PATIENCE = 30_000
"""Milliseconds: a busy machine is slow, and that is no failure."""
FAILURES = Path("test-results")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",  # the tests may run as root, where Chromium's own sandbox does not start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def lab(engine: str) -> Iterator[RunningServer]:
    """A server for the browser tests alone: the first interview of a new user."""
    with server_home() as folder:
        server = start_lab(folder)
        yield server
        server.stop()


@pytest.fixture(scope="module")
def hosted(engine: str, servers: EmbeddedServers, template: str) -> Iterator[Hosted]:
    """A server for many, for one file's tests: it judges whatever is in the queue that all tests share."""
    with (
        server_home() as folder,
        new_database(servers, template) as database_url,
        running(with_keys_apart(servers, 2), database_url, folder) as server,
    ):
        yield server


def start_lab(folder: Path) -> RunningServer:
    """JupyterLab for a new user, who was asked about news already."""
    settings = folder / "config" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(SETTINGS)
    return start_server(folder, "--ServerApp.default_url=/lab")


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """Debian's or any other Chromium on the path; missing, it skips here and fails in CI.

    One a test, after the servers, which are the session's: Playwright keeps an event loop in this thread.
    """
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        missing("Chromium is missing. Install it (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A signed-in browser window of an ordinary laptop."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    yield page
    FAILURES.mkdir(exist_ok=True)
    page.screenshot(path=FAILURES / "last.png")  # what the browser showed when the test ended, however it ended
    context.close()

"""The review page in a browser, opened from disk: the replay works, no network is asked, axe finds nothing serious."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from jupyter_interview.cli import main
from jupyter_interview.domain.payloads import Visibility
from tests.core.transcripts import sample_room, signer_in, transcript
from tests.e2e.room import keep_picture

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The page of an educator's transcript, whose candidate wrote what could act in a page."""
    path = tmp_path / "ada.ipynb"
    path.write_bytes(transcript(sample_room(), signer_in(tmp_path), Visibility.EDUCATOR))
    assert main(["review", str(path)]) == 0
    return tmp_path / "ada.review.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reviewer_replays_and_marks(file: Path, chromium: Browser, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    requests: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(file.as_uri())
    expect(page.get_by_role("status").first).to_contain_text("Valid: all")

    page.get_by_label("Moment of the interview").fill("12")
    steps = page.locator(".step:visible")
    shown = steps.count()
    page.get_by_role("button", name="Forward").click()
    expect(steps).to_have_count(shown + 1)
    expect(page.locator(".step.current")).to_have_count(1)
    expect(page.locator("#now")).to_contain_text("print(")
    page.get_by_label("messages").uncheck()
    expect(page.locator('.step[data-lane="messages"]:visible')).to_have_count(0)
    page.get_by_label("messages").check()
    page.get_by_role("button", name="Back").click()
    expect(steps).to_have_count(shown)
    keep_picture(page, f"11-review-{scheme}")

    page.get_by_label("Reviewer").fill("Ada")
    page.get_by_label("approach").first.select_option("3")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the marks").click()
    saved = json.loads(download.value.path().read_text())
    assert download.value.suggested_filename == "ada.marks.json"
    assert saved["reviewer"] == "Ada"
    assert saved["marks"] == [{"questionId": "gift-card-pair", "criterion": "approach", "score": 3, "comment": ""}]

    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in GRAVE] == []
    assert [url for url in requests if not url.startswith(("file:", "blob:", "data:"))] == []
    assert said == []
    context.close()

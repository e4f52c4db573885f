"""Reviewing in a browser, from disk and in JupyterLab: replay, marks and bar work, and nothing acts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, expect

from jupyter_interview.cli import main
from jupyter_interview.domain.payloads import Visibility
from tests.core.transcripts import dump, load, sample_room, signer_in, transcript
from tests.e2e.room import keep_picture
from tests.server_ext.conftest import RunningServer

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


@pytest.fixture
def signed(tmp_path: Path) -> bytes:
    """Made before the browser: Playwright's event loop would be in the way."""
    return transcript(sample_room(), signer_in(tmp_path), Visibility.CANDIDATE)


def test_a_transcript_in_jupyterlab_says_what_it_is(signed: bytes, page: Page, lab: RunningServer) -> None:
    changed = load(signed)
    changed["cells"][0]["source"] += "\n\n<b class='alive'>All accepted</b>"
    (lab.root / "ada.ipynb").write_bytes(signed)
    (lab.root / "eve.ipynb").write_bytes(dump(changed))
    acted: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        if dialog.type != "beforeunload":  # JupyterLab's own, for it notes the kernel that was not chosen
            acted.append(dialog.message)
        dialog.accept()

    page.on("dialog", on_dialog)

    page.goto(f"{lab.url}/lab/tree/ada.ipynb?token={lab.token}&reset")
    page.locator(".jp-Dialog").get_by_role("button", name="No Kernel").click()  # a transcript is not run
    bar = page.get_by_test_id("jpi-review")
    expect(page.get_by_test_id("jpi-review-badge")).to_have_text("Verified")
    expect(bar).to_contain_text("Valid: all")
    expect(bar).to_contain_text("not among your trusted keys")
    found = Axe().run(page, context="[data-testid=jpi-review]").response["violations"]
    assert [one["id"] for one in found if one["impact"] in GRAVE] == []
    keep_picture(page, "16-review-bar")
    with page.expect_download() as report:
        page.get_by_test_id("jpi-review-report").click()
    assert report.value.suggested_filename == "ada.report.pdf"
    assert report.value.path().read_bytes().startswith(b"%PDF-")
    page.get_by_test_id("jpi-review-replay").click()
    frame = page.frame_locator(".jpi-Replay iframe")
    expect(frame.get_by_role("status").first).to_contain_text("Valid: all")
    assert frame.locator("body").evaluate("() => window.origin") == "null"  # nothing in it is signed in
    frame.get_by_label("Moment of the interview").fill("12")
    expect(frame.locator("#now")).to_contain_text("raise NotImplementedError")
    keep_picture(page, "15-replay")
    frame.get_by_label("Reviewer").fill("Ada")
    with page.expect_download() as marks:
        frame.get_by_role("button", name="Save the marks").click()
    assert marks.value.suggested_filename == "ada.marks.json"

    page.goto(f"{lab.url}/lab/tree/eve.ipynb?reset")
    page.locator(".jp-Dialog").get_by_role("button", name="No Kernel").click()
    expect(page.get_by_test_id("jpi-review-badge")).to_have_text("Not as signed")
    expect(bar).to_contain_text("Does not match: cell 1")
    expect(page.get_by_test_id("jpi-review-report")).to_have_attribute("aria-disabled", "true")
    page.get_by_test_id("jpi-review-replay").click()
    expect(frame.get_by_role("status").first).to_contain_text("Does not match: cell 1")
    assert acted == []

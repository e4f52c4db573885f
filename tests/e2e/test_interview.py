"""One interview, sat in a browser from start to transcript."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.room import Room
from tests.server_ext.conftest import RunningServer
from tests.solutions import reference, wrong

pytestmark = [pytest.mark.browser, pytest.mark.docker]


def test_a_candidate_sits_an_interview(page: Page, lab: RunningServer) -> None:
    """Start, run, wrong submission, hint, right submission, complexity, next, pause, resume, reload, end, verify."""
    earlier = set(transcripts(lab))  # other tests' interviews, of the same user
    room = Room(page, lab.url, lab.token)
    room.open()
    room.enter()
    expect(room.find("start-button")).to_be_visible()
    room.picture("1-start")

    room.press("start-button")
    expect(room.find("question-title")).to_be_visible()
    expect(room.find("toolbar")).to_be_visible()
    expect(room.find("unsandboxed")).to_have_count(0)
    first = room.question
    expect(room.heading(first.title)).to_be_visible()
    room.picture("2-question")

    room.run_cell("print(6 * 7)")
    expect(page.locator(".jp-OutputArea-output").filter(has_text="42").first).to_be_visible(timeout=60_000)
    room.submit(wrong(first), "Wrong answer")
    expect(room.find("results")).to_be_visible()
    room.picture("3-wrong-answer")
    room.press("hint")
    expect(page.locator(".jp-Notebook .jp-MarkdownCell").filter(has_text=first.hints[0][:30])).to_be_visible()
    room.write(reference(first))
    room.press("examples")
    expect(room.find("verdict").last).to_contain_text("Passed", timeout=60_000)
    room.submit(reference(first), "Accepted")
    room.say(f"It takes {first.complexity.time} time and {first.complexity.space} space.")
    room.picture("4-accepted")

    room.press("next")
    expect(room.find("pause")).not_to_have_attribute("aria-disabled", "true")
    room.press("pause")
    expect(room.find("resume")).to_be_visible()
    room.picture("5-paused")
    said = room.find("turn-interviewer").count()
    room.press("resume")
    expect(room.find("toolbar")).to_be_visible()
    expect(room.find("next")).to_contain_text("Next")
    expect(room.find("turn-interviewer")).to_have_count(said + 1)  # the recap; Next waits for it
    room.press("next")
    expect(room.find("question-title")).not_to_contain_text(first.title)
    second = room.question
    expect(room.heading(second.title)).to_be_visible()

    room.open()  # a reload in mid-question
    expect(room.find("question-title")).to_be_visible()
    expect(room.heading(second.title)).to_be_visible()
    for title in (first.title, second.title):
        expect(room.heading(title)).to_have_count(1)
    room.picture("6-second-question")

    room.press("end")
    room.confirm()
    expect(room.find("open-transcript")).to_be_visible(timeout=60_000)
    room.press("show-feedback")
    scores = room.find("feedback-question")
    expect(scores).to_have_count(2)
    expect(scores.first).to_contain_text("Accepted on submission")
    expect(scores.last).to_contain_text("Not enough evidence")
    expect(room.find("suggestions")).to_contain_text("not asked to you yet")
    room.picture("10-feedback")
    expect(room.heading("Interview report")).to_have_count(1)
    room.heading("Next steps").scroll_into_view_if_needed()
    room.picture("14-report-cells")
    with page.expect_download() as report:
        room.press("save-report")
    assert report.value.path().read_bytes().startswith(b"%PDF")
    room.press("open-transcript")
    expect(room.heading("Interview transcript")).to_be_visible()
    room.picture("7-transcript")

    (transcript,) = set(transcripts(lab)) - earlier
    verified = verify(transcript)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    working = transcript.with_name(transcript.name.replace("-transcript", ""))
    with page.expect_response(re.compile("/feedback/.*/cells")):  # asked for again, and nothing is doubled
        page.goto(f"{lab.url}/lab/tree/{working.relative_to(lab.root)}?reset")
    expect(room.heading("Interview report")).to_have_count(1)
    cells = json.loads(working.read_text())["cells"]
    ids = [cell["id"] for cell in cells]
    assert len(ids) == len(set(ids))
    assert [cell["metadata"]["jupyter_interview"]["role"] for cell in cells[-4:]] == ["report"] * 4
    text = transcript.read_text()
    assert first.title in text
    assert "6 * 7" in text
    transcript.write_text(text.replace("6 * 7", "6 * 8", 1))
    assert verify(transcript).returncode == 1


def transcripts(lab: RunningServer) -> list[Path]:
    return list((lab.root / "interviews").glob("*-transcript.ipynb"))


def verify(transcript: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jupyter_interview.cli", "verify", str(transcript)]
    return subprocess.run(command, capture_output=True, text=True, check=False)

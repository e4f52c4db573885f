"""Texts that would act in the page, or tell somebody that they were read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Page, Request, expect

from tests.e2e.room import Room
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer
from tests.solutions import raising

pytestmark = [pytest.mark.browser, pytest.mark.docker]

ELSEWHERE = "https://elsewhere.invalid"
SAID = (
    f"![a]({ELSEWHERE}/a.png) <img src='{ELSEWHERE}/b.png' onerror=alert(1)> <script>alert(2)</script>",
    f"<video src={ELSEWHERE}/c poster={ELSEWHERE}/d></video> <div style='background:url({ELSEWHERE}/e)'>over</div>",
    "<button data-commandlinker-command='interview:end'>press me</button> <a href='javascript:alert(3)'>click</a>",
    f'```mermaid\ngraph TD; A["<img src={ELSEWHERE}/f onerror=alert(4)>"] --> B\n```',
    "<span class='jp-Dialog'>cover</span> and **bold**\n\n```python\ndef kept(): ...\n```",
)


@pytest.fixture
def clean(lab: RunningServer) -> Iterator[Api]:
    with Api(lab.url, lab.token) as api:
        api.give_up_live()
        yield api


def test_no_text_acts_or_calls_out(clean: Api, page: Page, lab: RunningServer) -> None:
    outside: list[str] = []
    alerts: list[str] = []

    def on_request(request: Request) -> None:
        if request.url.startswith(ELSEWHERE):
            outside.append(request.url)

    def on_dialog(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    page.on("request", on_request)
    page.on("dialog", on_dialog)
    room = Room(page, lab.url, lab.token)
    room.open()
    room.enter()
    room.press("start-button")
    question = room.question
    expect(room.heading(question.title)).to_be_visible()
    for text in SAID:
        room.say(text)
    expect(room.find("turn-candidate")).to_have_count(len(SAID))
    expect(room.find("chat-log").locator("strong", has_text="bold")).to_be_visible()
    expect(room.find("chat-log").locator("code", has_text="def kept")).to_be_visible()
    message = f"<img src={ELSEWHERE}/g onerror=alert(5)>\x1b[31m\u202e![h]({ELSEWHERE}/h)"
    room.submit(raising(question, message), "Runtime error")
    expect(room.find("results")).to_contain_text(f"<img src={ELSEWHERE}/g")
    texts = page.locator(".jpi-Markdown, [data-testid='jpi-results']")
    actors = "img, video, script, button[data-commandlinker-command], [style*='url'], [href^='javascript'], .jp-Dialog"
    expect(texts.locator(actors)).to_have_count(0)
    assert outside == []
    assert alerts == []

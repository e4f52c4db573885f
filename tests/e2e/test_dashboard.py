"""The dashboard in a browser: what was sat is shown, found again and practised, and axe finds nothing serious."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from jupyter_interview.adapters.embedded import attach
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.payloads import Outcome
from jupyter_interview.domain.verdicts import Verdict
from tests.contracts.past import QUESTION, Past
from tests.e2e.room import BANK, Room, launcher_card
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.docker]

GRAVE = ("serious", "critical")
THEMES = "/lab/api/settings/@jupyterlab/apputils-extension:themes"
AGO = (1, 2, 2, 3, 9, 9, 9, 10, 12, 30, 31, 32, 33, 60, 61, 75, 76, 120, 121, 200)
"""Days."""
QUESTIONS = (QUESTION, "broken-stairs", "best-branch-tier")
SOLVED = (1, 3, 7, 8, 10, 13, 16, 19)


@pytest.fixture
def sat(lab: RunningServer) -> Iterator[Api]:
    """The user has a year of interviews behind, and none that is live."""
    with Api(lab.url, lab.token) as api:
        api.give_up_live()
        me = api.call("GET", "/users/me").json()
        user = User(UUID(me["id"]), me["name"])
        attachment = attach(lab.folder / "data")
        for index, days in enumerate(AGO):
            begin = datetime.now(UTC) - timedelta(days=days, hours=2, minutes=index)
            sit(user, begin, QUESTIONS[index % 3], solved=index in SOLVED).write(attachment.servers.database_url)
        attachment.detach()
        yield api
        api.raw("DELETE", THEMES)
        api.give_up_live()


def sit(user: User, begin: datetime, question: str, *, solved: bool) -> Past:
    past = Past.of(user, begin, zone="UTC")
    past.ask(begin + timedelta(minutes=1), question, BANK.get(question).title)
    past.submit(begin + timedelta(minutes=9), Verdict.WRONG_ANSWER)
    if solved:
        past.submit(begin + timedelta(minutes=16), Verdict.ACCEPTED)
    outcome: Outcome = "accepted" if solved else "skipped"
    past.close(begin + timedelta(minutes=22), outcome, question, score=0.9 if solved else 0.3)
    past.end(begin + timedelta(minutes=23))
    return past


def sealed(api: Api) -> list[dict[str, Any]]:
    """The interviews that are over, once the sweeper has sealed them, or what they are after half a minute."""
    deadline = time.monotonic() + 30
    while True:
        found = api.call("GET", "/interviews").json()["interviews"]
        if all(interview["transcriptPath"] for interview in found) or time.monotonic() > deadline:
            return list(found)
        time.sleep(0.2)


def grave(page: Page) -> list[str]:
    found = Axe().run(page, context="[data-testid=jpi-dashboard]").response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in GRAVE]


def test_somebody_looks_back_and_practises(sat: Api, page: Page, lab: RunningServer) -> None:
    page.set_viewport_size({"width": 1440, "height": 1300})
    room = Room(page, lab.url, lab.token)
    room.open()
    launcher_card(page, "Dashboard").click()
    dashboard = page.get_by_test_id("jpi-dashboard")
    tiles = dashboard.get_by_test_id("jpi-tiles")
    known = sat.call("GET", "/analytics").json()  # other tests of this server may have sat interviews too
    assert known["streak"]["current"] >= 3
    expect(tiles).to_contain_text(f"{known['streak']['current']} days")
    expect(dashboard.locator(".jpi-Calendar rect:not([data-level='0'])")).to_have_count(len(known["days"]))
    assert grave(page) == []
    room.picture("13-dashboard-light")

    figure = dashboard.get_by_test_id("jpi-topics")
    figure.locator("summary").press("Enter")
    (stack,) = (topic for topic in known["topics"] if topic["topic"] == BANK.get(QUESTION).topics[0])
    assert stack["asked"] >= 7
    row = figure.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Stack", exact=True))
    expect(row.get_by_role("cell").first).to_have_text(str(stack["asked"]))

    band = dashboard.get_by_test_id("jpi-abilities")
    tracks = {track["topic"]: track["points"] for track in known["abilities"]}
    expect(band.locator("circle")).to_have_count(len(tracks[None]))
    dashboard.get_by_test_id("jpi-ability-topic").select_option(stack["topic"])
    expect(band.get_by_role("img")).to_have_attribute(
        "aria-label", re.compile(f"{tracks[stack['topic']][-1]['mean']:.2f}")
    )

    rows = dashboard.get_by_test_id("jpi-history-row")
    dashboard.get_by_test_id("jpi-filter-text").fill("no such question")
    expect(dashboard.get_by_test_id("jpi-history-count")).to_contain_text("No interview fits")
    expect(rows).to_have_count(0)
    dashboard.get_by_test_id("jpi-filter-text").fill(BANK.get(QUESTION).title.upper())
    of_it = [
        one for one in sat.call("GET", "/interviews").json()["interviews"] if BANK.get(QUESTION).title in one["titles"]
    ]
    assert len(of_it) >= 7
    expect(rows).to_have_count(len(of_it))
    dashboard.get_by_test_id("jpi-filter-outcome").select_option("partly")
    expect(rows).to_have_count(sum(0 < one["questionsAccepted"] < one["questionCount"] for one in of_it))
    dashboard.get_by_test_id("jpi-open-feedback").first.press("Enter")
    expect(dashboard.get_by_test_id("jpi-feedback")).to_contain_text("correctness")
    expect(dashboard.get_by_test_id("jpi-open-feedback").first).to_be_focused()
    assert grave(page) == []

    assert all(interview["transcriptPath"] for interview in sealed(sat))
    sat.raw("PUT", THEMES, json={"raw": '{"theme": "JupyterLab Dark"}'})
    page.goto(f"{lab.url}/lab")  # what was open is open again
    expect(page.locator("body[data-jp-theme-light=false]")).to_be_attached()
    expect(tiles).to_be_visible()
    assert grave(page) == []
    room.picture("13-dashboard-dark")
    with page.expect_download() as report:
        dashboard.get_by_test_id("jpi-history-report").first.press("Enter")
    assert report.value.path().read_bytes().startswith(b"%PDF-")
    dashboard.get_by_test_id("jpi-open-replay").first.press("Enter")
    replay = page.frame_locator(".jpi-Replay iframe")
    expect(replay.get_by_role("status").first).to_contain_text("Valid: all")
    shown = replay.locator(".step:visible").count()
    replay.get_by_role("button", name="Back").click()
    expect(replay.locator(".step:visible")).to_have_count(shown - 1)
    page.get_by_role("tab", name="Your interviews").click()
    dashboard.get_by_test_id("jpi-open-transcript").first.press("Enter")
    expect(page.locator(".jp-Notebook").get_by_role("heading", name="End")).to_be_attached()
    page.get_by_role("tab", name="Your interviews").click()

    dashboard.get_by_test_id("jpi-practise").first.press("Enter")
    assert known["weakTopics"][0] in room.question.topics
    expect(dashboard.get_by_test_id("jpi-practise").first).to_have_attribute("aria-disabled", "true")
    expect(dashboard.get_by_test_id("jpi-live-card")).to_be_attached()


def test_somebody_takes_the_data_along_and_deletes_it(sat: Api, page: Page, lab: RunningServer) -> None:
    """Last in this file: whoever comes after is a new user."""
    me = sat.call("GET", "/users/me").json()["id"]
    room = Room(page, lab.url, lab.token)
    room.open()
    launcher_card(page, "Dashboard").click()
    data = page.get_by_test_id("jpi-data")
    with page.expect_download() as download:
        data.get_by_test_id("jpi-data-export").click()
    assert download.value.suggested_filename == "interview-data.zip"
    with ZipFile(download.value.path()) as archive:
        assert len([name for name in archive.namelist() if name.endswith("events.jsonl")]) >= len(AGO)

    data.get_by_test_id("jpi-data-delete").press("Enter")
    word = data.get_by_test_id("jpi-data-word")
    expect(word).to_be_focused()
    word.fill("dele")
    expect(data.get_by_test_id("jpi-data-confirm")).to_have_attribute("aria-disabled", "true")
    word.press("Enter")
    assert sat.call("GET", "/users/me").json()["id"] == me
    word.fill("delete")
    assert grave(page) == []
    word.press("Enter")
    expect(data.get_by_test_id("jpi-data-deleted")).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("jpi-history-row")).to_have_count(0)
    assert sat.call("GET", "/users/me").json()["id"] != me
    assert sat.call("GET", "/interviews").json() == {"interviews": []}

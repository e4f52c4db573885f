"""The educators' view: a cohort from its founding to its grades, by keyboard; axe finds nothing serious."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from msgspec.structs import replace
from playwright.sync_api import FilePayload, Page, expect

from jupyter_interview.adapters.embedded import attach
from jupyter_interview.domain.interview import User
from tests.contracts.past import QUESTION, Past
from tests.contracts.rooms import run_sql
from tests.e2e.room import BANK, Room
from tests.e2e.test_dashboard import GRAVE, THEMES
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.docker]

NAME = "<i>Ada</i> Lovelace"
"""A candidate's, who chose it: text, and no markup."""
MEMBER = "INSERT INTO members (cohort_id, user_id, part, accommodation) VALUES (%s, %s, 'candidate', %s::jsonb)"
CSV = b"login,extra_time\nAda@example.org,0.5\nbo@example.org,"


@pytest.fixture
def educator(lab: RunningServer) -> Iterator[Api]:
    """The user of one's own machine, who is in no interview."""
    with Api(lab.url, lab.token) as api:
        api.give_up_live()
        yield api
        api.raw("DELETE", THEMES)
        api.give_up_live()


def candidate(lab: RunningServer, cohort: str, assignment: str) -> None:
    """Somebody in Tokyo signed in, is in the cohort, and ended the interview at its first question."""
    attachment = attach(lab.folder / "data")
    url = attachment.servers.database_url
    user = User(uuid4(), NAME)
    run_sql(url, "INSERT INTO users (id, name, time_zone) VALUES (%s, %s, 'Asia/Tokyo')", user.id, NAME)
    granted = '{"extra_time": 0.5, "pauses": false}'
    run_sql(url, MEMBER, UUID(cohort), user.id, granted)
    begin = datetime.now(UTC) - timedelta(minutes=10)
    past = Past.of(user, begin)
    past.interview = replace(past.interview, cohort_id=UUID(cohort), assignment_id=UUID(assignment))
    past.ask(begin + timedelta(minutes=1), QUESTION, BANK.get(QUESTION).title)
    past.end(begin + timedelta(minutes=8))
    past.write(url)
    attachment.detach()


def grave(page: Page) -> list[str]:
    found = Axe().run(page, context="[data-testid=jpi-cohorts]").response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in GRAVE]


def founded(api: Api, name: str) -> dict[str, Any]:
    (cohort,) = [one for one in api.call("GET", "/cohorts").json()["cohorts"] if one["name"] == name]
    found: dict[str, Any] = api.call("GET", "/cohorts/{id}", id=cohort["id"]).json()
    return found


def test_an_educator_founds_enrols_sets_follows_and_exports(educator: Api, page: Page, lab: RunningServer) -> None:
    page.set_viewport_size({"width": 1440, "height": 1100})
    room = Room(page, lab.url, lab.token)
    room.open()
    room.enter()
    room.find("open-cohorts").press("Enter")
    view = room.find("cohorts")
    view.get_by_test_id("jpi-found-name").fill("Algorithms, group B")
    page.keyboard.press("Enter")
    expect(view.get_by_test_id("jpi-cohort-name")).to_have_text("Algorithms, group B")

    text = view.get_by_test_id("jpi-roster-text")
    text.fill("login,extra_time\nada@example.org,0.5\n,1\nbo@example.org,much")
    expect(view.get_by_test_id("jpi-roster-said")).to_contain_text("Line 3")
    expect(view.get_by_test_id("jpi-roster-said")).to_contain_text("Line 4")
    view.get_by_test_id("jpi-roster-enrol").press("Enter")  # cannot be pressed yet
    roster = FilePayload(name="roster.csv", mimeType="text/csv", buffer=CSV)
    view.get_by_test_id("jpi-roster-file").set_input_files(files=roster)
    expect(text).to_have_value(re.compile("bo@"))
    view.get_by_test_id("jpi-roster-enrol").press("Enter")
    expect(view.get_by_test_id("jpi-expected")).to_contain_text("ada@example.org")
    expect(view.get_by_test_id("jpi-expected")).to_contain_text("50 %")
    assert len(founded(educator, "Algorithms, group B")["expected"]) == 2

    view.get_by_test_id("jpi-invitation-make").press("Enter")
    link = view.get_by_test_id("jpi-invitation-link").input_value()
    token = link.split("interview-invitation-token=")[1]
    assert educator.call("POST", "/cohorts/join", json={"token": token}).status_code == 200
    view.get_by_test_id("jpi-invitation-withdraw").press("Enter")
    expect(view.get_by_test_id("jpi-invitation-link")).to_have_count(0)
    assert educator.call("POST", "/cohorts/join", json={"token": token}).status_code == 404

    extra = view.get_by_test_id("jpi-member-extra")
    extra.fill("25")
    extra.press("Tab")
    view.get_by_test_id("jpi-cohort-model").uncheck()
    view.get_by_test_id("jpi-cohort-save").press("Enter")
    expect(view.get_by_test_id("jpi-cohort-save")).to_have_attribute("aria-disabled", "true")
    cohort = founded(educator, "Algorithms, group B")
    assert (cohort["members"][0]["extraTime"], cohort["model"]) == (0.25, False)
    assert grave(page) == []
    room.picture("17-cohort-light")

    view.get_by_test_id("jpi-assignment-new").press("Enter")
    view.get_by_test_id("jpi-terms-save").press("Enter")
    expect(view.get_by_role("textbox", name="Title")).to_have_attribute("aria-invalid", "true")
    view.get_by_test_id("jpi-terms-title").fill("Week 3")
    opens = datetime.now(UTC) - timedelta(hours=1)
    view.get_by_test_id("jpi-terms-opens").fill(f"{opens:%Y-%m-%dT%H:%M}")
    view.get_by_test_id("jpi-window-zone").select_option("Asia/Tokyo")
    expect(view.get_by_test_id("jpi-window-other")).to_contain_text("GMT+9")
    view.get_by_test_id("jpi-terms-choice").select_option("fixed")
    view.get_by_test_id("jpi-terms-search").fill(BANK.get(QUESTION).title)
    view.get_by_test_id("jpi-terms-add").first.press("Enter")
    assert grave(page) == []
    room.picture("18-assignment-form")
    view.get_by_test_id("jpi-terms-save").press("Enter")
    expect(view.get_by_test_id("jpi-assignment-title")).to_have_text("Week 3")
    (assignment,) = educator.call("GET", "/cohorts/{id}/assignments", id=cohort["id"]).json()["assignments"]
    assert assignment["terms"]["questions"] == [QUESTION]
    assert assignment["terms"]["opensAt"] == f"{opens:%Y-%m-%dT%H:%M:00Z}"

    candidate(lab, cohort["id"], assignment["id"])  # and the page finds out by itself
    row = view.get_by_test_id("jpi-candidate")
    expect(row).to_contain_text(NAME, timeout=40_000)
    expect(row).to_contain_text(BANK.get(QUESTION).title)
    expect(row).to_contain_text("Asia/Tokyo")
    expect(row).to_have_attribute("data-state", "completed")
    expect(row).to_contain_text("1 of 1")
    expect(row.locator("i")).to_have_count(0)
    row.get_by_test_id("jpi-candidate-open").press("Enter")
    expect(view.get_by_test_id("jpi-candidate-interviews")).to_contain_text("Python")
    assert grave(page) == []
    room.picture("19-assignment-light")

    view.get_by_test_id("jpi-results-release").press("Enter")
    expect(view.get_by_test_id("jpi-results-release")).to_have_text("Withdraw the results")
    with page.expect_download() as book:
        view.get_by_test_id("jpi-results-gradebook").press("Enter")
    assert book.value.path().read_text().startswith("Student,ID,Week 3,")

    educator.raw("PUT", THEMES, json={"raw": '{"theme": "JupyterLab Dark"}'})
    page.set_viewport_size({"width": 760, "height": 1100})
    page.goto(f"{lab.url}/lab")
    expect(page.locator("body[data-jp-theme-light=false]")).to_be_attached()
    view.get_by_role("button", name="Algorithms, group B").press("Enter")
    view.get_by_test_id("jpi-assignment-open").press("Enter")
    expect(row).to_be_visible()
    assert grave(page) == []
    room.picture("19-assignment-dark")
    view.get_by_test_id("jpi-preview-start").press("Enter")
    expect(page.locator(".jp-Notebook")).to_be_visible()
    expect(room.find("question-title")).to_contain_text(BANK.get(QUESTION).title)

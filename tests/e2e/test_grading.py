"""Grading in the educators' view: an attempt with its evidence, its transcript, an override and a real rejudging."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from jupyter_interview.adapters.embedded import attach
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.verdicts import Verdict
from tests.contracts.past import QUESTION, Past
from tests.contracts.rooms import run_sql
from tests.e2e.room import BANK, Room
from tests.e2e.test_dashboard import GRAVE, THEMES
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.docker]

NAME = '<img src=x onerror="document.body.dataset.hacked=1"> Grace'
"""A candidate's, who chose it."""
MEMBER = "INSERT INTO members (cohort_id, user_id, part) VALUES (%s, %s, 'candidate')"
REASON = "<b onclick=1>The statement</b> was unclear."


@pytest.fixture
def educator(lab: RunningServer) -> Iterator[Api]:
    with Api(lab.url, lab.token) as api:
        api.give_up_live()
        yield api
        api.raw("DELETE", THEMES)


def assigned(api: Api) -> tuple[str, str]:
    now = datetime.now(UTC)
    cohort = api.call("POST", "/cohorts", json={"name": "Algorithms, group C"}).json()["id"]
    terms: dict[str, Any] = {"title": "Week 4", "questions": [QUESTION], "questionCount": 1}
    terms |= {"opensAt": (now - timedelta(days=1)).isoformat(), "closesAt": (now + timedelta(days=1)).isoformat()}
    made = api.call("POST", "/cohorts/{id}/assignments", id=cohort, json=terms)
    return cohort, made.json()["id"]


def sat(lab: RunningServer, cohort: str, assignment: str) -> None:
    """Somebody solved the question, by a version of it that the bank no longer has, with code that never was right."""
    attachment = attach(lab.folder / "data")
    url = attachment.servers.database_url
    user = User(uuid4(), NAME)
    run_sql(url, "INSERT INTO users (id, name, time_zone) VALUES (%s, %s, 'UTC')", user.id, NAME)
    run_sql(url, MEMBER, UUID(cohort), user.id)
    begin = datetime.now(UTC) - timedelta(minutes=50)
    past = Past.of(user, begin)
    past.interview = replace(past.interview, cohort_id=UUID(cohort), assignment_id=UUID(assignment))
    past.ask(begin + timedelta(minutes=1), QUESTION, BANK.get(QUESTION).title)
    past.submit(begin + timedelta(minutes=9), Verdict.ACCEPTED)
    past.close(begin + timedelta(minutes=10), "accepted")
    past.end(begin + timedelta(minutes=12))
    past.write(url)
    attachment.detach()


def grave(page: Page) -> list[str]:
    found = Axe().run(page, context="[data-testid=jpi-cohorts]").response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in GRAVE]


def test_an_attempt_is_read_judged_again_and_overridden(educator: Api, page: Page, lab: RunningServer) -> None:
    cohort, assignment = assigned(educator)
    sat(lab, cohort, assignment)
    page.set_viewport_size({"width": 1440, "height": 1100})
    room = Room(page, lab.url, lab.token)
    room.open()
    room.enter()
    room.find("open-cohorts").press("Enter")
    view = room.find("cohorts")
    view.get_by_role("button", name="Algorithms, group C").press("Enter")
    view.get_by_test_id("jpi-assignment-open").press("Enter")
    view.get_by_test_id("jpi-candidate-open").press("Enter")
    view.get_by_test_id("jpi-grade").press("Enter")
    decisions = view.get_by_test_id("jpi-grading-decisions")
    expect(decisions).to_contain_text("by the scorer")
    before = view.get_by_test_id("jpi-grading-points").inner_text()

    view.get_by_test_id("jpi-grading-rejudge").press("Enter")
    expect(decisions).to_contain_text("Accepted became", timeout=40_000)
    expect(decisions).to_contain_text("before rejudging")
    expect(view.get_by_test_id("jpi-grading-rejudge")).to_have_count(0)
    assert view.get_by_test_id("jpi-grading-points").inner_text() != before

    give = view.get_by_test_id("jpi-override-give")
    expect(give).to_have_attribute("aria-disabled", "true")
    view.get_by_test_id("jpi-override-points").fill("2.5")
    view.get_by_test_id("jpi-override-reason").fill(REASON)
    page.keyboard.press("Enter")
    expect(decisions).to_contain_text(REASON)
    expect(view.get_by_test_id("jpi-grading-points")).to_have_text("2.5 of 8 points")
    (row,) = educator.call("GET", "/assignments/{id}/grades", id=assignment).json()["grades"]
    assert (row["points"], row["questions"][0]["overrides"][0]["reason"]) == (2.5, REASON)
    assert grave(page) == []
    decisions.scroll_into_view_if_needed()
    room.picture("20-grading-light")
    educator.raw("PUT", THEMES, json={"raw": '{"theme": "JupyterLab Dark"}'})
    page.goto(f"{lab.url}/lab")
    expect(page.locator("body[data-jp-theme-light=false]")).to_be_attached()
    view.get_by_role("button", name="Algorithms, group C").press("Enter")
    view.get_by_test_id("jpi-assignment-open").press("Enter")
    view.get_by_test_id("jpi-candidate-open").press("Enter")
    view.get_by_test_id("jpi-grade").press("Enter")
    expect(decisions).to_contain_text(REASON)
    assert grave(page) == []
    decisions.scroll_into_view_if_needed()
    room.picture("20-grading-dark")

    view.get_by_test_id("jpi-grading-read").press("Enter")
    replay = page.frame_locator(".jpi-Replay iframe")
    expect(replay.get_by_role("status").first).to_contain_text("Valid: all")
    expect(replay.get_by_role("status").first).to_contain_text("2.5 points")
    assert page.locator(".jpi-Replay iframe").get_attribute("sandbox") == "allow-scripts allow-forms allow-downloads"
    page.get_by_role("tab", name="Cohorts").click()
    view.get_by_test_id("jpi-results-similar").press("Enter")
    expect(page.get_by_role("tab", name="Alike in Week 4")).to_be_visible()
    assert page.evaluate("document.body.dataset.hacked") is None

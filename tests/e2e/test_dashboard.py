"""The dashboard in a browser: what was sat is shown, found again and practised, and axe finds nothing serious."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from jupyter_interview.adapters.embedded import attach
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.verdicts import Verdict
from tests.contracts.past import QUESTION, Past
from tests.e2e.room import BANK, Room, launcher_card
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.docker]

GRAVE = ("serious", "critical")
THEMES = "/lab/api/settings/@jupyterlab/apputils-extension:themes"
AGO = (1, 2, 3, 9, 10, 30, 31, 32, 75, 120, 121, 200)
"""Days; on the first and every fifth one of two questions is solved."""


@pytest.fixture
def sat(lab: RunningServer) -> Iterator[Api]:
    """The user has a year of interviews behind, and none that is live."""
    with Api(lab.url, lab.token) as api:
        api.give_up_live()
        me = api.call("GET", "/users/me").json()
        user = User(UUID(me["id"]), me["name"])
        attachment = attach(lab.folder / "data")
        for index, days in enumerate(AGO):
            sit(user, datetime.now(UTC) - timedelta(days=days, hours=2), solved=index % 5 == 0).write(
                attachment.servers.database_url
            )
        attachment.detach()
        yield api
        api.raw("DELETE", THEMES)
        api.give_up_live()


def sit(user: User, begin: datetime, *, solved: bool) -> Past:
    past = Past.of(user, begin, zone="UTC")
    past.ask(begin + timedelta(minutes=1))
    past.submit(begin + timedelta(minutes=9), Verdict.WRONG_ANSWER)
    if solved:
        past.submit(begin + timedelta(minutes=16), Verdict.ACCEPTED)
    past.close(begin + timedelta(minutes=22), "accepted" if solved else "skipped")
    past.end(begin + timedelta(minutes=23))
    return past


def grave(page: Page) -> list[str]:
    found = Axe().run(page, context="[data-testid=jpi-dashboard]").response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in GRAVE]


def test_somebody_looks_back_and_practises(sat: Api, page: Page, lab: RunningServer) -> None:
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
    assert stack["asked"] >= len(AGO)
    row = figure.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Stack", exact=True))
    expect(row.get_by_role("cell").first).to_have_text(str(stack["asked"]))

    rows = dashboard.get_by_test_id("jpi-history-row")
    dashboard.get_by_test_id("jpi-filter-text").fill("no such question")
    expect(dashboard.get_by_test_id("jpi-history-count")).to_contain_text("No interview fits")
    expect(rows).to_have_count(0)
    dashboard.get_by_test_id("jpi-filter-text").fill("title")
    expect(rows).to_have_count(len(AGO))
    dashboard.get_by_test_id("jpi-filter-outcome").select_option("partly")
    expect(rows).to_have_count(3)
    dashboard.get_by_test_id("jpi-open-feedback").first.press("Enter")
    expect(dashboard.get_by_test_id("jpi-feedback")).to_contain_text("correctness")
    expect(dashboard.get_by_test_id("jpi-open-feedback").first).to_be_focused()
    assert grave(page) == []

    sat.raw("PUT", THEMES, json={"raw": '{"theme": "JupyterLab Dark"}'})
    page.goto(f"{lab.url}/lab")  # what was open is open again
    expect(page.locator("body[data-jp-theme-light=false]")).to_be_attached()
    expect(tiles).to_be_visible()
    assert grave(page) == []
    room.picture("13-dashboard-dark")

    dashboard.get_by_test_id("jpi-practise").first.press("Enter")
    assert known["weakTopics"][0] in room.question.topics
    expect(dashboard.get_by_test_id("jpi-practise").first).to_have_attribute("aria-disabled", "true")
    expect(dashboard.get_by_test_id("jpi-live-card")).to_be_attached()

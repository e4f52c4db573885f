"""A résumé in the browser: chosen, understood, corrected, confirmed and deleted, and axe finds nothing serious."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.room import Room, launcher_card
from tests.e2e.test_dashboard import THEMES, grave
from tests.resumes import INJECTION, content, pdf
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.docker]


@pytest.fixture
def nobody(lab: RunningServer) -> Iterator[Api]:
    """The user has neither a profile nor a live interview."""
    with Api(lab.url, lab.token) as api:
        api.give_up_live()
        api.call("DELETE", "/profile")
        yield api
        api.call("DELETE", "/profile")
        api.raw("DELETE", THEMES)


def file(data: bytes) -> FilePayload:
    return {"name": "Marguerite Okonjo.pdf", "mimeType": "application/pdf", "buffer": data}


def test_somebody_shows_a_resume_corrects_it_and_takes_it_back(nobody: Api, page: Page, lab: RunningServer) -> None:
    room = Room(page, lab.url, lab.token)
    room.open()
    launcher_card(page, "Dashboard").click()
    section = page.get_by_test_id("jpi-profile")
    choose = section.get_by_test_id("jpi-profile-file")

    choose.set_input_files(file(pdf(content(), password="secret")))
    expect(section.get_by_test_id("jpi-profile-error")).to_contain_text("locked with a password")
    choose.set_input_files(file(b" " * (5 * 1024 * 1024 + 1)))
    expect(section.get_by_test_id("jpi-profile-too-large")).to_contain_text("at most 5 MB")

    choose.set_input_files(file(pdf(content(after=f"BT /F1 11 Tf 1 g 50 300 Td ({INJECTION}) Tj ET"))))
    expect(section.get_by_test_id("jpi-profile-draft")).to_be_visible()
    skills = section.get_by_test_id("jpi-profile-skills")
    expect(skills.get_by_role("listitem")).to_have_count(9)
    expect(section).not_to_contain_text("COBOL")
    expect(section.get_by_test_id("jpi-profile-years")).to_have_value("6")

    skills.get_by_role("button", name="Remove Kafka").press("Enter")
    expect(skills.get_by_role("listitem")).to_have_count(8)
    expect(skills.get_by_label("Skills", exact=True).last).to_be_focused()
    page.keyboard.type("Quarkweave")
    page.keyboard.press("Enter")
    expect(skills).to_contain_text("Quarkweave")
    assert nobody.call("GET", "/profile").json()["state"] == "draft"
    assert grave(page) == []
    section.scroll_into_view_if_needed()
    room.picture("16-profile-light")

    section.get_by_test_id("jpi-profile-confirm").press("Enter")
    expect(section.get_by_test_id("jpi-profile-used")).to_be_visible()
    stored = nobody.call("GET", "/profile").json()
    assert stored["state"] == "confirmed"
    assert "Quarkweave" in stored["skills"]
    assert "Kafka" not in stored["skills"]

    nobody.raw("PUT", THEMES, json={"raw": '{"theme": "JupyterLab Dark"}'})
    page.goto(f"{lab.url}/lab")
    expect(page.locator("body[data-jp-theme-light=false]")).to_be_attached()
    expect(section.get_by_test_id("jpi-profile-used")).to_be_visible()
    assert grave(page) == []
    section.scroll_into_view_if_needed()
    room.picture("16-profile-dark")

    section.get_by_test_id("jpi-profile-delete").press("Enter")
    room.confirm()
    expect(section.get_by_test_id("jpi-profile-choose")).to_have_text("Choose a résumé")
    assert nobody.call("GET", "/profile").json()["state"] == "none"
    assert not list((lab.folder / "data" / "interview" / "objects" / "resumes").rglob("resume"))

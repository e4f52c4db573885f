"""The profile over REST, on the real server: upload, confirm, download, delete, and what bad input is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.resumes import LINES, content, docx, pdf, text
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer

NOTHING = {
    "state": "none", "skills": [], "roles": [], "years": None, "refined": False, "resume": None, "confirmedAt": None,
}  # fmt: skip


@pytest.fixture
def mine(api: Api) -> Iterator[Api]:
    """A user without a profile."""
    api.call("DELETE", "/profile")
    yield api
    api.call("DELETE", "/profile")


def contents(running: RunningServer) -> list[bytes]:
    """Of every stored object."""
    objects = running.folder / "data" / "interview" / "objects"
    return [path.read_bytes() for path in objects.rglob("*") if path.is_file()]


def test_a_resume_becomes_a_profile_that_its_owner_confirms(mine: Api, running: RunningServer) -> None:
    assert mine.call("GET", "/profile").json() == NOTHING
    data = pdf(content())
    draft = mine.call("PUT", "/profile/resume", content=data).json()
    assert (draft["state"], draft["years"], draft["resume"]["kind"]) == ("draft", 6.0, "pdf")
    assert "Graph Algorithms" in draft["skills"]
    assert mine.call("GET", "/profile").json() == draft
    edited = {"skills": ["Python", "Glassblowing"], "roles": [], "years": None}
    confirmed = mine.call("PUT", "/profile", json=edited).json()
    assert (confirmed["state"], confirmed["skills"], confirmed["years"]) == ("confirmed", edited["skills"], None)
    assert mine.call("GET", "/profile").json() == confirmed
    download = mine.call("GET", "/profile/resume")
    assert download.content == data
    assert download.headers["content-disposition"] == 'attachment; filename="resume.pdf"'
    assert data in contents(running)
    assert mine.call("DELETE", "/profile").status_code == 204
    assert mine.call("GET", "/profile").json() == NOTHING
    assert mine.call("GET", "/profile/resume").status_code == 404
    assert mine.call("PUT", "/profile", json=edited).status_code == 404
    assert data not in contents(running)
    assert LINES[0] not in running.log
    assert "Glassblowing" not in running.log


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (pdf(content(), password="secret"), 400, "password"),
        (b"%PDF-1.7 and no more", 400, "malformed"),
        (docx(more={"word/media/a.bmp": bytes(101 << 20)}), 400, "unpacks"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), 400, "type"),
        (b"", 400, "empty"),
        (b"a" * (6 << 20), 413, None),
        (b"a" * (40 << 20), 413, None),
    ],
    ids=["locked", "damaged", "bomb", "picture", "empty", "6 MB", "40 MB"],
)
def test_a_bad_file_gets_a_sentence_and_leaves_what_was_there(
    mine: Api, data: bytes, status: int, reason: str | None
) -> None:
    before = mine.call("PUT", "/profile/resume", content=text()).json()
    response = mine.call("PUT", "/profile/resume", content=data)
    assert response.status_code == status
    assert response.json()["details"].get("reason") == reason
    assert response.json()["message"].endswith(".")
    assert mine.call("GET", "/profile").json() == before


@pytest.mark.parametrize(
    "body",
    [
        {"skills": ["ada@example.org"], "roles": [], "years": 1},
        {"skills": [], "roles": [], "years": 99},
        {"skills": [], "roles": []},
        {"skills": [], "roles": [], "years": None, "name": "Ada"},
    ],
)
def test_a_wrong_edit_is_refused(mine: Api, body: object) -> None:
    mine.call("PUT", "/profile/resume", content=text())
    assert mine.call("PUT", "/profile", json=body).status_code == 400
    assert mine.call("GET", "/profile").json()["state"] == "draft"


def test_the_switch_for_the_model_is_true_or_false(mine: Api) -> None:
    assert mine.call("PUT", "/profile/resume", content=text(), params={"model": "perhaps"}).status_code == 400
    assert mine.call("PUT", "/profile/resume", content=text(), params={"model": "false"}).status_code == 200

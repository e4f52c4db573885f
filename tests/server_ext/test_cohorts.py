"""Cohorts over REST: the one user of a practice server is host and candidate of his own."""

from __future__ import annotations

import asyncio
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.server_ext.client import Api, Channel

NOW = datetime.now(UTC)
TERMS: dict[str, Any] = {
    "title": "Week 3",
    "opensAt": (NOW - timedelta(hours=1)).isoformat(),
    "closesAt": (NOW + timedelta(hours=2)).isoformat(),
    "questionCount": 1,
}


@pytest.fixture
def cohort(api: Api) -> dict[str, Any]:
    response = api.call("POST", "/cohorts", json={"name": "Group B"})
    assert response.status_code == 201
    found: dict[str, Any] = response.json()
    return found


def test_a_cohort_is_founded_and_filled(api: Api, cohort: dict[str, Any]) -> None:
    id = cohort["id"]
    known = api.call("GET", "/users/me").json()
    me = known["id"]
    assert [(one["userId"], one["part"]) for one in cohort["members"]] == [(me, "educator")]
    assert cohort["members"][0]["timeZone"] == known["timeZone"]
    assert {"id": id, "name": "Group B", "part": "educator"} in api.call("GET", "/cohorts").json()["cohorts"]
    filled = api.call("POST", "/cohorts/{id}/roster", id=id, json={"csv": "login,extra_time\nAda@x.org,0.5\n"})
    assert filled.json()["expected"] == [{"login": "ada@x.org", "extraTime": 0.5, "pauses": False}]
    changed = api.call("PATCH", "/cohorts/{id}", id=id, json={"name": "Group C", "model": False}).json()
    assert (changed["name"], changed["model"]) == ("Group C", False)
    granted = {"part": "educator", "extraTime": 0.25, "pauses": True}
    member = api.call("PUT", "/cohorts/{id}/members/{member}", id=id, member=me, json=granted).json()["members"][0]
    assert member["extraTime"] == 0.25
    assert api.call("DELETE", "/cohorts/{id}/members/{member}", id=id, member=me).status_code == 409
    assert api.call("GET", "/cohorts/{id}", id=id).json()["members"] == [member]


def test_an_invitation_is_shown_once_and_can_be_withdrawn(api: Api, cohort: dict[str, Any]) -> None:
    invitation = api.call("POST", "/cohorts/{id}/invitations", id=cohort["id"]).json()
    joined = api.call("POST", "/cohorts/join", json={"token": invitation["token"]})
    assert joined.json()["id"] == cohort["id"]
    assert api.call("DELETE", "/cohorts/{id}/invitations", id=cohort["id"]).status_code == 200
    assert api.call("POST", "/cohorts/join", json={"token": invitation["token"]}).status_code == 404


def test_an_educator_sees_what_candidates_see(api: Api, cohort: dict[str, Any]) -> None:
    terms = {**TERMS, "timeZone": "Asia/Tokyo", "integrity": False, "attempts": 2}
    id = api.call("POST", "/cohorts/{id}/assignments", id=cohort["id"], json=terms).json()["id"]
    seen = api.call("GET", "/assignments/{id}", id=id).json()
    assert (seen["preview"], seen["standing"], seen["cohort"]) == (True, "open", "Group B")
    assert (seen["timeZone"], seen["integrity"], seen["attemptsLeft"]) == ("Asia/Tokyo", False, 2)
    assert "questions" not in seen


def test_the_last_educator_cannot_leave(api: Api, cohort: dict[str, Any]) -> None:
    assert api.call("POST", "/cohorts/{id}/leave", id=cohort["id"]).status_code == 409


async def test_the_preflight_answers_whatever_it_is_asked(api: Api) -> None:
    async with api.preflight() as channel:
        await channel.text("?")
        async with asyncio.timeout(30):
            answer = json.loads(await channel.next())
    asked = datetime.fromisoformat(answer["serverTime"])
    assert abs(asked - datetime.now(UTC)) < timedelta(minutes=1)
    assert answer["kernels"]["python"]
    me = api.call("GET", "/users/me").json()
    assert (answer["sandboxed"], me["aiExtensions"]["jupyter-ai"]) == (me["sandboxed"], "Jupyter AI")


async def told_by_a_browser(channel: Channel) -> None:
    """Lost focus and a paste, each sent twice; the state shows the candidate what was recorded."""
    at = datetime.now(UTC).isoformat()
    paste = {"cellId": "answer", "characters": 312, "lines": 9, "own": False, "at": at}
    for duplicate in (False, True):
        lost = await channel.ask("focus:changed", "lost", focused=False, at=at)
        assert (lost["event"], lost["data"]["duplicate"]) == ("ack", duplicate)
        assert (await channel.ask("text:pasted", "paste", **paste))["data"]["duplicate"] is duplicate
    assert (await channel.ask("text:pasted", **paste, text="secret"))["data"]["code"] == "malformed_frame"
    state = await channel.state_where(lambda state: state["watch"]["pastes"])
    assert state["watch"] == {"recorded": True, "focusLost": 1, "pastes": 1, "extensions": []}


@pytest.mark.docker
async def test_an_educator_previews_and_reads_an_assignment(api: Api, cohort: dict[str, Any], engine: str) -> None:
    made = api.call("POST", "/cohorts/{id}/assignments", id=cohort["id"], json=TERMS)
    assert made.status_code == 201
    id = made.json()["id"]
    assert api.call("GET", "/cohorts/{id}/assignments", id=cohort["id"]).json() == {"assignments": [made.json()]}
    assert id not in [
        one["id"] for one in api.call("GET", "/assignments").json()["assignments"]
    ]  # it is no candidate's
    changed = api.call("PUT", "/assignments/{id}", id=id, json={**TERMS, "title": "Week 4"}).json()
    assert changed["terms"]["title"] == "Week 4"
    started = api.call("POST", "/assignments/{id}/interviews", id=id, json={"language": "python"})
    assert started.status_code == 201
    interview = started.json()["id"]
    assert api.call("GET", "/interviews/{id}/record", id=interview).status_code == 409
    async with api.channel(interview) as channel:
        await channel.join()
        await channel.until("interview:question")
        await told_by_a_browser(channel)
        await channel.send("interview:end")
        await channel.state_where(lambda state: state["interview"]["state"] == "completed")
        await channel.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
    record = await asyncio.to_thread(api.call, "GET", "/interviews/{id}/record", id=interview)
    assert record.json()["metadata"]["jupyter_interview"]["visibility"] == "educator"
    lines = [cell["source"] for cell in record.json()["cells"] if "says the browser" in cell["source"]]
    assert ["focus" in lines[0], "312 characters on 9 lines" in lines[1], len(lines)] == [True, True, 2]
    assert api.call("GET", "/feedback/{id}", id=interview).status_code == 409
    released = api.call("POST", "/assignments/{id}/release", id=id, json={"released": True}).json()
    assert released["releasedAt"] is not None
    assert api.call("GET", "/feedback/{id}", id=interview).status_code == 200
    assert api.call("GET", "/assignments/{id}/progress", id=id).json() == {"candidates": []}
    assert api.call("GET", "/assignments/{id}/grades", id=id).json() == {"grades": []}  # a preview is nobody's
    assert api.call("GET", "/assignments/{id}/gradebook", id=id).text.startswith("Student,ID,Week 4,")
    assert api.call("GET", "/assignments/{id}/similar", id=id).headers["content-disposition"].startswith("attachment")
    question = record.json()["metadata"]["jupyter_interview"]
    asked = json.loads(question["statement"])["question_digests"][0][0]
    points = {"questionId": asked, "points": 3, "reason": "The engine was slow."}
    assert api.call("POST", "/interviews/{id}/overrides", id=interview, json=points).status_code == 201
    graded = (await asyncio.to_thread(api.call, "GET", "/interviews/{id}/grade", id=interview)).json()
    assert (graded["points"], graded["possible"], graded["corrected"]) == (3.0, 4.0, [])
    assert graded["questions"][0]["overrides"][0]["reason"] == points["reason"]
    told = (await asyncio.to_thread(api.call, "GET", "/feedback/{id}", id=interview)).json()
    assert told["questions"][0]["remarks"][0].endswith(points["reason"])
    replay = await asyncio.to_thread(api.call, "GET", "/interviews/{id}/record/replay", id=interview)
    assert replay.headers["content-security-policy"].startswith("sandbox")
    assert points["reason"] in replay.text
    again = {"questionId": asked}
    assert api.call("POST", "/interviews/{id}/rejudgings", id=interview, json=again).status_code == 409
    whole = api.call("POST", "/assignments/{id}/rejudgings", id=id, json=again)
    assert (whole.status_code, whole.json()) == (202, {"interviews": 0, "submissions": 0})
    assert api.call("GET", "/assignments/{id}/rejudgings", id=id).json() == {"rejudgings": []}
    for least in ("2", "much", ""):
        assert api.call("GET", "/assignments/{id}/similar", id=id, params={"least": least}).status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/cohorts", {"name": " "}, 400),
        ("POST", "/cohorts", {"name": "x", "owner": "me"}, 400),
        ("PUT", "/assignments/{id}", {**TERMS, "owner": "me"}, 400),
        ("PUT", "/assignments/{id}", {"title": "x"}, 400),
        ("GET", "/cohorts/{id}", None, 404),
        ("POST", "/cohorts/{id}/leave", None, 404),
        ("GET", "/assignments/{id}", None, 404),
        ("PATCH", "/cohorts/{id}", {"name": "x"}, 404),
        ("POST", "/cohorts/{id}/roster", {"csv": "login\nada"}, 404),
        ("PUT", "/cohorts/{id}/members/{member}", {}, 404),
        ("DELETE", "/cohorts/{id}/members/{member}", None, 404),
        ("POST", "/cohorts/{id}/invitations", None, 404),
        ("POST", "/cohorts/{id}/assignments", TERMS, 404),
        ("PUT", "/assignments/{id}", TERMS, 404),
        ("POST", "/assignments/{id}/release", {"released": True}, 404),
        ("GET", "/assignments/{id}/progress", None, 404),
        ("POST", "/assignments/{id}/interviews", {"language": "python"}, 404),
        ("GET", "/interviews/{id}/record", None, 404),
        ("GET", "/interviews/{id}/record/replay", None, 404),
        ("GET", "/interviews/{id}/grade", None, 404),
        ("POST", "/interviews/{id}/rejudgings", {"questionId": "x"}, 404),
        ("POST", "/assignments/{id}/rejudgings", {"questionId": "x"}, 404),
        ("POST", "/assignments/{id}/rejudgings", {}, 400),
        ("GET", "/assignments/{id}/rejudgings", None, 404),
        ("GET", "/assignments/{id}/grades", None, 404),
        ("GET", "/assignments/{id}/gradebook", None, 404),
        ("GET", "/assignments/{id}/similar", None, 404),
        ("POST", "/interviews/{id}/overrides", {"questionId": "x", "points": 1, "reason": "y"}, 404),
    ],
)
def test_bad_requests_are_told(api: Api, method: str, path: str, body: dict[str, Any] | None, status: int) -> None:
    other = str(uuid.uuid4())
    answer = api.call(method, path, id=other, member=other, content=json.dumps(body) if body is not None else None)
    assert answer.status_code == status
    assert answer.json()["message"].endswith(".")

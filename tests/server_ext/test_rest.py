"""REST: the route table is the description, and every answer fits it."""

from __future__ import annotations

import asyncio
import uuid
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from jupyter_interview_kernels.languages import LANGUAGES
from jupyter_interview_server.routes import ROUTES
from tests.server_ext.client import Api, openapi
from tests.server_ext.conftest import RunningServer

ID = str(uuid.uuid4())
METHODS = ("get", "post", "put", "patch", "delete")
ASKED_BY_ANYBODY = ("/ready", "/live")


def test_the_route_table_is_the_openapi_file() -> None:
    described = {
        (path, method) for path, operations in openapi()["paths"].items() for method in METHODS if method in operations
    }
    served = {
        (path, method)
        for path, handler in ROUTES
        for method in METHODS
        if getattr(handler, method).__qualname__.split(".")[0] not in ("RequestHandler", "APIHandler", "JupyterHandler")
    }
    assert served == described


@pytest.mark.parametrize("path", [path for path, _ in ROUTES if path not in ASKED_BY_ANYBODY])
def test_nothing_without_signing_in(running: RunningServer, path: str) -> None:
    url = f"{running.url}/interview/api{path.replace('{id}', ID).replace('{member}', ID)}"
    for method in METHODS:
        response = httpx.request(method.upper(), url)
        assert response.status_code in (403, 405), (method, response.status_code)
        assert "interview" not in response.headers.get("location", "")


async def test_no_anonymous_channel(running: RunningServer) -> None:
    address = f"ws://{urlsplit(running.url).netloc}/interview/api/interviews/{uuid.uuid4()}/channel"
    with pytest.raises(InvalidStatus) as refused:
        async with connect(address):
            pass
    assert refused.value.response.status_code == 403


def test_the_user_is_one_fixed_local_identity(api: Api, running: RunningServer) -> None:
    with Api(running.url, running.token) as another_browser:
        first, second = api.call("GET", "/users/me").json(), another_browser.call("GET", "/users/me").json()
    assert first == second
    assert first["languages"][0] == "python"
    assert first["role"] == "admin"  # of one's own machine
    assert sorted(first["languages"] + first["missingLanguages"]) == sorted(LANGUAGES)


def test_the_browser_says_where_the_user_is(api: Api) -> None:
    assert api.call("PATCH", "/users/me", json={"timeZone": "Asia/Tokyo"}).json()["timeZone"] == "Asia/Tokyo"
    assert api.call("GET", "/users/me").json()["timeZone"] == "Asia/Tokyo"
    assert api.call("GET", "/analytics").json()["timeZone"] == "Asia/Tokyo"
    for zone in ("Mars/Olympus", "", "EST5EDT4", "../UTC", "x" * 1000):
        refused = api.call("PATCH", "/users/me", json={"timeZone": zone})
        assert (refused.status_code, refused.json()["code"]) == (400, "invalid_request")
    assert api.call("PATCH", "/users/me", json={"timeZone": "UTC"}).json()["timeZone"] == "UTC"


def test_nobody_shares_scores_unasked(api: Api) -> None:
    assert api.call("GET", "/users/me").json()["sharesScores"] is False
    shared = api.call("PATCH", "/users/me", json={"sharesScores": True}).json()
    assert (shared["sharesScores"], shared["timeZone"]) == (True, "UTC")
    moved = api.call("PATCH", "/users/me", json={"timeZone": "Asia/Tokyo"}).json()
    assert (moved["sharesScores"], moved["timeZone"]) == (True, "Asia/Tokyo")
    assert api.call("PATCH", "/users/me", json={"sharesScores": "yes"}).status_code == 400
    back = api.call("PATCH", "/users/me", json={"sharesScores": False, "timeZone": "UTC"}).json()
    assert (back["sharesScores"], back["timeZone"]) == (False, "UTC")


async def test_analytics_count_what_was_sat(api: Api) -> None:
    before = api.call("GET", "/analytics").json()
    started = api.start(questionCount=1)
    async with api.channel(started["id"]) as channel:
        await channel.join()
        await channel.until("interview:question")
        await channel.send("interview:end")
        await channel.state_where(lambda state: state["interview"]["state"] == "completed")
    after = api.call("GET", "/analytics").json()
    assert after["counts"]["interviews"] == before["counts"]["interviews"] + 1
    assert after["counts"]["completed"] == before["counts"]["completed"] + 1
    assert after["counts"]["questions"] == before["counts"]["questions"] + 1
    assert after["streak"]["practisedToday"]
    assert after["days"][-1]["day"] == after["today"]
    assert "solving" in {phase["phase"] for phase in after["phases"]}
    assert sum(topic["asked"] for topic in after["topics"]) > sum(topic["asked"] for topic in before["topics"])
    assert sum(week["interviews"] for week in after["weeks"]) == after["counts"]["interviews"]


def test_the_bank_is_shown_without_statements(api: Api) -> None:
    questions = api.call("GET", "/questions").json()["questions"]
    assert len(questions) >= 12
    easy = api.call("GET", "/questions", params={"difficulty": "easy"}).json()["questions"]
    assert 0 < len(easy) < len(questions)
    standing = {one["id"]: one["status"] for one in questions}
    for status in ("new", "tried", "solved"):
        found = api.call("GET", "/questions", params={"status": status}).json()["questions"]
        assert [one["id"] for one in found] == [name for name, known in standing.items() if known == status]
    assert api.call("GET", "/questions", params={"status": "seen"}).status_code == 400
    topic = questions[0]["topics"][0]
    assert all(topic in q["topics"] for q in api.call("GET", "/questions", params={"topic": topic}).json()["questions"])


@pytest.mark.parametrize("path", ASKED_BY_ANYBODY)
def test_load_balancers_are_answered_and_told_nothing(running: RunningServer, path: str) -> None:
    """By whatever name they call the machine."""
    answer = httpx.get(f"{running.url}/interview/api{path}", headers={"Host": "10.0.0.7"})
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert "set-cookie" not in answer.headers
    assert httpx.post(f"{running.url}/interview/api{path}").status_code == 405


def test_health_names_every_part(api: Api) -> None:
    health = api.call("GET", "/health").json()
    assert health["healthy"]
    assert set(health["parts"]) == {"postgresql", "redis", "objectStore", "judgePool", "kernelPool"}


def test_start_makes_an_interview_and_its_notebook(api: Api) -> None:
    started = api.start(durationMinutes=30, questionCount=2)
    assert started["state"] == "created"
    assert started["remainingSeconds"] == 1800
    notebook = api.raw("GET", f"/api/contents/{started['notebookPath']}").json()["content"]
    assert notebook["metadata"]["jupyter_interview"] == {"interview": started["id"], "tab": ""}
    assert notebook["metadata"]["kernelspec"]["name"] == started["kernelName"]
    assert notebook["cells"][0]["metadata"]["deletable"] is False
    assert api.interview(started["id"]) == started
    assert api.call("GET", "/interviews").json()["interviews"][0] == started


def test_a_second_active_interview_is_409_and_names_the_first(api: Api) -> None:
    first = api.start()
    response = api.call("POST", "/interviews", json={})
    assert response.status_code == 409
    assert response.json()["code"] == "active_interview_exists"
    assert response.json()["details"]["interviewId"] == first["id"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"language": "cobol"}, 400, "unknown_language"),
        ({"durationMinutes": 4}, 400, "invalid_request"),
        ({"questionCount": 0}, 400, "invalid_request"),
        ({"questionCount": "two"}, 400, "invalid_request"),
        ({"topics": ["no-such-topic"]}, 400, "invalid_request"),
        ({"surprise": 1}, 400, "invalid_request"),
        ([], 400, "invalid_request"),
    ],
)
def test_a_wrong_start_is_told_so_and_leaves_nothing(api: Api, body: object, status: int, code: str) -> None:
    before = api.call("GET", "/interviews").json()
    response = api.call("POST", "/interviews", json=body)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.json()["message"].endswith(".")
    assert api.call("GET", "/interviews").json() == before


def test_bodies_that_are_not_json_or_too_large(api: Api) -> None:
    assert api.call("POST", "/interviews", content=b"{not json").status_code == 400
    assert api.call("POST", "/interviews", content=b" " * 70_000).status_code == 413


@pytest.mark.parametrize(("method", "path"), [
    ("GET", "/interviews/{id}"), ("POST", "/interviews/{id}/resume"),
    ("POST", "/interviews/{id}/abandon"), ("GET", "/interviews/{id}/transcript"),
])  # fmt: skip
def test_an_interview_that_is_not(api: Api, method: str, path: str) -> None:
    assert api.call(method, path, id=str(uuid.uuid4())).status_code == 404


def test_what_the_state_does_not_allow_is_409(api: Api) -> None:
    started = api.start()
    resumed = api.call("POST", "/interviews/{id}/resume", id=started["id"])
    assert (resumed.status_code, resumed.json()["code"]) == (409, "active_interview_exists")
    assert api.call("GET", "/interviews/{id}/transcript", id=started["id"]).status_code == 409
    assert api.call("POST", "/interviews/{id}/abandon", id=started["id"]).json()["state"] == "abandoned"
    again = api.call("POST", "/interviews/{id}/abandon", id=started["id"])
    assert (again.status_code, again.json()["code"]) == (409, "illegal_transition")
    assert api.call("POST", "/interviews/{id}/resume", id=started["id"]).status_code == 409


def test_an_abandoned_interview_has_a_signed_transcript_too(api: Api) -> None:
    started = api.start()
    abandoned = api.call("POST", "/interviews/{id}/abandon", id=started["id"]).json()
    transcript = api.call("GET", "/interviews/{id}/transcript", id=started["id"]).json()
    assert transcript["metadata"]["jupyter_interview"]["signature"]
    beside = api.raw("GET", f"/api/contents/{abandoned['transcriptPath']}").json()["content"]
    assert beside["metadata"]["jupyter_interview"] == transcript["metadata"]["jupyter_interview"]


async def test_ten_starts_at_once_make_one_interview(running: RunningServer, api: Api) -> None:
    headers = {"Authorization": f"token {running.token}"}
    async with httpx.AsyncClient(base_url=running.url, headers=headers, timeout=60) as client:
        answers = await asyncio.gather(*(client.post("/interview/api/interviews", json={}) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9

"""What a signed-in attacker tries beyond asking every address: ids in bodies, odd paths, sockets, too much of all."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any
from uuid import uuid4

import httpx
import pytest

from jupyter_interview.errors import NobodyActs
from jupyter_interview_server.tenancy.acting import act_as, acting, acting_as, who_acts
from tests.tenancy.hosting import Hosted, Person
from tests.tenancy.victim import HostedChannel, websocket

pytestmark = pytest.mark.docker
TRAVERSALS = (
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "..%252f..%252fetc%252fpasswd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "a/../../etc/passwd",
    "..%5c..%5cetc%5cpasswd",
    "etc/passwd%00.txt",
    "./etc/passwd",
    "proc/self/environ",
    "%C0%AE%C0%AE/etc/passwd",
)


def raw(person: Person, method: str, target: str, **options: Any) -> httpx.Response:
    """The address as it is written: httpx would tidy it."""
    with person.client() as client:
        request = client.build_request(method, "/", **options)
        request.url = request.url.copy_with(raw_path=target.encode())
        return client.send(request)


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out(ada: Person, path: str) -> None:
    for prefix in ("/files/", "/api/contents/", "/lab/extensions/", "/static/", "/kernelspecs/interview-python/"):
        answer = raw(ada, "GET", prefix + path, headers={"Referer": ada.url})
        assert answer.status_code in (400, 403, 404), (prefix, answer.status_code)
        assert "root:" not in answer.text
        assert "PATH=" not in answer.text
    body = {"type": "file", "format": "text", "content": "x"}
    assert raw(ada, "PUT", "/api/contents/" + path, json=body).status_code in (400, 404)


@pytest.mark.parametrize("path", ["../x", "a/../../x", ".hidden", "a\0b", "a\nb", "n" * 300, "d/" * 600 + "x"])
def test_no_file_gets_a_name_that_leads_anywhere(ada: Person, path: str) -> None:
    text = {"type": "file", "format": "text", "content": "x"}
    assert ada.call("PUT", "/api/contents/plain.txt", json=text).status_code in (200, 201)
    assert ada.call("PATCH", "/api/contents/plain.txt", json={"path": path}).status_code in (400, 404)
    assert ada.call("POST", "/api/contents", json={"copy_from": path}).status_code in (400, 404)
    assert ada.call("GET", "/api/contents/plain.txt").json()["content"] == "x"


def test_a_download_runs_nothing(ada: Person) -> None:
    for name in ("page.html", "picture.svg", "script.js"):
        text = {"type": "file", "format": "text", "content": "<script>parent.pwned = 1</script>"}
        ada.call("PUT", f"/api/contents/{name}", json=text)
        answer = ada.call("GET", f"/files/{name}", headers={"Referer": ada.url})
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox; default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_files_have_a_quota(hosted: Hosted) -> None:
    person = hosted.person("hoarder")
    half = {"type": "file", "format": "text", "content": "x" * 600_000}
    assert person.call("PUT", "/api/contents/one.txt", json=half).status_code == 201
    assert person.call("PUT", "/api/contents/two.txt", json=half).status_code == 413
    assert person.call("GET", "/api/contents/two.txt").status_code == 404
    assert person.call("POST", "/api/contents/one.txt/checkpoints").status_code == 413
    assert person.call("DELETE", "/api/contents/one.txt").status_code == 204
    assert person.call("PUT", "/api/contents/two.txt", json=half).status_code == 201


def test_a_folder_goes_with_what_is_in_it_and_with_nothing_else(hosted: Hosted) -> None:
    person = hosted.person("tidy")
    for folder in ("a", "a/b", "ab", "a_b"):
        person.call("PUT", f"/api/contents/{folder}", json={"type": "directory"})
        text = {"type": "file", "format": "text", "content": folder}
        person.call("PUT", f"/api/contents/{folder}/f.txt", json=text)
    person.call("POST", "/api/contents/a/b/f.txt/checkpoints")
    assert person.call("PATCH", "/api/contents/a", json={"path": "a/b/c"}).status_code == 409
    assert person.call("PATCH", "/api/contents/a", json={"path": "ab"}).status_code == 409
    assert person.call("PATCH", "/api/contents/a", json={"path": "new"}).status_code == 200
    assert person.call("GET", "/api/contents/new/b/f.txt").json()["content"] == "a/b"
    assert len(person.call("GET", "/api/contents/new/b/f.txt/checkpoints").json()) == 1
    assert person.call("DELETE", "/api/contents/new").status_code == 204
    left = {item["name"] for item in person.call("GET", "/api/contents").json()["content"]}
    assert left == {"ab", "a_b"}
    assert person.call("GET", "/api/contents/a_b/f.txt").json()["content"] == "a_b"


def test_nobody_chooses_a_kernels_id_or_another_kernelspec(ada: Person) -> None:
    wanted = str(uuid4())
    made = ada.call("POST", "/api/kernels", json={"name": "interview-python", "kernel_id": wanted})
    assert made.status_code == 201
    assert made.json()["id"] != wanted
    assert ada.call("DELETE", f"/api/kernels/{made.json()['id']}").status_code == 204
    for name in ("python3", "interview-python-unsandboxed", "../python3"):
        assert ada.call("POST", "/api/kernels", json={"name": name}).status_code >= 400, name
        body = {"path": "x.ipynb", "type": "notebook", "name": "", "kernel": {"name": name}}
        assert ada.call("POST", "/api/sessions", json=body).status_code >= 400, name
    assert ada.call("GET", "/api/kernels").json() == []


def test_kernels_have_a_limit(hosted: Hosted) -> None:
    person = hosted.person("greedy")
    answers = [person.call("POST", "/api/kernels", json={"name": "interview-python"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    for kernel in person.call("GET", "/api/kernels").json():
        assert person.call("DELETE", f"/api/kernels/{kernel['id']}").status_code == 204


async def test_nobody_else_gets_into_a_room(ada: Person, bob: Person) -> None:
    started = ada.call("POST", "/interview/api/interviews", json={}).json()
    async with HostedChannel(bob, started["id"]) as channel:
        assert (await channel.join(take_over=True))["data"]["code"] == "not_found"
        for event in ("interview:message", "interview:end", "interview:hint"):
            assert (await channel.ask(event, **({"text": "x"} if "message" in event else {})))["event"] == "error"
    ada.call("POST", f"/interview/api/interviews/{started['id']}/abandon")


async def test_everybody_hears_of_their_own_requests_alone(ada: Person, bob: Person, hosted: Hosted) -> None:
    text = {"type": "file", "format": "text", "content": ""}
    names = {person.name: f"{person.name}-{uuid.uuid4().hex}.txt" for person in (ada, bob)}
    path = "/api/events/subscribe"
    async with websocket(ada, hosted.url, path) as hers, websocket(bob, hosted.url, path) as his:
        for person in (ada, bob):
            await asyncio.to_thread(person.call, "PUT", f"/api/contents/{names[person.name]}", json=text)
        for socket, person in ((hers, ada), (his, bob)):
            heard = str(await asyncio.wait_for(socket.recv(), 20))
            assert names[person.name] in heard
    assert ada.call("POST", "/api/events", json={}).status_code == 404


async def _asked_in_a_task() -> uuid.UUID:
    return acting()


async def test_without_a_user_there_is_none() -> None:
    act_as(None)
    with pytest.raises(NobodyActs):
        acting()
    user = uuid4()
    with acting_as(user):
        assert await asyncio.create_task(_asked_in_a_task()) == user
        assert await asyncio.to_thread(acting) == user
    assert who_acts() is None

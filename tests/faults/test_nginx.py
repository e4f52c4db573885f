"""Hosted servers behind the nginx that is shipped: one dies, one is drained, and candidates go on at another."""

from __future__ import annotations

import asyncio
import re
import secrets
import signal
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.frames import Close

from jupyter_interview.adapters.embedded import EmbeddedServers
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Event
from jupyter_interview.review.verify import verify
from jupyter_interview_server.channel import RESTARTS
from jupyter_interview_server.tenancy.drain import MOVING
from tests.conftest import new_database, with_keys_apart
from tests.faults.machine import begin, code_of
from tests.faults.nginx import Front, Visitor, in_front_of
from tests.server_ext.client import Channel
from tests.server_ext.conftest import free_port, server_home
from tests.server_ext.test_kernels import Kernel, text_of
from tests.solutions import slowly
from tests.tenancy.hosting import Hosted, running

pytestmark = pytest.mark.docker
BACK_SECONDS = 15


@dataclass(frozen=True)
class Site:
    """nginx, the servers behind it by port, and the database under them."""

    front: Front
    servers: Mapping[int, Hosted]

    @property
    def any(self) -> Hosted:
        return next(iter(self.servers.values()))

    def visitor(self, name: str) -> Visitor:
        return Visitor(self.front, self.any.person(f"{name}-{secrets.token_hex(4)}").token)

    async def log(self, interview: str) -> tuple[Event, ...]:
        store = await PostgresStore.open(self.any.database_url)
        try:
            return tuple(await store.events(UUID(interview)))
        finally:
            await store.close()


@pytest.fixture(scope="module")
def site(engine: str, servers: EmbeddedServers, template: str) -> Iterator[Site]:
    """Three servers, so that each test can take one away and leave two."""
    with ExitStack() as stack:
        database_url = stack.enter_context(new_database(servers, template))
        folder = stack.enter_context(server_home())
        port = free_port()
        options = [f"--HostedServer.browser_url=https://localhost:{port}/", "--HostedServer.proxies=127.0.0.1"]
        options += [f"--HostedServer.session_key_file={folder}/session.key"]
        options += [f"--InterviewApp.signing_key_file={folder}/transcripts.key"]
        options += [f"--InterviewApp.object_store={folder}/objects"]
        starting = [
            running(with_keys_apart(servers, 4), database_url, stack.enter_context(server_home()), *options)
            for _ in range(3)
        ]
        with ThreadPoolExecutor(3) as threads:
            hosted = list(threads.map(stack.enter_context, starting))
        front = stack.enter_context(in_front_of(folder, [server.port for server in hosted], port))
        yield Site(front, {server.port: server for server in hosted})


def test_tls_headers_and_addresses(site: Site) -> None:
    plain = httpx.get(f"http://127.0.0.1:{site.front.plain_port}/lab?x=1")
    assert (plain.status_code, plain.headers["location"]) == (301, "https://127.0.0.1/lab?x=1")
    with pytest.raises(httpx.ConnectError, match="certificate"):
        httpx.get(site.front.url)
    transport = httpx.HTTPTransport(verify=site.front.tls, local_address="127.0.0.9")
    lie = {"X-Real-IP": "203.0.113.7", "X-Forwarded-For": "203.0.113.7"}
    with site.front.client(transport=transport) as client:
        answer = client.get("/login", headers=lie)
        for path in ("/login", "/nothing-here"):
            answer = client.get(path, headers=lie)
            for name, value in (
                ("Strict-Transport-Security", "max-age=31536000"),
                ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "same-origin"),
                ("Server", "nginx"),
            ):
                assert answer.headers.get_list(name) == [value]
        server = site.servers[site.front.port_of(client)]
    _logged(server, "404 GET /nothing-here (@127.0.0.9)")
    direct = httpx.HTTPTransport(local_address="127.0.0.10")
    with httpx.Client(transport=direct, headers={**lie, "Host": "localhost"}, base_url=server.url) as client:
        assert client.get("/straight-here").status_code == 404
    _logged(server, "404 GET /straight-here (@127.0.0.10)")
    assert "203.0.113.7" not in server.log


def _logged(server: Hosted, line: str) -> None:
    """A server writes it once the answer is on its way."""
    deadline = time.monotonic() + 10
    while line not in server.log:
        assert time.monotonic() < deadline, f"not logged: {line}"
        time.sleep(0.05)


def test_a_user_stays_with_a_server_in_every_browser(site: Site) -> None:
    ports = set()
    for number in range(8):
        token = site.any.person(f"user-{number}-{secrets.token_hex(4)}").token
        with Visitor(site.front, token) as laptop, Visitor(site.front, token) as tablet:
            assert laptop.cookies["interview_route"] == tablet.cookies["interview_route"]
            assert laptop.cookies["__Host-interview-session"] != tablet.cookies["__Host-interview-session"]
            assert laptop.port == tablet.port == laptop.port
            ports.add(laptop.port)
    assert len(ports) > 1


async def back(visitor: Visitor, interview: str, tab: str, last_seq: int) -> Channel:
    """Join anew until it works, as the client does."""
    deadline = time.monotonic() + BACK_SECONDS
    while True:
        try:
            channel = await visitor.channel(interview).__aenter__()
            channel.tab = tab
            answer = await channel.join(last_seq=last_seq)
            if answer["event"] == "interview:state":
                return channel
            assert answer["data"]["code"] == "unavailable", answer
            await channel.__aexit__(None, None, None)
        except (OSError, ConnectionClosed):
            pass
        assert time.monotonic() < deadline
        await asyncio.sleep(0.1)


async def closed(channel: Channel) -> ConnectionClosed:
    """How the server closed the channel, after whatever it still said."""
    try:
        while True:
            await channel.receive()
    except ConnectionClosed as error:
        return error


def last_seen(channel: Channel) -> int:
    return max(frame["seq"] for frame in channel.frames if frame.get("seq"))


async def test_a_server_is_killed_and_the_candidate_goes_on_at_another(site: Site) -> None:
    with site.visitor("killed") as visitor:
        interview = visitor.start(questionCount=1)
        path = f"/api/contents/{interview['notebookPath']}"
        notebook = visitor.raw("GET", path).json()["content"]
        first = visitor.port
        async with visitor.channel(interview["id"]) as channel:
            question = await begin(channel)
            seen, code = last_seen(channel), code_of(question, slowly(question, 0.1))
            assert (await channel.ask("code:submit", "s1", **code))["event"] == "ack"
            assert (await channel.ask("interview:message", "m1", text="Are you there?"))["event"] == "ack"
            site.servers[first].process.kill()
            await closed(channel)
        again = await back(visitor, interview["id"], channel.tab, seen)
        assert visitor.port != first
        assert visitor.raw("GET", path).json()["content"] == notebook
        said = await again.until("interview:response", text="Are you there?")
        assert seen < said["seq"]
        result = await again.until("code:result")
        assert result["data"]["payload"]["judgement"]["verdict"] == "accepted"
        for frame_id, event, data in (
            ("s1", "code:submit", code),
            ("m1", "interview:message", {"text": "Are you there?"}),
        ):
            assert (await again.ask(event, frame_id, **data))["data"] == {"duplicate": True}
        await again.ask("interview:end")
        await again.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
        await again.__aexit__(None, None, None)
        transcript = visitor.call("GET", "/interviews/{id}/transcript", id=interview["id"]).content
    assert verify(transcript, None).valid
    kinds = [event.envelope.kind for event in await site.log(interview["id"])]
    assert [kinds.count(kind) for kind in ("submission.created", "submission.judged", "turn.candidate")] == [1, 1, 1]


async def test_a_server_is_drained(site: Site) -> None:
    with site.visitor("drained") as visitor:
        interview = visitor.start(questionCount=1)
        first = visitor.port
        server = site.servers[first]
        async with visitor.channel(interview["id"]) as channel:
            await begin(channel)
            async with kernel_of(visitor, interview) as kernel:
                assert text_of(await kernel.run("kept = 1", "cell-a")) == ""
                await channel.until("interview:state")  # the execution is recorded in the background
            server.process.send_signal(signal.SIGTERM)
            moving = await channel.until("interview:moving")
            assert moving["data"]["message"] == MOVING
            assert (await closed(channel)).rcvd == Close(RESTARTS, "the server stops")
        again = await back(visitor, interview["id"], channel.tab, last_seen(channel))
        assert visitor.port != first
        async with kernel_of(visitor, interview) as kernel:
            said = text_of(await kernel.run("kept", "cell-b"))
        assert said.startswith("This is a new kernel. The one before is on a server that the interview has left")
        assert (await again.ask("interview:message", text="I am here."))["event"] == "ack"
        await again.__aexit__(None, None, None)
        assert server.process.wait(20) == 0
    log = await site.log(interview["id"])
    kinds = [event.envelope.kind for event in log]
    assert kinds.count("interview.interrupted") >= 1
    assert [e.payload.text for e in log if isinstance(e.payload, p.CandidateTurn)] == ["I am here."]
    assert "rooms were left to the other servers" in server.log


def kernel_of(visitor: Visitor, interview: dict[str, Any]) -> Any:
    """Open the working notebook's session, as JupyterLab does."""
    path = interview["notebookPath"]
    body = {"path": path, "name": path, "type": "notebook", "kernel": {"name": interview["kernelName"]}}
    answer = visitor.raw("POST", "/api/sessions", json=body)
    assert answer.status_code == 201, answer.text
    return _Socket(visitor.socket(f"/api/kernels/{answer.json()['kernel']['id']}/channels?session_id=s"))


class _Socket:
    def __init__(self, opening: Any) -> None:
        self._opening = opening

    async def __aenter__(self) -> Kernel:
        return Kernel(await self._opening.__aenter__())

    async def __aexit__(self, *error: object) -> None:
        await self._opening.__aexit__(*error)


def test_too_many_sign_ins_from_one_address_are_refused(site: Site) -> None:
    """The last test here, for it uses up what this address may do."""
    with site.front.client() as client:
        answers = [client.get("/login").status_code for _ in range(80)]
    assert answers[0] == 200
    assert answers.count(429) > 10
    assert set(answers) == {200, 429}
    with site.front.client() as client:  # and nothing else is
        assert client.get("/interview/api/live").status_code == 200
    assert re.search(r'"GET /login" 429', site.front.log)

"""Every route of the running server, with every method, as everybody who is not its owner, against what a victim has.

The routes are those that the server itself wrote down. One that this file does not know fails the first test: whoever
adds it decides whether it is listed in `allowed.py` or closed here, and how its address is filled in.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from jupyter_interview.domain.interview import Role
from jupyter_interview_server.tenancy.allowed import ALLOWED
from tests.tenancy.hosting import Hosted, Person
from tests.tenancy.victim import SETTING, Victim, websocket

pytestmark = pytest.mark.docker

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PUBLIC = (
    "/interview",
    "/interview/",
    "/login/university",
    "/login/university/callback",
    "/login",
    "/logout",
    "/",
    "",
    "/interview/api/ready",
    "/interview/api/live",
)
"""Whoever is not signed in may have these, and files that are the same for everybody."""
STATIC = ("/static/", "/lab/extensions/", "/lab/api/themes/")
NOTHING = "There is nothing here.\n"

CLOSED = {
    "jupyter_server.base.handlers.APIVersionHandler",
    "jupyter_server.base.handlers.PrometheusMetricsHandler",
    "jupyter_server.base.handlers.PublicStaticFileHandler",
    "jupyter_server.base.handlers.Template404",
    "jupyter_server.base.handlers.TrailingSlashHandler",
    "jupyter_server.nbconvert.handlers.NbconvertFileHandler",
    "jupyter_server.nbconvert.handlers.NbconvertPostHandler",
    "jupyter_server.services.api.handlers.APISpecHandler",
    "jupyter_server.services.api.handlers.APIStatusHandler",
    "jupyter_server.services.api.handlers.PathResolverHandler",
    "jupyter_server.services.config.handlers.ConfigHandler",
    "jupyter_server.services.contents.handlers.NotebooksRedirectHandler",
    "jupyter_server.services.events.handlers.EventHandler",
    "jupyter_server.services.events.handlers.SubscribeWebsocket",
    "jupyter_server.services.nbconvert.handlers.NbconvertRootHandler",
    "jupyter_server.services.security.handlers.CSPReportHandler",
    "jupyter_server.services.shutdown.ShutdownHandler",
    "jupyter_server.view.handlers.ViewHandler",
    "jupyterlab.handlers.announcements.CheckForUpdateHandler",
    "jupyterlab.handlers.announcements.NewsHandler",
    "jupyterlab.handlers.build_handler.BuildHandler",
    "jupyterlab.handlers.extension_manager_handler.ExtensionHandler",
    "jupyterlab.handlers.plugin_manager_handler.PluginHandler",
    "jupyterlab_server.handlers.LabHandler",
    "jupyterlab_server.handlers.NotFoundHandler",
    "jupyterlab_server.licenses_handler.LicensesHandler",
    "jupyterlab_server.listings_handler.ListingsHandler",
    "jupyterlab_server.settings_handler.SettingsHandler",
    "jupyterlab_server.workspaces_handler.WorkspacesHandler",
}


def name_of(handler: type[Any]) -> str:
    return f"{handler.__module__}.{handler.__qualname__}"


LISTED = {name_of(entry.handler) for entry in ALLOWED}


@pytest.fixture(scope="module")
def victim(hosted: Hosted, issuer: str) -> Victim:
    made = Victim(hosted.person("victim", Role.EDUCATOR))
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, made.settle_in()).result()
    return made


@pytest.fixture(scope="module")
def others(hosted: Hosted) -> dict[str, Person | None]:
    """Everybody who must not get at her things; the educator has a cohort too."""
    teacher = hosted.person("teacher", Role.EDUCATOR)
    assert teacher.call("POST", "/interview/api/cohorts", json={"name": "another"}).status_code == 201
    return {
        "anonymous": None,
        "candidate": hosted.person("another"),
        "educator": teacher,
    }


def addresses(pattern: str, victim: Victim) -> Iterator[str]:
    """A route's addresses with the victim's own names in them."""
    groups = {
        r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})": victim.ids,
        r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)": [victim.kernel],
        r"(?P<session_id>\w+-\w+-\w+-\w+-\w+)": [victim.session],
        r"(?P<path>(?:(?:/[^/]+)+|/?))": [f"/{victim.file}", f"/{victim.notebook}", "/private", ""],
        r"(?P<checkpoint_id>[\w-]+)": ["checkpoint"],
        r"(?P<action>restart|interrupt)": ["restart", "interrupt"],
        r"(?P<schema_name>.+)": [SETTING],
        r"(?P<space_name>.+)": [victim.space],
        r"(?P<section_name>\w+)": ["notebook"],
        r"(?P<way>[a-z][a-z0-9-]{0,31})": ["university", "nobody"],
        r"(?P<locale>.*)": ["en"],
        r"(?P<kernel_name>[\w\.\-%]+)": ["interview-python", "python3"],
        r"(?P<format>\w+)": ["html"],
        r"(?P<mode>lab|doc)": ["lab"],
        r"(?P<workspace>/workspaces/[a-zA-Z0-9\-\_]+)?": ["", f"/workspaces/{victim.space}"],
        r"(?P<tree>/tree/.*)?": ["", f"/tree/{victim.file}"],
        r"(?P<path>.*)": ["kernel.json"],
        r"(robots\.txt|favicon\.ico)": ["favicon.ico"],
        r"(robots\.txt)": ["robots.txt"],
        r"(favicon\.ico)": ["favicon.ico"],
        r"(.*)": [f"/{victim.file}", "/late", "/mounted/x"] if pattern == "(.*)$" else [victim.file],
        r"/.*/": ["/private/"],
        r"/lab/.*": [f"/lab/{victim.file}"],
        r"/?": ["", "/"],
    }
    found = [pattern.removesuffix("$")]
    for group, values in groups.items():
        found = [address.replace(group, value) for address in found for value in values]
    assert all(re.fullmatch(r"[\w/.:@-]*", address) for address in found), f"no address is known for {pattern}"
    return iter(dict.fromkeys(found))


def test_every_route_was_decided_on(hosted: Hosted, victim: Victim) -> None:
    routes = hosted.routes
    assert len(routes) > 60
    assert {handler for _, handler in routes} == LISTED | CLOSED
    assert LISTED.isdisjoint(CLOSED)
    for pattern, _ in routes:
        assert list(addresses(pattern, victim))


def test_every_entry_of_the_list_is_a_route(hosted: Hosted, victim: Victim) -> None:
    """None stays behind when what it was for is gone."""
    everywhere = [(address, handler) for pattern, handler in hosted.routes for address in addresses(pattern, victim)]
    for entry in ALLOWED:
        assert any(
            handler == name_of(entry.handler) and re.fullmatch(entry.path, address) for address, handler in everywhere
        ), entry


def hostile(victim: Victim) -> dict[str, Any]:
    """A body that names her things wherever Jupyter's handlers read a name."""
    return {
        "path": victim.file,
        "copy_from": victim.file,
        "type": "file",
        "format": "text",
        "content": "overwritten",
        "name": "interview-python",
        "kernel_id": victim.kernel,
        "kernel": {"id": victim.kernel, "name": "interview-python"},
        "notebook": {"path": victim.notebook},
        "raw": "{}",
        "data": {},
        "metadata": {"id": victim.space},
        "schema_id": "https://events.jupyter.org/jupyter_server/kernel_actions/v1",
        "version": "1",
    }


def everything(hosted: Hosted, victim: Victim) -> list[tuple[str, str]]:
    found = {address or "/": None for pattern, _ in hosted.routes for address in addresses(pattern, victim)}
    return [(method, address) for address in found for method in METHODS]


def ask(client: httpx.Client, method: str, address: str, victim: Victim) -> httpx.Response:
    body = {"json": hostile(victim)} if method in ("POST", "PUT", "PATCH", "DELETE") else {}
    try:
        return client.request(method, address, **body)  # type: ignore[arg-type]
    except httpx.ReadError:  # whoever refuses an upload does not read it, and its cut may take the answer along
        return client.request(method, address)


def as_if_it_never_was(client: httpx.Client, method: str, address: str, victim: Victim, answer: httpx.Response) -> bool:
    """Jupyter calls restarting an unknown kernel an error of its own; this is such an answer, word for word."""
    unknown = ask(client, method, address.replace(victim.kernel, str(uuid4())), victim)
    return address.endswith("/restart") and (unknown.status_code, unknown.text) == (answer.status_code, answer.text)


def is_listed(method: str, address: str) -> bool:
    return any(method in entry.methods and re.fullmatch(entry.path, address) for entry in ALLOWED)


@pytest.mark.parametrize("who", ["anonymous", "candidate", "educator"])
def test_nothing_of_hers_is_read_or_changed(
    hosted: Hosted, victim: Victim, others: dict[str, Person | None], who: str
) -> None:
    person, before = others[who], victim.belongings()
    headers = person.headers if person else {}
    broken = []
    with httpx.Client(base_url=hosted.url, headers=headers, timeout=60) as client:
        for method, address in everything(hosted, victim):
            answer = ask(client, method, address, victim)
            said = answer.text + str(answer.headers)
            assert victim.secret not in said, (method, address)
            assert str(victim.person.id) not in said, (method, address)
            if victim.mark not in address + answer.request.content.decode():
                assert victim.mark not in said, (method, address)
            if answer.status_code >= 500 and not as_if_it_never_was(client, method, address, victim, answer):
                broken.append((method, address, answer.status_code, answer.text[-300:]))
            if not is_listed(method, address):
                assert answer.status_code == 404, (method, address, answer.status_code)
            elif person is None and address not in PUBLIC and not address.startswith(STATIC):
                assert answer.status_code in (302, 403, 404, 405), (method, address, answer.status_code)
                assert answer.status_code != 302 or "/login" in answer.headers["location"], (method, address)
    assert victim.belongings() == before
    assert broken == []


def test_closed_routes_are_closed_to_their_owner_too(hosted: Hosted, victim: Victim) -> None:
    with victim.person.client() as client:
        for method, address in everything(hosted, victim):
            if not is_listed(method, address):
                answer = ask(client, method, address, victim)
                assert (answer.status_code, answer.text) == (404, NOTHING if method != "HEAD" else ""), (
                    method,
                    address,
                )


def test_she_herself_sees_them(victim: Victim) -> None:
    """Else the marks would prove nothing."""
    for path in (
        "/api/contents/private",
        f"/api/contents/{victim.file}",
        f"/files/{victim.file}",
        f"/lab/api/settings/{SETTING}",
        "/lab/api/settings",
        "/lab/api/workspaces",
        f"/lab/api/workspaces/{victim.space}",
    ):
        answer = victim.person.call("GET", path, headers={"Referer": victim.person.url})
        assert victim.secret in answer.text or victim.mark in answer.text, (path, answer.status_code)
    assert victim.person.call("GET", f"/api/kernels/{victim.kernel}").status_code == 200
    assert victim.person.call("GET", f"/api/sessions/{victim.session}").status_code == 200
    assert victim.person.call("GET", f"/interview/api/interviews/{victim.ended}/transcript").status_code == 200


@pytest.mark.parametrize("who", ["anonymous", "candidate", "educator"])
async def test_no_socket_of_hers_opens(
    hosted: Hosted, victim: Victim, others: dict[str, Person | None], who: str
) -> None:
    """An upgrade asked for at every address, listed or not. Events are everybody's, each their own: the next test."""
    person = others[who]
    for address in dict.fromkeys(address for method, address in everything(hosted, victim) if method == "GET"):
        if address == "/login/university":
            continue  # sends whoever comes to its issuer, which is nothing of hers
        if address == "/api/events/subscribe" and person:
            continue
        if address.startswith("/interview/api/") and address.endswith("/channel") and person:
            continue  # opens, and then lets nobody in who does not own the room
        if address == "/interview/api/preflight" and person:
            continue  # the time and this server's kernels, the same for everybody
        with pytest.raises(InvalidStatus) as refused:
            async with websocket(person, hosted.url, address):
                pass
        assert refused.value.response.status_code != 101, address

"""Signing in by a real JupyterHub and through its proxy: who gets in, as what, and until when."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus, InvalidURI

from jupyter_interview_server.tenancy.identity import ROUTE_COOKIE
from tests.hub.real import ADMIN, COOKIE, VISITOR, RealHub, Visitor

pytestmark = pytest.mark.docker
PREFIX = "/services/interview/"


def role(visitor: Visitor) -> str:
    return str(visitor.call("GET", "/api/me").json()["identity"]["role"])


def is_in(visitor: Visitor) -> bool:
    return visitor.call("GET", "/api/me").status_code == 200


def cohort(hub: RealHub, group: str) -> str:
    """The id of a cohort of tess's, whose candidates are the group's users."""
    with Visitor(hub) as tess:
        tess.sign_in("tess")
        made = tess.call("POST", "/interview/api/cohorts", json={"name": group})
        assert made.status_code == 201, made.text
        address = f"/interview/api/cohorts/{made.json()['id']}"
        changed = tess.call("PATCH", address, json={"name": group, "group": group, "model": True})
        assert changed.status_code == 200, changed.text
    return str(made.json()["id"])


def cohorts(visitor: Visitor) -> list[str]:
    return [one["id"] for one in visitor.call("GET", "/interview/api/cohorts").json()["cohorts"]]


def test_one_comes_to_where_one_wanted_under_the_services_prefix(visitor: Visitor) -> None:
    page = visitor.sign_in("gus", "/lab/tree/notes.txt?reset")
    assert (page.status_code, page.url.path, page.url.query) == (200, f"{PREFIX}lab/tree/notes.txt", b"reset")
    assert f'"baseUrl": "{PREFIX}"' in page.text
    places = {one.name: one.path for one in visitor.cookies.jar if one.domain.startswith("interview--service")}
    assert places == {COOKIE: "/", "_xsrf": PREFIX, ROUTE_COOKIE: "/"}  # and nothing of the Hub's stays in the browser
    assert visitor.call("GET", "/interview/api/users/me").json()["name"] == "gus"


@pytest.mark.parametrize(("name", "is_now"), [("tess", "educator"), ("sam", "candidate"), (ADMIN, "admin")])
def test_the_hubs_roles_say_what_one_is(visitor: Visitor, name: str, is_now: str) -> None:
    visitor.sign_in(name)
    assert role(visitor) == is_now
    founded = visitor.call("POST", "/interview/api/cohorts", json={"name": "mine"}).status_code
    assert founded == (403 if is_now == "candidate" else 201)


def test_whom_the_hub_gives_no_scope_is_told_so(visitor: Visitor) -> None:
    page = visitor.sign_in(VISITOR)
    assert page.status_code == 403
    assert f"{VISITOR} is no user of the interview room." in page.text
    assert COOKIE not in {one.name for one in visitor.cookies.jar}
    assert f'href="{visitor.hub.url}/hub/logout"' in page.text


def test_a_state_of_another_browser_or_used_before_signs_nobody_in(hub: RealHub, visitor: Visitor) -> None:
    with Visitor(hub) as mallory:  # who sends a victim to the end of a sign-in of theirs
        mallory.sign_in("rex")
        mallory.cookies.delete(COOKIE)
        mallory.follow_redirects = False
        begun = mallory.get(f"{hub.room}/login")
        address = mallory.get(begun.headers["location"]).headers["location"]
        assert parse_qs(urlsplit(address).query)["code"]
        assert_refused(visitor.get(address))
        assert_refused(mallory.get(address.replace("state=", "state=x")))
        assert_refused(mallory.get(f"{hub.room}/oauth_callback?code=made-up"))
    with Visitor(hub) as somebody:
        came = somebody.sign_in("rex")
        callback = next(str(one.url) for one in came.history if "oauth_callback" in str(one.url))
        somebody.cookies.delete(COOKIE)
        assert_refused(somebody.get(callback))


def assert_refused(answer: httpx.Response) -> None:
    assert answer.status_code == 403, answer.text
    assert "not the end of a sign-in that began here" in answer.text
    assert COOKIE not in answer.headers.get("set-cookie", "")


def test_a_page_of_somebodys_own_server_cannot_act_here(hub: RealHub, visitor: Visitor) -> None:
    """`mallory.hub.localhost` is of the same site: our cookie goes along, and it may set cookies for all hosts."""
    visitor.sign_in("tess")
    visitor.cookies.delete("_xsrf", "interview--service.hub.localhost", PREFIX)
    visitor.cookies.set("_xsrf", "tossed", domain=".hub.localhost", path="/")

    def posted(origin: str) -> int:
        form = {"Origin": origin, "Content-Type": "text/plain"}
        content = '{"name": "founded by a form"}'
        return visitor.post(f"{hub.room}/interview/api/cohorts?_xsrf=tossed", content=content, headers=form).status_code

    assert posted(f"http://mallory.hub.localhost:{hub.port}") == 404
    assert (
        posted(f"http://interview--service.hub.localhost:{hub.port}") == 201
    )  # or the cookie would be what was refused


async def test_sockets_open_through_the_proxy_for_pages_of_the_room_alone(hub: RealHub, visitor: Visitor) -> None:
    visitor.sign_in("gus")
    cookies = "; ".join(f"{one.name}={one.value}" for one in visitor.cookies.jar if one.path == "/")
    address = f"ws{hub.room.removeprefix('http')}/api/events/subscribe"
    place = {"host": "127.0.0.1", "port": hub.port}
    ours = {"Cookie": cookies, "Origin": f"http://interview--service.hub.localhost:{hub.port}"}
    async with connect(address, additional_headers=ours, **place) as socket:
        await socket.ping()
    for others in ({**ours, "Origin": f"http://mallory.hub.localhost:{hub.port}"}, {**ours, "Cookie": ""}):
        with pytest.raises((InvalidStatus, InvalidURI)):  # refused, or sent to sign in
            await connect(address, additional_headers=others, **place)


def test_whom_a_group_loses_is_out_of_its_cohort_within_a_renewal(hub: RealHub, visitor: Visitor) -> None:
    hub.api("POST", "/groups/logic", json={})
    hub.api("POST", "/groups/logic/users", json={"users": ["gus", "gil"]})
    made = cohort(hub, "logic")
    visitor.sign_in("gus")
    assert cohorts(visitor) == [made]
    hub.api("DELETE", "/groups/logic/users", json={"users": ["gus"]})
    assert cohorts(visitor) == [made]
    visitor.grow_older()
    assert cohorts(visitor) == []
    with Visitor(hub) as gil:
        gil.sign_in("gil")
        hub.api("DELETE", "/groups/logic")  # as at the end of a term
        gil.grow_older()
        assert cohorts(gil) == [made]


def test_whom_the_hub_deletes_is_out_within_a_renewal(hub: RealHub, visitor: Visitor) -> None:
    visitor.sign_in("del")
    hub.api("DELETE", "/users/del")
    assert is_in(visitor)
    visitor.grow_older()
    assert not is_in(visitor)


def test_a_role_that_the_hub_takes_away_is_gone_within_a_renewal(hub: RealHub, visitor: Visitor) -> None:
    hub.api("POST", "/groups/teachers/users", json={"users": ["rex"]})
    visitor.sign_in("rex")
    assert role(visitor) == "educator"
    hub.api("DELETE", "/groups/teachers/users", json={"users": ["rex"]})
    visitor.grow_older()
    assert role(visitor) == "candidate"
    with Visitor(hub) as elsewhere:
        elsewhere.sign_in("rex")
        hub.api("DELETE", "/groups/others/users", json={"users": ["rex"]})
        elsewhere.grow_older()
        assert not is_in(elsewhere)


def test_signing_out_of_the_hub_ends_the_session_within_a_renewal(hub: RealHub, visitor: Visitor) -> None:
    visitor.sign_in("out")
    assert "Sign out of JupyterHub" in visitor.get(f"{hub.room}/logout").text
    assert not is_in(visitor)
    visitor.get(f"{hub.room}/lab")  # the Hub still knows the browser
    assert is_in(visitor)
    visitor.get(f"{hub.url}/hub/logout")
    visitor.grow_older()
    assert not is_in(visitor)

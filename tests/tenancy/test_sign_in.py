"""Signing in and out, as browsers and scripts do it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
import redis

from jupyter_interview.domain.interview import Role, User
from jupyter_interview_server.tenancy.session import RENEWED_AFTER, SessionCookies
from jupyter_interview_server.tenancy.sign_in import inside
from tests.contracts.rooms import run_sql
from tests.tenancy.hosting import Hosted, Person

pytestmark = pytest.mark.docker
COOKIE = "interview-session"


@pytest.fixture
def browser(hosted: Hosted) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=hosted.url, timeout=60) as client:
        yield client


def sign_in(browser: httpx.Client, token: str, following: str = "/lab") -> httpx.Response:
    page = browser.get("/login", params={"next": following})
    xsrf = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
    assert xsrf, page.text
    return browser.post("/login", data={"token": token, "next": following, "_xsrf": xsrf[1]})


def sign_ins(hosted: Hosted, person: Person) -> list[tuple[object, ...]]:
    return run_sql(hosted.database_url, f"SELECT ended_at IS NULL FROM sign_ins WHERE user_id = '{person.id}'")


def test_a_token_opens_a_session_for_its_account(browser: httpx.Client, ada: Person) -> None:
    answer = sign_in(browser, ada.token)
    assert (answer.status_code, answer.headers["location"]) == (302, "/lab")
    said = next(value for value in answer.headers.get_list("set-cookie") if value.startswith(COOKIE))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in said.split(";")}
    assert browser.get("/api/me").json()["identity"]["username"] == str(ada.id)


def test_no_other_token_does(browser: httpx.Client, hosted: Hosted) -> None:
    past = hosted.person("past", days=-1)
    for token in ("", "ji_guess", past.token):
        assert sign_in(browser, token).status_code in (400, 403), token
        assert COOKIE not in browser.cookies
    assert past.call("GET", "/api/me").status_code == 403


def test_a_form_of_another_page_is_refused(browser: httpx.Client, ada: Person) -> None:
    assert browser.post("/login", data={"token": ada.token}).status_code == 403
    assert browser.post("/login", data={"token": ada.token, "_xsrf": "2|00000000|made|up"}).status_code == 403


def test_a_session_alone_changes_nothing(browser: httpx.Client, ada: Person) -> None:
    """A page elsewhere has the browser send the cookie, but cannot read what has to come with it."""
    sign_in(browser, ada.token)
    body = {"type": "file", "format": "text", "content": ""}
    assert browser.put("/api/contents/from-elsewhere.txt", json=body).status_code == 403
    assert browser.post("/interview/api/interviews", json={}).status_code == 403
    headers = {"X-XSRFToken": browser.cookies["_xsrf"]}
    assert browser.put("/api/contents/from-here.txt", json=body, headers=headers).status_code == 201


def test_a_token_in_the_address_is_none(browser: httpx.Client, ada: Person) -> None:
    """It would be in logs and in the history."""
    assert browser.get("/api/me", params={"token": ada.token}).status_code == 403


def test_a_wrong_token_is_not_made_good_by_a_cookie(browser: httpx.Client, ada: Person) -> None:
    sign_in(browser, ada.token)
    assert browser.get("/api/me", headers={"Authorization": "token ji_wrong"}).status_code == 403


def test_signing_out_ends_every_copy_of_the_cookie(browser: httpx.Client, hosted: Hosted) -> None:
    person = hosted.person("leaver")
    sign_in(browser, person.token)
    stolen = {COOKIE: browser.cookies[COOKIE]}
    assert httpx.get(f"{hosted.url}/api/me", cookies=stolen).status_code == 200
    browser.get("/logout")
    assert COOKIE not in browser.cookies
    assert httpx.get(f"{hosted.url}/api/me", cookies=stolen).status_code == 403
    assert sign_ins(hosted, person) == [(False,)]


def test_a_cookie_is_renewed_from_what_the_database_says_now(hosted: Hosted, browser: httpx.Client) -> None:
    person = hosted.person("grown")
    sign_in(browser, person.token)
    older = aged(hosted, browser.cookies[COOKIE])
    hosted.person("grown", Role.EDUCATOR)
    answer = httpx.get(f"{hosted.url}/api/me", cookies={COOKIE: older})
    assert answer.json()["identity"]["role"] == "educator"
    assert answer.cookies[COOKIE] != older
    assert httpx.get(f"{hosted.url}/api/me", cookies={COOKIE: browser.cookies[COOKIE]}).cookies.get(COOKIE) is None


def test_an_ended_session_is_not_renewed_though_redis_forgot(hosted: Hosted, browser: httpx.Client) -> None:
    person = hosted.person("forgotten")
    sign_in(browser, person.token)
    older = aged(hosted, browser.cookies[COOKIE])
    browser.get("/logout")
    with redis.Redis.from_url(hosted.redis_url) as client:
        client.delete(*client.keys("session:ended:*"))
    assert httpx.get(f"{hosted.url}/api/me", cookies={COOKIE: older}).status_code == 403


def aged(hosted: Hosted, cookie: str) -> str:
    """The same session's cookie as it was issued some minutes ago."""
    cookies, now = cookies_of(hosted), datetime.now(UTC)
    session = cookies.read(cookie, now)
    assert session is not None
    return cookies.issue(session.sign_in, session.account, now - RENEWED_AFTER - timedelta(seconds=5))


def test_a_sign_in_that_never_was_is_not_renewed(hosted: Hosted, ada: Person) -> None:
    account = User(ada.id, "ada", role=Role.ADMIN)
    past = datetime.now(UTC) - RENEWED_AFTER - timedelta(seconds=5)
    made = cookies_of(hosted).issue(uuid4(), account, past)
    assert httpx.get(f"{hosted.url}/api/me", cookies={COOKIE: made}).status_code == 403


def cookies_of(hosted: Hosted) -> SessionCookies:
    key = (hosted.folder / "data" / "interview" / "keys" / "session.key").read_bytes()
    return SessionCookies(key, f"{hosted.url}/")


def test_the_key_is_its_owners_alone(hosted: Hosted) -> None:
    key = Path(hosted.folder / "data" / "interview" / "keys" / "session.key")
    assert key.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example.org/",
        "//elsewhere.example.org/lab",
        "/\\elsewhere.example.org",
        "\\\\elsewhere.example.org",
        "javascript:alert(1)",
        "https:lab",
        "/else/where",
        "/lab\r\nX: y",
        "",
    ],
)
def test_signing_in_leads_nowhere_else(address: str) -> None:
    assert inside("/base/", address) == "/base/"
    if "else/where" not in address:
        assert inside("/", address) == "/"


def test_signing_in_leads_back() -> None:
    assert inside("/base/", "/base/lab/tree/a%20b.ipynb?x=1#y") == "/base/lab/tree/a%20b.ipynb?x=1#y"

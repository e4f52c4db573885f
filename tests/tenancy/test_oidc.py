"""Signing in by OpenID Connect, as a browser does it, with a real issuer that insists on PKCE."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from jupyter_interview.domain.interview import Role
from tests.contracts.rooms import run_sql
from tests.tenancy.hosting import Hosted
from tests.tenancy.issuers import SECRET

pytestmark = pytest.mark.docker
SESSION, ATTEMPT = "interview-session", "interview-signing-in"


@dataclass
class Browser:
    """Follows redirects and fills in the issuer's forms, as whom it is told."""

    client: httpx.Client
    server: str

    def begin(self, following: str = "") -> str:
        """The issuer's address that the server sends this browser to."""
        answer = self.client.get(f"{self.server}/login/university", params={"next": following} if following else {})
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def agree(self, address: str, person: str) -> str:
        """Sign in at the issuer; the server's address that it sends the browser back to."""
        answer = self.client.get(address)
        for _ in range(12):
            if answer.is_redirect:
                address = str(answer.next_request.url if answer.next_request else "")
                if address.startswith(self.server):
                    return address
                answer = self.client.get(address)
                continue
            form = re.search(r'<form[^>]* action="([^"]+)"', answer.text)
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
            assert form, answer.text
            assert prompt, answer.text
            fields = {"prompt": prompt[1], "login": person, "password": "any"}
            answer = self.client.post(form[1], data=fields)
        pytest.fail("the issuer goes round in circles")

    def sign_in(self, person: str, following: str = "") -> httpx.Response:
        return self.client.get(self.agree(self.begin(following), person))

    def me(self) -> dict[str, str]:
        return dict(self.client.get(f"{self.server}/api/me").json()["identity"])


@pytest.fixture
def browser(hosted: Hosted, issuer: str) -> Iterator[Browser]:
    with httpx.Client(timeout=60) as client:
        yield Browser(client, hosted.url)


def test_somebody_of_the_domain_comes_in_and_where_they_wanted_to_go(hosted: Hosted, browser: Browser) -> None:
    answer = browser.sign_in("ada", "/lab/tree/a%20b.ipynb")
    assert (answer.status_code, answer.headers["location"]) == (302, "/lab/tree/a%20b.ipynb")
    said = next(value for value in answer.headers.get_list("set-cookie") if value.startswith(SESSION))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in said.split(";")}
    assert (browser.me()["name"], browser.me()["role"]) == ("Ada Lovelace", Role.CANDIDATE)
    assert ATTEMPT not in browser.client.cookies
    first = browser.me()["username"]
    browser.client.cookies.clear()
    browser.sign_in("ada")
    assert browser.me()["username"] == first


def test_without_a_wish_one_comes_to_the_first_page(browser: Browser) -> None:
    assert browser.sign_in("ada").headers["location"] == "/interview/"


@pytest.mark.parametrize("address", ["https://elsewhere.example.org/", "//elsewhere.example.org", "/\\elsewhere"])
def test_no_link_leads_anybody_away(browser: Browser, address: str) -> None:
    assert browser.sign_in("ada", address).headers["location"] == "/"


@pytest.mark.parametrize(("person", "role"), [("teacher", Role.EDUCATOR), ("dean", Role.ADMIN)])
def test_the_configuration_says_who_is_what(browser: Browser, person: str, role: Role) -> None:
    """By address and by claim."""
    browser.sign_in(person)
    assert browser.me()["role"] == role


def test_a_role_that_was_given_otherwise_is_gone_at_the_next_sign_in(hosted: Hosted, browser: Browser) -> None:
    browser.sign_in("ada")
    run_sql(hosted.database_url, f"UPDATE users SET role = 'admin' WHERE id = '{browser.me()['username']}'")
    browser.sign_in("ada")
    assert browser.me()["role"] == Role.CANDIDATE


@pytest.mark.parametrize(("person", "sentence"), [("stranger", "not of a domain"), ("hasty", "does not vouch")])
def test_nobody_else_comes_in(browser: Browser, person: str, sentence: str) -> None:
    """Of another domain; of an address that is not verified, though it is an educator's."""
    answer = browser.sign_in(person)
    assert (answer.status_code, sentence in answer.text) == (403, True), answer.text
    assert SESSION not in browser.client.cookies


def test_the_request_says_what_it_must_and_nothing_secret(hosted: Hosted, browser: Browser) -> None:
    asked = parse_qs(urlsplit(browser.begin()).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 32 <= len(asked["nonce"][0])
    assert asked["redirect_uri"] == [f"{hosted.url}/login/university/callback"]
    assert asked["response_type"] == ["code"]
    again = parse_qs(urlsplit(browser.begin()).query)
    assert not {asked[name][0] for name in ("state", "nonce", "code_challenge")} & {
        again[name][0] for name in ("state", "nonce", "code_challenge")
    }


def test_another_browser_cannot_finish_it(hosted: Hosted, browser: Browser) -> None:
    """Else somebody could be signed in as somebody else by a link."""
    address = browser.agree(browser.begin(), "ada")
    other = httpx.get(address)
    assert (other.status_code, SESSION in other.cookies) == (400, False)
    with httpx.Client() as client:
        Browser(client, hosted.url).begin()
        assert client.get(address).status_code == 400
    assert browser.client.get(address).status_code == 302  # and it is not spoilt for the one who began


def test_an_answer_is_good_once(browser: Browser) -> None:
    """Also with a copy of the cookie."""
    address = browser.agree(browser.begin(), "ada")
    copy = {ATTEMPT: browser.client.cookies[ATTEMPT]}
    assert browser.client.get(address).status_code == 302
    assert browser.client.get(address).status_code == 400
    again = httpx.get(address, cookies=copy)
    assert (again.status_code, SESSION in again.cookies) == (400, False)


def test_the_issuer_takes_a_code_once_and_with_its_verifier_alone(browser: Browser) -> None:
    """A code that was seen on the way is worth nothing in a sign-in that one began oneself."""
    stolen = parse_qs(urlsplit(browser.agree(browser.begin(), "ada")).query)["code"][0]
    with httpx.Client() as client:
        thief = Browser(client, browser.server)
        state = parse_qs(urlsplit(thief.begin()).query)["state"][0]
        answer = client.get(f"{thief.server}/login/university/callback", params={"state": state, "code": stolen})
        assert (answer.status_code, SESSION in client.cookies) == (403, False)


def test_who_changes_their_mind_is_told_so(browser: Browser) -> None:
    state = parse_qs(urlsplit(browser.begin()).query)["state"][0]
    said = {"state": state, "error": "access_denied", "error_description": "<script>alert(1)</script>"}
    answer = browser.client.get(f"{browser.server}/login/university/callback", params=said)
    assert answer.status_code == 403
    assert "University did not sign you in" in answer.text
    assert "<script" not in answer.text


def test_the_log_holds_no_secret(hosted: Hosted, browser: Browser) -> None:
    address = browser.agree(browser.begin(), "ada")
    attempt = browser.client.cookies[ATTEMPT]
    browser.client.get(address)
    browser.client.get(address)  # refused, and so logged
    asked = parse_qs(urlsplit(address).query)
    for secret in (SECRET, asked["code"][0], asked["state"][0], attempt, "Lovelace", "ada@example.edu"):
        assert secret not in hosted.log


def test_there_is_no_other_issuer(hosted: Hosted) -> None:
    for path in ("/login/nobody", "/login/nobody/callback?code=1&state=2"):
        assert httpx.get(f"{hosted.url}{path}").status_code == 404

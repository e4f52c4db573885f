"""What may be configured of issuers, what is believed of what they publish, and who people are by their claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from jupyter_interview.domain.interview import Role
from jupyter_interview.errors import InvalidRequest, NotAllowed, Unavailable
from jupyter_interview_server.tenancy.oidc import published
from jupyter_interview_server.tenancy.oidc.attempt import ATTEMPT_LASTS, Attempt, Attempts
from jupyter_interview_server.tenancy.oidc.person import arrival_of, verified_email
from jupyter_interview_server.tenancy.oidc.published import Published
from jupyter_interview_server.tenancy.oidc.settings import GOOGLE, Issuer, configured
from jupyter_interview_server.tenancy.session import SessionCookies
from tests.server_ext.conftest import free_port
from tests.tenancy.issuers import HostileIssuer, hostile_issuer

HERE = "https://interviews.example.org/base/"
FULL = {"client_id": "c", "domains": ["example.edu"]}
SECRETS = {"JUPYTER_INTERVIEW_SECRET_GOOGLE": "g", "JUPYTER_INTERVIEW_SECRET_MY_SCHOOL": "s"}


def one(name: str = "google", **changed: Any) -> Issuer:
    return configured({name: {**FULL, **changed}}, HERE, SECRETS)[name]


def test_google_needs_two_lines() -> None:
    google = one()
    assert (google.url, google.title, google.secret) == (GOOGLE, "Google", "g")
    assert google.redirect_uri == "https://interviews.example.org/base/login/google/callback"
    assert "'g'" not in repr(google)


def test_any_other_is_named_by_its_address(tmp_path: Path) -> None:
    school = one("my-school", issuer="https://login.example.edu/realm/")
    assert (school.url, school.title, school.secret) == ("https://login.example.edu/realm/", "login.example.edu", "s")
    (tmp_path / "secret").write_text("in a file\n")
    assert one(client_secret_file=str(tmp_path / "secret")).secret == "in a file"


@pytest.mark.parametrize(
    ("name", "changed", "sentence"),
    [
        ("Google", {}, "no name"),
        ("hub", {}, "no name"),
        ("a/b", {}, "no name"),
        ("google", {"client_secret": "in the open"}, "a file or the environment"),
        ("google", {"client_secret_file": "/nowhere"}, "cannot be read"),
        ("google", {"domain": ["example.edu"]}, "unknown field"),
        ("google", {"domains": "example.edu"}, "domains"),
        ("google", {"domains": []}, "who may sign in"),
        ("my-school", {}, "https"),
        ("my-school", {"issuer": "http://login.example.edu"}, "https"),
        ("my-school", {"issuer": "https://login.example.edu/?a=b"}, "query"),
        ("other", {"issuer": "https://login.example.edu"}, "no secret"),
    ],
)
def test_what_is_wrong_is_said(name: str, changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidRequest, match=sentence) as said:
        one(name, **changed)
    assert "in the open" not in said.value.message


@pytest.mark.parametrize(
    ("claims", "login"),
    [
        ({"email": "Ada@Example.edu", "email_verified": True}, "ada@example.edu"),
        ({"email": "ada@example.edu", "email_verified": "false"}, None),
        ({"email": "ada@example.edu", "email_verified": 1.5}, None),
        ({"email": "@example.edu", "email_verified": True}, None),
        ({"email": "a\nda@example.edu", "email_verified": True}, None),
    ],
)
def test_a_login_is_an_address_that_was_verified(claims: dict[str, Any], login: str | None) -> None:
    assert verified_email(claims, "https://login.example.edu") == login


def test_google_vouches_for_what_it_hosts() -> None:
    """A domain's former owner may still have a Google account under an address of it."""
    claims: dict[str, Any] = {"sub": "1", "email": "ada@example.edu", "email_verified": True}
    with pytest.raises(NotAllowed):
        arrival_of(claims, one())
    assert arrival_of({**claims, "hd": "example.edu"}, one()).login == "ada@example.edu"
    with pytest.raises(NotAllowed):  # and what it says of the organisation is not what counts
        arrival_of({**claims, "email": "ada@example.com", "hd": "example.edu"}, one())
    assert arrival_of({**claims, "email": "ada@gmail.com"}, one(domains=["gmail.com"])).login == "ada@gmail.com"


def test_a_role_by_address_takes_a_verified_one() -> None:
    issuer = one("my-school", issuer="https://login.example.edu", domains=["*"], admins=["ada@example.edu"])
    claims: dict[str, Any] = {
        "sub": "1",
        "email": "ada@example.edu",
        "email_verified": False,
        "name": " Ada\u202e\n L ",
    }
    came = arrival_of(claims, issuer)
    assert (came.role, came.login, came.name) == (Role.CANDIDATE, None, "Ada L")
    assert arrival_of({**claims, "email_verified": True}, issuer).role is Role.ADMIN


@pytest.mark.parametrize("said", ["staff", ["student", "staff"]])
def test_a_role_by_claim(said: object) -> None:
    issuer = one(
        "my-school", issuer="https://l.example.edu", domains=["*"], role_claim="groups", educator_values=["staff"]
    )
    assert arrival_of({"sub": "1", "groups": said}, issuer).role is Role.EDUCATOR
    assert arrival_of({"sub": "1", "groups": {"staff": True}}, issuer).role is Role.CANDIDATE
    assert arrival_of({"sub": "1", "groups": "staffing"}, issuer).role is Role.CANDIDATE


@pytest.fixture
def issuer() -> Iterator[HostileIssuer]:
    with hostile_issuer(free_port()) as running:
        yield running


WELL_KNOWN = "/.well-known/openid-configuration"


async def test_what_is_published_is_fetched_once(issuer: HostileIssuer) -> None:
    known = Published(issuer.url, "School")
    for _ in range(3):
        await known.metadata()
        assert [key.kid for key in await known.keys()] == [issuer.key.kid]
    assert issuer.asked == [WELL_KNOWN, "/keys"]


@pytest.mark.parametrize(
    "answer",
    [
        (500, b""),
        (302, b""),
        (200, b"no json"),
        (200, b"[1]"),
        (200, b'{"issuer": "https://elsewhere.example.org"}'),
        (200, b" " * 300_000),
    ],
    ids=["broken", "elsewhere", "text", "list", "half", "endless"],
)
async def test_an_issuer_that_is_not_well_is_away(issuer: HostileIssuer, answer: tuple[int, bytes]) -> None:
    issuer.answers[WELL_KNOWN] = answer
    known = Published(issuer.url, "School")
    for _ in range(3):
        with pytest.raises(Unavailable, match="School does not answer"):
            await known.metadata()
    assert issuer.asked == [WELL_KNOWN]  # for some seconds it is not asked again


async def test_it_is_asked_again_later(issuer: HostileIssuer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "FAILED_SECONDS", 0.0)
    issuer.answers[WELL_KNOWN] = (500, b"")
    known = Published(issuer.url, "School")
    with pytest.raises(Unavailable):
        await known.metadata()
    del issuer.answers[WELL_KNOWN]
    assert (await known.metadata()).issuer == issuer.url


@pytest.mark.parametrize("changed", [{"issuer": "https://elsewhere.example.org"}, {"token_endpoint": "http://e.org/t"}])
async def test_it_speaks_for_itself_and_in_private(issuer: HostileIssuer, changed: dict[str, str]) -> None:
    issuer.answers[WELL_KNOWN] = (200, json.dumps(issuer.metadata() | changed).encode())
    with pytest.raises(Unavailable):
        await Published(issuer.url, "School").metadata()


async def test_where_nobody_listens_nobody_answers() -> None:
    with pytest.raises(Unavailable):
        await Published(f"http://127.0.0.1:{free_port()}", "School").metadata()


async def test_keys_for_other_things_are_left_out(issuer: HostileIssuer) -> None:
    usable = issuer.published[0]
    weak = {**usable, "n": usable["n"][:171]}
    issuer.published = [{**usable, "use": "enc"}, {"kty": "oct", "k": "c2VjcmV0"}, weak, usable, {"kty": "new"}]
    assert len(await Published(issuer.url, "School").keys()) == 1


def test_an_attempt_is_good_for_minutes_and_is_no_session() -> None:
    begun = datetime(2026, 11, 25, 12, tzinfo=UTC)
    attempts = Attempts(b"k" * 32, HERE)
    attempt = Attempt(uuid4(), "google", "state", "nonce", "verifier", "/lab", begun)
    cookie = attempts.issue(attempt)
    assert attempts.read(cookie, begun + timedelta(minutes=9)) == attempt
    assert attempts.read(cookie, begun + ATTEMPT_LASTS + timedelta(seconds=1)) is None
    assert Attempts(b"x" * 32, HERE).read(cookie, begun) is None
    assert Attempts(b"k" * 32, "https://elsewhere.example.org/").read(cookie, begun) is None
    assert SessionCookies(b"k" * 32, HERE).read(cookie, begun) is None

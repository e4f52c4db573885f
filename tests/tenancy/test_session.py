"""The session cookie: nobody makes one but us, and none is good for long."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from jupyter_interview.domain.interview import Role, User
from jupyter_interview_server.tenancy.session import COOKIE_LASTS, SessionCookies

KEY, ISSUER = b"k" * 32, "https://interviews.example.org/"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ACCOUNT = User(uuid4(), "Ada", role=Role.EDUCATOR)
COOKIES = SessionCookies(KEY, ISSUER)


def claims(**changed: object) -> dict[str, object]:
    made = json.loads(base64.urlsafe_b64decode(COOKIES.issue(uuid4(), ACCOUNT, NOW).split(".")[1] + "=="))
    return {name: value for name, value in {**made, **changed}.items() if value is not None}


def signed(body: dict[str, object], key: bytes = KEY, algorithm: str = "HS256") -> str:
    return jwt.encode({"alg": algorithm}, body, OctKey.import_key(key), algorithms=[algorithm])


def unsigned(header: dict[str, object]) -> str:
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, claims()))
    return ".".join(parts) + "."


def test_it_says_whose_it_is() -> None:
    sign_in = uuid4()
    session = COOKIES.read(COOKIES.issue(sign_in, ACCOUNT, NOW), NOW + timedelta(minutes=1))
    assert session is not None
    assert (session.sign_in, session.account, session.issued_at) == (sign_in, ACCOUNT, NOW)


def test_the_helper_makes_what_is_accepted() -> None:
    assert COOKIES.read(signed(claims()), NOW) is not None


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "nonsense",
        "a.b.c",
        signed(claims(), key=b"x" * 32),
        signed(claims(), key=b"k" * 64, algorithm="HS512"),
        unsigned({"alg": "none"}),
        unsigned({"alg": "HS256"}),
        signed(claims(iss="https://elsewhere.example.org/")),
        signed(claims(iss=None)),
        signed(claims(exp=None)),
        signed(claims(exp="never")),
        signed(claims(sid=None)),
        signed(claims(sub=None)),
        signed(claims(sub="ada")),
        signed(claims(role="root")),
        signed(claims(iat=int(NOW.timestamp()) + 3600)),
    ],
    ids=lambda cookie: cookie[:12] or "empty",
)
def test_any_other_is_nobodys(cookie: str) -> None:
    assert COOKIES.read(cookie, NOW) is None


def test_a_changed_letter_anywhere_spoils_it() -> None:
    cookie = COOKIES.issue(uuid4(), ACCOUNT, NOW)
    for place, letter in enumerate(cookie[:-1]):  # the last letter's low bits say nothing
        other = "A" if letter != "A" else "B"
        assert COOKIES.read(cookie[:place] + other + cookie[place + 1 :], NOW) is None


def test_a_route_is_a_users_and_says_nothing() -> None:
    """Without the key nobody can tell whose it is."""
    route = COOKIES.route(ACCOUNT.id)
    assert route == SessionCookies(KEY, "https://elsewhere.example.org/").route(ACCOUNT.id)
    others = {COOKIES.route(uuid4()), SessionCookies(b"x" * 32, ISSUER).route(ACCOUNT.id)}
    assert route not in others
    assert len(others) == 2
    assert ACCOUNT.id.hex not in route


def test_it_is_over_when_it_is_over() -> None:
    cookie = COOKIES.issue(uuid4(), ACCOUNT, NOW)
    assert COOKIES.read(cookie, NOW + COOKIE_LASTS - timedelta(seconds=1)) is not None
    assert COOKIES.read(cookie, NOW + COOKIE_LASTS + timedelta(seconds=1)) is None

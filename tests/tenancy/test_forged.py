"""An issuer whose answers are not what they should be, or not its own: nobody comes in by them."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import ECKey, RSAKey

from tests.tenancy.hosting import Hosted
from tests.tenancy.issuers import HostileIssuer, hostile_issuer

pytestmark = pytest.mark.docker
SESSION = "interview-session"
NOW = int(time.time())


@pytest.fixture(scope="module")
def running(issuer_ports: dict[str, int]) -> Iterator[HostileIssuer]:
    with hostile_issuer(issuer_ports["hostile"]) as issuer:
        yield issuer


@pytest.fixture
def issuer(running: HostileIssuer) -> HostileIssuer:
    """Honest again; its keys changed, as keys do."""
    running.__init__(running.url)  # type: ignore[misc]
    return running


@pytest.fixture
def sign_in(hosted: Hosted, issuer: HostileIssuer) -> Iterator[Callable[..., httpx.Response]]:
    """A browser that comes back with what this issuer gave it."""
    with httpx.Client(base_url=hosted.url, timeout=60) as client:

        def whole(**changed: str) -> httpx.Response:
            begun = client.get("/login/hostile")
            assert begun.status_code == 302, begun.text
            asked = parse_qs(urlsplit(begun.headers["location"]).query)
            issuer.nonce = asked["nonce"][0]
            return client.get("/login/hostile/callback", params={"code": "c", "state": asked["state"][0], **changed})

        yield whole


SignIn = Callable[..., httpx.Response]


def came_in(answer: httpx.Response) -> bool:
    assert (answer.status_code == 302) == (SESSION in answer.cookies), answer.text
    return answer.status_code == 302


def test_the_honest_answer_is_taken(sign_in: SignIn) -> None:
    """Else all that follows would prove nothing."""
    assert came_in(sign_in())


def test_so_is_one_by_an_elliptic_curve(sign_in: SignIn, issuer: HostileIssuer) -> None:
    issuer.key, issuer.algorithm = ECKey.generate_key("P-256", {"kid": "curve"}), "ES256"
    issuer.publish()
    assert came_in(sign_in())


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example.org"},
        {"iss": None},
        {"aud": "another client"},
        {"aud": ["another client"]},
        {"aud": None},
        {"aud": ["interview", "another client"]},
        {"aud": ["interview", "another client"], "azp": "another client"},
        {"azp": "another client"},
        {"exp": NOW - 120},
        {"exp": None},
        {"exp": "never"},
        {"iat": NOW - 3600},
        {"iat": NOW + 3600},
        {"iat": None},
        {"nbf": NOW + 3600},
        {"nonce": "another sign-in's"},
        {"nonce": ["another sign-in's"]},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "s" * 256},
        {"email_verified": False},
        {"email_verified": None},
        {"email": "mallory@example.com"},
        {"email": "mallory@example.edu.example.com"},
        {"email": "mallory@sub.example.edu"},
        {"email": "mallory@example.com@"},
        {"email": ["mallory@example.edu"]},
    ],
    ids=str,
)
def test_a_claim_that_is_wrong_keeps_them_out(
    sign_in: SignIn, issuer: HostileIssuer, claims: dict[str, object]
) -> None:
    issuer.changes = dict(claims)
    answer = sign_in()
    assert not came_in(answer)
    assert answer.status_code == 403


def test_several_audiences_are_taken_when_it_was_made_for_us(sign_in: SignIn, issuer: HostileIssuer) -> None:
    issuer.changes = {"aud": ["interview", "another client"], "azp": "interview"}
    assert came_in(sign_in())


def test_nobody_but_the_issuer_signs(sign_in: SignIn, issuer: HostileIssuer) -> None:
    assert came_in(sign_in())  # and so its key is known
    published = issuer.key
    for key, algorithm in (
        (RSAKey.generate_key(2048, {"kid": str(published.kid)}), "RS256"),  # under the name of the issuer's
        (RSAKey.generate_key(2048, {"kid": "nobody's"}), "RS256"),  # under a name that nobody knows
        (published, "RS512"),
        (published, "PS256"),
    ):
        issuer.key, issuer.algorithm = key, algorithm
        assert not came_in(sign_in()), algorithm


@pytest.mark.parametrize("token", ["", "a.b.c", "e30.e30.", "x" * 40_000])
def test_what_is_no_token_is_none(sign_in: SignIn, issuer: HostileIssuer, token: str) -> None:
    issuer.id_token = token
    assert not came_in(sign_in())


def test_an_unsigned_token_is_none(sign_in: SignIn, issuer: HostileIssuer) -> None:
    issuer.tamper = lambda token: f"{part({'alg': 'none'})}.{token.split('.')[1]}."
    assert not came_in(sign_in())


def test_one_signed_with_what_everybody_knows_is_none(sign_in: SignIn, issuer: HostileIssuer) -> None:
    """The issuer's public key, taken for a shared secret."""

    def by_public_key(token: str) -> str:
        signed = f"{part({'alg': 'HS256', 'kid': issuer.key.kid})}.{token.split('.')[1]}"
        mac = hmac.digest(issuer.key.as_pem(private=False), signed.encode(), "sha256")
        return f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"

    issuer.tamper = by_public_key
    assert not came_in(sign_in())


def part(header: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")


def test_a_token_of_an_earlier_sign_in_is_not_good_again(sign_in: SignIn, issuer: HostileIssuer) -> None:
    assert came_in(sign_in())
    issuer.id_token = issuer.signed()
    assert not came_in(sign_in())


def test_a_wrong_state_is_not_even_asked_about(sign_in: SignIn, issuer: HostileIssuer) -> None:
    for state in ("", "guess"):
        assert sign_in(state=state).status_code == 400
    assert "/token" not in issuer.asked


def test_an_answer_of_another_issuer_is_refused(sign_in: SignIn, issuer: HostileIssuer) -> None:
    assert not came_in(sign_in(iss="https://elsewhere.example.org"))
    assert "/token" not in issuer.asked
    assert came_in(sign_in(iss=issuer.url))


def test_new_keys_are_fetched_once(sign_in: SignIn, issuer: HostileIssuer) -> None:
    assert came_in(sign_in())
    issuer.key = RSAKey.generate_key(2048, {"kid": "new"})
    issuer.publish()
    issuer.asked.clear()
    assert came_in(sign_in())
    assert came_in(sign_in())
    assert issuer.asked.count("/keys") == 1
    issuer.header = {"kid": "nobody's"}
    assert not came_in(sign_in())
    assert issuer.asked.count("/keys") == 2


def test_userinfo_of_somebody_else_is_not_believed(sign_in: SignIn, issuer: HostileIssuer) -> None:
    issuer.changes = {"email": None, "email_verified": None}
    issuer.userinfo = {"sub": "dean", "email": "dean@example.edu", "email_verified": True}
    assert not came_in(sign_in())
    issuer.userinfo = {**issuer.userinfo, "sub": "mallory"}
    assert came_in(sign_in())


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (302, b"{}"),
        (200, b"not json"),
        (200, b"[]"),
        (200, b"{}"),
        (200, b'{"error": "invalid_grant", "error_description": "secret"}'),
        (200, json.dumps({"id_token": "a", "filler": "x" * 300_000}).encode()),
    ],
    ids=["broken", "elsewhere", "text", "list", "nothing", "refusal", "endless"],
)
def test_whatever_the_token_endpoint_says_is_survived(
    sign_in: SignIn, issuer: HostileIssuer, status: int, body: bytes
) -> None:
    issuer.answers["/token"] = (status, body)
    answer = sign_in()
    assert not came_in(answer)
    assert answer.status_code in (403, 503)
    assert "secret" not in answer.text

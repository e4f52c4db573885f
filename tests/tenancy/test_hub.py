"""What a server does with what a Hub says, or does not say. A real Hub is in tests/hub."""

from __future__ import annotations

import logging
from uuid import uuid4

import pytest

from jupyter_interview.adapters.postgres.accounts import SignedIn
from jupyter_interview.domain.interview import Role, User
from jupyter_interview.errors import InvalidRequest
from jupyter_interview_server.tenancy.hub import Hub
from jupyter_interview_server.tenancy.hub_members import HubMembers
from jupyter_interview_server.tenancy.hub_place import HubPlace
from jupyter_interview_server.tenancy.identity import HostedIdentity, SignIns
from jupyter_interview_server.tenancy.server import HostedServer
from jupyter_interview_server.tenancy.vouchers import Vouchers
from tests.server_ext.conftest import free_port

OWN = {
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:10101",
    "JUPYTERHUB_API_TOKEN": "t",
    "JUPYTERHUB_CLIENT_ID": "service-interview",
    "JUPYTERHUB_PUBLIC_URL": "https://interview--service.hub.example.org/services/interview/",
    "JUPYTERHUB_PUBLIC_HUB_URL": "https://hub.example.org/hub/",
}
SHARED = OWN | {"JUPYTERHUB_PUBLIC_URL": "https://hub.example.org/services/interview/"}


def started(patch: pytest.MonkeyPatch, environment: dict[str, str], **settings: bool) -> HostedServer:
    for name, value in environment.items():
        patch.setenv(name, value)
    server = HostedServer(**settings)
    server._join_hub()
    return server


def test_a_service_is_where_the_hub_says(monkeypatch: pytest.MonkeyPatch) -> None:
    place = HubPlace.told(OWN)
    assert (place.ip, place.port, place.shares_origin) == ("127.0.0.1", 10101, False)
    server = started(monkeypatch, OWN)
    assert (server.browser_url, server.port, server.cookie_path) == (OWN["JUPYTERHUB_PUBLIC_URL"], 10101, "/")
    assert HubPlace.told(SHARED).shares_origin
    another_port = OWN | {"JUPYTERHUB_PUBLIC_URL": "https://hub.example.org:8443/services/interview/"}
    assert not HubPlace.told(another_port).shares_origin


@pytest.mark.parametrize("name", ["JUPYTERHUB_SERVICE_URL", "JUPYTERHUB_API_TOKEN", "JUPYTERHUB_PUBLIC_URL"])
def test_without_a_url_or_a_hub_that_says_it_there_is_no_server(name: str) -> None:
    with pytest.raises(InvalidRequest, match=r"URL|address"):
        HubPlace.told(OWN | {name: ""})


def test_at_an_origin_of_users_servers_it_starts_only_when_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit):
        started(monkeypatch, SHARED)
    assert started(monkeypatch, SHARED, hub_shares_origin=True).cookie_path == "/services/interview/"


@pytest.mark.parametrize(
    ("secure", "path", "name"),
    [
        (True, "/", "__Host-interview-session"),
        (True, "/services/interview/", "__Secure-interview-session"),  # or every user's server would be sent it
        (False, "/", "interview-session"),
    ],
)
def test_the_cookies_name_promises_what_browsers_then_hold_it_to(secure: bool, path: str, name: str) -> None:
    identity, nothing = HostedIdentity(), object()
    identity.sign_ins = SignIns(*[nothing] * 6, secure, path)  # type: ignore[arg-type]
    assert identity.cookie == name


def test_a_voucher_opens_for_its_sign_in_and_with_its_key_alone() -> None:
    vouchers, sign_in = Vouchers(b"k" * 32), uuid4()
    sealed = vouchers.seal(sign_in, "token")
    assert b"token" not in sealed
    assert vouchers.open(sign_in, sealed) == "token"
    assert sealed != vouchers.seal(sign_in, "token")
    for wrong in (
        vouchers.open(uuid4(), sealed),
        Vouchers(b"l" * 32).open(sign_in, sealed),
        vouchers.open(sign_in, b""),
    ):
        assert wrong is None


async def test_a_hub_that_does_not_answer_ends_no_session(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, value in (OWN | {"JUPYTERHUB_API_URL": f"http://127.0.0.1:{free_port()}/hub/api"}).items():
        monkeypatch.setenv(name, value)
    members, sign_in, nothing = HubMembers(Hub(), Vouchers(b"k" * 32)), uuid4(), object()
    ada = User(uuid4(), "ada", role=Role.EDUCATOR)
    with caplog.at_level(logging.WARNING):
        found = SignedIn(ada, members.seal(sign_in, "token"))
        assert await members.again(nothing, sign_in, found) == ada  # type: ignore[arg-type] # no database is asked
        assert "token" not in caplog.text
        assert await members.again(nothing, uuid4(), found) is None  # type: ignore[arg-type]
    await members.hub.close()

"""Letting somebody in: one account for each identity, today's role, the cohorts that wait for them, a session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import msgspec
import pytest
from msgspec.structs import replace
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

from jupyter_interview.adapters.postgres.documents import Quota
from jupyter_interview.adapters.postgres.hosted import HostedStore
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.adapters.redis.ended import EndedSignIns
from jupyter_interview.domain.interview import Role, User
from jupyter_interview.service.cohorts import Cohorts
from jupyter_interview_server.tenancy.admission import Arrival, admit
from jupyter_interview_server.tenancy.identity import HostedIdentity, SignIns
from jupyter_interview_server.tenancy.oidc.attempt import Attempts
from jupyter_interview_server.tenancy.recent import RecentTokens
from jupyter_interview_server.tenancy.session import SessionCookies
from jupyter_interview_server.tenancy.tenants import Quotas, Tenants

ADA = Arrival("https://id.example.org", "1", "Ada", "Ada@Example.org", Role.CANDIDATE)


class Enter(RequestHandler):
    """A way of signing in that believes anybody."""

    def initialize(self, identity: HostedIdentity) -> None:
        self._identity = identity

    async def post(self) -> None:
        account = await admit(self._identity, self, msgspec.json.decode(self.request.body, type=Arrival))
        self.finish(str(account.id))


@dataclass(frozen=True)
class Door:
    """Where people come in."""

    url: str
    cohorts: Cohorts
    cookies: SessionCookies

    async def enter(self, arrival: Arrival) -> User:
        """As whom a new browser is known from now on."""
        async with httpx.AsyncClient() as browser:
            answer = await browser.post(self.url, content=msgspec.json.encode(arrival))
            session = self.cookies.read(browser.cookies["interview-session"], datetime.now(UTC))
        assert session is not None
        assert answer.text == str(session.account.id)
        return session.account


@pytest.fixture
async def door(store: PostgresStore, database_url: str, redis_url: str) -> AsyncIterator[Door]:
    hosted, ended = await HostedStore.open(database_url, pool_size=1), EndedSignIns(redis_url)
    tenants = Tenants(None, Quotas(1, Quota(1, 1), 1.0))
    tenants.attach(hosted)
    cookies, cohorts = SessionCookies(b"k" * 32, "http://localhost/"), Cohorts(store.cohorts)
    identity = HostedIdentity()
    identity.sign_ins = SignIns(
        tenants, ended, cookies, Attempts(b"k" * 32, "http://localhost/"), RecentTokens(hosted.by_token), cohorts, False
    )
    socket, port = bind_unused_port()
    server = HTTPServer(Application([("/", Enter, {"identity": identity})]))
    server.add_sockets([socket])
    yield Door(f"http://127.0.0.1:{port}/", cohorts, cookies)
    server.stop()
    await server.close_all_connections()
    await hosted.close()
    await ended.close()


async def test_one_identity_is_one_account_with_todays_name_and_role(door: Door) -> None:
    first = await door.enter(ADA)
    again = await door.enter(replace(ADA, name="Ada L.", role=Role.EDUCATOR))
    assert (again.id, again.name, again.role) == (first.id, "Ada L.", Role.EDUCATOR)
    assert (await door.enter(ADA)).role is Role.CANDIDATE


async def test_another_issuers_subject_is_somebody_else(door: Door) -> None:
    assert (await door.enter(ADA)).id != (await door.enter(replace(ADA, issuer="https://other.example.org"))).id


async def test_cohorts_that_expect_a_login_or_a_group_let_them_in(door: Door) -> None:
    teacher = await door.enter(replace(ADA, subject="teacher", login=None, role=Role.EDUCATOR))
    listed, grouped, neither = [await door.cohorts.found(teacher, name) for name in ("listed", "grouped", "neither")]
    await door.cohorts.expect(teacher, listed.id, "login\nada@example.org\n")
    await door.cohorts.change(teacher, grouped.id, name="grouped", group="algorithms", model=True)
    await door.cohorts.expect(teacher, neither.id, "login\nbob@example.org\n")
    ada = await door.enter(replace(ADA, groups=("algorithms",)))
    assert {cohort.name for cohort in await door.cohorts.of(ada)} == {"listed", "grouped"}

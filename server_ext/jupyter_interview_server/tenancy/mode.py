"""What is different about a hosted server, for the composition."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from jupyter_interview.adapters.keys import shared_secret
from jupyter_interview.adapters.postgres.hosted import HostedStore
from jupyter_interview.adapters.redis.ended import EndedSignIns
from jupyter_interview.domain.interview import User
from jupyter_interview.errors import NobodyActs, SandboxUnavailable
from jupyter_interview.service.cohorts import Cohorts
from jupyter_interview.service.interviews import Room
from jupyter_interview.service.ports import InterviewStore
from jupyter_interview.service.tokens import AccessTokens
from jupyter_interview_server.identity import checked_zone
from jupyter_interview_server.tenancy.acting import acting, acting_as
from jupyter_interview_server.tenancy.hub_members import HubMembers
from jupyter_interview_server.tenancy.identity import SignIns
from jupyter_interview_server.tenancy.oidc.attempt import Attempts
from jupyter_interview_server.tenancy.recent import RecentTokens
from jupyter_interview_server.tenancy.server import HostedServer
from jupyter_interview_server.tenancy.session import SessionCookies
from jupyter_interview_server.tenancy.tenants import Tenants
from jupyter_interview_server.tenancy.vouchers import Vouchers


class AccountIdentity:
    """Our API acts as whoever acts: the one that the identity provider found."""

    def __init__(self, hosted: HostedStore, store: InterviewStore) -> None:
        self._hosted, self._store = hosted, store

    async def user_of(self, jupyter_user: Any) -> User:
        return await self._hosted.user(acting())

    async def move(self, jupyter_user: Any, zone: str) -> User:
        user = msgspec.structs.replace(await self.user_of(jupyter_user), time_zone=checked_zone(zone))
        await self._store.set_time_zone(user.id, zone)
        return user

    async def share_scores(self, jupyter_user: Any, shares: bool) -> User:
        user = msgspec.structs.replace(await self.user_of(jupyter_user), shares_scores=shares)
        await self._store.set_shares_scores(user.id, shares)
        return user

    def forget(self) -> None:
        """Nobody is remembered here."""


class TenantScopes:
    """The server's own work, as one user after the other."""

    def __init__(self, tenants: Tenants) -> None:
        self._tenants = tenants

    def owner(self, kernel_id: str) -> UUID | None:
        return self._tenants.owner(kernel_id)

    def of(self, user: UUID | None) -> AbstractContextManager[None]:
        if user is None:
            raise NobodyActs("This was asked for nobody. It is a defect of the server; nothing was read or written.")
        return acting_as(user)

    def everybody(self) -> Iterable[AbstractContextManager[None]]:
        return [acting_as(tenant.user) for tenant in self._tenants]


class HostedParts:
    """A hosted server's store, sign-ins and scopes, opened together."""

    def __init__(self, server: HostedServer, hosted: HostedStore, ended: EndedSignIns) -> None:
        self._server, self._hosted, self._ended = server, hosted, ended
        self.scopes = TenantScopes(server.tenants)
        self.tokens = AccessTokens(hosted)

    def identity(self, store: InterviewStore) -> AccountIdentity:
        return AccountIdentity(self._hosted, store)

    def admit(self, data_dir: Path, cohorts: Cohorts) -> None:
        """From now on people can sign in. The last thing that is done at start."""
        server = self._server
        key = shared_secret(Path(server.session_key_file or data_dir / "keys" / "session.key"))
        server.tenants.attach(self._hosted)
        server.hosted_identity.sign_ins = SignIns(
            tenants=server.tenants,
            ended=self._ended,
            cookies=SessionCookies(key, server.browser_url),
            attempts=Attempts(key, server.browser_url),
            tokens=RecentTokens(self._hosted.by_token),
            cohorts=cohorts,
            secure=server.secure,
            path=server.cookie_path,
            hub=HubMembers(server.hub, Vouchers(key)) if server.hub else None,
        )

    async def close(self) -> None:
        if self._server.hub:
            await self._server.hub.close()
        await self._hosted.close()
        await self._ended.close()


async def open_parts(server: HostedServer, database_url: str, redis_url: str) -> HostedParts:
    """Raises Unavailable. The database has our schema already."""
    return HostedParts(server, await HostedStore.open(database_url), EndedSignIns(redis_url))


def sandboxed_only(find: Callable[[], Awaitable[Room]]) -> Callable[[], Awaitable[Room]]:
    """Where interviews run, which on a hosted server is never the server itself."""

    async def found() -> Room:
        room = await find()
        if not room.sandboxed:
            raise SandboxUnavailable(
                "No container engine with our images answers, and a hosted server runs code nowhere else. "
                "`jupyter interview doctor` says what is missing."
            )
        return room

    return found

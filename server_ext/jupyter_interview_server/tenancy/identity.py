"""Who a request is: by the session cookie of a browser, or by a script's access token. The only place that says so."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from jupyter_server.auth.identity import IdentityProvider
from jupyter_server.auth.identity import User as JupyterUser
from tornado.web import HTTPError, RequestHandler

from jupyter_interview.adapters.redis.ended import EndedSignIns
from jupyter_interview.domain.interview import Role, User
from jupyter_interview.domain.tokens import digest_of
from jupyter_interview.errors import Unavailable
from jupyter_interview.service.cohorts import Cohorts
from jupyter_interview_server.tenancy.acting import act_as
from jupyter_interview_server.tenancy.answers import as_http
from jupyter_interview_server.tenancy.oidc.attempt import Attempts
from jupyter_interview_server.tenancy.recent import RecentTokens
from jupyter_interview_server.tenancy.session import COOKIE_LASTS, RENEWED_AFTER, SIGN_IN_LASTS, SessionCookies
from jupyter_interview_server.tenancy.tenants import Tenants
from jupyter_interview_server.tenancy.ways import Way

if TYPE_CHECKING:
    from jupyter_interview_server.tenancy.hub_members import HubMembers

logger = logging.getLogger(__name__)

ROUTE_COOKIE = "interview_route"
"""Only load balancers read it: it grants nothing, and unlike the session's it does not change when that is renewed."""
LONGEST_PAUSE = 5.0
"""Seconds for which a request that comes too fast waits; one that would wait longer is refused."""


@dataclass
class HostedUser(JupyterUser):
    """Jupyter's user, whose name is our id."""

    role: str = Role.CANDIDATE.value


@dataclass(frozen=True)
class SignIns:
    """What the identity provider needs, once the server has started."""

    tenants: Tenants
    ended: EndedSignIns
    cookies: SessionCookies
    attempts: Attempts
    tokens: RecentTokens
    cohorts: Cohorts
    secure: bool
    """Whether browsers reach the server by https."""
    path: str = "/"
    """Of the session's cookie: the server's own, where others answer at the same host, as they would be sent it."""
    hub: HubMembers | None = None
    """Where people sign in by JupyterHub."""


class HostedIdentity(IdentityProvider):
    """Jupyter's identity provider for many users. There is no shared token, no password and nobody anonymous."""

    sign_ins: SignIns | None = None
    ways: Sequence[Way] = ()
    """Besides access tokens, which are always good."""

    def _token_default(self) -> str:
        return ""

    @property
    def parts(self) -> SignIns:
        if self.sign_ins is None:
            raise HTTPError(503, reason="The interview room is still opening")
        return self.sign_ins

    @property
    def cookie(self) -> str:
        """`__Host-`: a browser takes it only by https, from this host alone, and for all of its paths."""
        prefix = "" if not self.parts.secure else "__Host-" if self.parts.path == "/" else "__Secure-"
        return f"{prefix}interview-session"

    async def get_user(self, handler: RequestHandler) -> HostedUser | None:
        """Who asks, from now on acting in this request's context."""
        act_as(None)
        with as_http():
            account = await self._account(handler)
            if account is None:
                return None
            pause = self.parts.tenants.of(account.id).pace.delay(1)
        if pause > LONGEST_PAUSE:
            raise HTTPError(429, reason="Too many requests. Wait a minute")
        await asyncio.sleep(pause)
        act_as(account.id)
        return HostedUser(str(account.id), account.name, account.name, role=account.role.value)

    async def _account(self, handler: RequestHandler) -> User | None:
        given = self.auth_header_pat.match(handler.request.headers.get("Authorization", ""))
        if given is None:
            return await self._by_cookie(handler)
        account = await self.parts.tokens.user_of(digest_of(given[2].strip()))
        handler._token_authenticated = account is not None  # type: ignore[attr-defined] # Jupyter asks for it
        return account

    async def _by_cookie(self, handler: RequestHandler) -> User | None:
        session = self.parts.cookies.read(handler.get_cookie(self.cookie) or "", now := datetime.now(UTC))
        if session is None or await self._was_ended(session.sign_in):
            return None
        if now - session.issued_at < RENEWED_AFTER:
            return session.account
        account = await self._renewed(session.sign_in)
        if account is not None:
            self._set_cookie(handler, session.sign_in, account)
        return account

    async def _renewed(self, sign_in: UUID) -> User | None:
        """Whose it is today, by what the database says and, where somebody vouches for it, by what they say."""
        found = await self.parts.tenants.store.signed_in(sign_in)
        if found is None:
            return None
        if found.voucher is None:
            return found.account
        account = None if self.parts.hub is None else await self.parts.hub.again(self.parts, sign_in, found)
        if account is None:
            await self._end(sign_in)
        return account

    async def _was_ended(self, sign_in: UUID) -> bool:
        try:
            return await self.parts.ended.ended(sign_in)
        except Unavailable:
            logger.warning("a sign-in was not looked up: Redis does not answer; its cookie is over within minutes")
            return False

    async def sign_in(self, handler: RequestHandler, account: User, token: str | None = None) -> None:
        """This browser is that account's from now on. With a `token`, the Hub is asked again at each renewal."""
        sign_in = uuid4()
        voucher = self.parts.hub.seal(sign_in, token) if self.parts.hub and token else None
        await self.parts.tenants.store.sign_in(sign_in, account.id, SIGN_IN_LASTS, voucher)
        self._set_cookie(handler, sign_in, account)

    async def sign_out(self, handler: RequestHandler) -> None:
        """End this browser's sign-in: its cookies are worth nothing, wherever they are."""
        session = self.parts.cookies.read(handler.get_cookie(self.cookie) or "", datetime.now(UTC))
        for cookie in (self.cookie, ROUTE_COOKIE):
            handler.clear_cookie(cookie, **self._cookie_options)
        if session is not None:
            await self._end(session.sign_in)

    async def _end(self, sign_in: UUID) -> None:
        await self.parts.tenants.store.end_sign_in(sign_in)
        await self.parts.ended.end(sign_in, COOKIE_LASTS)

    async def by_token(self, token: str) -> User | None:
        """The account of an access token that somebody typed."""
        return await self.parts.tokens.user_of(digest_of(token.strip()))

    def _set_cookie(self, handler: RequestHandler, sign_in: UUID, account: User) -> None:
        value = self.parts.cookies.issue(sign_in, account, datetime.now(UTC))
        route = self.parts.cookies.route(account.id)
        for cookie, content, lasts in ((self.cookie, value, COOKIE_LASTS), (ROUTE_COOKIE, route, SIGN_IN_LASTS)):
            seconds = int(lasts / timedelta(seconds=1))
            handler.set_cookie(cookie, content, max_age=seconds, **self._cookie_options)

    @property
    def _cookie_options(self) -> dict[str, Any]:
        return {"path": self.parts.path, "secure": self.parts.secure, "httponly": True, "samesite": "Lax"}

    def identity_model(self, user: JupyterUser) -> dict[str, Any]:
        model: dict[str, Any] = super().identity_model(user)
        return model

    def get_handlers(self) -> list[tuple[str, object]]:
        """None of Jupyter's own: they sign in by a shared secret."""
        return []

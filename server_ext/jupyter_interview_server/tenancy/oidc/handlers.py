"""The two addresses of a sign-in: from where a browser is sent to the issuer, and to where it comes back."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado.web import HTTPError

from jupyter_interview.errors import InvalidRequest, SignInRefused
from jupyter_interview_server.tenancy.admission import admit
from jupyter_interview_server.tenancy.oidc.attempt import ATTEMPT_LASTS, Attempt, now
from jupyter_interview_server.tenancy.oidc.provider import Answer, OpenIDConnect
from jupyter_interview_server.tenancy.sign_in import SignInPages

logger = logging.getLogger(__name__)


class IssuerPage(SignInPages):
    def initialize(self, issuers: Mapping[str, OpenIDConnect]) -> None:
        self._issuers = issuers

    def issuer(self, name: str) -> OpenIDConnect:
        if (found := self._issuers.get(name)) is None:
            raise HTTPError(404)
        return found

    @property
    def cookie(self) -> str:
        return "__Host-interview-signing-in" if self.hosted.parts.secure else "interview-signing-in"

    def remember(self, attempt: Attempt) -> None:
        """`Lax`, since the browser comes back by a link of another site."""
        value, lasts = self.hosted.parts.attempts.issue(attempt), int(ATTEMPT_LASTS.total_seconds())
        self.set_cookie(
            self.cookie, value, path="/", max_age=lasts, secure=self.hosted.parts.secure, httponly=True, samesite="Lax"
        )

    async def remembered(self, issuer: OpenIDConnect, answer: Answer) -> Attempt:
        """What this browser began; from now on it is used, also in copies. A foreign answer uses nothing up.

        Raises:
            InvalidRequest: it began nothing, or not this, or it was answered already.
            Unavailable: Redis does not answer, so nobody knows.
        """
        parts = self.hosted.parts
        attempt = parts.attempts.read(self.get_cookie(self.cookie) or "", now())
        if attempt is None or not issuer.is_answer(attempt, answer):
            raise InvalidRequest("This sign-in was not begun in this browser, or took over ten minutes. Begin again.")
        self.clear_cookie(self.cookie, path="/", secure=parts.secure, httponly=True, samesite="Lax")
        if not await parts.ended.end(attempt.id, ATTEMPT_LASTS):
            raise InvalidRequest("This sign-in was used already. Begin again.")
        return attempt


class BeginHandler(IssuerPage):
    @allow_unauthenticated
    async def get(self, way: str) -> None:
        address, attempt = await self.issuer(way).begin(self.wanted())
        self.remember(attempt)
        self.set_header("Cache-Control", "no-store")
        self.redirect(address)


class CallbackHandler(IssuerPage):
    @allow_unauthenticated
    async def get(self, way: str) -> None:
        issuer, said = self.issuer(way), self.get_query_argument
        answer = Answer(said("state", ""), said("code", ""), said("error", ""), said("iss", ""))
        attempt = await self.remembered(issuer, answer)
        try:
            arrival = await issuer.finish(attempt, answer)
        except SignInRefused as error:
            logger.warning("a sign-in with %s was refused: %s", issuer.issuer.name, error.why)
            raise
        await admit(self.hosted, self, arrival)
        self.set_header("Cache-Control", "no-store")
        self.redirect(attempt.following)

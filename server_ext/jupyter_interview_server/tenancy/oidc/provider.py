"""One issuer's sign-in from the first redirect to who came: what is checked, in its order."""

from __future__ import annotations

import asyncio
import hmac
import logging
from typing import Any
from uuid import uuid4

import httpx2
import msgspec
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client

from jupyter_interview.errors import NotAllowed, SignInRefused, Unavailable
from jupyter_interview_server.tenancy.admission import Arrival
from jupyter_interview_server.tenancy.oidc.attempt import Attempt, now
from jupyter_interview_server.tenancy.oidc.fetching import IN_ALL_SECONDS, options
from jupyter_interview_server.tenancy.oidc.id_token import UNKNOWN_KEY, claims_of
from jupyter_interview_server.tenancy.oidc.person import arrival_of
from jupyter_interview_server.tenancy.oidc.published import Metadata, Published
from jupyter_interview_server.tenancy.oidc.settings import Issuer

logger = logging.getLogger(__name__)


class Answer(msgspec.Struct, frozen=True):
    """What the browser brought back from the issuer, as it is in the address."""

    state: str = ""
    code: str = ""
    error: str = ""
    issuer: str = ""
    """RFC 9207: which issuer answers."""


class OpenIDConnect:
    """A way of signing in."""

    def __init__(self, issuer: Issuer) -> None:
        self.issuer = issuer
        self._published = Published(issuer.url, issuer.title)

    async def begin(self, following: str) -> tuple[str, Attempt]:
        """Where to send the browser, and what to remember of it. Raises Unavailable."""
        metadata = await self._published.metadata()
        nonce, verifier = generate_token(32), generate_token(64)
        async with self._client(metadata) as client:
            address, state = client.create_authorization_url(
                metadata.authorization_endpoint, state=generate_token(32), nonce=nonce, code_verifier=verifier
            )
        return address, Attempt(uuid4(), self.issuer.name, state, nonce, verifier, following, now())

    def is_answer(self, attempt: Attempt, answer: Answer) -> bool:
        """Whether this is the answer to that, and not to something that another browser began."""
        same = hmac.compare_digest(attempt.state.encode(), answer.state.encode())
        return same and attempt.way == self.issuer.name

    async def finish(self, attempt: Attempt, answer: Answer) -> Arrival:
        """Who came.

        Raises:
            NotAllowed: nobody who may sign in; a SignInRefused where what the issuer says proves nothing.
            Unavailable: the issuer does not answer.
        """
        if answer.error:
            logger.info("sign-in with %s ended there: %.40r", self.issuer.name, answer.error)
            raise NotAllowed(f"{self.issuer.title} did not sign you in. Try again, or use another account.")
        metadata = await self._published.metadata()
        says_who = metadata.authorization_response_iss_parameter_supported
        if (answer.issuer or says_who) and answer.issuer != self.issuer.url:
            raise SignInRefused("mixed up")
        try:
            async with asyncio.timeout(IN_ALL_SECONDS), self._client(metadata) as client:
                token = await self._redeem(client, metadata, attempt, answer)
                claims = await self._claims(token, attempt)
                claims = {**await self._more(client, metadata, claims), **claims}
        except OAuthError as error:
            raise SignInRefused(f"{error.error!r:.40}") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as error:
            logger.warning("%s did not answer a sign-in: %s", self.issuer.url, type(error).__name__)
            raise Unavailable(f"{self.issuer.title} does not answer. Try again in a minute.") from error
        return arrival_of(claims, self.issuer)

    def _client(self, metadata: Metadata) -> Any:
        basic = "client_secret_basic" in metadata.token_endpoint_auth_methods_supported
        return AsyncOAuth2Client(
            self.issuer.settings.client_id,
            self.issuer.secret,
            token_endpoint_auth_method="client_secret_basic" if basic else "client_secret_post",
            scope=" ".join(self.issuer.settings.scopes),
            redirect_uri=self.issuer.redirect_uri,
            code_challenge_method="S256",
            **options(),
        )

    async def _redeem(self, client: Any, metadata: Metadata, attempt: Attempt, answer: Answer) -> dict[str, Any]:
        try:
            token = await client.fetch_token(
                metadata.token_endpoint,
                code=answer.code,
                code_verifier=attempt.verifier,
                grant_type="authorization_code",
            )
        except (ValueError, TypeError) as error:
            raise SignInRefused("token response") from error
        return dict(token)

    async def _claims(self, token: dict[str, Any], attempt: Attempt) -> dict[str, Any]:
        """Of the ID token. An issuer that signs with a key we do not know is asked once for its keys."""
        keys = await self._published.keys()
        expected: dict[str, Any] = {
            "issuer": self.issuer.url, "client_id": self.issuer.settings.client_id, "nonce": attempt.nonce,
            "begun": attempt.begun, "now": now(),
        }  # fmt: skip
        id_token = str(token.get("id_token") or "")
        try:
            return claims_of(id_token, keys, **expected)
        except SignInRefused as error:
            if error.why != UNKNOWN_KEY:
                raise
        return claims_of(id_token, await self._published.keys(newer_than=keys), **expected)

    async def _more(self, client: Any, metadata: Metadata, claims: dict[str, Any]) -> dict[str, Any]:
        """What an issuer keeps out of its ID tokens: many say there only who it is, and the rest when asked."""
        wanted = {"email", self.issuer.settings.role_claim} - {""}
        if metadata.userinfo_endpoint is None or wanted <= claims.keys():
            return {}
        answer = await client.get(metadata.userinfo_endpoint)
        try:
            answer.raise_for_status()
            more = msgspec.json.decode(answer.content, type=dict[str, Any])
        except (httpx2.HTTPStatusError, ValueError) as error:
            raise SignInRefused("userinfo") from error
        if more.get("sub") != claims["sub"]:
            raise SignInRefused("somebody else's userinfo")
        return more

"""JupyterHub as the way of signing in, where it runs this server as a service that it manages.

The Hub says who somebody is, in which of its groups, and by scopes what they may do here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote

from aiohttp import ClientError
from jupyterhub.httpclient import JupyterHubHTTPClient
from jupyterhub.services.auth import HubOAuth
from tornado.httputil import url_concat
from tornado.web import HTTPError, RequestHandler

from jupyter_interview.domain.interview import Role
from jupyter_interview.errors import Unavailable

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")

GRADE = "custom:interview:grade"
TAKE = "custom:interview:take"
ANSWER_SECONDS = 5.0
"""For the Hub to answer; people wait for it."""
REMEMBERED_SECONDS = 10
"""For so long an answer about a token is good: the many requests of a page ask once."""


@dataclass(frozen=True)
class HubUser:
    """Somebody as the Hub describes them."""

    name: str
    groups: tuple[str, ...]
    role: Role | None
    """None: nothing there says that they may be here."""


class Hub:
    """Asks the Hub whose managed service this is. Methods raise Unavailable when it does not answer."""

    def __init__(self) -> None:
        self._auth = HubOAuth(cache_max_age=REMEMBERED_SECONDS)

    @property
    def sign_out_url(self) -> str:
        return f"{self._auth.hub_host}{self._auth.hub_prefix}logout"

    def way_in(self, handler: RequestHandler, following: str) -> str:
        """The Hub's page on which one signs in; a state goes along in it, and in a cookie of this browser."""
        verifier, challenge, method = self._auth.generate_pkce_code_challenge()
        state = self._auth.set_state_cookie(handler, following, code_verifier=verifier)
        proof = {"state": state, "code_challenge": challenge, "code_challenge_method": method}
        return str(url_concat(self._auth.login_url, proof))

    async def came_back(self, handler: RequestHandler, state: str, code: str) -> tuple[str, str] | None:
        """A token for the code, and where its owner was going. None where this browser did not ask, or did before."""
        cookie = handler.get_secure_cookie(self._auth.get_state_cookie_name(state))
        verifier, following = self._auth.get_code_verifier(state), self._auth.get_next_url(state)
        self._auth.clear_oauth_state_cookies(handler)
        if cookie is None or cookie.decode("ascii", "replace") != state or verifier is None:
            return None
        self._auth.clear_oauth_state(state)
        token = await _answer(self._auth.token_for_code(code, code_verifier=verifier, sync=False))
        return str(token), following

    async def whose(self, token: str, *, remembered: bool = False) -> HubUser | None:
        """The token's owner; None when the Hub knows neither any more. `remembered`: or did not seconds ago."""
        model = await _answer(self._auth.user_for_token(token, use_cache=remembered, sync=False))
        if model is None or model["kind"] != "user":
            return None
        return HubUser(model["name"], tuple(model["groups"]), self._role(model))

    async def has_group(self, name: str) -> bool:
        """Whether there is a group of that name, with whomever in it."""
        url = f"{self._auth.api_url}/groups/{quote(name, safe='')}"
        headers = {"Authorization": f"token {self._auth.api_token}"}
        client = JupyterHubHTTPClient.loop_instance()
        answer = await _answer(client.fetch(url, headers=headers, raise_for_status=False))
        if answer.status not in (200, 404):
            raise Unavailable(f"JupyterHub does not show its groups ({answer.status}): the service needs list:groups.")
        return bool(answer.status == 200)

    async def close(self) -> None:
        await JupyterHubHTTPClient.loop_instance().close()

    def _role(self, model: dict[str, Any]) -> Role | None:
        if not self._auth.check_scopes(self._auth.access_scopes, model):
            return None
        if model.get("admin"):
            return Role.ADMIN
        # Narrowed to some users or groups (`…!group=a`), a scope of ours would have no meaning, and is none.
        return Role.EDUCATOR if GRADE in model["scopes"] else Role.CANDIDATE if TAKE in model["scopes"] else None


async def _answer(asked: Awaitable[Answer]) -> Answer:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            return await asked
    except (HTTPError, ClientError, OSError, ValueError) as error:
        logger.warning("JupyterHub gave no answer: %s", type(error).__name__)
        raise Unavailable("JupyterHub does not answer. Try again in a minute.") from error

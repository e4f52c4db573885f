"""A user's own access tokens."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from uuid import UUID

from jupyter_interview.domain.interview import User
from jupyter_interview.domain.tokens import (
    MAX_TOKENS,
    AccessToken,
    checked_lifetime,
    checked_token_name,
    digest_of,
    new_token,
)
from jupyter_interview.errors import Conflict, NotAllowed, NotFound
from jupyter_interview.service.ports import TokenStore

logger = logging.getLogger(__name__)


class AccessTokens:
    """Makes, shows and revokes them. `by_token`: the request itself came with one."""

    def __init__(self, store: TokenStore) -> None:
        self._store = store

    async def of(self, user: User) -> Sequence[AccessToken]:
        """Those that are still good, the oldest first."""
        return await self._store.tokens(user.id)

    async def make(self, user: User, name: str, days: int, *, by_token: bool) -> tuple[AccessToken, str]:
        """A new one, with the token itself, which is kept nowhere. Raises InvalidRequest, NotAllowed, Conflict.

        A token makes no other: one that leaked could else outlive its end.
        """
        if by_token:
            raise NotAllowed("A token cannot make another. Sign in with a browser to make one.")
        name, lasts, secret = checked_token_name(name), checked_lifetime(days), new_token()
        made = await self._store.make_token(user.id, digest_of(secret), name, lasts, MAX_TOKENS)
        if made is None:
            raise Conflict(f"You have {MAX_TOKENS} tokens, which is as many as one may have. Revoke one first.")
        logger.info("token %s was made", made.id)
        return made, secret

    async def revoke(self, user: User, token_id: UUID) -> None:
        """Within seconds it is no longer good. Raises NotFound."""
        if not await self._store.drop_token(user.id, token_id):
            raise NotFound("You have no such token.")
        logger.info("token %s was revoked", token_id)

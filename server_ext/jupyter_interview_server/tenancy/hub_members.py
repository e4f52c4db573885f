"""Whom the Hub vouches for: let in as what it says today, and asked after again whenever a session is renewed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from jupyter_interview.adapters.postgres.accounts import SignedIn
from jupyter_interview.domain.interview import Role, User
from jupyter_interview.errors import Unavailable
from jupyter_interview_server.tenancy.admission import Arrival, known
from jupyter_interview_server.tenancy.identity import SignIns
from jupyter_interview_server.tenancy.vouchers import Vouchers

if TYPE_CHECKING:  # JupyterHub is installed where it is used
    from jupyter_interview_server.tenancy.hub import Hub, HubUser

logger = logging.getLogger(__name__)

ISSUER = "jupyterhub"
"""Of all accounts that came by the Hub. It has no other name that would outlive a change of its address."""


@dataclass(frozen=True)
class HubMembers:
    """Keeps accounts and cohorts as the Hub has users and groups."""

    hub: Hub
    vouchers: Vouchers

    def seal(self, sign_in: UUID, token: str) -> bytes:
        return self.vouchers.seal(sign_in, token)

    async def again(self, parts: SignIns, sign_in: UUID, found: SignedIn) -> User | None:
        """Whose the sign-in goes on to be; None when the Hub ended it. A Hub that does not answer changes nothing."""
        token = self.vouchers.open(sign_in, found.voucher or b"")
        if token is None:
            return None
        try:
            user = await self.hub.whose(token, remembered=True)
        except Unavailable:
            logger.warning("a session was renewed without JupyterHub, which does not answer")
            return found.account
        if user is None or user.role is None:
            return None
        account = await known(parts, arrival(user, user.role))
        await self.leave(parts, account, user)
        return account if account.id == found.account.id else None

    async def leave(self, parts: SignIns, account: User, user: HubUser) -> None:
        """Out of the cohorts whose groups are without them now. A group that is gone lets nobody go."""
        former = [name for name in await parts.cohorts.groups_of(account) if name not in user.groups]
        try:
            left = [name for name in former if await self.hub.has_group(name)]
        except Unavailable as error:
            logger.warning("nobody was taken out of a cohort: %s", error.message)
            return
        if left:
            await parts.cohorts.left(account, left)


def arrival(user: HubUser, role: Role) -> Arrival:
    return Arrival(ISSUER, user.name, user.name, user.name, role, user.groups)

"""Practice: whoever may use this Jupyter Server is its one local user.

Jupyter gives each browser that signs in by token a random name; an interview must survive a new browser.
"""

from __future__ import annotations

import getpass
import time
from typing import Any
from zoneinfo import available_timezones

import msgspec

from jupyter_interview.domain.interview import Role, User
from jupyter_interview.errors import InvalidRequest
from jupyter_interview.service.ports import InterviewStore

ISSUER = "local"
KNOWN_SECONDS = 3.0
"""Then the account is looked up again: it may have been deleted from another server or the command line."""


class LocalIdentity:
    """One fixed user: the account that runs the server."""

    def __init__(self, store: InterviewStore) -> None:
        self._store = store
        self._user: User | None = None
        self._looked = 0.0

    async def user_of(self, jupyter_user: Any) -> User:
        """The local user, whoever Jupyter says this browser is."""
        if self._user is None or time.monotonic() - self._looked > KNOWN_SECONDS:
            account = getpass.getuser()
            user = await self._store.ensure_user(ISSUER, account, account)
            self._user = msgspec.structs.replace(user, role=Role.ADMIN)  # of one's own machine one is the host
            self._looked = time.monotonic()
        return self._user

    async def move(self, jupyter_user: Any, zone: str) -> User:
        """The local user went to another time zone; interviews from now on are dated there."""
        user = msgspec.structs.replace(await self.user_of(jupyter_user), time_zone=checked_zone(zone))
        await self._store.set_time_zone(user.id, zone)
        self._user = user
        return user

    async def share_scores(self, jupyter_user: Any, shares: bool) -> User:
        """The local user says whether the scores of the interviews may be used to measure the questions."""
        user = msgspec.structs.replace(await self.user_of(jupyter_user), shares_scores=shares)
        await self._store.set_shares_scores(user.id, shares)
        self._user = user
        return user

    def forget(self) -> None:
        self._user = None


def checked_zone(zone: str) -> str:
    """Raises InvalidRequest unless it is a name of the time zone database, such as `Europe/Lisbon`."""
    if zone not in available_timezones():
        raise InvalidRequest(f"There is no time zone {zone[:40]!r}. Use a name such as Europe/Lisbon.")
    return zone

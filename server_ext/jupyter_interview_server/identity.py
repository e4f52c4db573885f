"""Practice: whoever may use this Jupyter Server is its one local user.

Jupyter gives each browser that signs in by token a random name; an interview must survive a new browser.
"""

from __future__ import annotations

import getpass
from typing import Any

from jupyter_interview.domain.interview import User
from jupyter_interview.service.ports import InterviewStore

ISSUER = "local"


class LocalIdentity:
    """One fixed user: the account that runs the server."""

    def __init__(self, store: InterviewStore) -> None:
        self._store = store
        self._user: User | None = None

    async def user_of(self, jupyter_user: Any) -> User:
        """The local user, whoever Jupyter says this browser is."""
        if self._user is None:
            account = getpass.getuser()
            self._user = await self._store.ensure_user(ISSUER, account, account)
        return self._user

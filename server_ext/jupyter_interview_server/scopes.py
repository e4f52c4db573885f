"""As whom the server's own work is done: work that no request asked for has to name its user."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol
from uuid import UUID


class Scopes(Protocol):
    """Whose contents, kernels and sessions Jupyter's managers are inside a `with`."""

    def owner(self, kernel_id: str) -> UUID | None:
        """Whose kernel it is; None where there is one user, or no such kernel."""
        ...

    def of(self, user: UUID | None) -> AbstractContextManager[None]: ...

    def everybody(self) -> Iterable[AbstractContextManager[None]]:
        """One after the other, every user who may have a kernel on this server."""
        ...


class OneUser:
    """A laptop: the managers are the one user's, whoever asks."""

    def owner(self, kernel_id: str) -> UUID | None:
        return None

    def of(self, user: UUID | None) -> AbstractContextManager[None]:
        return nullcontext()

    def everybody(self) -> Iterable[AbstractContextManager[None]]:
        return (nullcontext(),)

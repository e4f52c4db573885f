"""Each user's own managers, and the doors through which Jupyter's handlers come to those of whoever asks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from jupyter_server.services.sessions.sessionmanager import SessionManager

from jupyter_interview.adapters.postgres.documents import Quota
from jupyter_interview.adapters.postgres.hosted import HostedStore
from jupyter_interview.errors import Unavailable
from jupyter_interview_server.pacing import Pace
from jupyter_interview_server.tenancy.acting import acting
from jupyter_interview_server.tenancy.contents import TenantContents
from jupyter_interview_server.tenancy.kernels import TenantKernels

logger = logging.getLogger(__name__)

STOP_SECONDS = 15.0
"""For the kernels of a server that stops."""


@dataclass(frozen=True)
class Quotas:
    """What one user may use of one server."""

    kernels: int
    storage: Quota
    requests_per_second: float


@dataclass(frozen=True)
class Tenant:
    """One user's managers. None of them holds, or could name, anything of another's."""

    user: UUID
    contents: TenantContents
    kernels: TenantKernels
    sessions: SessionManager
    pace: Pace


@dataclass
class Tenants:
    """The users that this server met since it started."""

    serverapp: Any
    quotas: Quotas
    save_hooks: list[Callable[..., None]] = field(default_factory=list)
    """Called before any of them saves a file."""
    draining: bool = False
    """No kernel is started any more."""
    _store: HostedStore | None = None
    _known: dict[UUID, Tenant] = field(default_factory=dict)

    def attach(self, store: HostedStore) -> None:
        """The database is there: from now on there are tenants."""
        self._store = store

    @property
    def store(self) -> HostedStore:
        """Raises Unavailable while the server starts."""
        if self._store is None:
            raise Unavailable("The interview room is still opening. Try again in a second.")
        return self._store

    def of(self, user: UUID) -> Tenant:
        """A user's managers, made on first use."""
        found = self._known.get(user)
        if found is None:
            found = self._known[user] = self._make(user)
        return found

    def mine(self) -> Tenant:
        """Those of whoever acts. Raises NobodyActs."""
        return self.of(acting())

    def __iter__(self) -> Iterator[Tenant]:
        return iter(list(self._known.values()))

    def owner(self, kernel_id: str) -> UUID | None:
        """Whose kernel it is, while it lives."""
        return next((tenant.user for tenant in self if kernel_id in tenant.kernels), None)

    async def stop_kernels(self) -> None:
        """Shut down every kernel of this server. One that cannot be keeps nothing from stopping: the reaper has it."""
        ending = [asyncio.wait_for(tenant.kernels.shutdown_all(), STOP_SECONDS) for tenant in self]
        for error in await asyncio.gather(*ending, return_exceptions=True):
            if isinstance(error, BaseException):
                logger.warning("a kernel was not shut down: %s", type(error).__name__)

    async def close(self) -> None:
        """Stop every kernel, and forget the sessions."""
        await self.stop_kernels()
        for tenant in self:
            tenant.sessions.close()

    def _make(self, user: UUID) -> Tenant:
        common = {"parent": self.serverapp, "log": self.serverapp.log}
        contents = TenantContents(self.store, user, self.quotas.storage, **common)
        for hook in self.save_hooks:
            contents.register_pre_save_hook(hook)
        kernels = TenantKernels(
            self.quotas.kernels,
            lambda: not self.draining,
            connection_dir=self.serverapp.runtime_dir,
            kernel_spec_manager=self.serverapp.kernel_spec_manager,
            **common,
        )
        sessions = SessionManager(kernel_manager=kernels, contents_manager=contents, **common)
        rate = self.quotas.requests_per_second
        return Tenant(user, contents, kernels, sessions, Pace(rate, rate * 10))


class Door:
    """Stands where Jupyter expects one manager for all, and is at every use the one of whoever acts."""

    def __init__(self, own: Callable[[], Any]) -> None:
        self._own = own

    def __getattr__(self, name: str) -> Any:
        return getattr(self._own(), name)

    def __contains__(self, item: object) -> bool:
        return item in self._own()

    def __len__(self) -> int:
        return len(self._own())


class KernelsDoor(Door):
    """What JupyterLab's page is told at start is the same for everybody; all else is one user's."""

    untracked_message_types: tuple[str, ...] = ()

    def __init__(self, tenants: Tenants) -> None:
        super().__init__(lambda: tenants.mine().kernels)
        self._tenants = tenants
        self._made_at = datetime.now(UTC)

    @property
    def last_kernel_activity(self) -> datetime:
        """Of anybody's: Jupyter's metrics say when the server was last used."""
        return max((tenant.kernels.last_kernel_activity for tenant in self._tenants), default=self._made_at)


class ContentsDoor(Door):
    """Hooks are for everybody's files, and there is no folder of the machine; all else is one user's."""

    root_dir = ""
    allow_hidden = False
    delete_to_trash = False

    def __init__(self, tenants: Tenants) -> None:
        super().__init__(lambda: tenants.mine().contents)
        self._hooks = tenants.save_hooks

    def register_pre_save_hook(self, hook: Callable[..., None]) -> None:
        self._hooks.append(hook)

    def info_string(self) -> str:
        return "Serving each user their own files"

    def get_extra_handlers(self) -> list[Any]:
        """None: the server has its own for downloads."""
        return []

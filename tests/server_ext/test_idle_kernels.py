"""Looking after idle kernels goes on, whatever ends meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from jupyter_interview.errors import NobodyActs
from jupyter_interview_server.idle_kernels import IdleKernels
from jupyter_interview_server.scopes import OneUser


class Ending(AsyncMappingKernelManager):
    """Each kernel that it lists has ended by the time somebody asks for it."""

    def list_kernel_ids(self) -> list[str]:
        return ["first", "second"]


class Link:
    """Of kernels that were all ours."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def watches(self, kernel_id: str) -> bool:
        self.asked.append(kernel_id)
        return True


class Known(AsyncMappingKernelManager):
    """Two kernels that were idle long ago."""

    def list_kernel_ids(self) -> list[str]:
        return ["first", "second"]

    def get_kernel(self, kernel_id: str) -> Any:
        return SimpleNamespace(last_activity=datetime.fromtimestamp(0, UTC), execution_state="idle")


class Ownerless(Link):
    """Their owner is not known any more."""

    async def interview_of(self, kernel_id: str) -> UUID | None:
        raise NobodyActs("This was asked for nobody.")


async def test_a_kernel_whose_owner_is_gone_does_not_end_it_either() -> None:
    link, server = Ownerless(), SimpleNamespace(kernel_manager=Known(), session_manager=None)
    await IdleKernels(server, cast(Any, link), cast(Any, None), OneUser(), timedelta(minutes=1)).sweep()
    assert link.asked == ["first", "second"]


async def test_a_kernel_that_ends_meanwhile_does_not_end_the_looking_after_the_others() -> None:
    link, server = Link(), SimpleNamespace(kernel_manager=Ending(), session_manager=None)
    await IdleKernels(server, cast(Any, link), cast(Any, None), OneUser(), timedelta(minutes=1)).sweep()
    assert link.asked == ["first", "second"]

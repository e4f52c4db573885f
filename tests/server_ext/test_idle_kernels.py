"""Looking after idle kernels goes on, whatever ends meanwhile."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from jupyter_interview_server.idle_kernels import IdleKernels


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


async def test_a_kernel_that_ends_meanwhile_does_not_end_the_looking_after_the_others() -> None:
    link, server = Link(), SimpleNamespace(kernel_manager=Ending(), session_manager=None)
    await IdleKernels(server, cast(Any, link), cast(Any, None), timedelta(minutes=1)).sweep()
    assert link.asked == ["first", "second"]

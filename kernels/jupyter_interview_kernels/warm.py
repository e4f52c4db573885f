"""Kernels started in advance: up, answering, and nobody's until a provisioner takes one.

A container from here serves one interview at most, as any does, and has run nobody's code when it is handed out. Its
session's key was made for it here and is in no other container. It was started before anybody knew for whom, so its
label names the pool as its owner; the reaper goes by its lease, which is the server's.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass

from jupyter_interview.domain.limits import LIMITS
from jupyter_interview.errors import SandboxUnavailable

from . import folders
from .engine import image_name, run_blocking
from .kernel_container import KernelContainer, Recipe, answered
from .labels import deployment_id, lease_id
from .pool import Pool, size_that_fits
from .scrub import remove_folder

log = logging.getLogger(__name__)

POOLED = "pool"
READY_SECONDS = 60.0
ANSWER_SECONDS = 5.0
"""Then it is asked again, and looked whether it lives."""
REFILL_SECONDS = 3.0
"""Between handing one out and starting the next: who has just got one begins to work, and needs the processors."""


@dataclass(frozen=True)
class WarmKernel:
    """A kernel that answers. Whoever takes it owns the container and its folder."""

    container: KernelContainer
    key: bytes

    @property
    def alive(self) -> bool:
        return self.container.alive


class WarmKernels:
    """A process's pools, one a recipe, each made when it is first prepared. All methods belong to one event loop."""

    def __init__(self, size: int) -> None:
        """`size` kernels a recipe; fewer where memory is short, as if each used all that it may."""
        self._size = size_that_fits(size, LIMITS.memory_bytes)
        self._pools: dict[Recipe, Pool[WarmKernel]] = {}
        self._discards: set[asyncio.Task[None]] = set()

    def prepare(self, recipe: Recipe) -> None:
        """Have kernels of this recipe ready soon."""
        if recipe not in self._pools:
            self._pools[recipe] = self._pool(recipe)
        self._pools[recipe].fill()

    async def take(self, recipe: Recipe) -> WarmKernel | None:
        """One that is ready or just being made, or None: start one then. A recipe never prepared has none."""
        pool = self._pools.get(recipe)
        if pool is None:
            return None
        found = await pool.take_soon()
        asyncio.get_running_loop().call_later(REFILL_SECONDS, pool.fill)
        return found

    def levels(self) -> dict[str, tuple[int, int]]:
        """For each language that was prepared, how many kernels are ready, and how many there should be."""
        return {recipe.language: (pool.level, pool.size) for recipe, pool in self._pools.items()}

    async def close(self) -> None:
        """Keep none ready any more, and wait until all of them are gone."""
        for pool in self._pools.values():
            await pool.close()
        await asyncio.gather(*self._discards, return_exceptions=True)

    def _pool(self, recipe: Recipe) -> Pool[WarmKernel]:
        async def make() -> WarmKernel:
            folder = await run_blocking(folders.create, lease_id(), deployment_id())
            kernel = WarmKernel(KernelContainer(recipe, folder, owner=POOLED), secrets.token_hex(32).encode())
            try:
                await kernel.container.start(kernel.key)
                await _until_ready(kernel)
            except BaseException:
                self._discard(kernel)
                raise
            # Until a provisioner takes it, who then wants to hear of its end itself.
            kernel.container.on_end(lambda _: pool.lost(kernel))
            return kernel

        name = f"kernel {recipe.language}"
        pool = Pool(make, self._discard, lambda kernel: kernel.alive, size=self._size, name=name)
        return pool

    def _discard(self, kernel: WarmKernel) -> None:
        async def discard() -> None:
            container = kernel.container
            await container.remove()
            await run_blocking(remove_folder, container.folder, image_name(container.recipe.language))

        task = asyncio.get_running_loop().create_task(discard(), name="kernel discard")
        self._discards.add(task)
        task.add_done_callback(self._discards.discard)


async def _until_ready(kernel: WarmKernel) -> None:
    """Until the kernel has answered a request. Raises SandboxUnavailable when it ends or says nothing."""
    container = kernel.container
    try:
        async with asyncio.timeout(READY_SECONDS):
            await container.ready()
            while container.alive:
                if await answered(container, kernel.key, ANSWER_SECONDS):
                    return
    except TimeoutError:
        log.warning("a kernel started in advance did not answer within %.0f s", READY_SECONDS)
    raise SandboxUnavailable("A kernel started in advance did not become ready.")


class _Installed:
    """jupyter_client makes the provisioners, and gives them nothing of ours: they find the process's pools here."""

    pools: WarmKernels | None = None


def install(pools: WarmKernels | None) -> None:
    """Provisioners of this process take their first kernel from `pools`."""
    _Installed.pools = pools


async def take(recipe: Recipe) -> WarmKernel | None:
    """A kernel of the process's pools, where there are any."""
    return await _Installed.pools.take(recipe) if _Installed.pools is not None else None

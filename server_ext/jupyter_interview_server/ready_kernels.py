"""Kernels of this server that are started before anybody asks for them."""

from __future__ import annotations

import logging
from typing import Any

from jupyter_client.kernelspec import NoSuchKernel

from jupyter_interview_kernels import warm
from jupyter_interview_kernels.provisioner import recipe_of
from jupyter_interview_kernels.warm import WarmKernels

logger = logging.getLogger(__name__)


class ReadyKernels:
    """The process's pools of kernels, which Jupyter's kernel manager then starts from."""

    def __init__(self, serverapp: Any, size: int) -> None:
        self._specs, self._config = serverapp.kernel_spec_manager, serverapp.config
        self._size = size
        self._pools = WarmKernels(size)
        warm.install(self._pools)

    def prepare(self, language: str) -> None:
        """An interview in this language begins or goes on: its notebook will ask for a kernel in a moment."""
        try:
            spec = self._specs.get_kernel_spec(f"interview-{language}")
        except NoSuchKernel:
            logger.warning("no kernel can be made ready: the kernelspec interview-%s is not installed", language)
            return
        self._pools.prepare(recipe_of(spec, self._config))

    def levels(self) -> dict[str, tuple[int, int]]:
        """By language, how many kernels are ready, and how many there should be."""
        return self._pools.levels()

    async def check(self) -> str:
        """What is ready, in a few words."""
        return self.says()

    def says(self) -> str:
        """The same, at once."""
        if not self._size:
            return "none is kept ready"
        levels = self.levels().items()
        return ", ".join(f"{language}: {ready} of {size} kernels ready" for language, (ready, size) in levels) or (
            "none was asked for yet"
        )

    async def close(self) -> None:
        """Take none from the pools any more, and remove what waits in them."""
        warm.install(None)
        await self._pools.close()

"""One user's kernels, and the kernelspecs that a hosted server has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError

from jupyter_interview_kernels.languages import LANGUAGES

SANDBOXED = frozenset(f"interview-{language}" for language in LANGUAGES)


class SandboxedSpecs(KernelSpecManager):
    """Only kernels that run in containers; the base class lists by its settings, but gets any by name."""

    def find_kernel_specs(self) -> dict[str, str]:
        return {name: place for name, place in super().find_kernel_specs().items() if name in SANDBOXED}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        if kernel_name not in SANDBOXED:
            raise NoSuchKernel(kernel_name)
        return super().get_kernel_spec(kernel_name)

    def remove_kernel_spec(self, name: str) -> str:
        raise NoSuchKernel(name)


class TenantKernels(AsyncMappingKernelManager):
    """The kernel manager of one user: what it does not hold is not there for them."""

    def __init__(self, limit: int, accepts: Callable[[], bool], **traits: Any) -> None:
        """`accepts`: whether the server starts kernels, which one that is about to stop does not."""
        self._limit, self._accepts, self._starting = limit, accepts, 0
        traits["default_kernel_name"] = "interview-python"
        super().__init__(**traits)  # type: ignore[no-untyped-call]

    async def start_kernel(  # type: ignore[override]
        self, *, kernel_id: str | None = None, path: str | None = None, **kwargs: Any
    ) -> str:
        """Start one, under an id of the server's choice whatever is asked for: other things go by the ids too."""
        if kernel_id is not None and kernel_id in self:
            return kernel_id
        if not self._accepts():
            raise HTTPError(503, reason="This server is about to stop. Try again in a moment")
        if len(self) + self._starting >= self._limit:
            raise HTTPError(429, reason=f"You may have {self._limit} kernels. Shut one down first")
        self._starting += 1
        try:
            return await super().start_kernel(**kwargs)
        finally:
            self._starting -= 1

    def cwd_for_path(self, path: str, **kwargs: Any) -> str:
        """Nothing of the machine: the kernel's folder is in its container."""
        return self.root_dir

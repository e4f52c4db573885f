"""The kernel without a sandbox, for machines without a container engine: a plain process under rlimits.

It can read the user's files and use the network. It is not handed the server's environment, where keys and database
addresses are, though code of the same user can find those out. What it cannot do is fill the memory, the disk by one
file, or the table of open files; and the watch holds its cells to the same wall time and output as in a container. On
macOS the memory limit is not enforced, since its kernel takes RLIMIT_DATA and ignores it.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Unicode

from jupyter_interview.domain.limits import LIMITS, Limits

from .cell_watch import CellWatch
from .engine import build_context
from .executions import KernelExit
from .iopub import address

POLL_SECONDS = 0.1
RUNTIME_DATA_BYTES = 80 * 1024 * 1024
"""What ipykernel itself counts against RLIMIT_DATA, much of it stacks that are never touched. Measured."""

ENVIRONMENT = re.compile(
    "PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_.*|TZ|TMPDIR|TEMP|TMP|TERM|VIRTUAL_ENV|CONDA_PREFIX|PYTHONPATH"
    "|PYTHONHOME|(LD|DYLD)_LIBRARY_PATH|IPYTHONDIR|MPLCONFIGDIR|XDG_[A-Z]*_(DIR|HOME)|SSL_CERT_(FILE|DIR)|JPY_SESSION_NAME"
)
"""What a program needs of its surroundings. Anything else could be a secret of the server's."""


def rlimits(limits: Limits) -> dict[str, int]:
    """The limits that a process can carry, by their names in the resource module. Bytes and counts."""
    return {
        "DATA": limits.memory_bytes + RUNTIME_DATA_BYTES,
        "FSIZE": limits.tmpfs_bytes,
        "NOFILE": limits.open_files,
        "CORE": 0,
    }


class ProcessProvisioner(LocalProvisioner):
    """jupyter_client's local provisioner, in a process group of its own, with rlimits and the watch."""

    language = Unicode("python", help="Set by the kernelspec: whose kernel program to run.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.watch = CellWatch(self, LIMITS)
        self._expected = False
        self._death: asyncio.Task[None] | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        prepared = await super().pre_launch(**kwargs)
        program = str(build_context(self.language) / "interview_kernel.py")
        prepared["cmd"] = [part.replace("{kernel_program}", program) for part in prepared["cmd"]]
        prepared["env"]["INTERVIEW_RLIMITS"] = json.dumps(rlimits(self.watch.limits))
        # glibc reserves an arena of 64 MB a thread, which would eat the limit unused.
        prepared["env"]["MALLOC_ARENA_MAX"] = "2"
        return prepared

    def _finalize_env(self, env: dict[str, str]) -> None:
        """jupyter_client's hook for what of the server's environment reaches the kernel."""
        super()._finalize_env(env)
        for name in env.keys() - self.kernel_spec.env.keys():
            if not ENVIRONMENT.fullmatch(name):
                del env[name]

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        await self._end_watch()
        self._expected = False
        info = await super().launch_kernel(cmd, **kwargs)
        self.watch.start(address(info))
        self._death = asyncio.get_running_loop().create_task(self._await_death(self.process))
        return info

    async def kill(self, restart: bool = False) -> None:
        self._expected = True
        await super().kill(restart)

    async def terminate(self, restart: bool = False) -> None:
        self._expected = True
        await super().terminate(restart)

    async def shutdown_requested(self, restart: bool = False) -> None:
        self._expected = True

    async def stop_for_limit(self) -> None:
        """Kill such that the manager sees a death and its restarter, where there is one, starts a new kernel."""
        await self.send_signal(signal.SIGKILL)

    async def cleanup(self, restart: bool = False) -> None:
        await self._end_watch()
        await super().cleanup(restart)

    async def _await_death(self, process: Any) -> None:
        while (code := process.poll()) is None:  # noqa: ASYNC110
            # jupyter_client's launcher gives a Popen, which nothing can await.
            await asyncio.sleep(POLL_SECONDS)
        await self.watch.kernel_died(KernelExit(code, exhausted_bytes=None, expected=self._expected))

    async def _end_watch(self) -> None:
        death, self._death = self._death, None
        if death is not None and self.process is not None and self.process.poll() is None:
            death.cancel()
        if death is not None:
            await asyncio.gather(death, return_exceptions=True)
        await self.watch.stop()

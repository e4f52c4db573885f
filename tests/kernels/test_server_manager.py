"""Under Jupyter Server's own kernel manager, whose restarter brings back a kernel that a limit cost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from jupyter_interview.domain.limits import LIMITS

pytestmark = pytest.mark.docker


async def test_a_killed_kernel_comes_back_and_the_watch_goes_on(engine: str, kernelspecs: Path) -> None:
    kernels = AsyncMappingKernelManager(root_dir=str(kernelspecs))
    kernel_id = await kernels.start_kernel(kernel_name="interview-python")
    manager = kernels.get_kernel(kernel_id)
    try:
        watch = manager.provisioner.watch
        watch.limits = msgspec.structs.replace(LIMITS, wall_seconds=1.0)
        container = manager.provisioner.container_id
        client = await _ready(manager)
        client.execute("import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass")
        async with asyncio.timeout(20):
            while manager.provisioner.container_id in (container, None):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        client.stop_channels()
        client = await _ready(manager)
        reply = await client.execute_interactive("6 * 7", timeout=10, output_hook=lambda _: None)
        assert reply["content"]["status"] == "ok"
        client.stop_channels()
    finally:
        await kernels.shutdown_kernel(kernel_id, now=True)
    assert not Path(manager.connection_file).parent.exists()


async def _ready(manager: object) -> AsyncKernelClient:
    client: AsyncKernelClient = manager.client()  # type: ignore[attr-defined]
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    return client

"""The kernel in its container: it works like any kernel, and leaves nothing behind."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from docker.errors import NotFound
from jupyter_client.manager import AsyncKernelManager

from jupyter_interview.errors import SandboxUnavailable
from jupyter_interview_kernels import folders
from jupyter_interview_kernels.engine import engine_api

pytestmark = pytest.mark.docker


async def test_a_cell_runs_and_its_output_comes_back(kernel: Any) -> None:
    ran = await kernel.run("print('out'); 6 * 7")
    assert (ran.status, ran.text) == ("ok", "out\n42")


async def test_interrupt_keeps_the_state(kernel: Any) -> None:
    await kernel.run("x = 5")
    running = asyncio.create_task(kernel.run("import time\ntime.sleep(60)"))
    await asyncio.sleep(0.3)
    await kernel.manager.interrupt_kernel()
    assert (await running).ename == "KeyboardInterrupt"
    assert (await kernel.run("x")).text == "5"


async def test_an_awaiting_cell_can_be_interrupted(kernel: Any) -> None:
    running = asyncio.create_task(kernel.run("import asyncio\nawait asyncio.sleep(60)"))
    await asyncio.sleep(0.3)
    await kernel.manager.interrupt_kernel()
    assert (await running).status == "error"
    assert (await kernel.run("1")).text == "1"


async def test_restart_gives_a_new_container_and_no_old_state(kernel: Any) -> None:
    await kernel.run("x = 5; open('/tmp/left', 'w').write('x'); open('/k/left', 'w').write('x')")
    before = kernel.provisioner.container_id
    await kernel.restart()
    assert kernel.provisioner.container_id != before
    ran = await kernel.run("import os; ('x' in globals(), os.path.exists('/tmp/left'), os.path.exists('/k/left'))")
    assert ran.text == "(False, False, False)"
    with pytest.raises(NotFound):
        engine_api().inspect_container(before)


async def test_shutdown_leaves_no_container_and_no_folder(kernel: Any) -> None:
    container, folder = kernel.provisioner.container_id, Path(kernel.manager.connection_file).parent
    assert folder.is_dir()
    await kernel.run("import os; os.makedirs('/k/deep/er')")
    await kernel.shutdown()
    assert not folder.exists()
    with pytest.raises(NotFound):
        engine_api().inspect_container(container)


async def test_a_kernel_can_be_taken_over_from_its_record(kernel: Any) -> None:
    record = await kernel.provisioner.get_provisioner_info()
    other = type(kernel.provisioner)(kernel_spec=kernel.provisioner.kernel_spec)
    await other.load_provisioner_info(record)
    assert await other.poll() is None
    await other.kill()
    assert await other.wait() == 137
    await other.cleanup()
    assert not Path(record["folder"]).exists()


async def test_without_the_image_the_command_is_named_and_nothing_is_left(
    engine: str, kernelspecs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyter_interview_kernels.kernel_container.image_name", lambda _: "jupyter-interview/none:0")
    before = set(folders.root().iterdir())
    manager = AsyncKernelManager(kernel_name="interview-python")
    with pytest.raises(SandboxUnavailable, match="jupyter interview images build python"):
        await manager.start_kernel()
    assert set(folders.root().iterdir()) <= before


async def test_the_candidate_cannot_reach_the_hosts_files_of_the_kernel(kernel: Any) -> None:
    ran = await kernel.run("import os; (os.listdir('/c'), 'host.json' in os.listdir('/k'), os.access('/c', os.W_OK))")
    assert ran.text == "(['connection.json'], False, False)"


async def test_who_no_longer_waits_for_the_end_leaves_it_to_be_told(kernel: Any) -> None:
    waiting = asyncio.create_task(kernel.provisioner.wait())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert await kernel.provisioner.poll() is None
    await kernel.run("import os; os._exit(7)")
    assert await kernel.provisioner.wait() == 7

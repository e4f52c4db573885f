"""Kernels started in advance: handed out at once, to one interview each, and gone when their server is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from docker.errors import NotFound
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from jupyter_interview_kernels import folders, warm
from jupyter_interview_kernels.engine import engine_api
from jupyter_interview_kernels.kernel_container import Recipe
from jupyter_interview_kernels.labels import instance_id
from jupyter_interview_kernels.provisioner import recipe_of
from jupyter_interview_kernels.warm import WarmKernels
from tests.kernels.conftest import LiveKernel, StartKernel

pytestmark = pytest.mark.docker


@pytest.fixture
def recipe(kernelspecs: Path) -> Recipe:
    return recipe_of(KernelSpecManager().get_kernel_spec("interview-python"))


@pytest.fixture
async def pools(engine: str) -> AsyncIterator[WarmKernels]:
    """This process's pools, of one kernel."""
    made = WarmKernels(1)
    warm.install(made)
    yield made
    warm.install(None)
    await made.close()


async def full(pools: WarmKernels, language: str = "python") -> None:
    async with asyncio.timeout(60):
        while pools.levels()[language] != (1, 1):  # noqa: ASYNC110 - a pool tells nobody
            await asyncio.sleep(0.02)


def running(container: str | None) -> bool:
    try:
        return bool(engine_api().inspect_container(container)["State"]["Running"])
    except NotFound:
        return False


async def test_a_kernel_is_up_before_it_is_asked_for_and_serves_one_manager(
    pools: WarmKernels, recipe: Recipe, start_kernel: StartKernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyter_interview_kernels.warm.REFILL_SECONDS", 0.0)
    pools.prepare(recipe)
    await full(pools)
    waiting = {item["Id"] for item in engine_api().containers()}
    first = await start_kernel("interview-python")
    assert first.provisioner.container_id in waiting
    await full(pools)
    second = await start_kernel("interview-python")
    assert second.provisioner.container_id not in {*waiting, first.provisioner.container_id}
    assert first.manager.session.key != second.manager.session.key
    await first.run("x = 1")
    assert (await second.run("'x' in globals()")).text == "False"


async def test_its_first_cell_is_seen_whoever_is_quick(pools: WarmKernels, recipe: Recipe, kernelspecs: Path) -> None:
    """The watch listens before anybody can ask for a cell, though the kernel could answer at once."""
    pools.prepare(recipe)
    await full(pools)
    manager = AsyncKernelManager(kernel_name="interview-python")
    await manager.start_kernel()
    kernel = LiveKernel(manager)
    try:
        sent = kernel.client.execute("6 * 7")
        await kernel.told(lambda log: bool(log.executions))
        assert [(done.msg_id, done.execution_count) for done in kernel.log.executions] == [(sent, 1)]
    finally:
        await kernel.shutdown()


async def test_a_restart_keeps_the_clients_key_and_brings_a_new_container(
    pools: WarmKernels, recipe: Recipe, start_kernel: StartKernel
) -> None:
    pools.prepare(recipe)
    await full(pools)
    kernel = await start_kernel("interview-python")
    container = kernel.provisioner.container_id
    await kernel.run("x = 1")
    await kernel.restart()
    assert kernel.provisioner.container_id != container
    assert not running(container)
    assert (await kernel.run("'x' in globals()")).text == "False"


async def test_one_that_is_being_made_is_waited_for(
    pools: WarmKernels, recipe: Recipe, start_kernel: StartKernel
) -> None:
    pools.prepare(recipe)
    await asyncio.sleep(0)
    kernel = await start_kernel("interview-python")
    labels = engine_api().inspect_container(kernel.provisioner.container_id)["Config"]["Labels"]
    assert labels["jupyter-interview.owner"] == "pool"


async def test_one_that_died_waiting_is_not_handed_out(
    pools: WarmKernels, recipe: Recipe, start_kernel: StartKernel
) -> None:
    pools.prepare(recipe)
    await full(pools)
    kernels = engine_api().containers(filters={"label": "jupyter-interview.owner=pool"})
    mine = [item["Id"] for item in kernels if "interview_kernel.py" in item["Command"]]
    for container in mine:
        engine_api().kill(container)
    await asyncio.sleep(0.5)
    kernel = await start_kernel("interview-python")
    assert kernel.provisioner.container_id not in mine
    assert (await kernel.run("1")).status == "ok"


async def test_nothing_is_left_when_the_pools_are_closed(pools: WarmKernels, recipe: Recipe) -> None:
    before = set(folders.root().iterdir())
    pools.prepare(recipe)
    await full(pools)
    folder = next(iter(set(folders.root().iterdir()) - before))
    key = json.loads((folder / "c" / "connection.json").read_text())["key"]
    assert len(key) == 64, "a key of its own, which only this process and the kernel know"
    container = next(
        item["Id"]
        for item in engine_api().containers()
        if any(mount["Source"] == str(folder / "k") for mount in item["Mounts"])
    )
    await pools.close()
    assert not running(container)
    assert not folder.exists()


async def test_one_that_is_just_being_started_is_not_left_behind(pools: WarmKernels, recipe: Recipe) -> None:
    """The engine goes on with what it was asked for, whoever does not wait for it any more."""
    own = {"label": ["jupyter-interview.owner=pool", f"jupyter-interview.instance={instance_id()}"]}
    pools.prepare(recipe)
    async with asyncio.timeout(30):
        while not engine_api().containers(all=True, filters=own):  # noqa: ASYNC110 - an engine tells nobody
            await asyncio.sleep(0.005)
    await pools.close()
    assert engine_api().containers(all=True, filters=own) == []


async def test_one_that_dies_waiting_is_replaced(pools: WarmKernels, recipe: Recipe) -> None:
    own = {"label": ["jupyter-interview.owner=pool", f"jupyter-interview.instance={instance_id()}"]}
    pools.prepare(recipe)
    await full(pools)
    [dead] = [item["Id"] for item in engine_api().containers(filters=own)]
    engine_api().kill(dead)
    async with asyncio.timeout(10):
        while pools.levels()["python"] != (0, 1):  # noqa: ASYNC110 - a pool tells nobody
            await asyncio.sleep(0.02)
    await full(pools)
    assert dead not in [item["Id"] for item in engine_api().containers(filters=own)]

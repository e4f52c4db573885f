"""Our kernel in its container next to a plain local ipykernel: start, and one cell's round trip."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from subprocess import DEVNULL
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from sampling import Experiment, Measure, in_turns, ms_since
from traitlets.config import Config

from jupyter_interview_kernels import warm
from jupyter_interview_kernels.provisioner import recipe_of
from jupyter_interview_kernels.warm import WarmKernels

OURS, PLAIN = "interview-python", "python3"
CONTAINER, LOCAL = "container kernel", "local ipykernel"
KERNELS = {OURS: CONTAINER, PLAIN: LOCAL}
POOLED = "container kernel from the pool"
TITLES = {"python": "", "javascript": " (JavaScript)", "java": " (Java)"}
"""After the name of a series."""
STREAMED = "container kernel over the attach stream"
READY_SECONDS = 60
REPLY_SECONDS = 30
LOOK_SECONDS = 0.2
"""Between two looks whether the pool is full."""
REST_SECONDS = 1.5
"""A kernel that waits has then done what its start leaves to do: Java's compiler warms up beside the first requests."""
CELL = "1 + 1"


@asynccontextmanager
async def started(name: str, transport: str = "auto") -> AsyncIterator[AsyncKernelClient]:
    """A kernel that is starting, and a connected client. Shut down at the end."""
    config = Config({"DockerProvisioner": {"transport": transport}})
    manager = AsyncKernelManager(kernel_name=name, config=config)
    # What an ipykernel has to say about TCP belongs in no table.
    await manager.start_kernel(stdout=DEVNULL, stderr=DEVNULL)
    client: AsyncKernelClient = manager.client()
    client.start_channels()
    try:
        yield client
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


async def start_times(languages: tuple[str, ...], rounds: int) -> Experiment:
    """From `start_kernel` to the first reply, and to the end of `wait_for_ready`. Cold for Python alone."""

    async def timed(name: str, series: str, transport: str = "auto") -> Mapping[str, float]:
        began = time.perf_counter()
        async with started(name, transport) as client:
            await reply_to(client, client.kernel_info())
            replied = ms_since(began)
            await client.wait_for_ready(timeout=READY_SECONDS)
            ready = ms_since(began)
        return {f"{series}: ready": ready, f"{series}: first reply": replied}

    def pooled(language: str) -> Measure:
        async def measure() -> Mapping[str, float]:
            async with full_pool(f"interview-{language}"):
                return await timed(f"interview-{language}", POOLED + TITLES[language])

        return measure

    def cold(name: str) -> Measure:
        return lambda: timed(name, KERNELS[name])

    what = (
        "start_kernel to the end of wait_for_ready, which ends with 200 ms of listening in silence, "
        "and to the first kernel_info_reply, which has no such constant in it"
    )
    streamed = partial(timed, OURS, STREAMED, "stream")
    measures = (*map(pooled, languages), cold(OURS), streamed, cold(PLAIN))
    return await in_turns("kernel start", what, "ms", measures, rounds)


@asynccontextmanager
async def full_pool(name: str) -> AsyncIterator[None]:
    """With a kernel of this kernelspec waiting, which the next start takes."""
    pools = WarmKernels(1)
    warm.install(pools)
    try:
        pools.prepare(recipe_of(KernelSpecManager().get_kernel_spec(name)))
        async with asyncio.timeout(READY_SECONDS):
            while not all(level for level, _ in pools.levels().values()):  # noqa: ASYNC110 - a pool tells nobody
                await asyncio.sleep(LOOK_SECONDS)
        await asyncio.sleep(REST_SECONDS)
        yield
    finally:
        warm.install(None)
        await pools.close()


async def cell_times(languages: tuple[str, ...], rounds: int) -> Experiment:
    """From sending a cell to its reply and the kernel being idle again. All kernels live throughout."""

    def cell(series: str, client: AsyncKernelClient) -> Measure:
        async def measure() -> Mapping[str, float]:
            began = time.perf_counter()
            msg_id = client.execute(CELL, allow_stdin=False)
            reply = await reply_to(client, msg_id)
            if reply["content"]["status"] != "ok":
                raise RuntimeError(f"the cell failed in the {series}")
            await idle_after(client, msg_id)
            return {series: ms_since(began)}

        return measure

    async with AsyncExitStack() as kernels:
        clients = {
            CONTAINER + TITLES[language]: await kernels.enter_async_context(started(f"interview-{language}"))
            for language in languages
        }
        clients[STREAMED] = await kernels.enter_async_context(started(OURS, "stream"))
        clients[LOCAL] = await kernels.enter_async_context(started(PLAIN))
        for client in clients.values():
            await client.wait_for_ready(timeout=READY_SECONDS)
        what = f"execute_request of `{CELL}` to its reply and the status idle"
        return await in_turns("cell round trip", what, "ms", tuple(cell(*pair) for pair in clients.items()), rounds)


async def reply_to(client: AsyncKernelClient, msg_id: str) -> dict[str, Any]:
    """The reply on the shell channel. Raises queue.Empty when none comes."""
    while True:
        message: dict[str, Any] = await client.get_shell_msg(timeout=REPLY_SECONDS)
        if message["parent_header"].get("msg_id") == msg_id:
            return message


async def idle_after(client: AsyncKernelClient, msg_id: str) -> None:
    """Wait for the status that ends the request. Raises queue.Empty when it does not come."""
    while True:
        message = await client.get_iopub_msg(timeout=REPLY_SECONDS)
        if message["parent_header"].get("msg_id") == msg_id and message["content"].get("execution_state") == "idle":
            return

"""A process that does nothing but judge, on any host that reaches PostgreSQL, Redis and a container engine."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack

from jupyter_interview.adapters.embedded.attachment import supervise
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.adapters.redis.leases import RedisLeases
from jupyter_interview.adapters.redis.queue import DramatiqQueue
from jupyter_interview.errors import SandboxUnavailable
from jupyter_interview_kernels.engine import BUILD_COMMAND
from jupyter_interview_server import metrics
from jupyter_interview_server.background import keep_lease, name_process, reap
from jupyter_interview_server.judge import Judge
from jupyter_interview_server.room_finder import languages_present
from jupyter_interview_server.wiring import Addresses, Settings

logger = logging.getLogger(__name__)


async def run_worker(
    settings: Settings,
    addresses: Addresses,
    *,
    concurrency: int,
    unsandboxed: bool,
    metrics_port: int | None,
    ready: Callable[[str], None],
    stop: asyncio.Event,
) -> None:
    """Judge until `stop` is set. `ready` is told once, in a sentence, when submissions are taken.

    Prometheus finds the metrics at `metrics_port` of this host's loopback address.

    Raises:
        SandboxUnavailable: nothing could be judged here.
        Unavailable: PostgreSQL or Redis does not answer.
    """
    languages = await languages_present()
    if not languages and not unsandboxed:
        raise SandboxUnavailable(
            f"Nothing can be judged here: no container engine with an image answers. Run `{BUILD_COMMAND}`, or give"
            " --unsandboxed to judge interviews that run without containers."
        )
    name = name_process("worker")
    async with AsyncExitStack() as closing:
        leases = RedisLeases(addresses.redis_url)
        closing.push_async_callback(leases.close)
        await leases.check()
        store = await PostgresStore.open(addresses.database_url, watch=metrics.count)
        closing.push_async_callback(store.close)
        queue = DramatiqQueue(addresses.redis_url)
        closing.callback(queue.close)
        judge = Judge(
            store,
            settings.open_bank(),
            queue,
            name=name,
            concurrency=concurrency,
            pool=settings.judge_pool,
            unsandboxed=unsandboxed,
        )
        background = [keep_lease(leases, name, judge.says), reap(leases)]
        if addresses.embedded is not None:
            background.append(supervise(addresses.embedded))
        if metrics_port is not None:
            closing.callback(metrics.serve(metrics_port))
            background.append(metrics.look(queue, lambda: 0, {"judge": judge.levels}))
        tasks = [asyncio.create_task(work) for work in background]
        closing.push_async_callback(_cancelled, tasks)
        closing.push_async_callback(judge.close)
        judge.start()
        runs = [*languages, *(["code without containers"] if unsandboxed else [])]
        ready(f"{name} judges {concurrency} at a time: {', '.join(runs)}")
        await stop.wait()


async def _cancelled(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

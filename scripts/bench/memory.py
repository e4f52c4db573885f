"""What a kernel holds that waits for its next cell."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from kernel_times import READY_SECONDS, reply_to, started
from sampling import Experiment, Measure, in_turns

from jupyter_interview_kernels.engine import engine_api, run_blocking

IDLE = "idle kernel"
QUIET_SECONDS = 2.0
"""What a start leaves to do is done by then."""


async def idle_memory(languages: tuple[str, ...], rounds: int) -> Experiment:
    """Of each language's container, after its start and one cell."""

    def holding(language: str) -> Measure:
        async def measure() -> Mapping[str, float]:
            async with started(f"interview-{language}") as client:
                await client.wait_for_ready(timeout=READY_SECONDS)
                await reply_to(client, client.execute("1 + 1", allow_stdin=False))
                await asyncio.sleep(QUIET_SECONDS)
                return {f"{IDLE}, {language}": await run_blocking(held_mb, client.parent.provisioner.container_id)}

        return measure

    what = "what its container is charged with, without files that may be dropped; the limit is 256"
    return await in_turns("idle memory", what, "MB", tuple(map(holding, languages)), rounds)


def held_mb(container: str) -> float:
    """As `docker stats` says it, in MB of 2^20 bytes. Blocking."""
    memory: dict[str, Any] = engine_api().stats(container, stream=False, one_shot=True)["memory_stats"]
    inactive = memory["stats"].get("total_inactive_file", memory["stats"].get("inactive_file", 0))
    return float(memory["usage"] - inactive) / 2**20

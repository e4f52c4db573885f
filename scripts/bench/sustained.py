"""Many submissions one after the other: how many a second, and how much processor time each takes."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bare_programs import bare_folder, run_bare
from sampling import Experiment, Measure, in_turns, ms_since
from verdict_times import BARE, TITLES, full
from workload import Workload

from jupyter_interview_kernels.judge.docker_sandbox import DockerSandbox

EACH_NEW = "judge, each of another interview"
NO_POOL = "judge, each of another interview, no pool"
AGAIN = "judge, further ones of as many interviews as run at a time"
POOL_SIZE = 2
"""`InterviewApp.judge_pool`, as it ships."""
PROCESSOR = ": processor"
"""Ends the names of the second kind of series while both are taken."""
NOT_BUSY = (3, 4, 7)
"""Idle, waiting for a disk, taken by another machine: columns of `/proc/stat`, where 8 and 9 are in others too."""


async def sustained(load: Workload, jobs: int, at_once: int, rounds: int) -> tuple[Experiment, Experiment]:
    """Submissions a second, and seconds of processors a submission, in the same rounds.

    Processor time is what the whole machine was busy: engine, containers' set-up and removal, and this process.
    """

    def different(series: str, pool_size: int) -> Measure:
        async def measure() -> Mapping[str, float]:
            sandbox = DockerSandbox(pool_size=pool_size, keep_seconds=0)
            await full(sandbox, load.language)
            with timed(series, jobs) as taken:
                gate = asyncio.Semaphore(at_once)
                await asyncio.gather(*(gated(gate, load.verdict(sandbox, f"bench-{n}")) for n in range(jobs)))
                await sandbox.close()
            return taken

        return measure

    def same() -> Measure:
        async def measure() -> Mapping[str, float]:
            sandbox = DockerSandbox(pool_size=max(POOL_SIZE, at_once), keep_seconds=3600)
            await full(sandbox, load.language)
            with timed(AGAIN, jobs) as taken:
                await asyncio.gather(*(again(sandbox, f"bench-{n}") for n in range(at_once)))
                await sandbox.close()
            return taken

        async def again(sandbox: DockerSandbox, interview: str) -> None:
            for _ in range(jobs // at_once):
                await load.verdict(sandbox, interview)
                await sandbox.settled()

        return measure

    def bare(folder: Path) -> Measure:
        async def measure() -> Mapping[str, float]:
            with timed(BARE, jobs) as taken:
                gate = asyncio.Semaphore(at_once)
                await asyncio.gather(*(gated(gate, asyncio.to_thread(run_bare, load, folder)) for _ in range(jobs)))
            return taken

        return measure

    with bare_folder(load) as folder:
        measures = (different(EACH_NEW, POOL_SIZE), bare(folder), different(NO_POOL, 0), same())
        name = f"sustained{TITLES[load.language]} ({load.name})"
        what = f"{jobs} submissions, {at_once} at a time, until the last container, unused ones too, is removed"
        both = await in_turns(name, what, "1/s", measures, rounds)
    rates = {series: values for series, values in both.samples.items() if not series.endswith(PROCESSOR)}
    seconds = {series: both.samples[f"{series}{PROCESSOR}"] for series in rates}
    name = f"processor{TITLES[load.language]} ({load.name})"
    what = "processor seconds of the whole machine for each of these submissions, set-up and removal included"
    return Experiment(both.name, both.what, "1/s", rates), Experiment(name, what, "s", seconds)


@contextmanager
def timed(series: str, jobs: int) -> Iterator[dict[str, float]]:
    """What the jobs within took, when they are done."""
    taken: dict[str, float] = {}
    began, busy = time.perf_counter(), busy_seconds()
    yield taken
    taken[series] = jobs * 1000 / ms_since(began)
    taken[f"{series}{PROCESSOR}"] = (busy_seconds() - busy) / jobs


def busy_seconds() -> float:
    """Of all processors together, since the machine's start."""
    columns = [int(word) for word in Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:9]]
    return sum(ticks for column, ticks in enumerate(columns) if column not in NOT_BUSY) / os.sysconf("SC_CLK_TCK")


async def gated(gate: asyncio.Semaphore, work: Awaitable[object]) -> None:
    async with gate:
        await work

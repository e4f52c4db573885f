"""From submission to verdict through the judge, next to the bare interpreter and a plain `docker run`."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

from bare_programs import INSIDE, bare_folder, check_answer, command, run_bare
from docker.types import LogConfig, Mount
from peers import llm_sandbox
from sampling import Experiment, Measure, in_turns, ms_since
from workload import Workload

from jupyter_interview.domain.limits import limits_in
from jupyter_interview_kernels.container import container_options
from jupyter_interview_kernels.engine import docker_client, image_name
from jupyter_interview_kernels.judge.docker_sandbox import DockerSandbox
from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox
from jupyter_interview_kernels.labels import labels

JUDGE, PROCESS_JUDGE, BARE = "judge, cold container", "judge, plain process", "bare interpreter"
JUDGE_READY = "judge, since its runner is ready"
WARM = "judge, container from the pool"
KEPT = "judge, container of the last submission"
DOCKER_RUN, EMPTY = "cold docker run", "empty container"
TITLES = {"python": "", "javascript": ", JavaScript", "java": ", Java"}
"""In the name of an experiment."""


async def verdict_times(load: Workload, rounds: int, *, peer: bool = False) -> Experiment:
    """One submission at a time; each begins when nothing of the last is left, but the container in `KEPT`.

    With `peer`, the same through llm-sandbox.
    """
    warm, keeping = DockerSandbox(pool_size=2, keep_seconds=0), DockerSandbox(pool_size=1, keep_seconds=3600)
    with bare_folder(load) as folder, llm_sandbox(load, folder) if peer else nullcontext() as through_peer:
        measures = (
            judging(load),
            # The engine is still busy with a removal when it has answered: these two come after no container.
            bare(load, folder),
            judging_warm(load, warm),
            *((judging_in_process(load),) if load.language == "python" else ()),
            judging_again(load, keeping),
            container(DOCKER_RUN, load, command(load, "python3"), folder, load.bare_answer()),
            container(EMPTY, load, ["true"], folder, ""),
            *((through_peer,) if through_peer is not None else ()),
        )
        what = f"submission to verdict, {load.size}; a container's removal or reset is not in the time"
        try:
            return await in_turns(f"verdict{TITLES[load.language]} ({load.name})", what, "ms", measures, rounds)
        finally:
            await warm.close()
            await keeping.close()


def judging(load: Workload) -> Measure:
    """One submission through the judge: all of it, and the part that a container started in advance would leave."""

    async def measure() -> Mapping[str, float]:
        sandbox = DockerSandbox()
        began = time.perf_counter()
        since_ready = await load.verdict(sandbox)
        elapsed = ms_since(began)
        await sandbox.close()
        return {JUDGE: elapsed, JUDGE_READY: since_ready}

    return measure


def judging_warm(load: Workload, sandbox: DockerSandbox) -> Measure:
    """One submission to a judge whose pool is full; filling it again is not in the time."""

    async def measure() -> Mapping[str, float]:
        await full(sandbox, load.language)
        began = time.perf_counter()
        await load.verdict(sandbox)
        elapsed = ms_since(began)
        await full(sandbox, load.language)  # or it would load the machine under the next measure
        return {WARM: elapsed}

    return measure


def judging_again(load: Workload, sandbox: DockerSandbox) -> Measure:
    """One submission to a judge that has reset the container of the last; the first round, thrown away, has none."""

    async def measure() -> Mapping[str, float]:
        began = time.perf_counter()
        await load.verdict(sandbox)
        elapsed = ms_since(began)
        await sandbox.settled()
        await full(sandbox, load.language)
        return {KEPT: elapsed}

    return measure


async def full(sandbox: DockerSandbox, language: str) -> None:
    sandbox.prepare(language)
    ready, size = sandbox.levels()[language]
    while ready < size:
        await asyncio.sleep(0.02)
        ready, size = sandbox.levels()[language]


def judging_in_process(load: Workload) -> Measure:
    """One submission through the judge that stands in where no engine answers."""

    async def measure() -> Mapping[str, float]:
        began = time.perf_counter()
        await load.verdict(ProcessSandbox())
        return {PROCESS_JUDGE: ms_since(began)}

    return measure


def bare(load: Workload, folder: Path) -> Measure:
    """The same tests in one process of this machine's interpreter."""

    async def measure() -> Mapping[str, float]:
        began = time.perf_counter()
        await asyncio.to_thread(run_bare, load, folder)
        return {BARE: ms_since(began)}

    return measure


def container(series: str, load: Workload, command: list[str], folder: Path, answer: str) -> Measure:
    """One container under the judge's own limits, as `docker run` would have it."""

    async def measure() -> Mapping[str, float]:
        return {series: await asyncio.to_thread(run_container, load.language, command, folder, answer)}

    return measure


def run_container(language: str, command: list[str], folder: Path, answer: str) -> float:
    """Create, start, wait, read the output: milliseconds. Blocking; removes the container afterwards."""
    options = container_options(limits_in(language), labels=labels(role="judge", owner="bench"))
    mounts = [Mount(INSIDE, str(folder), type="bind", read_only=True)]
    # `docker run` reads the output from the log, which the shared options turn off.
    changes = {"init": False, "working_dir": INSIDE, "log_config": LogConfig(type="json-file"), "mounts": mounts}
    began = time.perf_counter()
    created = docker_client().containers.create(image_name(language), command, **{**options, **changes})
    try:
        created.start()
        created.wait()
        output = created.logs(stdout=True, stderr=False)
        elapsed = ms_since(began)
    finally:
        created.remove(force=True, v=True)
    check_answer(output, answer)
    return elapsed

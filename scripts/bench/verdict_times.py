"""From submission to verdict through the judge, next to the bare interpreter and a plain `docker run`."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from docker.types import LogConfig, Mount
from sampling import Experiment, Measure, in_turns, ms_since
from workload import LANGUAGE, Workload

from jupyter_interview.domain.limits import LIMITS
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
BARE_PROGRAM = Path(__file__).with_name("bare.py")
INTERPRETER = str(getattr(sys, "_base_executable", sys.executable))
"""Not the virtual environment's: what that adds to the start would flatter the judge."""
INSIDE = "/bench"


async def verdict_times(load: Workload, rounds: int) -> Experiment:
    """One submission at a time; each begins when nothing of the last is left, but the container in `KEPT`."""
    warm, keeping = DockerSandbox(pool_size=2, keep_seconds=0), DockerSandbox(pool_size=1, keep_seconds=3600)
    with peer_folder(load) as folder:
        peer = f"exec python3 -I {INSIDE}/bare.py < {INSIDE}/job.json"
        measures = (
            judging(load),
            # The engine is still busy with a removal when it has answered: these two come after no container.
            bare(load),
            judging_warm(load, warm),
            judging_in_process(load),
            judging_again(load, keeping),
            container(DOCKER_RUN, ["sh", "-c", peer], folder, load.bare_answer()),
            container(EMPTY, ["true"], folder, ""),
        )
        what = f"submission to verdict, {load.size}; a container's removal or reset is not in the time"
        try:
            return await in_turns(f"verdict ({load.name})", what, "ms", measures, rounds)
        finally:
            await warm.close()
            await keeping.close()


@contextmanager
def peer_folder(load: Workload) -> Iterator[Path]:
    """The bare program and its job where a container's user can read them."""
    with tempfile.TemporaryDirectory(prefix="jupyter-interview-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "bare.py").write_bytes(BARE_PROGRAM.read_bytes())
        (folder / "job.json").write_bytes(load.bare_job())
        yield folder


async def sustained_rates(load: Workload, jobs: int, at_once: int, rounds: int) -> Experiment:
    """Submissions a second when there are always more of them, containers' removal included."""

    def judging_many() -> Measure:
        async def measure() -> Mapping[str, float]:
            sandbox = DockerSandbox()
            began = time.perf_counter()
            await several(lambda: load.verdict(sandbox), jobs, at_once)
            await sandbox.close()
            return {JUDGE: jobs * 1000 / ms_since(began)}

        return measure

    def running_bare_many() -> Measure:
        job = load.bare_job()

        async def measure() -> Mapping[str, float]:
            began = time.perf_counter()
            await several(lambda: asyncio.to_thread(run_bare, job, load.bare_answer()), jobs, at_once)
            return {BARE: jobs * 1000 / ms_since(began)}

        return measure

    what = f"{jobs} submissions, {at_once} at a time, until the last container is removed; {load.size}"
    return await in_turns(f"sustained ({load.name})", what, "1/s", (judging_many(), running_bare_many()), rounds)


async def several(work: Callable[[], Awaitable[object]], jobs: int, at_once: int) -> None:
    """Do `work` `jobs` times, at most `at_once` at a time."""
    gate = asyncio.Semaphore(at_once)

    async def one() -> None:
        async with gate:
            await work()

    await asyncio.gather(*(one() for _ in range(jobs)))


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
        await full(sandbox)
        began = time.perf_counter()
        await load.verdict(sandbox)
        elapsed = ms_since(began)
        await full(sandbox)  # or it would load the machine under the next measure
        return {WARM: elapsed}

    return measure


def judging_again(load: Workload, sandbox: DockerSandbox) -> Measure:
    """One submission to a judge that has reset the container of the last; the first round, thrown away, has none."""

    async def measure() -> Mapping[str, float]:
        began = time.perf_counter()
        await load.verdict(sandbox)
        elapsed = ms_since(began)
        await sandbox.settled()
        await full(sandbox)
        return {KEPT: elapsed}

    return measure


async def full(sandbox: DockerSandbox) -> None:
    sandbox.prepare(LANGUAGE)
    ready, size = sandbox.levels()[LANGUAGE]
    while ready < size:
        await asyncio.sleep(0.02)
        ready, size = sandbox.levels()[LANGUAGE]


def judging_in_process(load: Workload) -> Measure:
    """One submission through the judge that stands in where no engine answers."""

    async def measure() -> Mapping[str, float]:
        began = time.perf_counter()
        await load.verdict(ProcessSandbox())
        return {PROCESS_JUDGE: ms_since(began)}

    return measure


def bare(load: Workload) -> Measure:
    """The same tests in one process of this machine's interpreter."""
    job = load.bare_job()

    async def measure() -> Mapping[str, float]:
        began = time.perf_counter()
        await asyncio.to_thread(run_bare, job, load.bare_answer())
        return {BARE: ms_since(began)}

    return measure


def run_bare(job: bytes, answer: str) -> None:
    """Blocking. Raises RuntimeError when a test failed."""
    done = subprocess.run([INTERPRETER, "-I", str(BARE_PROGRAM)], input=job, capture_output=True, check=True)
    check_answer(done.stdout, answer)


def container(series: str, command: list[str], folder: Path, answer: str) -> Measure:
    """One container under the judge's own limits, as `docker run` would have it."""

    async def measure() -> Mapping[str, float]:
        return {series: await asyncio.to_thread(run_container, command, folder, answer)}

    return measure


def run_container(command: list[str], folder: Path, answer: str) -> float:
    """Create, start, wait, read the output: milliseconds. Blocking; removes the container afterwards."""
    options = container_options(LIMITS, labels=labels(role="judge", owner="bench"))
    mounts = [Mount(INSIDE, str(folder), type="bind", read_only=True)]
    # `docker run` reads the output from the log, which the shared options turn off.
    changes = {"init": False, "log_config": LogConfig(type="json-file"), "mounts": mounts}
    began = time.perf_counter()
    created = docker_client().containers.create(image_name(LANGUAGE), command, **{**options, **changes})
    try:
        created.start()
        created.wait()
        output = created.logs(stdout=True, stderr=False)
        elapsed = ms_since(began)
    finally:
        created.remove(force=True, v=True)
    check_answer(output, answer)
    return elapsed


def check_answer(output: bytes, answer: str) -> None:
    if output.decode().strip() != answer:
        raise RuntimeError(f"the bare program said {output.decode().strip()[:40]!r}, not {answer}")

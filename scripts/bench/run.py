"""Measure kernels and judge against the bare interpreter on this machine, and print the ratios.

    make bench
    make bench BENCH=--keep     the same, kept as the run that the docs show

Exits with 2 and one sentence where no Docker engine answers. See docs/benchmarks/README.md for how to read it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import facts
import report
from bare_programs import missing
from figures import figures
from jupyter_client.kernelspec import NoSuchKernel
from kernel_times import cell_times, start_times
from memory import idle_memory
from peers import LLM_SANDBOX, installed
from sampling import Experiment
from sustained import sustained
from verdict_times import verdict_times
from workload import Workload, ten_tests, workload

from jupyter_interview.errors import InterviewError, SandboxUnavailable
from jupyter_interview_kernels.engine import engine_status
from jupyter_interview_kernels.images import image_present
from jupyter_interview_kernels.judge.docker_sandbox import DockerSandbox

RESULTS = facts.ROOT / "docs" / "benchmarks" / "results"
COMPARED = ("javascript", "java")
"""The languages beside Python, with the workload that the targets are for."""
NOT_SET_UP = 2


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--starts", type=rounds, default=10, help="rounds of kernel starts (%(default)s)")
    parser.add_argument("--cells", type=rounds, default=50, help="rounds of cells (%(default)s)")
    parser.add_argument("--memory", type=rounds, default=3, help="rounds of idle kernels (%(default)s)")
    parser.add_argument("--verdicts", type=rounds, default=20, help="rounds of Python verdicts (%(default)s)")
    parser.add_argument("--others", type=rounds, default=8, help="the same for other workloads (%(default)s)")
    parser.add_argument("--sustained", type=rounds, default=3, help="rounds of sustained load (%(default)s)")
    parser.add_argument("--jobs", type=int, default=8, help="submissions in a round of sustained load (%(default)s)")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder for the JSON and the table")
    parser.add_argument("--keep", action="store_true", help="write over the run that the docs show")
    return parser.parse_args()


def rounds(word: str) -> int:
    """Percentiles need two samples."""
    if int(word) < 2:
        raise ValueError
    return int(word)


def python_workloads() -> tuple[Workload, ...]:
    """What the targets are for; large inputs, little to compute; small inputs; next to nothing but the fixed cost."""
    return (
        ten_tests("python"),
        workload("gift-card-pair", "submit"),
        workload("first-bracket-fault", "submit"),
        workload("first-bracket-fault", "examples"),
    )


async def measure(options: argparse.Namespace) -> tuple[Experiment, ...]:
    loads = python_workloads()
    cpus = os.cpu_count() or 1
    others = [ten_tests(language) for language in COMPARED if there(language)]
    languages = ("python", *(load.language for load in others))
    peer = installed()
    if not peer:
        sys.stderr.write(f"{LLM_SANDBOX} is left out: it is not installed\n")
    rates = [
        await sustained(load, options.jobs // cpus * cpus, cpus, options.sustained) for load in (loads[0], *others)
    ]
    return (
        await start_times(languages, options.starts),
        await cell_times(languages, options.cells),
        await idle_memory(languages, options.memory),
        await verdict_times(loads[0], options.verdicts, peer=peer),
        *[await verdict_times(load, options.others, peer=peer) for load in others],
        *[await verdict_times(load, options.others) for load in loads[1:]],
        *[rate for rate, _ in rates],
        *[seconds for _, seconds in rates],
    )


def there(language: str) -> bool:
    """Whether its image and its bare interpreter are there; says so where they are not."""
    absent = [f"the program {program}" for program in missing(language)]
    absent += [] if image_present(language) else [f"the image {language}"]
    if absent:
        sys.stderr.write(f"{language} is left out: {' and '.join(absent)} is not there\n")
    return not absent


async def run(options: argparse.Namespace) -> report.Result:
    """Raises InterviewError, NoSuchKernel."""
    status = await engine_status()
    if not status.answers:
        raise SandboxUnavailable(status.reason or "No Docker engine answers.")
    await DockerSandbox().check(["python"])
    at, checkout, machine = datetime.now(UTC), facts.checkout(), facts.machine()
    experiments = await measure(options)
    return report.Result(at, checkout, machine, os.getloadavg(), experiments, figures(experiments))


def main() -> int:
    options = arguments()
    try:
        result = asyncio.run(run(options))
    except NoSuchKernel as error:
        sys.stderr.write(f"The kernelspec {error.name} is not installed. Run `make run` once, then try again.\n")
        return NOT_SET_UP
    except InterviewError as error:
        sys.stderr.write(f"{error.message}\n")
        return NOT_SET_UP
    sys.stdout.write(report.text(result))
    sys.stdout.write(
        f"Every sample is in {os.path.relpath(report.write(result, options.results, keep=options.keep))}\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Hold many live interviews on one hosted server at once, and say how long each of them waits.

    make load
    make load LOAD=--keep       the same, kept as the run that the docs show

Takes some five minutes. Exits with 1 where a target was missed, with 2 and a sentence where no Docker engine answers.
See docs/benchmarks/load.md for how to read it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import facts
import load_report
from load_candidates import Candidate, Measured
from load_host import Host, hosting
from load_memory import held, ordinary_server

from jupyter_interview.adapters.questions import FolderBank
from jupyter_interview.errors import InterviewError, SandboxUnavailable
from jupyter_interview_kernels.engine import engine_status

RESULTS = facts.ROOT / "docs" / "benchmarks" / "results"
COMING_IN = 6
"""Candidates that start at once: people do not all sit down in the same second."""
STARTING = 3
"""The same for kernels."""
SETTLING_SECONDS = 5.0
MISSED, NOT_SET_UP = 1, 2


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sessions", type=int, default=200, help="live interviews (%(default)s)")
    parser.add_argument("--kernels", type=int, default=40, help="how many of them have a kernel (%(default)s)")
    parser.add_argument("--seconds", type=float, default=120, help="how long is measured (%(default)s)")
    parser.add_argument("--submissions", type=float, default=1.0, help="submissions a second, of all (%(default)s)")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder for the JSON and the table")
    parser.add_argument("--keep", action="store_true", help="write over the run that the docs show")
    return parser.parse_args()


async def several(at_once: int, works: Sequence[Awaitable[None]]) -> None:
    """All of them, so many at a time."""
    free = asyncio.Semaphore(at_once)

    async def one(work: Awaitable[None]) -> None:
        async with free:
            await work

    await asyncio.gather(*map(one, works))


async def submitting(candidates: Sequence[Candidate], every: float, measured: Measured) -> None:
    """One after the other and each once, at a steady rate, however long the verdicts take."""
    async with asyncio.TaskGroup() as group:
        for candidate in candidates:
            group.create_task(submitted(candidate, measured))
            await asyncio.sleep(every)


async def submitted(candidate: Candidate, measured: Measured) -> None:
    try:
        await candidate.submit()
    except TimeoutError:
        measured.failed("submit: no verdict")


async def own_lag(measured: Measured) -> None:
    """How late this process is itself; until cancelled. Its lateness is in all that it measures."""
    while True:
        since = time.perf_counter() + 0.05
        await asyncio.sleep(0.05)
        measured.took("the candidates' own delay", since)


async def measure(host: Host, options: argparse.Namespace) -> dict[str, Any]:
    bank, measured = FolderBank(), Measured()
    tokens = await host.people(options.sessions)
    candidates = [Candidate(host.url, token, measured, bank) for token in tokens]
    try:
        await candidates[0].come_in()  # what is loaded once is loaded
        before = held(host.process)
        said(f"{options.sessions} candidates come in")
        await several(COMING_IN, [candidate.come_in() for candidate in candidates[1:]])
        joined = held(host.process)
        said(f"{options.kernels} kernels start")
        with_kernels = candidates[: options.kernels]
        await several(STARTING, [candidate.open_kernel() for candidate in with_kernels])
        for candidate in candidates:
            candidate.go_on(kernel=candidate in with_kernels)
        background = [
            asyncio.create_task(submitting(candidates, 1 / options.submissions, measured)),
            asyncio.create_task(own_lag(measured)),
        ]
        await asyncio.sleep(SETTLING_SECONDS)
        said(f"measuring for {options.seconds:g} s")
        host.signal(signal.SIGUSR1)
        measured.counting = True
        await asyncio.sleep(options.seconds)
        measured.counting = False
        host.signal(signal.SIGUSR2)
        after = held(host.process)
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
    finally:
        await asyncio.gather(*[candidate.leave() for candidate in candidates], return_exceptions=True)
    return {
        "ms": {name: sorted(round(value, 1) for value in values) for name, values in measured.ms.items()},
        "errors": measured.errors,
        "loop": json.loads(host.probed.read_text()),
        "memory": {"one session": before, "all joined": joined, "after": after},
    }


def said(what: str) -> None:
    sys.stderr.write(f"{datetime.now():%H:%M:%S} {what}\n")
    sys.stderr.flush()


async def run(options: argparse.Namespace) -> load_report.Result:
    """Raises InterviewError."""
    status = await engine_status()
    if not status.answers:
        raise SandboxUnavailable(status.reason or "No Docker engine answers.")
    at, checkout, machine = datetime.now(UTC), facts.checkout(), facts.machine()
    ordinary = await asyncio.to_thread(ordinary_server)
    with hosting("--HostedServer.kernels_per_user=1", "--InterviewApp.queue_limit=1000") as host:
        figures = await measure(host, options)
    figures["memory"]["ordinary server"] = ordinary
    setup = {name: getattr(options, name) for name in ("sessions", "kernels", "seconds", "submissions")}
    return load_report.Result(at, checkout, machine, os.getloadavg(), setup, figures)


def main() -> int:
    options = arguments()
    try:
        result = asyncio.run(run(options))
    except InterviewError as error:
        sys.stderr.write(f"{error.message}\n")
        return NOT_SET_UP
    sys.stdout.write(load_report.text(result))
    written = load_report.write(result, options.results, keep=options.keep)
    sys.stdout.write(f"Every sample is in {os.path.relpath(written)}\n")
    return MISSED if load_report.missed(result) else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""`jupyter interview worker`: judge what is queued, until the process is told to stop."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
from typing import Any

from jupyter_interview.cli.numbers import positive, processors
from jupyter_interview.cli.servers import located


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "worker",
        help="judge submissions from the queue, on this host or any other that reaches the servers",
        description="Reads the same configuration files as the server. SIGTERM ends it within seconds: what runs is"
        " finished or goes back to the queue.",
    )
    parser.add_argument("--concurrency", type=positive, metavar="N", help="submissions at once; default: one a CPU")
    parser.add_argument(
        "--unsandboxed",
        action="store_true",
        help="also judge interviews that run without containers, as plain processes on this host",
    )
    parser.add_argument(
        "--metrics-port", type=positive, metavar="PORT", help="serve Prometheus metrics there, on the loopback address"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    logging.getLogger("jupyter_interview").setLevel(logging.INFO)
    asyncio.run(_work(arguments.concurrency, arguments.unsandboxed, arguments.metrics_port))
    return 0


async def _work(concurrency: int | None, unsandboxed: bool, metrics_port: int | None) -> None:
    from jupyter_interview_server.app import configured_settings
    from jupyter_interview_server.worker import run_worker

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    settings = configured_settings()
    async with located(settings) as addresses:
        await run_worker(
            settings,
            addresses,
            concurrency=concurrency or processors(),
            unsandboxed=unsandboxed,
            metrics_port=metrics_port,
            ready=lambda sentence: print(sentence, flush=True),
            stop=stop,
        )

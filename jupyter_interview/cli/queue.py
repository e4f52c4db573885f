"""`jupyter interview queue list|retry|drop`: what waits for the judge, and what no worker could judge."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from jupyter_interview.cli.servers import located
from jupyter_interview.cli.table import render
from jupyter_interview.errors import NotFound

if TYPE_CHECKING:
    from jupyter_interview.adapters.redis.dead_letters import DeadLetter
    from jupyter_interview.adapters.redis.queue import DramatiqQueue


def add(commands: Any) -> None:
    queue = commands.add_parser("queue", help="say what waits for the judge; try or drop what no worker could judge")
    actions = queue.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="how many submissions wait, and every dead letter")
    listing.set_defaults(run=run_list)
    for name, run, what in (
        ("retry", run_retry, "queue dead letters again"),
        ("drop", run_drop, "forget dead letters; their submissions stay without a verdict"),
    ):
        parser = actions.add_parser(name, help=what)
        parser.add_argument("ids", nargs="*", metavar="ID", help="default: every dead letter")
        parser.set_defaults(run=run)


def run_list(arguments: argparse.Namespace) -> int:
    return asyncio.run(_list())


def run_retry(arguments: argparse.Namespace) -> int:
    return asyncio.run(_change(arguments.ids, "queued again", lambda queue: queue.retry))


def run_drop(arguments: argparse.Namespace) -> int:
    return asyncio.run(_change(arguments.ids, "dropped", lambda queue: queue.drop))


async def _list() -> int:
    async with _open() as queue:
        depth, letters = await queue.depth(), await queue.dead_letters()
    print(f"{depth.live} live, {depth.batch} batch, {depth.delayed} to be tried again, {letters_words(depth.dead)}")
    if letters:
        rows = [(str(x.submission_id), x.lane, f"{x.since:%Y-%m-%d %H:%M} UTC", x.reason) for x in letters]
        print(render(("submission", "queue", "given up", "last error"), rows))
    return 0


async def _change(
    ids: Sequence[str],
    done: str,
    change: Callable[[DramatiqQueue], Callable[[Sequence[DeadLetter]], Awaitable[None]]],
) -> int:
    async with _open() as queue:
        letters = {str(letter.submission_id): letter for letter in await queue.dead_letters()}
        if unknown := [one for one in ids if one not in letters]:
            raise NotFound(f"There is no dead letter of the submission {unknown[0][:40]}.")
        chosen = [letters[one] for one in ids or letters]
        await change(queue)(chosen)
    print(f"{len(chosen)} {done}")
    return 0


@asynccontextmanager
async def _open() -> AsyncIterator[DramatiqQueue]:
    from jupyter_interview.adapters.redis.queue import DramatiqQueue
    from jupyter_interview_server.app import configured_settings

    async with located(configured_settings()) as addresses:
        queue = DramatiqQueue(addresses.redis_url)
        try:
            yield queue
        finally:
            queue.close()


def letters_words(count: int) -> str:
    return f"{count} dead letter{'' if count == 1 else 's'}"


def age(since: datetime) -> str:
    """How long ago, in its largest whole unit."""
    seconds = int((datetime.now(UTC) - since).total_seconds())
    for unit, length in (("d", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{max(seconds, 0)} s"

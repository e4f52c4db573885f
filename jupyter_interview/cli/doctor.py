"""`jupyter interview doctor`: what is there, what is not, what to type."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from jupyter_interview.cli.queue import age, letters_words
from jupyter_interview.cli.servers import located
from jupyter_interview.cli.table import render
from jupyter_interview.errors import InterviewError, Unavailable


class Finding(msgspec.Struct, frozen=True):
    """One line of the doctor's table."""

    part: str
    ok: bool
    found: str
    remedy: str = ""


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "doctor",
        help="check Docker, images, PostgreSQL, Redis, object store and language model",
        description="Exit code 0: an interview can be sat. 1: something that it needs is missing.",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    findings = asyncio.run(examine())
    if arguments.json:
        print(json.dumps(msgspec.to_builtins(findings), indent=2))
    else:
        rows = [(f.part, "yes" if f.ok else "no", f.found, f.remedy) for f in findings]
        print(render(("part", "there", "what was found", "what to type"), rows))
    needed = {"PostgreSQL", "Redis", "object store"}
    return 0 if all(f.ok for f in findings if f.part in needed) else 1


async def examine() -> list[Finding]:
    """Look at every part, with the settings that the server would read."""
    from jupyter_interview_server.app import configured_settings

    settings = configured_settings()
    findings = [await _engine(), *await _images()]
    try:
        async with located(settings) as addresses:
            findings.append(await _ask("PostgreSQL", "database_url", lambda: _postgres(addresses.database_url)))
            findings.append(await _ask("Redis", "redis_url", lambda: _redis(addresses.redis_url)))
            if findings[-1].ok:
                findings.append(await _queue(addresses.redis_url))
                findings += await _servers(addresses.redis_url)
            findings.append(await _ask("object store", "object_store", lambda: _objects(settings.object_store)))
    except Unavailable as error:
        remedy = "set InterviewApp.database_url and InterviewApp.redis_url"
        findings.append(Finding("PostgreSQL", False, error.message, remedy))
    return [*findings, _language_model()]


async def _engine() -> Finding:
    from jupyter_interview_kernels.engine import engine_status

    status = await engine_status()
    if status.answers:
        return Finding("Docker", True, f"engine {status.version}")
    return Finding("Docker", False, status.reason or "no answer", "install and start Docker; until then: unsandboxed")


async def _images() -> list[Finding]:
    from jupyter_interview.cli.images import describe, megabytes, short
    from jupyter_interview_kernels.engine import engine_status
    from jupyter_interview_kernels.languages import LANGUAGES

    if not (await engine_status()).answers:
        return []
    found = []
    for language in LANGUAGES:
        image = await asyncio.to_thread(describe, language)
        if image["there"]:
            what = f"{image['name']}, {short(image['id'])}, {megabytes(image['size'])}"
            found.append(Finding(f"image {language}", True, what))
        else:
            remedy = f"jupyter interview images build {language}"
            found.append(Finding(f"image {language}", False, image["name"], remedy))
    return found


async def _ask(part: str, setting: str, question: Callable[[], Awaitable[str]]) -> Finding:
    try:
        return Finding(part, True, await question())
    except InterviewError as error:
        return Finding(part, False, error.message, f"put InterviewApp.{setting} right, or leave it out")


async def _postgres(url: str) -> str:
    from jupyter_interview.adapters.postgres.store import PostgresStore

    store = await PostgresStore.open(url)
    try:
        await store.check()
        return "answers, schema up to date"
    finally:
        await store.close()


async def _redis(url: str) -> str:
    from jupyter_interview.adapters.redis.leases import RedisLeases

    leases = RedisLeases(url)
    try:
        await leases.check()
        return "answers"
    finally:
        await leases.close()


async def _queue(url: str) -> Finding:
    """Dead letters are for somebody to look at; how many wait is not for the doctor to judge."""
    from jupyter_interview.adapters.redis.queue import DramatiqQueue

    queue = DramatiqQueue(url)
    try:
        depth, letters = await queue.depth(), await queue.dead_letters()
    except Unavailable as error:
        return Finding("queue", False, error.message, "try again in a moment")
    finally:
        queue.close()
    found = f"{depth.live} live, {depth.batch} batch, {depth.delayed} to be tried again"
    if not letters:
        return Finding("queue", True, f"{found}, no dead letters")
    oldest = f"{letters_words(len(letters))}, the oldest given up {age(letters[0].since)} ago"
    return Finding("queue", False, f"{found}, {oldest}", "jupyter interview queue list, then retry or drop")


async def _servers(url: str) -> list[Finding]:
    """What each server and worker that lives keeps ready, as it said within the last twenty seconds."""
    from jupyter_interview.adapters.redis.leases import RedisLeases

    leases = RedisLeases(url)
    try:
        return [Finding(name, True, says) for name, says in sorted((await leases.servers()).items())]
    except Unavailable as error:
        return [Finding("servers", False, error.message, "try again in a moment")]
    finally:
        await leases.close()


async def _objects(url: str) -> str:
    from jupyter_interview.adapters.objects import open_store

    await open_store(url).check()
    return "answers"


def _language_model() -> Finding:
    return Finding("language model", True, "the authored offline interviewer; it needs no key")

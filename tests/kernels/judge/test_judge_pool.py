"""Containers started in advance: each for one interview, and gone with the sandbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import docker
import msgspec
import pytest

from jupyter_interview.domain.sandbox import RunRequest
from jupyter_interview_kernels.judge.docker_sandbox import POOLED, DockerSandbox
from jupyter_interview_kernels.labels import DEPLOYMENT, LEASE, OWNER, deployment_id, lease_id

Request = Callable[..., RunRequest]
WHO = """
import os, glob
def f(x):
    seen = sorted(glob.glob('/tmp/*') + glob.glob('/dev/shm/*'))
    open(f'/tmp/{x}', 'w').close()
    return open('/etc/hostname').read().strip() + ' ' + ','.join(seen)
"""


@pytest.fixture
async def sandbox(engine: object) -> AsyncIterator[DockerSandbox]:
    made = DockerSandbox(pool_size=2)
    yield made
    await made.close()


@pytest.fixture
def waiting(engine: object) -> Iterator[Callable[[], list[Any]]]:
    """The containers of the pool, through a client of its own."""
    client = docker.from_env()
    filters = {"label": [f"{OWNER}={POOLED}", f"{DEPLOYMENT}={deployment_id()}"]}
    yield lambda: list(client.containers.list(all=True, filters=filters))
    client.close()


async def full(sandbox: DockerSandbox) -> None:
    async with asyncio.timeout(30):
        while sandbox.levels()["python"] != (2, 2):  # noqa: ASYNC110 - the pool tells nobody
            await asyncio.sleep(0.02)


async def test_every_interview_has_a_container_of_its_own(
    sandbox: DockerSandbox, request_for: Request, waiting: Callable[[], list[Any]]
) -> None:
    assert sandbox.levels()["python"] == (0, 2)
    told: list[str] = []
    for number in range(4):
        request = request_for(WHO, (("a",), ("b",)), returns="string", takes="string")
        report = await sandbox.run(msgspec.structs.replace(request, interview_id=f"interview {number}"))
        assert report.sandboxed
        names = {str(result.value).partition(" ")[0] for result in report.results}
        assert len(names) == 1, "one container for all tests of a submission"
        assert [str(result.value).partition(" ")[2] for result in report.results] == ["", ""]
        told += names
        if number:
            continue
        await full(sandbox)
        ready = await asyncio.to_thread(waiting)
        assert {container.labels[LEASE] for container in ready} == {lease_id()}
        assert {container.attrs["HostConfig"]["NetworkMode"] for container in ready} == {"none"}
        hosts = {container.attrs["Config"]["Hostname"] for container in ready}
    assert len(set(told)) == 4
    assert hosts & set(told[1:]), "what was ready was used"
    await sandbox.close()
    assert await asyncio.to_thread(waiting) == []


async def test_one_that_died_while_it_waited_is_never_used(
    sandbox: DockerSandbox, request_for: Request, waiting: Callable[[], list[Any]]
) -> None:
    await sandbox.run(request_for("def f(x): return x"))
    await full(sandbox)
    for container in await asyncio.to_thread(waiting):
        await asyncio.to_thread(container.kill)
    report = await sandbox.run(request_for("def f(x): return x + 1"))
    assert report.results[0].value == 2


async def test_other_limits_than_the_pools_get_a_container_with_them(
    sandbox: DockerSandbox, request_for: Request
) -> None:
    await sandbox.run(request_for("def f(x): return x"))
    await full(sandbox)
    small = request_for("def f(x): return len('y' * (64 << 20))", memory_bytes=48 * 1024 * 1024)
    assert (await sandbox.run(small)).results[0].outcome == "memory_limit"
    assert sandbox.levels()["python"] == (2, 2)
    shorter = await sandbox.run(request_for("def f(x):\n  while True: pass", wall_seconds=0.3))
    assert shorter.results[0].outcome == "time_limit"

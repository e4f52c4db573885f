"""A container that is reset and used again by its interview: as new for the next submission, and never another's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import docker
import msgspec
import pytest

from jupyter_interview.domain.sandbox import RunRequest
from jupyter_interview_kernels.judge.docker_sandbox import DockerSandbox
from jupyter_interview_kernels.labels import DEPLOYMENT, deployment_id

pytestmark = pytest.mark.docker
Request = Callable[..., RunRequest]
HOST = "def f(x): return open('/etc/hostname').read().strip()"


@dataclass(frozen=True)
class Submitting:
    """Submits for one interview or another, and waits until the container is kept or gone."""

    sandbox: DockerSandbox
    request_for: Request

    async def __call__(self, source: str, interview: str = "one", **options: Any) -> Any:
        request = self.request_for(source, **{"returns": "string", **options})
        report = await self.sandbox.run(msgspec.structs.replace(request, interview_id=interview))
        await self.sandbox.settled()
        return report.results[0]

    async def host(self, interview: str = "one", **options: Any) -> str:
        """The name of the container that runs the interview's next submission."""
        result = await self(HOST, interview, **options)
        assert result.outcome == "returned", result
        return str(result.value)


@pytest.fixture
async def submit(engine: object, request_for: Request) -> AsyncIterator[Submitting]:
    sandbox = DockerSandbox(pool_size=1)
    yield Submitting(sandbox, request_for)
    await sandbox.close()
    client = docker.from_env()
    left = client.containers.list(all=True, filters={"label": f"{DEPLOYMENT}={deployment_id()}"})
    client.close()
    assert left == []


LEAVE = """
import builtins, ctypes, os, sys, time
# written in the first submission
libc = ctypes.CDLL(None)
builtins.left = sys.modules["json"].left = 1
def f(x):
    for folder in ("/tmp", "/dev/shm"):
        os.makedirs(folder + "/a/b"); open(folder + "/a/b/c", "w").close()
    libc.shmget(1, 4096, 0o1600); libc.msgget(1, 0o1600); libc.semget(1, 1, 0o1600)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0: time.sleep(1000)
        os._exit(0)
    return open('/etc/hostname').read().strip()
"""
LOOK = """
import builtins, gc, json, os
def f(x):
    seen = os.listdir("/tmp") + os.listdir("/dev/shm")
    seen += [p for p in os.listdir("/proc") if p.isdigit() and int(p) not in (1, os.getpid())]
    seen += [kind for kind in ("shm", "msg", "sem") if len(open(f"/proc/sysvipc/{kind}").readlines()) > 1]
    seen += [module.__name__ for module in (builtins, json) if hasattr(module, "left")]
    gc.unfreeze()
    words = " ".join(["written", "in", "the", SECOND])
    for thing in gc.get_objects():
        inside = thing.values() if type(thing) is dict else thing if isinstance(thing, (list, tuple)) else ()
        seen += ["its code" for item in inside if type(item) in (str, bytes) and words in str(item)]
    return open('/etc/hostname').read().strip() + " " + ",".join(seen)
"""


async def test_the_next_submission_sees_nothing_of_the_last(submit: Submitting) -> None:
    first = await submit(LEAVE)
    second = await submit(LOOK.replace("SECOND", "'first'"))
    assert second.value == f"{first.value} ", "the same container, and nothing in it"
    third = await submit("# written in the third\n" + LOOK.replace("SECOND", "'third'"))
    assert third.value.startswith(f"{first.value} its code"), "it would be seen"


async def test_another_interview_never_gets_it(submit: Submitting) -> None:
    one = await submit.host("one")
    assert await submit.host("two") != one


async def test_other_limits_never_get_it(submit: Submitting) -> None:
    one, small = await submit.host(), await submit.host(memory_bytes=64 * 1024 * 1024)
    assert small != one
    assert await submit.host(memory_bytes=64 * 1024 * 1024, wall_seconds=5.0) == small, "times are the host's"


@pytest.mark.parametrize(
    ("source", "again"),
    [
        ("def f(:", True),
        ("def f(x): raise ValueError", True),
        ("def f(x):\n  while True: pass", True),
        ("def f(x): return 'x' * 10 ** 9", False),
        ("import os\ndef f(x): os.fork() or (bytearray(10 ** 9), os._exit(0)); os.wait(); return ''", False),
        ("def f(x): exit()", False),
        ("import resource\ndef f(x): resource.prlimit(1, resource.RLIMIT_STACK, (2 ** 20, 2 ** 20)); return ''", False),
    ],
    ids=["no code", "raised", "time", "memory", "a child's memory", "exit", "a changed supervisor"],
)
async def test_only_after_an_orderly_run(submit: Submitting, source: str, again: bool) -> None:
    one = await submit.host()
    await submit(source, wall_seconds=0.5 if "while" in source else 10.0)
    assert (await submit.host() == one) is again


async def test_it_is_gone_after_its_time(engine: object, request_for: Request) -> None:
    sandbox = DockerSandbox(pool_size=1, keep_seconds=0.05)
    submit = Submitting(sandbox, request_for)
    one = await submit.host()
    await asyncio.sleep(0.2)
    assert await submit.host() != one
    await sandbox.close()


async def test_closing_while_it_is_reset_leaves_nothing(submit: Submitting) -> None:
    """The fixture looks."""
    for pause in (0.0, 0.001, 0.01):
        sandbox = DockerSandbox(pool_size=1)
        await sandbox.run(submit.request_for("def f(x): return x"))
        await asyncio.sleep(pause)
        await sandbox.close()

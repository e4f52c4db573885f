"""Containers come, go and break: what the host makes of it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import docker
import msgspec
import pytest

from jupyter_interview.domain.sandbox import RunRequest
from jupyter_interview.errors import SandboxUnavailable, UnknownLanguage
from jupyter_interview_kernels import engine as engine_module
from jupyter_interview_kernels.judge import docker_sandbox as module
from jupyter_interview_kernels.judge.docker_sandbox import DockerSandbox
from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox
from jupyter_interview_kernels.judge.protocol import HEAD_BYTES
from jupyter_interview_kernels.judge.stream import Wire
from jupyter_interview_kernels.labels import OWNER, ROLE

Request = Callable[..., RunRequest]
SLEEP = "import time\ndef f(x): time.sleep(5); return x"


class Containers:
    """The engine's view of one interview's containers, through a client of its own."""

    def __init__(self, client: docker.DockerClient, interview: str) -> None:
        self.client, self.interview = client, interview

    def all(self) -> list[Any]:
        return list(self.client.containers.list(all=True, filters={"label": f"{OWNER}={self.interview}"}))

    async def running(self) -> Any:
        """The one container, once it runs."""
        async with asyncio.timeout(20):
            while True:
                for container in await asyncio.to_thread(self.all):
                    if container.status == "running":
                        return container
                await asyncio.sleep(0.05)


@pytest.fixture
def containers(engine: object) -> Iterator[Containers]:
    client = docker.from_env()
    yield Containers(client, uuid4().hex)
    client.close()


@pytest.fixture
def mine(request_for: Request, containers: Containers) -> Request:
    """A request whose container this test can tell from others."""

    def make(*args: Any, **options: Any) -> RunRequest:
        return msgspec.structs.replace(request_for(*args, **options), interview_id=containers.interview)

    return make


async def test_no_container_is_left(docker_sandbox: DockerSandbox, mine: Request, containers: Containers) -> None:
    for source in ("def f(x): return x", "def f(x):\n  while True: pass", "def f(x", "import os\nos.kill(1, 9)"):
        await docker_sandbox.run(mine(source, wall_seconds=0.3))
    await docker_sandbox.close()
    assert containers.all() == []


async def test_a_container_carries_labels_and_limits(
    docker_sandbox: DockerSandbox, mine: Request, containers: Containers
) -> None:
    task = asyncio.create_task(docker_sandbox.run(mine(SLEEP, wall_seconds=1.0)))
    container = await containers.running()
    assert container.labels[ROLE] == "judge"
    host = container.attrs["HostConfig"]
    assert (host["NetworkMode"], host["ReadonlyRootfs"], host["CapDrop"]) == ("none", True, ["ALL"])
    assert host["Memory"] == host["MemorySwap"] == 256 * 1024 * 1024
    assert (await task).results[0].outcome == "time_limit"


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.1, 0.3, 1.5])
async def test_a_cancelled_run_leaves_no_container(mine: Request, containers: Containers, delay: float) -> None:
    sandbox = DockerSandbox()
    task = asyncio.create_task(sandbox.run(mine(SLEEP)))
    await asyncio.sleep(delay)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await sandbox.close()
    assert containers.all() == []


@pytest.mark.parametrize("harm", ["kill", "remove"])
async def test_a_container_ended_from_outside_is_our_failure(
    docker_sandbox: DockerSandbox, mine: Request, containers: Containers, harm: str
) -> None:
    task = asyncio.create_task(docker_sandbox.run(mine(SLEEP)))
    container = await containers.running()
    await asyncio.to_thread(container.kill if harm == "kill" else lambda: container.remove(force=True))
    with pytest.raises(SandboxUnavailable):
        await task


async def test_no_engine_is_our_failure(request_for: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{port}")
    monkeypatch.setattr(engine_module, "_client", None)
    sandbox = DockerSandbox()
    with pytest.raises(SandboxUnavailable, match="Docker"):
        await sandbox.check(["python"])
    with pytest.raises(SandboxUnavailable, match="Docker"):
        await sandbox.run(request_for("def f(x): return x"))
    await sandbox.close()


async def test_a_missing_image_says_what_to_type(
    docker_sandbox: DockerSandbox, request_for: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    await docker_sandbox.check(["python"])
    monkeypatch.setattr(module, "image_name", lambda language: f"jupyter-interview/{language}:none")
    with pytest.raises(SandboxUnavailable, match="images build"):
        await docker_sandbox.check(["python"])
    with pytest.raises(SandboxUnavailable, match="images build"):
        await docker_sandbox.run(request_for("def f(x): return x"))


async def test_unknown_languages_are_refused(request_for: Request) -> None:
    request = msgspec.structs.replace(request_for("x"), language="cobol")
    for sandbox in (DockerSandbox(), ProcessSandbox()):
        with pytest.raises(UnknownLanguage):
            await sandbox.run(request)
        await sandbox.close()


async def test_only_code_and_inputs_go_in(
    docker_sandbox: DockerSandbox, request_for: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every byte that goes to the container."""
    sent: list[bytes] = []
    send = Wire.send

    async def record(self: Wire, data: bytes) -> None:
        sent.append(data)
        await send(self, data)

    monkeypatch.setattr(Wire, "send", record)
    source = "def f(x): return x * 2"
    report = await docker_sandbox.run(request_for(source, ((20011,), (20021,))))
    assert [result.value for result in report.results] == [40022, 40042]
    job = {
        "source": source,
        "kind": "function",
        "name": "f",
        "parameters": ["int"],
        "returns": "int",
        "methods": {},
        "outputBytes": 1024 * 1024,
        "valueBytes": 4 * 1024 * 1024,
        "confine": None,
    }
    heads, bodies = zip(*((data[:HEAD_BYTES].split(), data[HEAD_BYTES:]) for data in sent), strict=True)
    assert msgspec.json.decode(bodies[0]) == job
    assert bodies[1:] == (b"[20011]\n", b"[20021]\n")
    words = ((b"JOB", b"30.000"), (b"TEST", b"10.000"), (b"THEN", b"10.000"))
    assert heads == tuple([*head, b"%d" % len(body)] for head, body in zip(words, bodies, strict=True))


async def test_a_process_run_leaves_no_folder_and_no_secret(
    run_in_process: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("GROQ_API_KEY", "not for candidates")
    source = (
        "import os\ndef f(x):\n  os.mkdir('a'); open('a/b', 'w').close(); os.chmod('a', 0)\n  return sorted(os.environ)"
    )
    report = await run_in_process(source, returns="string[]")
    # macOS adds one of its own.
    assert set(report.results[0].value) <= {"HOME", "LANG", "PATH", "PYTHONHASHSEED", "TMPDIR", "LC_CTYPE"}
    assert list(tmp_path.iterdir()) == []


async def test_a_stopped_process_runner_is_given_up(run_in_process: Any) -> None:
    source = "import os, signal, time\ndef f(x): os.kill(os.getppid(), signal.SIGSTOP); time.sleep(100)"
    report = await run_in_process(source, wall_seconds=0.3)
    assert report.results[0].outcome == "time_limit"


async def test_a_killed_process_runner_is_a_runtime_error(run_in_process: Any) -> None:
    source = "import os, signal, time\ndef f(x): os.kill(os.getppid(), signal.SIGKILL); time.sleep(100)"
    report = await run_in_process(source, ((1,), (2,)))
    assert [result.outcome for result in report.results] == ["exited", "not_run"]
    assert report.evidence.exit_code == 137

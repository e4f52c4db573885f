"""Kernels whose channels travel over the attach stream: as any other, with nothing mounted."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docker.errors import NotFound

from jupyter_interview.domain.limits import LIMITS
from jupyter_interview_kernels import engine as module
from jupyter_interview_kernels.engine import engine_api, image_name
from jupyter_interview_kernels.judge.docker_sandbox import DockerSandbox
from jupyter_interview_kernels.probe import shares_files
from tests.conftest import missing
from tests.kernels.conftest import LiveKernel, StartKernel
from tests.kernels.judge.conftest import request_for

pytestmark = pytest.mark.docker


@pytest.fixture
async def streamed(engine: str, start_kernel: StartKernel) -> LiveKernel:
    return await start_kernel("interview-python", "stream")


async def test_it_works_as_any_kernel_and_leaves_nothing(streamed: LiveKernel) -> None:
    container, folder = streamed.provisioner.container_id, Path(streamed.manager.connection_file).parent
    assert engine_api().inspect_container(container)["Mounts"] == []
    assert (await streamed.run("x = input('who? '); x", answer="Ada")).text == "'Ada'"
    running = asyncio.create_task(streamed.run("import time\ntime.sleep(60)"))
    await asyncio.sleep(1)
    await streamed.manager.interrupt_kernel()
    assert (await running).ename == "KeyboardInterrupt"
    assert (await streamed.run("x")).text == "'Ada'"
    await streamed.joined()
    await streamed.restart()
    assert (await streamed.run("'x' in globals()")).text == "False"
    again = streamed.provisioner.container_id
    await streamed.shutdown()
    assert not folder.exists()
    for gone in (container, again):
        with pytest.raises(NotFound):
            engine_api().inspect_container(gone)


async def test_limits_are_told_as_everywhere(streamed: LiveKernel) -> None:
    assert (await streamed.run("print('x' * 900_000)")).text == "x" * 900_000 + "\n"
    await streamed.run("for _ in range(300): print('y' * 10_000)")
    assert streamed.log.reasons[0] == "output_limit"
    if not await streamed.manager.is_alive():
        await streamed.restart()  # a loaded machine lets no interrupt through in a second
    assert (await streamed.run("big = bytearray(10**9)")).status == "dead"
    await streamed.told(lambda log: log.reasons[-1] == "memory_limit")
    assert f"{LIMITS.memory_bytes // 2**20} MB" in streamed.log.notices[-1].text


async def test_the_relay_is_out_of_the_candidates_reach(streamed: LiveKernel) -> None:
    ran = await streamed.run(
        "import os, signal\n"
        "for process in (p for p in os.listdir('/proc') if p.isdigit() and int(p) != os.getpid()):\n"
        "    print('relay.py' in open(f'/proc/{process}/cmdline').read())\n"
        "    for what in ('fd/0', 'fd/1', 'fd/2', 'mem'):\n"
        "        try: open(f'/proc/{process}/{what}', 'wb')\n"
        "        except OSError as error: print(type(error).__name__)\n"
        "for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD):\n"
        "    os.kill(1, number)\n"
    )
    assert ran.text == "True\n" + 4 * "PermissionError\n"
    assert (await streamed.run("'alive'")).text == "'alive'"


async def test_processes_that_lose_their_parent_leave_nothing(streamed: LiveKernel) -> None:
    """The relay is process 1: it buries them, or they would count as processes for ever."""
    ran = await streamed.run(
        "import os, time\n"
        "made = 0\n"
        "while made < 150:\n"
        "    try: child = os.fork()\n"
        "    except BlockingIOError: time.sleep(0.05); continue\n"
        "    if not child:\n"
        "        if not os.fork(): os._exit(0)\n"
        "        os._exit(0)\n"
        "    os.waitpid(child, 0)\n"
        "    made += 1\n"
        "time.sleep(0.5)"
    )
    assert ran.status == "ok"
    assert (await streamed.run("len([p for p in os.listdir('/proc') if p.isdigit()])")).text == "2"


async def test_without_its_sockets_a_new_client_is_still_served(streamed: LiveKernel) -> None:
    await streamed.run("import shutil; shutil.rmtree('/tmp/.kernel')")
    await streamed.joined()


@pytest.mark.parametrize("language", ["javascript", "java"])
async def test_the_other_languages_kernels_do_not_notice(
    language: str, request: pytest.FixtureRequest, start_kernel: StartKernel
) -> None:
    request.getfixturevalue(f"{language}_image")
    kernel = await start_kernel(f"interview-{language}", "stream")
    assert (await kernel.run("6 * 7")).text == "42"
    assert (await kernel.run("while (true) {}")).status in ("error", "dead")
    assert kernel.log.reasons[0] == "time_limit"


async def test_here_the_engine_shares_files(engine: str) -> None:
    assert await shares_files(image_name("python"))


ELSEWHERE = """
import asyncio
from jupyter_client.manager import AsyncKernelManager
from jupyter_interview_kernels import folders

async def main():
    folders.SHARED_MEMORY.joinpath("only-here").touch()
    manager = AsyncKernelManager(kernel_name="interview-python")
    await manager.start_kernel()
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    reply = await client.execute_interactive("6 * 7", timeout=20, output_hook=lambda _: None)
    container = manager.provisioner._container
    print(reply["content"]["status"], type(container._carrier).__name__)
    client.stop_channels()
    await manager.shutdown_kernel(now=True)

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount what others do not see")
def test_an_engine_that_sees_other_files_is_found_out(engine: str, kernelspecs: Path) -> None:
    """In a mount namespace of its own, the server's shared memory is not the engine's."""
    script = kernelspecs / "elsewhere.py"
    script.write_text(ELSEWHERE)
    hide = f"mount -t tmpfs none /dev/shm && exec {sys.executable} {script}"
    ran = subprocess.run(
        ["unshare", "--mount", "sh", "-c", hide], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.stdout == "ok AttachStream\n", ran.stderr


PROXY = """
import asyncio, ssl

async def copy(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()

async def join(reader, writer):
    inner, outer = await asyncio.open_unix_connection("/var/run/docker.sock")
    await asyncio.gather(copy(reader, outer), copy(inner, writer), return_exceptions=True)

async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain("cert.pem", "key.pem")
    server = await asyncio.start_server(join, "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""
CERTIFICATE = (
    "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out cert.pem"
    " -addext subjectAltName=IP:127.0.0.1"
)


@pytest.fixture
def tls_port(engine: str, tmp_path: Path) -> Iterator[int]:
    """The engine behind a TLS port, as one on another machine is. Its certificate is in the folder `tls`."""
    if shutil.which("openssl") is None:
        missing("openssl is not there, which makes the certificate of the engine's port")
    folder = tmp_path / "tls"
    folder.mkdir()
    subprocess.run(CERTIFICATE.split(), cwd=folder, check=True, capture_output=True)
    shutil.copy(folder / "cert.pem", folder / "ca.pem")
    with subprocess.Popen([sys.executable, "-c", PROXY], cwd=folder, stdout=subprocess.PIPE, text=True) as proxy:
        assert proxy.stdout is not None
        yield int(proxy.stdout.readline())
        proxy.kill()


async def test_an_engine_behind_tls_serves_kernels_and_judge(
    tls_port: int, start_kernel: StartKernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{tls_port}")
    monkeypatch.setenv("DOCKER_TLS_VERIFY", "1")
    monkeypatch.setenv("DOCKER_CERT_PATH", str(tmp_path / "tls"))
    for bundle in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(bundle, raising=False)  # requests would prefer it to the engine's own
    monkeypatch.setattr(module, "_client", None)
    kernel = await start_kernel("interview-python", "stream")
    assert (await kernel.run("print('z' * 300_000)")).text == "z" * 300_000 + "\n"
    sandbox = DockerSandbox()
    report = await sandbox.run(request_for("def f(x): return x + 1", [(1,), (2,)]))
    assert [result.outcome for result in report.results] == ["returned", "returned"]
    await sandbox.close()
    await kernel.shutdown()
    module.docker_client().close()

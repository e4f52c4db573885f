"""The kernel without a sandbox: a process, rlimits, and the same watch."""

from __future__ import annotations

import sys
from typing import Any

import msgspec
import pytest

from jupyter_interview.domain.limits import LIMITS

NAME = "interview-python-unsandboxed"


@pytest.fixture
async def process(start_kernel: Any) -> Any:
    return await start_kernel(NAME)


async def test_it_says_what_it_is(process: Any) -> None:
    spec = process.manager.kernel_spec
    assert spec.display_name == "Python 3 (interview, unsandboxed)"
    assert spec.metadata["jupyter_interview"] == {"sandboxed": False}


async def test_a_cell_runs_and_input_works(process: Any) -> None:
    assert (await process.run("print('out'); 6 * 7")).text == "out\n42"
    assert (await process.run("print('hello', input())", answer="Ada")).text == "hello Ada\n"


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not enforce RLIMIT_DATA")
async def test_memory_beyond_the_limit_is_refused_and_the_state_kept(process: Any) -> None:
    await process.run("x = 5")
    fits = LIMITS.memory_bytes * 3 // 4
    assert (await process.run(f"b = bytearray({fits}); del b")).status == "ok"
    assert (await process.run(f"b = bytearray({2 * LIMITS.memory_bytes})")).ename == "MemoryError"
    assert (await process.run("x")).text == "5"


async def test_the_other_rlimits_hold(process: Any) -> None:
    code = "import resource as r; [r.getrlimit(k)[1] for k in (r.RLIMIT_FSIZE, r.RLIMIT_NOFILE, r.RLIMIT_CORE)]"
    assert (await process.run(code)).text == f"[{LIMITS.tmpfs_bytes}, {LIMITS.open_files}, 0]"


async def test_the_watch_holds_it_too(process: Any) -> None:
    process.provisioner.watch.limits = msgspec.structs.replace(LIMITS, wall_seconds=1.0)
    assert (await process.run("while True: pass")).ename == "KeyboardInterrupt"
    deaf = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    assert (await process.run(deaf)).status == "dead"
    assert process.log.reasons == ["time_limit"] * 3
    await process.restart()
    assert (await process.run("1")).text == "1"


async def test_its_death_is_told(process: Any) -> None:
    assert (await process.run("import os; os._exit(3)")).status == "dead"
    assert process.log.reasons == ["died"]


async def test_the_servers_secrets_are_not_handed_to_it(start_kernel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GROQ_API_KEY", "DATABASE_URL", "JUPYTER_TOKEN", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "hidden")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    process = await start_kernel(NAME)
    assert (await process.run("import os; 'hidden' in os.environ.values()")).text == "False"
    assert (await process.run("os.environ['LC_ALL']")).text == "'C.UTF-8'"

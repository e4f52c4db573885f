"""The supervisor's way with an executor that stays: a real one, in a real container, that any code can take over."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.domain.limits import LIMITS
from jupyter_interview_kernels.judge import docker_sandbox
from jupyter_interview_kernels.judge.docker_sandbox import DockerRunner
from jupyter_interview_kernels.judge.protocol import FORGED

from .talk import Talk

pytestmark = pytest.mark.docker
PYTHON = ["/usr/bin/python3", "-S", "/opt/test/scripted_executor.py"]
RUNNER = ["python3", "-s", "-S", "-B", "/opt/judge/runner.py", "scripted", "/tmp", "/opt/test"]
PID = "import os\ndef f(x):\n  return os.getpid()"
CLEAN_CLAIM = '{"outcome":"returned","value":7,"clean":true}\\n'


@pytest.fixture
async def talk(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Talk]:
    shutil.copy(Path(__file__).parent / "scripted_executor.py", tmp_path)
    (tmp_path / "launch.json").write_text(json.dumps({"start": PYTHON, "program": [*PYTHON, "--program"]}))
    for path in (tmp_path.parent, tmp_path, *tmp_path.iterdir()):
        path.chmod(0o755)

    class Scripted(DockerRunner):
        def _options(self) -> dict[str, Any]:
            return {**super()._options(), "volumes": {str(tmp_path): {"bind": "/opt/test", "mode": "ro"}}}

    monkeypatch.setitem(docker_sandbox.COMMANDS, "python", RUNNER)
    runner = Scripted("python", LIMITS, owner="judge-tests")
    try:
        await runner.start()
        yield Talk(runner)
    finally:
        runner.discard()


async def test_a_clean_executor_stays(talk: Talk) -> None:
    assert await talk.job(PID) is None
    first, second = await talk.test(1), await talk.test(2)
    assert (first.outcome, first.message, first.value) == ("returned", None, second.value)
    assert not first.line.oom
    assert (first.line.peak_bytes or 0) > 2**20


UNCLEAN = {
    "a thread": "threading.Thread(target=time.sleep, args=(100,), daemon=True).start()",
    "a process": "os.fork() or time.sleep(100)",
    "a process's process": "os.fork() or (os.setsid(), os.fork() or time.sleep(100), os._exit(0))",
    "a line more": f"os.write(3, 2 * b'{CLEAN_CLAIM}')",
    "a piece of a line more": "write = os.write; os.write = lambda fd, data: write(fd, data + b'x')",
    "a late byte": "threading.Timer(0.05, os.write, (3, b'x')).start(); threading.active_count = lambda: 1",
    "its end": f"os.write(3, b'{CLEAN_CLAIM}'); os._exit(0)",
    "a crash": "os.kill(os.getpid(), 11)",
    "silence": "time.sleep(100)",
    "a flood of answers": "[os.write(3, b'x' * 65536) for _ in iter(int, 1)]",
    "a flood of output": "[os.write(1, b'x' * 65536) for _ in iter(int, 1)]",
    "all memory": "bytearray(10 ** 9)",
    "memory's end in words": "print('FATAL ERROR: heap limit - JavaScript heap out of memory', flush=True); os.abort()",
}
OUTCOMES = {
    "a line more": "exited",
    "a piece of a line more": "exited",
    "a crash": "exited",
    "silence": "time_limit",
    "a flood of answers": "output_limit",
    "a flood of output": "output_limit",
    "all memory": "memory_limit",
    "memory's end in words": "memory_limit",
}


@pytest.mark.parametrize("left", UNCLEAN)
async def test_an_executor_that_is_not_clean_is_replaced(talk: Talk, left: str) -> None:
    """The next test has a new process with the same job, and nothing else runs beside it."""
    source = f"""
import os, threading, time
def f(x):
    if x == 1:
        {UNCLEAN[left]}
    return [os.getpid(), len([p for p in os.listdir('/proc') if p.isdigit()])]
"""
    assert await talk.job(source, returns="int[]") is None
    zero = await talk.test(0)
    first = await talk.test(1, wall=1.0 if left == "silence" else 10.0)
    assert first.outcome == OUTCOMES.get(left, "returned"), first
    if "a line more" in left:
        assert first.message == FORGED
    if left in ("a late byte", "its end"):
        await asyncio.sleep(0.2)  # what comes after the answer has come; a test sent before it would bear it
    second = await talk.test(2)
    assert second.outcome == "returned", second
    assert second.value[0] != zero.value[0]
    assert second.value[1] == 2
    assert not second.line.oom


async def test_an_executor_that_stops_reading_costs_only_the_tests_time(talk: Talk) -> None:
    source = f"import os, time\ndef f(*x):\n  os.write(3, b'{CLEAN_CLAIM}')\n  time.sleep(100)"
    assert await talk.job(source) is None
    assert (await talk.test(1)).value == 7
    deaf = await talk.test("x" * 2**20, wall=0.5)
    assert (deaf.outcome, deaf.line.elapsed_ms >= 500) == ("time_limit", True)
    assert (await talk.test(1)).value == 7


async def test_what_was_sent_ahead_is_dropped_after_a_time_limit(talk: Talk) -> None:
    assert await talk.job("import time\ndef f(x):\n  time.sleep(x)\n  return x") is None
    assert (await talk.test(100, wall=0.3)).outcome == "time_limit"
    await talk.ahead(0)
    await talk.ahead("x" * 2**18)
    said = await talk.test(0)
    assert (said.value, said.line.index) == (0, 1)
    await talk.ahead(0)
    assert (await talk.test(1)).line.index == 2, "the one before it was run, and is told first"


@pytest.mark.parametrize(("source", "word"), [("def f(:", "line 1"), ("# dies", "gave up"), ("# lies", "cannot")])
async def test_what_does_not_compile_is_told_and_forgotten(talk: Talk, source: str, word: str) -> None:
    assert word in (await talk.job(source) or "")
    assert await talk.reset()
    assert await talk.job(PID) is None
    assert (await talk.test(1)).outcome == "returned"


async def test_what_is_printed_is_shown(talk: Talk) -> None:
    assert await talk.job("import sys\ndef f(x):\n  print('out', x)\n  print('err', x, file=sys.stderr)") is None
    for number in (1, 2):
        said = await talk.test(number)
        assert sorted(said.line.output.split("\n")) == ["", f"err {number}", f"out {number}"]


PROGRAM = """
import os, sys, time
text = sys.stdin.read()
print("to the error", file=sys.stderr)
sys.stdout.write(text.upper())
sys.stdout.flush()
if text.startswith("exit"): sys.exit(3)
if text.startswith("raise"): raise ValueError("mine")
if text.startswith("wait"): time.sleep(100)
if text.startswith("quick"): os._exit(0)
if text.startswith("left"): os.fork() or time.sleep(100)
"""


async def test_a_program_has_a_process_for_each_test(talk: Talk) -> None:
    assert await talk.job(PROGRAM, kind="program", name="", parameters=("string",), returns="string") is None
    for text in ("some\né", "", "quick", "left", "x" * 500_000):
        said = await talk.test(text)
        assert (said.outcome, said.value, said.message) == ("returned", text.upper(), None)
        assert "to the error" in said.line.output[: 2**14] or len(text) > 2**14
    for text, outcome, word in (("exit", "exited", "exit code 3"), ("raise", "raised", "mine")):
        said = await talk.test(text)
        assert (said.outcome, said.value) == (outcome, None)
        assert word in (said.message or "")
    assert (await talk.test("wait", wall=0.5)).outcome == "time_limit"
    assert (await talk.test("again")).value == "AGAIN"


async def test_a_reset_leaves_nothing_of_the_job(talk: Talk) -> None:
    source = """
import os, time
def f(x):
    left = os.listdir("/tmp") + os.listdir("/dev/shm")
    open(f"/tmp/{x}", "w").close(); open(f"/dev/shm/{x}", "w").close()
    os.fork() or time.sleep(100) if x == 2 else None
    return [len(left), os.getpid()]
"""
    assert await talk.job(source, returns="int[]") is None
    first = await talk.test(1)
    assert await talk.reset()
    assert await talk.job(source, returns="int[]") is None
    second = await talk.test(2)
    assert (first.value[0], second.value[0]) == (0, 0)
    assert first.value[1] != second.value[1]
    assert second.line.index == 0
    assert await talk.reset()


CHANGES = {
    "a limit": "resource.prlimit(1, resource.RLIMIT_STACK, (2**20, 2**20))",
    "its priority": "os.setpriority(os.PRIO_PROCESS, 1, 5)",
    "its processors": "os.sched_setaffinity(1, {min(os.sched_getaffinity(1))})",
    "its scheduler": "os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0))",
}


@pytest.mark.parametrize("change", CHANGES)
async def test_a_changed_supervisor_does_not_vouch_for_itself(talk: Talk, change: str) -> None:
    assert await talk.job(f"import os, resource\ndef f(x):\n  {CHANGES[change]}\n  return x") is None
    assert (await talk.test(1)).value == 1
    assert not await talk.reset()

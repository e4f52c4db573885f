"""The watch on real kernels: every limit strikes, says so, and what ran is recorded."""

from __future__ import annotations

import asyncio
import hashlib
import time
from typing import Any

import msgspec
import pytest

from jupyter_interview.domain.limits import LIMITS, Limits
from jupyter_interview_kernels.outputs import MAX_RECORDED_BYTES

pytestmark = pytest.mark.docker

DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"


def quick(seconds: float = 1.0) -> Limits:
    return msgspec.structs.replace(LIMITS, wall_seconds=seconds)


async def test_the_real_wall_limit_stops_a_loop_and_keeps_the_state(kernel: Any) -> None:
    await kernel.run("x = 5")
    started = time.monotonic()
    ran = await kernel.run("while True: pass")
    assert LIMITS.wall_seconds <= time.monotonic() - started < LIMITS.wall_seconds + 2
    assert ran.ename == "KeyboardInterrupt"
    assert (await kernel.run("x")).text == "5"
    [notice] = kernel.log.notices
    assert notice.reason == "time_limit"
    assert f"{LIMITS.wall_seconds:g} s" in notice.text
    assert notice.parent_header["msg_id"] == ran.msg_id
    assert [execution.status for execution in kernel.log.executions] == ["ok", "stopped", "ok"]


@pytest.mark.parametrize("code", [DEAF, "sum(range(10**12))"], ids=["ignores SIGINT", "never leaves C"])
async def test_a_cell_that_ignores_the_interrupt_is_killed_with_its_kernel(kernel: Any, code: str) -> None:
    kernel.provisioner.watch.limits = quick()
    started = time.monotonic()
    assert (await kernel.run(code)).status == "dead"
    assert time.monotonic() - started < 6
    assert kernel.log.reasons == ["time_limit", "time_limit"]
    assert kernel.log.executions[0].status == "stopped"
    await kernel.restart()
    assert (await kernel.run("1 + 1")).text == "2"


async def test_waiting_for_input_is_not_run_time(kernel: Any) -> None:
    kernel.provisioner.watch.limits = quick()
    ran = await kernel.run("name = input('who? '); print('hello', name)", answer="Ada", think=2.0)
    assert (ran.status, ran.text) == ("ok", "hello Ada\n")
    assert kernel.log.notices == []


async def test_waiting_for_input_has_a_bound_of_its_own(kernel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jupyter_interview_kernels.cell_watch.STDIN_SECONDS", 1.0)
    ran = await kernel.run("input('who? ')", answer="too late", think=20.0)
    assert ran.ename == "KeyboardInterrupt"
    assert kernel.log.reasons == ["time_limit"]


async def test_an_output_flood_is_stopped_and_the_state_kept(kernel: Any) -> None:
    await kernel.run("x = 5")
    ran = await kernel.run("while True: print('y' * 1000)")
    assert ran.ename == "KeyboardInterrupt"
    assert (await kernel.run("x")).text == "5"
    assert kernel.log.reasons == ["output_limit"]
    assert "1 MB" in kernel.log.notices[0].text


async def test_a_flood_outside_any_cell_costs_the_kernel(kernel: Any) -> None:
    code = "import threading\ndef f():\n    while True: print('z' * 1000)\nthreading.Thread(target=f).start()"
    await kernel.run(code)
    await kernel.told(lambda log: "output_limit" in log.reasons)
    await kernel.dead()


async def test_running_out_of_memory_is_told_with_the_figure(kernel: Any) -> None:
    ran = await kernel.run("b = bytearray(10**9)")
    assert ran.status == "dead"
    [notice] = kernel.log.notices
    assert (notice.reason, notice.parent_header["msg_id"]) == ("memory_limit", ran.msg_id)
    assert f"{LIMITS.memory_bytes // 2**20} MB" in notice.text
    [execution] = kernel.log.executions
    assert (execution.status, execution.source) == ("died", "b = bytearray(10**9)")


async def test_a_death_that_nobody_asked_for_is_told(kernel: Any) -> None:
    assert (await kernel.run("import os; os._exit(3)")).status == "dead"
    assert kernel.log.reasons == ["died"]


async def test_a_restart_by_the_user_is_no_death(kernel: Any) -> None:
    await kernel.run("1")
    await kernel.restart()
    assert kernel.log.notices == []


async def test_executions_are_recorded_faithfully(kernel: Any) -> None:
    code = "import sys\nprint('a'); print('b')\nprint('c', file=sys.stderr)\n'd'"
    ran = await kernel.run(code)
    await kernel.run("1 / 0")
    good, bad = kernel.log.executions
    assert (good.msg_id, good.source, good.status, good.execution_count) == (ran.msg_id, code, "ok", 1)
    assert good.started_at <= good.finished_at
    assert good.started_at.utcoffset() is not None
    assert good.outputs == (
        {"output_type": "stream", "name": "stdout", "text": "a\nb\n"},
        {"output_type": "stream", "name": "stderr", "text": "c\n"},
        {"output_type": "execute_result", "data": {"text/plain": "'d'"}, "metadata": {}, "execution_count": 1},
    )
    assert not good.truncated
    assert (bad.status, bad.outputs[0]["ename"]) == ("error", "ZeroDivisionError")


async def test_long_output_is_capped_but_hashed_whole(kernel: Any) -> None:
    size = 3 * MAX_RECORDED_BYTES
    await kernel.run(f"print('x' * {size}, end='')")
    [execution] = kernel.log.executions
    assert execution.truncated
    kept = execution.outputs[0]["text"]
    assert 0 < len(kept) <= MAX_RECORDED_BYTES
    assert set(kept) == {"x"}
    assert execution.outputs_sha256 == hashlib.sha256(b"stream\0stdout\0" + b"x" * size + b"\0").hexdigest()


async def test_a_broken_observer_disturbs_nobody(kernel: Any, caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def executed(self, execution: Any) -> None:
            raise ValueError("broken")

        def noticed(self, notice: Any) -> None:
            raise ValueError("broken")

    kernel.provisioner.watch.add_observer(Broken())
    kernel.provisioner.watch.limits = quick()
    await kernel.run("while True: pass")
    assert kernel.log.executions[0].status == "stopped"
    assert "an observer of the kernel failed" in caplog.text


async def test_the_end_of_a_cell_is_not_lost_while_the_server_is_busy(kernel: Any) -> None:
    await kernel.run("from IPython.display import display")
    msg_id = kernel.client.execute("for n in range(4000): display(n)")
    await asyncio.sleep(0.1)
    # The whole event loop stands still, as a busy server's would.
    time.sleep(1.5)  # noqa: ASYNC251
    await kernel.told(lambda log: log.executions[-1].msg_id == msg_id)
    assert kernel.log.executions[-1].status == "ok"

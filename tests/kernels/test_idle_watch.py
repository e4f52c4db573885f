"""A kernel that computes while it says that it is idle, by forgery or because a cell left something running."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyter_interview.domain.limits import LIMITS
from jupyter_interview_kernels.cpu import CgroupMeter, EngineMeter, cpu_meter, usage_file
from jupyter_interview_kernels.idle_watch import Account, IdleWatch

WALL = 2.0
MOST = WALL + 28.0
"""The limit, the margin, the grace and two readings make five seconds of a processor, which a loaded machine shares."""

FORGED = """
kernel = get_ipython().kernel
def say(state, parent):
    kernel.session.send(kernel.iopub_socket, 'status', {'execution_state': state}, parent=parent)
say('idle', kernel.get_parent())
"""


def hold(kernel: Any) -> float:
    """To a limit that a test can wait for; the moment from which it counts."""
    kernel.provisioner.watch.limits = msgspec.structs.replace(LIMITS, wall_seconds=WALL)
    return time.monotonic()


@pytest.mark.docker
async def test_a_forged_end_gains_no_time(kernel: Any) -> None:
    began = hold(kernel)
    running = kernel.client.execute(FORGED + "while True: pass")
    await kernel.told(lambda log: bool(log.notices), seconds=MOST)
    assert time.monotonic() - began > WALL
    [notice] = kernel.log.notices
    assert (notice.reason, notice.parent_header["msg_id"], notice.kernel_gone) == ("time_limit", running, False)
    assert f"longer than {WALL:g} s" in notice.text
    assert (await kernel.reply(running))["ename"] == "KeyboardInterrupt"
    assert (await kernel.run("'alive'")).text == "'alive'", "the interrupt ended it, and the variables are kept"


@pytest.mark.docker
async def test_a_forged_end_that_ignores_the_interrupt_costs_the_kernel(kernel: Any) -> None:
    hold(kernel)
    deaf = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    kernel.client.execute(FORGED + deaf)
    await kernel.dead(MOST)
    await kernel.told(lambda log: len(log.notices) == 2)
    assert "variables are gone" in kernel.log.notices[1].text


@pytest.mark.docker
async def test_a_forged_wait_for_input_gains_no_time(kernel: Any) -> None:
    """A person who types costs a cell no time; code that computes meanwhile does."""
    hold(kernel)
    waits = (
        "kernel = get_ipython().kernel\n"
        "kernel.session.send(kernel.iopub_socket, 'interview_stdin', {'waiting': True}, parent=kernel.get_parent())\n"
    )
    running = kernel.client.execute(waits + "while True: pass")
    await kernel.told(lambda log: bool(log.notices), seconds=MOST)
    [notice] = kernel.log.notices
    assert (notice.reason, notice.parent_header["msg_id"], notice.kernel_gone) == ("time_limit", running, False)
    assert (await kernel.reply(running))["ename"] == "KeyboardInterrupt"


@pytest.mark.docker
async def test_forging_further_cells_gains_no_time_either(kernel: Any) -> None:
    """Where it is known what was asked for, a cell that nobody asked for is the code's own doing."""
    hold(kernel)
    again = """
import time
for n in range(1000):
    parent = {'header': {'msg_type': 'execute_request', 'msg_id': f'forged-{n}'}}
    say('busy', parent)
    until = time.monotonic() + 0.5
    while time.monotonic() < until: pass
    say('idle', parent)
"""
    kernel.provisioner.watch.requested("somebody's, for another kernel's cell")
    asked = kernel.client.session.msg("execute_request", {"code": FORGED + again, "silent": False})
    kernel.provisioner.watch.requested(asked["header"]["msg_id"])
    kernel.client.shell_channel.send(asked)
    await kernel.told(lambda log: bool(log.notices), seconds=MOST)
    assert "went on computing" in kernel.log.notices[0].text


LEFT_RUNNING = {
    "python": "import threading\ndef burn():\n    while True: pass\nthreading.Thread(target=burn, daemon=True).start()",
    "javascript": "setInterval(() => { const until = Date.now() + 400; while (Date.now() < until); }, 450)",
    "java": "new Thread(() -> { while (true); }).start();",
}


@pytest.mark.docker
@pytest.mark.parametrize("language", LEFT_RUNNING)
async def test_what_a_cell_leaves_running_is_held_to_the_cells_time(
    language: str, request: pytest.FixtureRequest, start_kernel: Any
) -> None:
    request.getfixturevalue("engine" if language == "python" else f"{language}_image")
    kernel = await start_kernel(f"interview-{language}")
    hold(kernel)
    assert (await kernel.run(LEFT_RUNNING[language])).status == "ok"
    await kernel.dead(MOST)
    await kernel.told(lambda log: len(log.notices) == 2)
    assert kernel.log.reasons == ["time_limit", "time_limit"]
    await kernel.restart()
    assert (await kernel.run("40 + 2")).text == "42"


@pytest.mark.docker
async def test_a_cell_that_leaves_a_sleeper_is_left_alone(kernel: Any) -> None:
    kernel.provisioner.watch.limits = msgspec.structs.replace(LIMITS, wall_seconds=0.5)
    await kernel.run("import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()")
    await asyncio.sleep(2.5)
    assert (await kernel.run("'alive'")).text == "'alive'"
    assert kernel.log.notices == []


class BrokenMeter:
    interval = 0.01

    async def seconds(self) -> float | None:
        raise ValueError("a count in another form")


@pytest.mark.docker
async def test_a_kernel_that_cannot_be_counted_any_more_is_stopped(kernel: Any) -> None:
    await IdleWatch(kernel.provisioner.watch, BrokenMeter()).run()
    await kernel.dead(MOST)
    assert "could no longer be held to its limits" in kernel.log.notices[0].text


@pytest.mark.docker
async def test_group_and_engine_count_the_same(kernel: Any) -> None:
    container = kernel.provisioner.container_id
    meter = await asyncio.to_thread(cpu_meter, container)
    assert isinstance(meter, CgroupMeter), "the engine of these tests is on this machine"
    before = await meter.seconds()
    await kernel.run("import time\nuntil = time.process_time() + 1\nwhile time.process_time() < until: pass")
    after, told = await meter.seconds(), await EngineMeter(container).seconds()
    assert before is not None
    assert after is not None
    assert told is not None
    assert 1.0 <= after - before < 2.0
    assert before + 0.5 < told < after + 1.0


def test_a_group_of_either_version_is_found_and_no_other_containers(tmp_path: Path) -> None:
    processes, cgroups = tmp_path / "proc", tmp_path / "cgroup"
    (processes / "7").mkdir(parents=True)
    old, new = cgroups / "cpu,cpuacct/docker/c1/cpuacct.usage", cgroups / "system.slice/docker-c1.scope/cpu.stat"
    for file in (old, new):
        file.parent.mkdir(parents=True)
        file.write_text("")

    def found(lines: str) -> Path | None:
        (processes / "7" / "cgroup").write_text(lines)
        return usage_file(7, "c1", processes=processes, cgroups=cgroups)

    assert found("3:memory:/docker/c1\n2:cpu,cpuacct:/docker/c1\n0::/docker/c1\n") == old
    assert found("0::/system.slice/docker-c1.scope\n") == new
    assert found("0::/system.slice/docker-c2.scope\n") is None, "a process of that number, but somebody else's"
    assert found("0::/user.slice/docker-c1.scope\n") is None
    assert usage_file(8, "c1", processes=processes, cgroups=cgroups) is None


async def test_both_versions_are_read_in_seconds(tmp_path: Path) -> None:
    old, new = tmp_path / "cpuacct.usage", tmp_path / "cpu.stat"
    old.write_text("1500000000\n")
    new.write_text("usage_usec 1500000\nuser_usec 1000000\nsystem_usec 500000\n")
    assert [await CgroupMeter(file).seconds() for file in (old, new, tmp_path / "gone")] == [1.5, 1.5, None]


def test_computing_is_charged_and_quiet_gives_it_back() -> None:
    account = Account()
    account.cell_ran(9.0)
    assert not account.read(5.0, now=0.0), "the first reading says nothing"
    assert account.read(5.9, now=1.0)
    assert account.charged == pytest.approx(9.9)
    assert not account.read(6.0, now=5.0)
    assert account.charged == pytest.approx(7.9)
    account.forget()
    assert not account.read(16.0, now=15.0), "a cell ran in between, on its own time"
    account.cell_ran(0.1)
    assert account.charged == 0.1

"""The Java kernel in its container: cells, mistakes, input, interrupts, and each limit with what is told of it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import msgspec
import pytest

from jupyter_interview.domain.limits import LIMITS
from jupyter_interview_kernels.container import container_options
from jupyter_interview_kernels.engine import context_files, docker_client, engine_api
from tests.kernels.conftest import SPECS

pytestmark = pytest.mark.docker

CONFIG = json.loads((SPECS / "interview-java" / "kernel.json").read_text())["metadata"]["kernel_provisioner"]["config"]
CATCHES_ALL = "while (true) { try { Thread.sleep(10); } catch (Throwable error) { } }"


async def test_declarations_of_every_kind_last_from_cell_to_cell(java_kernel: Any) -> None:
    cells = {
        "int x = 5;\nint twice(int n) { return 2 * n; }": "",
        "record Point(int x, int y) { int sum() { return x + y; } }": "",
        "class Counter { int count; void add(int n) { count += n; } }\nvar counter = new Counter();": "",
        "counter.add(twice(x)); System.out.println(counter.count);": "10\n",
        "new Point(x, 3).sum()": "8",
        "new int[][] {{1, 2}, {3}}": "[[1, 2], [3]]",
        "Map.of(1, List.of(x))": "{1=[5]}",
        'class Point { public String toString() { return "another é"; } }\nnew Point()': "another é",
    }
    assert {code: (await java_kernel.run(code)).text for code in cells} == cells
    recorded = java_kernel.log.executions
    assert [execution.source for execution in recorded] == list(cells)
    assert [execution.execution_count for execution in recorded] == list(range(1, len(cells) + 1))
    assert {execution.status for execution in recorded} == {"ok"}


async def test_mistakes_are_told_with_the_notebooks_cells_and_lines(java_kernel: Any) -> None:
    async def traceback(code: str) -> tuple[str, str]:
        ran = await java_kernel.run(code)
        return ran.ename, "\n".join(java_kernel.log.executions[-1].outputs[-1]["traceback"])

    name, text = await traceback('int good = 1;\nint bad = "a";')
    assert name == "CompileError"
    assert "line 2: incompatible types" in text
    assert '\nint bad = "a";\n          ^' in text
    await java_kernel.run("int divide(int n) {\n  return 1 / n;\n}")
    name, text = await traceback("int n = 0;\n\ndivide(n)")
    assert name == "java.lang.ArithmeticException"
    assert "/ by zero\n    at divide (cell 2, line 2)\n    at (cell 3, line 3)" in text
    name, text = await traceback("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)")
    assert name == "java.lang.StackOverflowError"
    assert (await java_kernel.run("good")).text == "1"


async def test_input_is_asked_for_line_by_line_and_is_not_run_time(java_kernel: Any) -> None:
    java_kernel.provisioner.watch.limits = msgspec.structs.replace(LIMITS, wall_seconds=1.0)
    ran = await java_kernel.run("new Scanner(System.in).nextLine().length()", answer="héllo", think=1.5)
    assert (ran.text, java_kernel.log.reasons) == ("5", [])


@pytest.mark.parametrize("code", ["while (true) { }", "Thread.sleep(60_000);", "new Scanner(System.in).nextLine()"])
async def test_an_interrupt_ends_the_cell_and_keeps_the_variables(java_kernel: Any, code: str) -> None:
    await java_kernel.run("int x = 5;")
    running = asyncio.create_task(java_kernel.run(code, answer="late", think=60))
    await asyncio.sleep(0.5)
    await java_kernel.manager.interrupt_kernel()
    assert (await asyncio.wait_for(running, 5)).ename == "Interrupted"
    assert (await java_kernel.run("x")).text == "5"


async def test_a_cell_that_catches_everything_costs_the_kernel(java_kernel: Any) -> None:
    java_kernel.provisioner.watch.limits = msgspec.structs.replace(LIMITS, wall_seconds=1.0)
    assert (await java_kernel.run(CATCHES_ALL)).status == "dead"
    assert java_kernel.log.reasons == ["time_limit", "time_limit"]
    assert java_kernel.log.executions[-1].status == "stopped"


async def test_a_full_heap_is_told_with_the_figure_and_the_kernel_starts_again(java_kernel: Any) -> None:
    assert (await java_kernel.run("new int[1_000_000_000]")).ename == "java.lang.OutOfMemoryError"
    assert (await java_kernel.run("1")).text == "1"
    ran = await java_kernel.run("var kept = new ArrayList<long[]>(); while (true) kept.add(new long[100_000]);")
    await java_kernel.told(lambda log: log.notices)
    (notice,) = java_kernel.log.notices
    assert (ran.status, notice.reason, notice.kernel_gone) == ("dead", "memory_limit", True)
    assert f"more than {CONFIG['heap_mb']} MB of memory" in notice.text
    assert java_kernel.log.executions[-1].status == "died"
    await java_kernel.restart()
    assert (await java_kernel.run("1 + 1")).text == "2"


async def test_a_flood_is_stopped_and_the_kernel_lives(java_kernel: Any) -> None:
    await java_kernel.run("int x = 5;")
    ran = await java_kernel.run('while (true) System.out.println("a line of a flood");')
    assert (ran.status, java_kernel.log.reasons) == ("error", ["output_limit"])
    assert LIMITS.output_bytes / 2 < len(ran.text) < 4 * LIMITS.output_bytes
    assert (await java_kernel.run("x")).text == "5"


async def test_threads_beyond_the_limit_fail_and_the_kernel_outlives_them(java_kernel: Any) -> None:
    host = engine_api().inspect_container(java_kernel.provisioner.container_id)["HostConfig"]
    assert (host["PidsLimit"], host["Memory"]) == (CONFIG["pids"], LIMITS.memory_bytes)
    sleeper = "new Thread(() -> { try { Thread.sleep(2000); } catch (InterruptedException e) { } }).start();"
    loop = f"for (; n < {2 * CONFIG['pids']}; n++) {sleeper}"
    ran = await java_kernel.run(f"int n = 0;\ntry {{ {loop} }} finally {{ System.out.println(n); }}")
    assert ran.ename == "java.lang.OutOfMemoryError"
    assert 20 < int(ran.text) < CONFIG["pids"]
    await java_kernel.joined()  # each connection needs threads of its own
    async with asyncio.timeout(10):
        while (await java_kernel.run("n > 20")).text != "true":
            pass  # a cell needs a thread too: it fails until the candidate's have ended


def test_the_archive_of_classes_fits_the_options_that_kernels_start_with(java_image: str) -> None:
    command = ["java", "@/opt/kernel/java.options", "-Xshare:on", "-version"]
    container = docker_client().containers.create(java_image, command, **container_options(LIMITS, labels={}))
    try:
        engine_api().start(container.id)
        assert engine_api().wait(container.id)["StatusCode"] == 0
    finally:
        engine_api().remove_container(container.id, force=True)


def test_the_heap_is_the_one_that_candidates_are_told() -> None:
    assert f"-Xmx{CONFIG['heap_mb']}m" in context_files("java")["java.options"].decode().splitlines()

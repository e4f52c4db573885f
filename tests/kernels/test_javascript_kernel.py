"""The JavaScript kernel in its container: what a notebook expects of it, and the limits that hold it."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest

from jupyter_interview.domain.limits import LIMITS

pytestmark = pytest.mark.docker

CELLS = {
    "a declaration again, of any kind": (
        ["const x = 1; let y = 1; class C {}", "let x = 2; const y = 3; class C {}; x + y"],
        "5",
    ),
    "a function again": (["function f() { return 1 }", "function f() { return 2 }\nf()"], "2"),
    "top-level await": (["const v = await Promise.resolve(6); v * 7"], "42"),
    "what an awaiting cell declares": (["const [a, {b}] = await Promise.resolve([1, {b: 2}])", "a + b"], "3"),
    "an awaiting loop": (["let n = 0; for (const p of [1, 2]) n += await p; n"], "3"),
    "an import": (["import { sep } from 'node:path'; sep"], "'/'"),
    "require": (["require('node:os').EOL"], "'\\n'"),
    "a statement has no value": (["const quiet = 5;"], ""),
    "what promises print": (["Promise.resolve().then(() => console.log('late')); 0"], "late\n0"),
    "a name of Node's own": (["const crypto = 1; crypto + 1"], "2"),
}


async def test_cells(javascript_kernel: Any) -> None:
    seen = {}
    for claim, (cells, _) in CELLS.items():
        seen[claim] = [await javascript_kernel.run(code) for code in cells][-1].text
    assert seen == {claim: expected for claim, (_, expected) in CELLS.items()}


async def test_an_error_names_the_cells_own_line_and_the_next_cell_runs(javascript_kernel: Any) -> None:
    ran = await javascript_kernel.run("function f() {\n  throw new RangeError('no')\n}\nf()")
    assert (ran.status, ran.ename) == ("error", "RangeError")
    traceback = str(javascript_kernel.log.executions[-1].outputs)
    assert "cell [1], line 2" in traceback
    assert "/opt/kernel" not in traceback
    assert "node:" not in traceback
    assert (await javascript_kernel.run("let = = 1")).ename == "SyntaxError"
    assert (await javascript_kernel.run("f.name")).text == "'f'"


@pytest.mark.parametrize("code", ["for (;;);", "await new Promise(resolve => setTimeout(resolve, 60_000))"])
async def test_interrupt_keeps_the_state(javascript_kernel: Any, code: str) -> None:
    await javascript_kernel.run("let x = 5")
    running = asyncio.create_task(javascript_kernel.run(code))
    await asyncio.sleep(0.3)
    await javascript_kernel.manager.interrupt_kernel()
    assert (await running).ename == "Interrupted"
    assert (await javascript_kernel.run("x")).text == "5"


@pytest.mark.parametrize("call", ["await input('Name? ')", "prompt('Name? ')"])
async def test_input_is_asked_for_and_its_wait_is_not_run_time(javascript_kernel: Any, call: str) -> None:
    javascript_kernel.provisioner.watch.limits = msgspec.structs.replace(LIMITS, wall_seconds=1.0)
    ran = await javascript_kernel.run(f"const name = {call}; name.length", answer="Ada", think=1.5)
    assert (ran.status, ran.text) == ("ok", "3")
    assert javascript_kernel.log.notices == []


async def test_nobody_to_ask_is_an_error(javascript_kernel: Any) -> None:
    assert (await javascript_kernel.run("prompt('x')")).status == "error"


async def test_a_flood_is_stopped_and_costs_no_state(javascript_kernel: Any) -> None:
    await javascript_kernel.run("let x = 5")
    await javascript_kernel.run("for (;;) console.log('x'.repeat(1000))")
    await javascript_kernel.told(lambda log: bool(log.notices))
    assert javascript_kernel.log.reasons == ["output_limit"]
    assert (await javascript_kernel.run("x")).text == "5"


async def test_a_cell_over_its_time_is_interrupted(javascript_kernel: Any) -> None:
    javascript_kernel.provisioner.watch.limits = msgspec.structs.replace(LIMITS, wall_seconds=1.0)
    await javascript_kernel.run("for (;;);")
    assert javascript_kernel.log.reasons == ["time_limit"]
    assert (await javascript_kernel.run("1")).text == "1"


async def test_garbage_is_collected_before_memory_runs_out(javascript_kernel: Any) -> None:
    ran = await javascript_kernel.run(
        "let s = 0; for (let i = 0; i < 5000; i++) s += Array(20_000).fill({i}).length; s"
    )
    assert ran.text == "100000000"


@pytest.mark.parametrize(
    "code",
    [
        "const kept = []; for (let i = 0; ; i++) kept.push({ i, text: `${i}` })",
        "const kept = []; for (;;) kept.push(Buffer.alloc(1 << 20, 1))",
    ],
)
async def test_too_much_memory_ends_the_kernel_and_is_named(javascript_kernel: Any, code: str) -> None:
    assert (await javascript_kernel.run(code)).status == "dead"
    await javascript_kernel.told(lambda log: bool(log.notices))
    assert javascript_kernel.log.reasons == ["memory_limit"]

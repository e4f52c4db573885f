"""Java's own: what compiles, and when a JVM goes on with the next test instead of costing it a second."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from jupyter_interview.domain.limits import limits_in
from jupyter_interview_kernels.judge.docker_sandbox import DockerRunner

from .talk import Talk

pytestmark = pytest.mark.docker
SOURCE = """
    class Solution {
        record Point(int x, int y) {}
        static class Truck { int load(int load) { return load; } int deep() { return deep() + 1; } }
        int f(int x) throws Exception {
            System.out.println(new Scanner(new File("/proc/self/stat")).next());
            switch (x) { CASES }
            return 0;
        }
    }
"""
STAYS = (
    "return IntStream.range(0, 9).mapToObj(i -> new Point(i, i)).toList().size();",
    "int load = 1; return new Truck().load(load);",
    "var pool = Executors.newFixedThreadPool(3); pool.submit(() -> 1); pool.shutdown(); return 0;",
    "System.exit(0); return 1;",
    'return String.format("%d%s", 7, EnumSet.allOf(java.math.RoundingMode.class)).length();',
    "throw new IllegalStateException();",
)
IS_REPLACED = {
    "reflection": 'return Class.forName("java.lang.String").getMethod("length").getParameterCount();',
    "a finalizer": "new Object() { protected void finalize() {} }; return 0;",
    "a recursion without end": "return new Truck().deep();",
}

NOT_COMPILED = {
    "class Solution { int f(int x) { return y; } }": (
        "solution.java:1: error: cannot find symbol\n"
        "class Solution { int f(int x) { return y; } }\n"
        "                                       ^\n"
        "  symbol:   variable y\n"
        "  location: class Solution\n"
    ),
    "class Solution {}\nint y = 1;": "all code is in classes",
    "package p; class Solution { List<Integer> y; }": "symbol:   class List",
}


@pytest.fixture
async def talk(java_image: str) -> AsyncIterator[Talk]:
    runner = DockerRunner("java", limits_in("java"), owner="judge-tests")
    try:
        await runner.start()
        yield Talk(runner)
    finally:
        runner.discard()


async def processes(talk: Talk, bodies: tuple[str, ...]) -> list[str]:
    """The process in which each of these ran."""
    cases = "\n".join(f"case {number}: {{ {body} }}" for number, body in enumerate(bodies))
    assert await talk.job(SOURCE.replace("CASES", cases)) is None
    return [(await talk.test(number)).line.output.split()[0] for number in range(len(bodies))]


async def test_it_stays(talk: Talk) -> None:
    found = await processes(talk, STAYS)
    assert len(set(found)) == 1, found


async def test_it_is_replaced(talk: Talk) -> None:
    for what, body in IS_REPLACED.items():
        first, second = await processes(talk, (body, body))
        assert first != second, what
        assert await talk.reset()


async def test_what_does_not_compile_is_shown_as_it_was_written(talk: Talk) -> None:
    """Although the imports that JShell has stand before it, but where it says its package first."""
    for source, part in NOT_COMPILED.items():
        assert part in (await talk.job(source) or ""), source
        assert await talk.reset()

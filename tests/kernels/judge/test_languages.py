"""The executors that stay, of every language, below the real supervisor: one container a language for all tests.

What a test leaves is the next one's test too: a job begins with a reset that must make good.
"""

from __future__ import annotations

import textwrap
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
import pytest_asyncio

from jupyter_interview.domain.limits import limits_in
from jupyter_interview_kernels.judge.docker_sandbox import DockerRunner

from .resident_languages import DIALECTS, ROUND_TRIPS, Dialect, class_of
from .talk import Fresh, Talk

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]


@pytest.fixture(scope="module", params=DIALECTS, ids=lambda dialect: dialect.language)
def dialect(request: pytest.FixtureRequest) -> Dialect:
    found: Dialect = request.param
    request.getfixturevalue(f"{found.language}_image")
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def container(dialect: Dialect) -> AsyncIterator[Talk]:
    runner = DockerRunner(dialect.language, limits_in(dialect.language), owner="judge-tests")
    try:
        await runner.start()
        yield Talk(runner)
    finally:
        runner.discard()


@pytest.fixture
def talk(container: Talk) -> Fresh:
    return Fresh(container)


def methods(kinds: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The job of `class_of`: what each method takes and returns."""
    declared = {
        f"m{at}": {"name": f"m{at}", "parameters": [takes], "returns": returns}
        for at, (takes, returns) in enumerate(kinds)
    }
    return {"kind": "class", "name": "C", "parameters": (), "returns": "json", "methods": declared}


async def test_what_goes_in_comes_out(talk: Fresh, dialect: Dialect) -> None:
    for trips in ROUND_TRIPS:
        source = class_of([dialect.echo.replace("JAVA_TYPE", name) for _, _, name in trips])
        assert await talk.job(source, **methods([(kind, kind) for kind, _, _ in trips])) is None
        operations = [f"m{number}" for number in range(len(trips))]
        said = await talk.test(["C", *operations], [[], *([value] for _, value, _ in trips)])
        assert (said.outcome, said.message) == ("returned", None)
        assert said.value == [None, *(value for _, value, _ in trips)]


async def test_values_are_what_the_language_calls_them(talk: Fresh, dialect: Dialect) -> None:
    job = {"parameters": ("map<int,tree<int>>", "int[]"), "returns": "map<int,tree<int>>"}
    assert await talk.job(dialect.values, **job) is None
    said = await talk.test({"-1": [1, 2, 3]}, [])
    assert (said.message, said.value) == (None, {"7": [2]})


async def test_another_type_is_refused(talk: Fresh, dialect: Dialect) -> None:
    source = class_of([method for method, _ in dialect.wrong])
    assert await talk.job(source, **methods([("int", kind) for _, kind in dialect.wrong])) is None
    for number, (method, _) in enumerate(dialect.wrong):
        said = await talk.test(["C", f"m{number}"], [[], [1]])
        assert (said.outcome, said.value) == ("returned", None), method
        assert (said.message or "").startswith("The returned value has the wrong type: "), method


async def test_a_cycle_is_told_and_not_followed(talk: Fresh, dialect: Dialect) -> None:
    for kind, source in dialect.cycles.items():
        assert await talk.job(source, parameters=(kind,), returns=kind) is None
        assert (await talk.test([1])).message == "The returned value is too large or too deep to compare."


async def test_a_class(talk: Fresh, dialect: Dialect) -> None:
    declared = {
        "put_both": {"name": "putBoth", "parameters": ["int", "linked_list<int>"], "returns": "void"},
        "get": {"name": "get", "parameters": ["int"], "returns": "linked_list<int>"},
        "size": {"name": "size", "parameters": [], "returns": "int"},
    }
    assert await talk.job(dialect.cache, kind="class", name="Cache", returns="json", methods=declared) is None
    operations = (["Cache", "put_both", "get", "get", "size"], [[3], [1, [4, 5]], [1], [2], []])
    assert (await talk.test(*operations)).value == [None, None, [4, 5], [], 1]
    assert (await talk.test(["Cache", "size"], [[3], []])).value == [None, 0]


async def test_a_program(talk: Fresh, dialect: Dialect) -> None:
    assert await talk.job(dialect.program, kind="program", name="", parameters=("string",), returns="string") is None
    said = await talk.test("héllo")
    assert (said.outcome, said.value) == ("returned", "5\n")
    assert "aside\n" in said.line.output
    raised = await talk.test("bad")
    assert raised.outcome == "raised"
    assert ": no\n    at " in (raised.message or "")
    assert "solution.j" in (raised.message or "")
    assert (await talk.test("exit")).outcome == "exited"
    assert (await talk.test("end")).value == "done\n"


async def test_a_compile_error_has_the_cells_lines(talk: Fresh, dialect: Dialect) -> None:
    source, start, part = dialect.compile_error
    message = await talk.job(source) or ""
    assert message.startswith(start)
    assert part in message


async def test_failures_are_told_with_the_cells_lines(talk: Fresh, dialect: Dialect) -> None:
    for source, endings in dialect.failures.items():
        assert await talk.job(textwrap.dedent(source)) is None
        for number, (outcome, part) in enumerate(endings):
            said = await talk.test(number)
            assert said.outcome == outcome, (source, said)
            assert part in (said.message or ""), (source, said)
            assert not any(ours in (said.message or "") for ours in ("/opt/judge", "interview.judge", "reflect"))


@pytest.mark.parametrize("process", ["stays", "is replaced"])
async def test_a_test_sees_nothing_of_the_one_before(talk: Fresh, dialect: Dialect, process: str) -> None:
    assert await talk.job(dialect.leftovers[process]) is None
    assert [(await talk.test(1)).value for _ in range(3)] == [0, 0, 0]


async def test_limits(talk: Fresh, dialect: Dialect) -> None:
    assert await talk.job(dialect.limits) is None
    assert (await talk.test(1, wall=0.5)).outcome == "time_limit"
    assert (await talk.test(3)).outcome == "output_limit"
    assert (await talk.test(4)).value == 4
    assert (await talk.test(2)).outcome == "memory_limit"
    assert (await talk.test(4)).value == 4

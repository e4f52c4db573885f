"""The JavaScript executor below the real supervisor, in its container: values, classes, programs, failures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from jupyter_interview.domain.limits import LIMITS
from jupyter_interview_kernels.judge import docker_sandbox
from jupyter_interview_kernels.judge.docker_sandbox import DockerRunner

from .talk import Talk

pytestmark = pytest.mark.docker
RUNNER = ["python3", "-s", "-S", "-B", "/opt/judge/runner.py", "javascript", "/tmp"]


@pytest.fixture
async def talk(javascript_image: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Talk]:
    monkeypatch.setitem(docker_sandbox.COMMANDS, "javascript", RUNNER)
    runner = DockerRunner("javascript", LIMITS, owner="judge-tests")
    try:
        await runner.start()
        yield Talk(runner)
    finally:
        runner.discard()


async def fresh(talk: Talk, source: str, **job: Any) -> str | None:
    """Another job in the same container."""
    assert await talk.reset()
    return await talk.job(source, **job)


ROUND_TRIPS = [
    ("long", -(2**53) + 1),
    ("int?", None),
    ("float?[]", [None, 0.5, "NaN", "-Infinity"]),
    ("string[][][]", [[["a"], []]]),
    ("map<string,int[]>", {"": [1], "é": []}),
    ("map<int,float>", {"-7": 1.5, "0": "Infinity"}),
    ("linked_list<string>", ["a", "b"]),
    ("linked_list<int>[]", [[], [1, 2, 3]]),
    ("tree<int>", []),
    ("tree<int>", [1, None, 2, 3, None, 4, 5]),
    ("map<string,tree<bool>>", {"x": [True, False]}),
]


async def test_what_goes_in_comes_out(talk: Talk) -> None:
    for kind, value in ROUND_TRIPS:
        assert await fresh(talk, "const f = async x => x", parameters=(kind,), returns=kind) is None
        said = await talk.test(value)
        assert (said.outcome, said.message, said.value) == ("returned", None, value), kind


async def test_values_are_what_the_language_calls_them(talk: Talk) -> None:
    source = """
        function TreeNode(val) { this.val = val; this.left = this.right = null }
        function f(m, l) {
          const root = m.get(-1)
          if (!(m instanceof Map && l instanceof Array && root instanceof TreeNode && root.right.val === 3)) throw l
          return {7: root.left}
        }
    """
    assert await talk.job(source, parameters=("map<int,tree<int>>", "int[]"), returns="map<int,tree<int>>") is None
    assert (await talk.test({"-1": [1, 2, 3]}, [])).value == {"7": [2]}


WRONG = [("1.5", "int"), ("'1'", "int"), ("undefined", "int"), ("[1,,2]", "int[]"), ("[1]", "linked_list<int>")]
WRONG += [("new Map([['1', 1]])", "map<int,int>"), ("({'01': 1})", "map<int,int>"), ("'\\ud800'", "string")]


async def test_another_type_is_refused(talk: Talk) -> None:
    for expression, kind in WRONG:
        assert await fresh(talk, f"function f(x) {{ return {expression} }}", returns=kind) is None
        said = await talk.test(1)
        assert (said.outcome, said.value) == ("returned", None), expression
        assert (said.message or "").startswith("The returned value has the wrong type: "), expression


async def test_a_cycle_is_told_and_not_followed(talk: Talk) -> None:
    for kind, tie in (("linked_list<int>", "x.next = x"), ("tree<int>", "x.left = x")):
        assert await fresh(talk, f"function f(x) {{ {tie}; return x }}", parameters=(kind,), returns=kind) is None
        assert (await talk.test([1])).message == "The returned value is too large or too deep to compare."


async def test_a_class(talk: Talk) -> None:
    source = """
        class Cache {
          constructor(size) { this.values = new Map() }
          putBoth(key, value) { this.values.set(key, value) }
          get(key) { return this.values.get(key) }
          size() { return this.values.size }
        }
    """
    methods = {
        "put_both": {"name": "putBoth", "parameters": ["int", "linked_list<int>"], "returns": "void"},
        "get": {"name": "get", "parameters": ["int"], "returns": "linked_list<int>"},
        "size": {"name": "size", "parameters": [], "returns": "int"},
    }
    assert await talk.job(source, kind="class", name="Cache", returns="json", methods=methods) is None
    operations = (["Cache", "put_both", "get", "get", "size"], [[3], [1, [4, 5]], [1], [2], []])
    assert (await talk.test(*operations)).value == [None, None, [4, 5], [], 1]
    assert (await talk.test(["Cache", "size"], [[3], []])).value == [None, 0]


async def test_a_program(talk: Talk) -> None:
    source = """
        const text = require('fs').readFileSync(0, 'utf8')
        if (text === 'bad') throw new RangeError('no')
        if (text === 'exit') process.exit(3)
        console.error('aside'); console.log(text.length)
    """
    assert await talk.job(source, kind="program", name="", parameters=(), returns="string") is None
    assert [(said.outcome, said.value) for said in [await talk.test("héllo")]] == [("returned", "5\n")]
    raised = await talk.test("bad")
    assert raised.outcome == "raised"
    assert "RangeError: no\n    at solution.js:3:" in (raised.message or "")
    assert (await talk.test("exit")).outcome == "exited"


async def test_failures_are_told_with_the_cells_lines(talk: Talk) -> None:
    message = await talk.job("let x = 1\nlet = = 2")
    assert message is not None
    assert message.startswith("solution.js:2\n")
    assert "SyntaxError" in message
    cases = {
        "function g() {\n  throw new TypeError('no') }\nfunction f() { g() }": ("raised", "at g (solution.js:2:"),
        "const f = async () => { throw 'text' }": ("raised", "Uncaught 'text'"),
        "function f() { return f() + 1 }": ("raised", "Maximum call stack"),
        "function g() {}": ("raised", "The cell defines no function named f."),
        "const f = () => new Promise(() => {})": ("exited", "nothing settles"),
        "const f = () => new Promise(() => setTimeout(() => { throw Error('late') }))": ("raised", "late"),
        "function f(x) { Promise.reject(Error('unseen')); return x }": ("raised", "unseen"),
        "function f() { process.exit(0) }": ("exited", ""),
    }
    for source, (outcome, part) in cases.items():
        assert await fresh(talk, source) is None
        said = await talk.test(1)
        assert said.outcome == outcome, source
        assert part in (said.message or ""), source
        assert "/opt/judge" not in (said.message or "")


@pytest.mark.parametrize("module", ["null", "require('fs')"], ids=["the process stays", "a new process"])
async def test_a_test_sees_nothing_of_the_one_before(talk: Talk, module: str) -> None:
    source = f"""
        var seen
        function f(x) {{
          const places = [globalThis, Array.prototype, console.log, {module}].filter(Boolean)
          const found = [seen, ...places.map(place => place.left)].filter(Boolean)
          seen = 1
          for (const place of places) place.left = 1
          return found.length
        }}
    """
    assert await talk.job(source) is None
    assert [(await talk.test(1)).value for _ in range(3)] == [0, 0, 0]


async def test_limits(talk: Talk) -> None:
    source = """
        function f(x) {
          if (x === 1) for (;;);
          if (x === 2) for (const kept = []; ;) kept.push({ x: `${kept.length}` })
          if (x === 3) for (;;) console.log('flood')
          return x
        }
    """
    assert await talk.job(source) is None
    assert (await talk.test(1, wall=0.5)).outcome == "time_limit"
    assert (await talk.test(3)).outcome == "output_limit"
    assert (await talk.test(4)).value == 4
    assert (await talk.test(2)).outcome == "memory_limit"

"""What real programs get, in the container and in the plain process alike."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

import pytest

from jupyter_interview.domain.sandbox import RunReport

Run = Callable[..., Awaitable[RunReport]]

OUTCOMES = {
    "returns": ("def f(x): return x + 1", "returned"),
    "other function names": ("def helper(x): return x\nf = lambda x: helper(x)", "returned"),
    "module is not main": (
        "def f(x): return x\nif __name__ == '__main__': raise ValueError('ran as a script')",
        "returned",
    ),
    "top-level print": ("print('loading')\ndef f(x): return x", "returned"),
    "dataclass": (
        "from dataclasses import dataclass\n@dataclass\nclass P:\n  x: 'int'\ndef f(x): return P(x).x",
        "returned",
    ),
    "closed stdout": ("import sys\ndef f(x): sys.stdout.close(); return x", "returned"),
    "changed builtins": ("import builtins, json\njson.dumps = None\ndef f(x): builtins.len = None; return x", "exited"),
    "top level raises": ("1 / 0\ndef f(x): return x", "raised"),
    "no such function": ("def g(x): return x", "raised"),
    "not a function": ("f = 3", "raised"),
    "wrong number of arguments": ("def f(): return 1", "raised"),
    "asks for input": ("def f(x): return input()", "raised"),
    "endless recursion": ("def f(x): return f(x)", "raised"),
    "exception whose text fails": ("class E(Exception):\n  def __str__(self): 1/0\ndef f(x): raise E", "raised"),
    "keyboard interrupt": ("def f(x): raise KeyboardInterrupt", "raised"),
    "missing module": ("import numpy\ndef f(x): return x", "raised"),
    "sys.exit": ("import sys\ndef f(x): sys.exit(0)", "exited"),
    "exit": ("def f(x): exit()", "exited"),
    "os._exit": ("import os\ndef f(x): os._exit(0)", "exited"),
    "segfault": ("import ctypes\ndef f(x): ctypes.string_at(0)", "exited"),
    "kills itself": ("import os\ndef f(x): os.kill(os.getpid(), 9)", "exited"),
    "endless loop": ("def f(x):\n  while True: pass", "time_limit"),
    "endless sleep": ("import time\ndef f(x): time.sleep(100)", "time_limit"),
    "endless at top level": ("while True: pass", "time_limit"),
    "ignores signals": (
        "import signal\nfor s in range(1, 65):\n  try: signal.signal(s, signal.SIG_IGN)\n"
        "  except (OSError, ValueError): continue\ndef f(x):\n  while True: pass",
        "time_limit",
    ),
    "print flood": ("def f(x):\n  while True: print('x' * 10000)", "output_limit"),
    "descriptor flood": ("import os\ndef f(x):\n  while True: os.write(1, b'x' * 65536)", "output_limit"),
    "error flood": ("import os\ndef f(x):\n  while True: os.write(2, b'x' * 65536)", "output_limit"),
    "endless line": ("import sys\ndef f(x):\n  while True: sys.stdout.write('x' * 10000)", "output_limit"),
    "syntax error": ("def f(x:\n  return 1", "compile_error"),
    "magic": ("%timeit 1\ndef f(x): return x", "compile_error"),
    "NUL": ("def f(x):\n  return x\0", "compile_error"),
    "too deeply nested": ("def f(x): return " + "(" * 5000 + "x" + ")" * 5000, "compile_error"),
    "return outside": ("return 1", "compile_error"),
}


@pytest.mark.parametrize(("source", "outcome"), OUTCOMES.values(), ids=OUTCOMES)
async def test_outcome(run: Run, source: str, outcome: str) -> None:
    report = await run(source, wall_seconds=1.0)
    assert report.results[0].outcome == outcome, report
    if outcome in ("raised", "exited", "compile_error"):
        assert report.results[0].message
    assert report.evidence.oom_killed is False


RETURNS = [
    ("int", "2 ** 31 - 1", 2**31 - 1),
    ("long", "2 ** 53 - 1", 2**53 - 1),
    ("int", "-0", 0),
    ("float", "0.1", 0.1),
    ("float", "3", 3),
    ("float", "float('nan')", "NaN"),
    ("float", "-float('inf')", "-Infinity"),
    ("bool", "x == 1", True),
    ("string", "'a\\0\\u2028é\\n'", "a\0\u2028é\n"),
    ("int[]", "(1, 2)", [1, 2]),
    ("int[]", "[]", []),
    ("int[][]", "[(1,), []]", [[1], []]),
    ("string[]", "['a', '']", ["a", ""]),
]
MISTAKES = [
    ("int", "True", "bool"),
    ("int", "1.0", "float"),
    ("int", "None", "None"),
    ("int", "'1'", "str"),
    ("int", "2 ** 31", "of the type int"),
    ("long", "2 ** 53", "of the type long"),
    ("int", "10 ** 5000", "too large"),
    ("float", "'NaN'", "str"),
    ("bool", "1", "int"),
    ("string", "b'x'", "bytes"),
    ("string", "'\\ud800'", "Unicode"),
    ("int[]", "{1, 2}", "set"),
    ("int[]", "[1, None]", "None"),
    ("int[]", "range(3)", "range"),
    ("int[]", "(i for i in [1])", "generator"),
    ("int[][]", "[1]", "int"),
    ("int[]", "(lambda a: (a.append(a), a)[1])([])", "list"),
]


@pytest.mark.parametrize(("kind", "expression", "value"), RETURNS)
async def test_returned_value_survives(run_in_process: Run, kind: str, expression: str, value: object) -> None:
    result = (await run_in_process(f"def f(x): return {expression}", returns=kind)).results[0]
    assert (result.outcome, result.message) == ("returned", None)
    assert result.value == value
    assert type(result.value) is type(value)


@pytest.mark.parametrize(("kind", "expression", "word"), MISTAKES)
async def test_wrong_type_is_named(run_in_process: Run, kind: str, expression: str, word: str) -> None:
    result = (await run_in_process(f"def f(x): return {expression}", returns=kind)).results[0]
    assert (result.outcome, result.value) == ("returned", None)
    assert result.message is not None
    assert word in result.message


async def test_traceback_has_only_the_candidates_frames(run: Run) -> None:
    source = """
        import heapq

        def helper(x):
            return heapq.merge(x, 1 / 0)

        def f(x):
            try:
                return helper(x)
            except ZeroDivisionError as error:
                raise ValueError("secret") from error
    """
    message = (await run(source)).results[0].message
    assert message is not None
    assert [line.strip() for line in message.splitlines() if line.startswith("  File")] == [
        'File "solution.py", line 9, in f',
        'File "solution.py", line 5, in helper',
        'File "solution.py", line 11, in f',
    ]
    assert message.endswith("ValueError: secret")
    assert "runner" not in message


async def test_long_traceback_is_cut(run: Run) -> None:
    message = (await run("def f(x): raise ValueError('x' * 100000)")).results[0].message
    assert message is not None
    assert len(message) < 5000


async def test_compile_error_names_the_line(run: Run) -> None:
    report = await run("x = 1\n\ndef f(x):\n    return (1\n", ((1,), (2,)))
    assert [result.outcome for result in report.results] == ["compile_error", "not_run"]
    assert 'File "solution.py", line 4' in str(report.results[0].message)
    assert "SyntaxError" in str(report.results[0].message)


async def test_output_is_kept_and_apart_from_the_value(run: Run) -> None:
    source = """
        import os, sys
        def f(x):
            print("to out", x)
            print("to err", file=sys.stderr)
            os.write(1, b"by hand\\xff\\n")
            return x
    """
    report = await run(source, ((1,), (2,)))
    assert [result.stdout for result in report.results] == [f"to out {x}\nto err\nby hand�\n" for x in (1, 2)]
    assert report.evidence.output_bytes == 2 * len(b"to out 1\nto err\nby hand\xff\n")


async def test_output_of_a_killed_test_is_kept(run: Run) -> None:
    report = await run("def f(x):\n  print('got here')\n  while True: pass", wall_seconds=0.5)
    assert report.results[0].stdout == "got here\n"


async def test_output_up_to_the_cap_is_fine(run: Run) -> None:
    report = await run("import os\ndef f(x): return os.write(1, b'x' * 1000)", output_bytes=1000)
    assert report.results[0].outcome == "returned"
    report = await run("import os\ndef f(x): return os.write(1, b'x' * 1001)", output_bytes=1000)
    assert report.results[0].outcome == "output_limit"


async def test_too_large_a_value_is_an_output_limit(run: Run) -> None:
    report = await run("def f(x): return 'x' * 5_000_000", returns="string")
    assert report.results[0].outcome == "output_limit"


async def test_large_values_travel(run: Run) -> None:
    numbers = list(range(200_000))
    report = await run("def f(x): return x[::-1]", ((numbers,),), takes="int[]", returns="int[]")
    assert report.results[0].value == numbers[::-1]


async def test_stops_at_the_first_time_limit(run: Run) -> None:
    report = await run("def f(x):\n  while x == 2: pass\n  return x", ((1,), (2,), (3,)), wall_seconds=0.5)
    assert [result.outcome for result in report.results] == ["returned", "time_limit", "not_run"]
    assert 500 <= report.results[1].elapsed_ms < 2500


async def test_goes_on_after_other_failures(run: Run) -> None:
    report = await run("def f(x): return 1 // (x - 1)", ((1,), (2,), (1,)))
    assert [result.outcome for result in report.results] == ["raised", "returned", "raised"]


async def test_all_tests_share_the_submissions_time(run: Run) -> None:
    source = "import time\ndef f(x): time.sleep(0.4); return x"
    report = await run(source, ((1,), (2,), (3,), (4,)), submission_seconds=1.0)
    outcomes = [result.outcome for result in report.results]
    assert outcomes.index("time_limit") in (1, 2)
    assert outcomes[-1] == "not_run"


async def test_each_test_starts_from_scratch(run: Run) -> None:
    source = """
        import builtins, glob, os, sys
        seen = []
        def f(x):
            before = len(seen) + hasattr(builtins, "mark") + hasattr(sys, "mark") + os.path.exists("mark")
            before += len(glob.glob("*") + glob.glob(".*")) + ("MARK" in os.environ)
            seen.append(x)
            builtins.mark = sys.mark = True
            os.environ["MARK"] = "1"
            open("mark", "w").write("x")
            return before
    """
    report = await run(source, ((1,), (2,), (3,)))
    assert [result.value for result in report.results] == [0, 0, 0]


async def test_awkward_leftovers_are_deleted(run_in_docker: Run) -> None:
    source = """
        import os
        def f(x):
            left = os.listdir(".")
            for depth in range(2000):
                os.mkdir("d"); os.chdir("d")
            open("file", "w").close()
            os.symlink("/", "root")
            os.chmod("file", 0); os.chmod(".", 0o500)
            return len(left)
    """
    report = await run_in_docker(source, ((1,), (2,)))
    assert [result.value for result in report.results] == [0, 0]


async def test_background_processes_do_not_outlive_a_test(run: Run) -> None:
    source = """
        import os, time
        def f(x):
            if x == 1:
                if os.fork() == 0:
                    os.setsid()
                    if os.fork() == 0:
                        while True:
                            print("still here", flush=True); time.sleep(0.01)
                    os._exit(0)
                time.sleep(0.1)
            siblings = 0
            for name in filter(str.isdigit, os.listdir("/proc")):
                try: parent = open(f"/proc/{name}/stat").read().rpartition(")")[2].split()[1]
                except OSError: continue
                siblings += int(parent) == os.getppid()
            return siblings
    """
    report = await run(source, ((1,), (2,), (3,)))
    assert "still here" in report.results[0].stdout
    assert [result.value for result in report.results[1:]] == [1, 1], "only the test's own process"
    assert report.results[1].stdout == ""


async def test_hashes_repeat(run: Run) -> None:
    first, second = [(await run("def f(x): return hash('text')")).results[0].value for _ in range(2)]
    assert first == second


async def test_uncaught_memory_error_is_a_memory_limit(run: Run) -> None:
    report = await run("def f(x): raise MemoryError")
    assert report.results[0].outcome == "memory_limit"


async def test_a_gigabyte_is_a_memory_limit(run: Run) -> None:
    report = await run("def f(x): return len(bytearray(10 ** 9))", ((1,), (2,)))
    assert [result.outcome for result in report.results] == ["memory_limit", "memory_limit"]


async def test_results_stream_as_they_come(run: Run) -> None:
    seen: list[tuple[int, float]] = []
    source = "import time\ndef f(x): time.sleep(0.3); return x"
    report = await run(source, ((1,), (2,)), progress=lambda result: seen.append((result.index, time.monotonic())))
    assert [index for index, _ in seen] == [0, 1]
    assert seen[1][1] - seen[0][1] > 0.25
    assert len(report.results) == 2


async def test_large_answers_to_every_test_do_not_fill_the_hosts_memory(run_in_process: Run) -> None:
    tests = tuple((number,) for number in range(8))
    report = await run_in_process("def f(x): return [[]] * 1_000_000", tests, returns="int[][]")
    outcomes = [result.outcome for result in report.results]
    assert outcomes == ["returned"] * 2 + ["output_limit"] + ["not_run"] * 5

"""In a test's process: run the candidate's cell, and say what happened as one line of JSON."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
import types
import typing

import python_values
from executor import MESSAGE_KEPT, Job
from python_values import Nodes, TooLarge, WrongType

FILE_NAME = "solution.py"
MODULE_NAME = "solution"
OWN_MODULES = ("channel", "executor", "python_answer", "python_executor", "python_values", "watch", "world")
SUPPLIED = {"ListNode": python_values.ListNode, "TreeNode": python_values.TreeNode}
TOO_LARGE = "The returned value is too large or too deep to compare."

Reading = list[python_values.Reader | None]


class Answer:
    """What a test's process does with its arguments. Built in the supervisor, once a job."""

    def __init__(self, job: Job, code: types.CodeType, scratch: str) -> None:
        self._job, self._code, self._scratch = job, code, scratch
        self._read = _readers(job.parameters)
        self._write = python_values.writer(job.returns)
        self._methods = {
            operation: (method["name"], _readers(method["parameters"]), python_values.writer(method["returns"]))
            for operation, method in job.methods.items()
        }
        with_nodes = b"linked_list<" in job.line or b"tree<" in job.line
        self._supplied = SUPPLIED if with_nodes else {}
        self._out = self._furnish()

    def _furnish(self) -> typing.TextIO:
        """What a test finds. It is made here, once, because each page that a fork writes to costs it a microsecond."""
        for name in OWN_MODULES:
            sys.modules.pop(name, None)
        sys.argv = [FILE_NAME]
        sys.stdin = open(0, closefd=False)  # noqa: SIM115
        ends = os.pipe()
        os.dup2(ends[1], 1)  # as it will be in the test: a pipe, which cannot be sought in
        # line by line, so that a test that is killed has shown what it printed
        out = open(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        sys.stdout = sys.stderr = out
        os.dup2(0, 1)
        for end in ends:
            os.close(end)
        return out

    def give(self, arguments: bytes, result: int) -> int:
        """Run the test and write the claim. Returns the exit code."""
        if self._job.kind == "program":
            return self._program(arguments, result)
        claim = self._claim(arguments)
        with contextlib.suppress(ValueError):  # the candidate may have closed it
            self._out.flush()
        _say(result, claim)
        return 0

    def _claim(self, arguments: bytes) -> str:
        module = types.ModuleType(MODULE_NAME)
        sys.modules[MODULE_NAME] = module
        names, job = module.__dict__, self._job
        names.update(self._supplied)
        try:
            exec(self._code, names)
            target = names.get(job.name)
            if not callable(target):
                return _claim("raised", f"The cell defines no {job.kind} named {job.name}.")
            nodes, values = _nodes(names), json.loads(arguments)
            if job.kind == "class":
                value = self._operations(target, values, nodes)
            else:
                value = _written(self._write, target(*_given(self._read, values, nodes)), nodes)
            return self._returned(value)
        except WrongType as error:
            return _claim("returned", f"The returned value has the wrong type: {error}.")
        except TooLarge:
            return _claim("returned", TOO_LARGE)
        except MemoryError:
            return _claim("memory_limit", "MemoryError: the memory limit was reached.")
        except SystemExit:
            return _claim("exited", "The code ended the program (SystemExit) before the function returned.")
        except BaseException as error:
            return _claim("raised", own_traceback(error))

    def _operations(self, target: typing.Any, values: list[typing.Any], nodes: Nodes) -> list[typing.Any]:
        """The constructor, then one method after the other; what each returned, nothing for the constructor."""
        operations, lists = values
        made = target(*_given(self._read, lists[0], nodes))
        results: list[typing.Any] = [None]
        for operation, given in zip(operations[1:], lists[1:], strict=True):
            name, read, write = self._methods[operation]
            value = getattr(made, name)(*_given(read, given, nodes))
            try:
                results.append(_written(write, value, nodes))
            except WrongType as error:
                raise WrongType(f"{name}: {error}") from None
        return results

    def _returned(self, value: typing.Any) -> str:
        try:
            text = json.dumps(value, allow_nan=False)
        except (ValueError, RecursionError):
            return _claim("returned", TOO_LARGE)
        if len(text) > self._job.value_bytes:
            return _claim("output_limit", "The returned value is too large.")
        return f'{{"outcome": "returned", "value": {text}}}'

    def _program(self, arguments: bytes, result: int) -> int:
        """The whole cell as a program of its own. Its value is what it prints; a claim only says how it failed."""
        (text,) = json.loads(arguments)
        self._open_input(text.encode())
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = out = open(1, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        module = types.ModuleType("__main__")
        module.__dict__["__file__"] = FILE_NAME
        sys.modules["__main__"] = module
        code = 1
        try:
            code = _run_to_the_end(self._code, module)
        except MemoryError:
            _say(result, _claim("memory_limit", "MemoryError: the memory limit was reached."))
        except BaseException as error:
            _say(result, _claim("raised", own_traceback(error)))
        with contextlib.suppress(ValueError):
            out.flush()
        return code

    def _open_input(self, text: bytes) -> None:
        """The text as standard input: a file without a name, so that nobody need feed it."""
        path = os.path.join(self._scratch, ".stdin")
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        os.unlink(path)
        rest = memoryview(text)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.dup2(descriptor, 0)
        os.close(descriptor)


def _run_to_the_end(code: types.CodeType, module: types.ModuleType) -> int:
    """As an interpreter would: the cell, then its threads, then what it registered for the exit. The exit code."""
    try:
        exec(code, module.__dict__)
        status: object = None
    except SystemExit as error:
        status = error.code
    if "threading" in sys.modules:
        sys.modules["threading"]._shutdown()  # type: ignore[attr-defined]
    import atexit

    atexit._run_exitfuncs()
    if status is None or isinstance(status, int):
        return int(status or 0) & 0xFF
    print(status, file=sys.stderr)
    return 1


def _readers(kinds: list[str]) -> Reading | None:
    """One for each parameter; None where JSON has the values already."""
    readers = [python_values.reader(kind) for kind in kinds]
    return readers if any(readers) else None


def _given(readers: Reading | None, values: list[typing.Any], nodes: Nodes) -> list[typing.Any]:
    if readers is None:
        return values
    pairs = zip(readers, values, strict=True)
    return [value if read is None else read(value, nodes) for read, value in pairs]


def _written(write: python_values.Writer, value: typing.Any, nodes: Nodes) -> typing.Any:
    try:
        return write(value, nodes)
    except (ValueError, RecursionError):
        raise TooLarge from None


def _nodes(names: dict[str, typing.Any]) -> Nodes:
    """The classes that the candidate's cell defines; where it has none of that name, ours."""
    found = [names.get(name) for name in SUPPLIED]
    return Nodes(*(own if isinstance(own, type) else ours for own, ours in zip(found, SUPPLIED.values(), strict=True)))


def own_traceback(error: BaseException) -> str:
    """The traceback with only the candidate's frames, cut in the middle when it is long."""
    report = traceback.TracebackException.from_exception(error, limit=-500, compact=True)
    pending, seen = [report], 0
    while pending and seen < 10:
        part = pending.pop()
        seen += 1
        frames = [frame for frame in part.stack if frame.filename == FILE_NAME]
        part.stack = traceback.StackSummary.from_list(frames) if frames else None  # type: ignore[assignment]
        pending += [cause for cause in (part.__cause__, part.__context__) if cause is not None]
        pending += part.exceptions or []
    text = "".join(report.format()).strip()
    if len(text) > MESSAGE_KEPT:
        text = text[: MESSAGE_KEPT // 3] + "\n  …\n" + text[-2 * MESSAGE_KEPT // 3 :]
    return text


def _claim(outcome: str, message: str) -> str:
    return json.dumps({"outcome": outcome, "message": message})


def _say(result: int, claim: str) -> None:
    data = claim.encode() + b"\n"
    while data:
        data = data[os.write(result, data) :]

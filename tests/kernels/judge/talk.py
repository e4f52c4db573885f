"""Speaking to a runner directly, as `docs/reference/judge-runner.md` has it: for what no question can bring about."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from jupyter_interview_kernels.judge.protocol import Line, Ready, decode, frame
from jupyter_interview_kernels.judge.session import Runner
from jupyter_interview_kernels.judge.stream import Ended, Lines


class Said(NamedTuple):
    """One test: the supervisor's own fields, and the claim where there is one."""

    outcome: str
    value: Any
    message: str | None
    line: Line


class Talk:
    """One started runner that has said that it is ready."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._lines = Lines(runner.receive)

    async def job(
        self,
        source: str,
        *,
        kind: str = "function",
        name: str = "f",
        parameters: tuple[str, ...] = ("int",),
        returns: str = "int",
        methods: dict[str, Any] | None = None,
    ) -> str | None:
        """Send a job. Returns the compile error, if any."""
        job = {
            "source": source,
            "kind": kind,
            "name": name,
            "parameters": parameters,
            "returns": returns,
            "methods": methods or {},
            "outputBytes": 1024 * 1024,
            "valueBytes": 4 * 1024 * 1024,
            "confine": None,
        }
        await self._runner.send(frame("JOB", 60.0, json.dumps(job).encode() + b"\n"))
        reply: dict[str, Any] = json.loads(await self._lines.next())
        assert reply["compiled"] is (reply["message"] is None)
        message: str | None = reply["message"]
        return message

    async def test(self, *arguments: Any, wall: float = 10.0) -> Said:
        """Run one test."""
        await self._runner.send(frame("TEST", wall, json.dumps(arguments).encode() + b"\n"))
        line = decode(await self._lines.next(), Line)
        claim = json.loads(line.payload) if line.payload is not None else {}
        outcome = claim.pop("outcome", line.outcome)
        said = Said(outcome, claim.pop("value", None), claim.pop("message", line.message), line)
        assert claim == {}, "nothing else is in a claim"
        return said

    async def ahead(self, *arguments: Any) -> None:
        """Send a test that is not to be run after a time limit, and do not wait for it."""
        await self._runner.send(frame("THEN", 10.0, json.dumps(arguments).encode() + b"\n"))

    async def reset(self) -> bool:
        """Whether the runner vouched for itself and is ready; else it has ended."""
        await self._runner.send(frame("RESET"))
        try:
            return decode(await self._lines.next(), Ready).ready
        except Ended:
            return False


class Fresh:
    """A runner that other tests have talked to: every job begins with a reset."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self.test = talk.test

    async def job(self, source: str, **job: Any) -> str | None:
        """As `Talk.job`."""
        assert await self._talk.reset()
        return await self._talk.job(source, **job)

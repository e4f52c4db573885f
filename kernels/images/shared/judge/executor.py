"""What the supervisor and an executor have in common: a job, a running test, and what an executor must be able to do.

An executor runs the candidate's code. The supervisor knows nothing of languages: it watches what an executor started,
kills it in time, cleans up and tells the host.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Collection

if typing.TYPE_CHECKING:
    from channel import Body, Feed, Text
    from watch import Watch

MESSAGE_KEPT = 4000
"""Characters of a traceback or a compiler's message that travel to the host."""


class Job(typing.NamedTuple):
    """What the host says before the tests. `parameters`, `returns` and `methods` are value types, for executors."""

    source: str
    kind: str
    """`function`, `class` or `program`."""
    name: str
    parameters: list[str]
    returns: str
    methods: dict[str, typing.Any]
    output_bytes: int
    value_bytes: int
    confine: dict[str, typing.Any] | None
    """Where no container confines: `{"memoryBytes", "fileBytes", "openFiles", "pids"}` as rlimits."""
    line: bytes
    """The whole, as it came."""


class Run(typing.NamedTuple):
    """One running test, as an executor hands it to be watched. The supervisor's ends of its pipes."""

    pid: int
    result: int
    """Where its one line of answer comes out."""
    output: int
    """Its standard output and error, or only the error where `value` is given."""
    stdin: int
    """Where `feed` goes in."""
    feed: Feed
    closes: bool
    """Whether `stdin` is closed once it has been fed."""
    value: int | None = None
    """A program's standard output: the value, all of it."""


class Ended(typing.NamedTuple):
    """What one test came to. `payload` is the claim of the candidate's process, unread."""

    outcome: str
    """`answered`, `exited` or a limit."""
    payload: str | None = None
    message: str | None = None
    kept: bool = False
    """Whether its processes may live on, because it left nothing behind."""


class Executor(typing.Protocol):
    """Runs the tests of one job at a time. All pipes it hands out are non-blocking on the supervisor's side."""

    def start(self) -> None:
        """Be ready for a job. Before the first, and after each `forget`."""

    def compile(self, job: Job) -> str | None:
        """Take the job. Returns the compile error, if any, with the line numbers of the candidate's own cell."""
        ...

    def rehearsal(self) -> Job | None:
        """A job with one test without arguments, to be run before a candidate's: what runs first, runs slowly."""
        ...

    def renew(self) -> bool:
        """Let the next test's process come up, if that takes no time. Whether `prepare` has nothing more to do.

        What the last test left has been killed, and may still be dying.
        """
        ...

    def prepare(self) -> None:
        """Be ready for the next test of the job, however long it takes."""

    def begin(self, arguments: Body | Text) -> Run:
        """Start the test with these arguments, a line of JSON."""
        ...

    def ended(self, watch: Watch, outcome: str) -> Ended:
        """What the test came to, while its processes are as they were when it ended."""
        ...

    def finish(self) -> None:
        """The test is told and its processes are killed, unless kept: let go of its pipes."""

    def alive(self) -> Collection[int]:
        """The processes that wait for the next test."""
        ...

    def forget(self) -> None:
        """The job is over, every process is dead: let go of everything of it."""


def parse_job(line: bytes) -> Job:
    """The host's line, which is trusted."""
    fields = json.loads(line)
    return Job(
        source=fields["source"],
        kind=fields["kind"],
        name=fields["name"],
        parameters=fields["parameters"],
        returns=fields["returns"],
        methods=fields["methods"],
        output_bytes=fields["outputBytes"],
        value_bytes=fields["valueBytes"],
        confine=fields["confine"],
        line=line,
    )

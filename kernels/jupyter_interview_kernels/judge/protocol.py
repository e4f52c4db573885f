"""The lines between host and runner: strict, because what the candidate returned travels in them.

The runner's own fields (`Line`) are out of the candidate's reach in a container. `payload` is not: the candidate's
process wrote it, so it is a claim about what was returned, checked against the declared type, and nothing else.
"""

from __future__ import annotations

import json
from typing import Any, Literal, NoReturn, TypeVar

import msgspec

from jupyter_interview.domain.sandbox import Outcome, RawResult, RunRequest
from jupyter_interview.domain.signatures import Kind, Operation, interface

T = TypeVar("T")

MAX_VALUE_BYTES = 4 * 1024 * 1024
"""The largest returned value, as JSON. More is an output limit."""
MAX_VALUES_BYTES = 8 * 1024 * 1024
"""All returned values of a submission. In the host's memory each may take twenty times that; the largest set of right
answers in the bank has 0.7 MB."""
MAX_LINE_BYTES = 2 * MAX_VALUE_BYTES + 256 * 1024
"""The longest line a runner can have to say: a value with every character escaped, output and a message."""
HEAD_BYTES = 32
"""Of every frame to the runner, which reads its head and no byte more."""
FORGED = "The code wrote to the judge's own channel, so its answer does not count."


class Broken(Exception):
    """A line that no runner of ours writes."""


class Confinement(msgspec.Struct, frozen=True, rename="camel"):
    """What rlimits must hold where no container does."""

    memory_bytes: int
    file_bytes: int
    open_files: int
    pids: int
    cpu_seconds: int


class Job(msgspec.Struct, frozen=True, rename="camel"):
    """The first line to the runner. Neither inputs nor expected values are in it."""

    source: str
    kind: Kind
    name: str
    parameters: tuple[str, ...]
    returns: str
    methods: dict[str, Operation]
    """By the operation's name in the tests. The names of a job are in the language's own casing."""
    output_bytes: int
    value_bytes: int = MAX_VALUE_BYTES
    confine: Confinement | None = None


class Ready(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ready: Literal[True]


class Compiled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    compiled: bool
    message: str | None = None


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """One test, as the runner saw it."""

    index: int
    outcome: Literal["answered", "exited", "time_limit", "memory_limit", "output_limit"]
    payload: str | None
    message: str | None
    output: str
    output_bytes: int
    oom: bool | None
    """Whether the kernel killed a process for memory; None where the runner cannot read it."""
    peak_bytes: int | None
    elapsed_ms: int
    """On the runner's clock, without the way to it and without what a new executor takes to start."""


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the candidate's process says of itself."""

    outcome: Literal["returned", "raised", "exited", "memory_limit", "output_limit"]
    message: str | None = None


def frame(word: Literal["JOB", "TEST", "THEN", "RESET"], seconds: float = 0.0, body: bytes = b"") -> bytes:
    """What is said to a runner. `RESET` ends a job; a runner that is ready again has nothing left of it."""
    return f"{word} {seconds:.3f} {len(body)}".ljust(HEAD_BYTES - 1).encode() + b"\n" + body


def encode_job(request: RunRequest, confine: Confinement | None) -> bytes:
    """The job's frame."""
    face, limits = interface(request.signature, request.language), request.limits
    job = Job(
        source=request.source,
        kind=face.kind,
        name=face.name,
        parameters=face.parameters,
        returns=face.returns,
        methods=face.methods,
        output_bytes=limits.output_bytes,
        confine=confine,
    )
    return frame("JOB", limits.submission_seconds, msgspec.json.encode(job) + b"\n")


def encode_test(arguments: tuple[Any, ...], wall_seconds: float, *, ahead: bool) -> bytes:
    """One test's frame: its arguments as a line of JSON. Never an expected value.

    One that is sent `ahead` of the results before it is not run after a time limit.
    """
    try:
        line = msgspec.json.encode(arguments)
    except (OverflowError, UnicodeEncodeError):
        line = json.dumps(arguments).encode()  # slower, and knows integers of any size and lone surrogates
    return frame("THEN" if ahead else "TEST", wall_seconds, line + b"\n")


def decode(line: bytes, kind: type[T]) -> T:
    """A line of the runner's own, strictly. Raises Broken."""
    try:
        return msgspec.json.decode(line, type=kind, strict=True)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Broken from error


def raw_result(line: Line, request: RunRequest, *, elapsed_ms: int) -> RawResult:
    """What the sandbox saw of one test, with the candidate's claim checked."""
    outcome: Outcome
    value: Any = None
    if line.outcome == "answered":
        outcome, value, message = _claim(line.payload or "", request, line.index)
    else:
        outcome, message = line.outcome, line.message
    return RawResult(
        index=line.index,
        outcome=outcome,
        elapsed_ms=elapsed_ms,
        value=value,
        stdout=line.output,
        message=_printable(message),
    )


def _claim(payload: str, request: RunRequest, index: int) -> tuple[Outcome, Any, str | None]:
    try:
        data = json.loads(payload, parse_constant=_refuse)
        value = data.pop("value", None) if isinstance(data, dict) else None
        claim = msgspec.convert(data, Claim)
    except (ValueError, RecursionError):  # msgspec's ValidationError is a ValueError
        return "exited", None, FORGED
    if claim.outcome != "returned":
        return claim.outcome, None, claim.message
    signature = request.signature
    if claim.message is None and not signature.fits_answer(request.tests[index], value):
        return "returned", None, f"The answer must be {signature.answer}, and what came back is not that."
    return "returned", None if claim.message else value, claim.message


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _printable(text: str | None) -> str | None:
    """Without the lone surrogates that no UTF-8 can hold."""
    return None if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8")

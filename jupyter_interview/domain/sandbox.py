"""What goes into a sandbox and what comes out of it.

Inputs go in; expected values never do. What comes out is raw: the host compares it in `judging`. A returned value may
have been written by the candidate's own code, so it is evidence of what was returned and of nothing else.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.signatures import Signature
from jupyter_interview.domain.verdicts import Evidence


class RunRequest(msgspec.Struct, frozen=True):
    """One submission to run: code, what is to be called of it, and the arguments of every test."""

    submission_id: str
    interview_id: str
    """Requests of one id may run in the same container, one after the other. What must not run where a candidate's code
    has run takes an id of its own."""
    language: str
    source: str
    signature: Signature
    tests: tuple[tuple[Any, ...], ...]
    limits: Limits


Outcome = Literal[
    "returned", "raised", "time_limit", "memory_limit", "output_limit", "exited", "compile_error", "not_run"
]


class RawResult(msgspec.Struct, frozen=True):
    """What the sandbox saw of one test."""

    index: int
    """From 0, in the order of `RunRequest.tests`."""
    outcome: Outcome
    elapsed_ms: int
    value: Any = None
    """The returned value as JSON of the declared type, when `returned` without a message; NaN and the infinities are
    the strings `NaN`, `Infinity`, `-Infinity`."""
    stdout: str = ""
    """Captured standard output and error, the first 16 KB of them."""
    message: str | None = None
    """The candidate's own traceback (frames of the runner removed), the compile error with line numbers, how the
    program ended, or, when `returned`, why the value is not of the declared type."""


class RunReport(msgspec.Struct, frozen=True):
    """Everything of one run: a result for each test, in order, `not_run` after the first time limit."""

    results: tuple[RawResult, ...]
    evidence: Evidence
    sandboxed: bool

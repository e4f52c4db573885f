"""What the judge says: a closed vocabulary, with the evidence for it."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """The outcome of one test or one submission."""

    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong_answer"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    RUNTIME_ERROR = "runtime_error"
    COMPILE_ERROR = "compile_error"
    INTERNAL_ERROR = "internal_error"
    """Ours, not the candidate's: retried, never charged."""


class Evidence(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What a verdict rests on, as the host saw it."""

    elapsed_ms: int = 0
    peak_memory_bytes: int | None = None
    exit_code: int | None = None
    oom_killed: bool = False
    output_bytes: int = 0


class TestResult(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One test of one submission.

    For a hidden test only `index`, `category`, `hidden`, `verdict` and `elapsed_ms` are set: never its input, its
    expected value, the returned value, the output or an error text that could hold them.
    """

    __test__ = False  # not a pytest class

    index: int
    """From 1, visible tests first."""
    category: str
    """`example`, `own` (the candidate's input), or the hidden test's category such as `edge` or `large`."""
    hidden: bool
    verdict: Verdict
    elapsed_ms: int
    arguments: str | None = None
    """Shown arguments, in the language's own notation or JSON."""
    expected: str | None = None
    actual: str | None = None
    stdout: str | None = None
    message: str | None = None
    """The candidate's own traceback, or what went wrong, in plain words."""


class Judgement(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The verdict on a submission."""

    verdict: Verdict
    tests: tuple[TestResult, ...]
    """In order; the judge stops after the first time limit, so it may be shorter than `total`."""
    passed: int
    total: int
    evidence: Evidence
    sandboxed: bool
    """False where no container engine answered and plain rlimits stood in."""
    message: str | None = None
    """A compile error with the candidate's own line numbers, or one plain sentence."""

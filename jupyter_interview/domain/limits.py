"""The hard limits for candidate code: one immutable value that kernels and judge share.

Units are in the names. Time and memory are what a candidate is promised; output, pids and tmpfs were measured to leave
room for the runtime itself.
"""

from __future__ import annotations

from typing import Final

import msgspec


class Limits(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What one container may use. The defaults are the ceiling; a question may set less time."""

    wall_seconds: float = 10.0
    """Wall time of a cell, or of one test run."""
    submission_seconds: float = 30.0
    """Wall time of all tests of one submission together."""
    memory_bytes: int = 256 * 1024 * 1024
    """Memory of the whole container, swap included (there is none)."""
    pids: int = 64
    """Processes and threads in the container."""
    output_bytes: int = 1024 * 1024
    """Standard output and error of a cell or a test run together."""
    tmpfs_bytes: int = 64 * 1024 * 1024
    """The only writable folder, `/tmp`; charged to the container's memory."""
    open_files: int = 256
    cpus: float = 1.0


LIMITS = Limits()
"""The project's limits. `limits_in` has them for a language."""
PIDS: Final = {"java": 128}
"""Where the runtime itself needs more: the JVM has some twenty threads of its own."""

MAX_SOURCE_BYTES = 256 * 1024
"""The largest submission, UTF-8."""
MAX_MESSAGE_BYTES = 16 * 1024
"""The largest chat message, UTF-8."""


def limits_in(language: str) -> Limits:
    """The project's limits for code in this language."""
    return msgspec.structs.replace(LIMITS, pids=PIDS.get(language, LIMITS.pids))

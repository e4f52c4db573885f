"""Limits that a process sets on itself before it touches a hostile file."""

from __future__ import annotations

import resource

MEMORY_BYTES = 640 << 20
"""Of address space, most of which is the interpreter's and its libraries'."""
CPU_SECONDS = 10
NONE = (0, 0)


def limit() -> None:
    """Bounds that hold from the first byte on."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, NONE)
    resource.setrlimit(resource.RLIMIT_FSIZE, NONE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def close_the_world() -> None:
    """From here on this process opens nothing, no file, no socket, no pipe, and starts nothing.

    Whatever has to be loaded was loaded before. The pipes to the server are open already.
    """
    resource.setrlimit(resource.RLIMIT_NOFILE, NONE)
    resource.setrlimit(resource.RLIMIT_NPROC, NONE)

"""Containers of this process that could not be removed when their time had come, since the engine did not answer.

Their lease is a living server's, so no reaper would take them for orphans before the server's own end. This process's
reaper tries again instead.
"""

from __future__ import annotations

_left: set[str] = set()


def leave(container: str) -> None:
    """It is nobody's any more."""
    _left.add(container)


def among(containers: set[str]) -> set[str]:
    """Those that are still there, given all that are. What has gone in another way is forgotten."""
    _left.intersection_update(containers)
    return set(_left)

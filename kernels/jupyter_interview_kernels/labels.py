"""The labels every container of ours carries, so that the reaper knows whose it is."""

from __future__ import annotations

import os
import secrets
from functools import cache

INSTANCE = "jupyter-interview.instance"
"""The server process that owns the container and renews the lease."""
OWNER = "jupyter-interview.owner"
"""The interview, or the kernel, that the container works for. An opaque id, never a person's name."""
LEASE = "jupyter-interview.lease"
"""The lease whose end frees the container: the instance's own."""
ROLE = "jupyter-interview.role"
"""`kernel` or `judge`."""


@cache
def instance_id() -> str:
    """This process's name: `JUPYTER_INTERVIEW_INSTANCE`, which the server sets, or a random one."""
    return os.environ.get("JUPYTER_INTERVIEW_INSTANCE") or secrets.token_hex(8)


def labels(*, role: str, owner: str, instance: str | None = None) -> dict[str, str]:
    """The labels of one container. `instance` is this process unless told otherwise."""
    name = instance or instance_id()
    return {INSTANCE: name, OWNER: owner, LEASE: name, ROLE: role}

"""The labels every container of ours carries, so that the reaper knows whose it is."""

from __future__ import annotations

import hashlib
import os
import secrets
from functools import cache

from jupyter_core.paths import jupyter_data_dir

DEPLOYMENT = "jupyter-interview.deployment"
"""Whose lease store knows the instance. A reaper looks at its own deployment's containers only: to any other store,
a living server's lease is a lease that is not there."""

INSTANCE = "jupyter-interview.instance"
"""The server process that owns the container and renews the lease."""
OWNER = "jupyter-interview.owner"
"""The interview, or the kernel, that the container works for. An opaque id, never a person's name."""
LEASE = "jupyter-interview.lease"
"""The lease whose end frees the container: the instance's own, or `UNLEASED`."""
UNLEASED = "unleased"
"""Of a process that renews no lease, such as a command line; what it left is an orphan after a day."""
ROLE = "jupyter-interview.role"
"""`kernel`, `judge` or `scrub`."""


@cache
def instance_id() -> str:
    """This process's name: `JUPYTER_INTERVIEW_INSTANCE`, which the server sets, or a random one."""
    return os.environ.get("JUPYTER_INTERVIEW_INSTANCE") or secrets.token_hex(8)


def lease_id() -> str:
    """The lease that this process renews. Only a server sets `JUPYTER_INTERVIEW_INSTANCE`, and it renews that one."""
    return os.environ.get("JUPYTER_INTERVIEW_INSTANCE") or UNLEASED


def deployment_id() -> str:
    """Who shares this process's lease store: `JUPYTER_INTERVIEW_DEPLOYMENT`, or this user with this data folder."""
    whose = f"{os.getuid()}\0{jupyter_data_dir()}"
    return os.environ.get("JUPYTER_INTERVIEW_DEPLOYMENT") or hashlib.sha256(whose.encode()).hexdigest()[:12]


def labels(*, role: str, owner: str, instance: str | None = None) -> dict[str, str]:
    """The labels of one container. `instance` is this process unless told otherwise."""
    return {
        DEPLOYMENT: deployment_id(),
        INSTANCE: instance or instance_id(),
        OWNER: owner,
        LEASE: instance or lease_id(),
        ROLE: role,
    }

"""The one set of container options that kernels and judge share."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from docker.types import LogConfig, Ulimit

from jupyter_interview.domain.limits import Limits

SANDBOX_UID = 10001
"""Owns nothing on the host. Its group is the app's: a non-root app must reach what the container makes."""
PRIVATE_SHM_BYTES = 1024 * 1024


@cache
def seccomp_profile() -> str:
    """The shipped system-call filter as one line of JSON, the form in which the engine's API takes it."""
    text = (Path(__file__).parent / "seccomp.json").read_text("utf-8")
    return json.dumps(json.loads(text), separators=(",", ":"))


def container_options(limits: Limits, *, labels: dict[str, str]) -> dict[str, Any]:
    """Keyword arguments for docker-py's `containers.create` that enforce `limits`. Memory includes the tmpfs.

    `network_mode="none"` and `network_disabled=True` together leave only an empty loopback and spare the engine
    its own set-up of a network, which more than halves the start. No log driver: a flood must not reach the
    host's disk.
    """
    return {
        "network_mode": "none",
        "network_disabled": True,
        "read_only": True,
        "tmpfs": {"/tmp": f"rw,nosuid,nodev,size={limits.tmpfs_bytes},mode=1777"},  # noqa: S108
        "mem_limit": limits.memory_bytes,
        "memswap_limit": limits.memory_bytes,
        "pids_limit": limits.pids,
        "nano_cpus": int(limits.cpus * 1_000_000_000),
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true", f"seccomp={seccomp_profile()}"],
        "user": f"{SANDBOX_UID}:{os.getgid()}",
        "init": True,
        "ipc_mode": "private",
        "shm_size": PRIVATE_SHM_BYTES,
        "working_dir": "/tmp",  # noqa: S108
        "ulimits": [
            Ulimit(name="core", soft=0, hard=0),
            Ulimit(name="nofile", soft=limits.open_files, hard=limits.open_files),
            Ulimit(name="fsize", soft=limits.tmpfs_bytes, hard=limits.tmpfs_bytes),
        ],
        "log_config": LogConfig(type="none"),
        "labels": labels,
    }

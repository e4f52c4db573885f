"""The per-kernel folder with the unix sockets, and the names of all that are left.

Each is `/dev/shm/jupyter-interview-<uid>/<12 hex>/`. On a host tmpfs, what the candidate writes there is charged
to the container's memory and cannot fill the disk; and the path must be short, since a socket's has at most 107
characters. The inner folder `k` alone is mounted: `owner.json` and the host's connection file stay out of the
candidate's reach.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import stat
from pathlib import Path

from jupyter_interview.errors import SandboxUnavailable

from .container import SANDBOX_UID

log = logging.getLogger(__name__)

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
OWNER_FILE = "owner.json"


def root() -> Path:
    """The app's folder in shared memory, made on first use. 0711: a container's uid passes, nobody lists it.

    Raises SandboxUnavailable where there is no shared memory, or where another user holds the name.
    """
    if not SHARED_MEMORY.is_dir():
        raise SandboxUnavailable(
            "Sandboxed kernels need Linux with /dev/shm, which this machine does not have. "
            "Use the kernel marked unsandboxed."
        )
    folder = SHARED_MEMORY / f"jupyter-interview-{os.getuid()}"
    folder.mkdir(mode=0o711, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise SandboxUnavailable(f"{folder} is somebody else's. Remove it, then start the kernel again.")
    folder.chmod(0o711)
    return folder


def create(instance: str) -> Path:
    """A new folder owned by `instance`, with its `k` for the sockets.

    `k` is 2770 with the app's group, which the container shares, so that both sides reach each other's files
    without root. Where the app is root, `k` is given to the container's uid.
    """
    folder = root() / secrets.token_hex(6)
    folder.mkdir(mode=0o711)
    folder.chmod(0o711)
    (folder / OWNER_FILE).write_text(json.dumps({"instance": instance}), "utf-8")
    sockets = folder / "k"
    sockets.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(sockets, SANDBOX_UID, os.getgid())
    sockets.chmod(0o2770)
    return folder


def remove(folder: Path) -> None:
    """Delete one folder and all in it; one that is gone is fine. Links are removed, never followed."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        log.warning("could not remove the kernel folder %s", folder)


def owners() -> dict[Path, str]:
    """Every folder there is, with the instance that owns it. One without a readable owner is not listed."""
    found: dict[Path, str] = {}
    for folder in root().iterdir():
        try:
            instance = json.loads((folder / OWNER_FILE).read_text("utf-8"))["instance"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if isinstance(instance, str):
            found[folder] = instance
    return found

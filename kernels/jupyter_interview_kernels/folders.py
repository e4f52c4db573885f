"""The per-kernel folder with the unix sockets, and the names of all that are left.

Each is `/dev/shm/jupyter-interview-<uid>/<12 hex>/`. On a host tmpfs, what the candidate writes there is charged
to the container's memory and cannot fill the disk; and the path must be short, since a socket's has at most 107
characters. The inner folders `k` and `c` alone are mounted: `owner.json`, the host's connection file and the sockets
that were taken into `s` stay out of the candidate's reach.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from jupyter_interview.errors import SandboxUnavailable

from .container import SANDBOX_UID

log = logging.getLogger(__name__)

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
"""Where it is missing, as on macOS, no engine shares a folder with us, and nothing of a candidate's gets into one."""
OWNER_FILE = "owner.json"


def on_shared_memory() -> bool:
    """Whether what a candidate writes to these folders is charged to the container and cannot fill a disk."""
    return SHARED_MEMORY.is_dir()


def root() -> Path:
    """The app's folder in shared memory, made on first use. 0711: a container's uid passes, nobody lists it.

    Raises SandboxUnavailable where another user holds the name.
    """
    home = SHARED_MEMORY if on_shared_memory() else Path(tempfile.gettempdir())
    folder = home / f"jupyter-interview-{os.getuid()}"
    folder.mkdir(mode=0o711, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise SandboxUnavailable(f"{folder} is somebody else's. Remove it, then start the kernel again.")
    folder.chmod(0o711)
    return folder


def create(lease: str, deployment: str) -> Path:
    """A new folder that is the deployment's while `lease` runs, ready for a launch."""
    folder = root() / secrets.token_hex(6)
    folder.mkdir(mode=0o711)
    folder.chmod(0o711)
    (folder / OWNER_FILE).write_text(json.dumps({"lease": lease, "deployment": deployment}), "utf-8")
    renew(folder)
    return folder


def renew(folder: Path) -> None:
    """Give the folder a fresh `k` and `s` for sockets and `c` for the connection file. No container may use it now.

    Nothing that a candidate left in `k` survives into the next launch, as a link or otherwise. `k` is 2770 with the
    app's group, which the container shares, so that both sides reach each other's files without root; where the app
    is root, `k` is given to the container's uid.
    """
    sockets, connection, taken = folder / "k", folder / "c", folder / "s"
    for old in (sockets, connection, taken):
        if old.exists():
            # Renamed first: what a non-root app cannot delete must not be in the way.
            trash = folder / f"old-{secrets.token_hex(4)}"
            old.rename(trash)
            remove(trash)
    connection.mkdir(mode=0o750)
    taken.mkdir(mode=0o700)
    sockets.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(sockets, SANDBOX_UID, os.getgid())
    sockets.chmod(0o2770)


def take_sockets(folder: Path, names: Iterable[str]) -> bool:
    """Move the kernel's sockets of these names from `k` to `s`; whether all are there now.

    In `k` the candidate could put a link to a socket of the host's in their place, and whoever connects would be led
    there. A moved socket goes on listening. Neither the move nor the look at what was moved follows links.
    """
    for name in names:
        inside, arrived, taken = folder / "k" / name, folder / "s" / f"{name}.new", folder / "s" / name
        if taken.exists() or not _is_socket(inside):
            continue
        try:
            inside.rename(arrived)
        except OSError as error:
            log.warning("a kernel's socket could not be taken: %s", error.strerror)
            continue
        if _is_socket(arrived):
            arrived.rename(taken)
    return all((folder / "s" / name).exists() for name in names)


def _is_socket(path: Path) -> bool:
    try:
        return stat.S_ISSOCK(path.lstat().st_mode)
    except OSError:
        return False


def write_connection(folder: Path, text: str) -> None:
    """Write the container's own connection file, which its group may read. It holds the kernel's key."""
    path = folder / "c" / "connection.json"
    with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o640), "w", encoding="utf-8") as file:
        file.write(text)


def discarded(folder: Path) -> list[Path]:
    """What `renew` put aside and could not delete."""
    return list(folder.glob("old-*"))


def remove_discarded(folder: Path) -> None:
    """Delete what `renew` put aside, as far as this user may."""
    for old in discarded(folder):
        remove(old)


def remove(folder: Path) -> None:
    """Delete a folder and all in it, as far as this user may. Links are removed, never followed."""
    shutil.rmtree(folder, ignore_errors=True)


def leases(deployment: str) -> dict[Path, tuple[str, float]]:
    """The deployment's folders, each with its lease and when it was made, in seconds since the epoch.

    One without a readable owner is not listed.
    """
    found: dict[Path, tuple[str, float]] = {}
    for folder in root().iterdir():
        try:
            owner = json.loads((folder / OWNER_FILE).read_text("utf-8"))
            made = (folder / OWNER_FILE).stat().st_mtime
        except (OSError, ValueError):
            continue
        if isinstance(owner, dict) and owner.get("deployment") == deployment and isinstance(owner.get("lease"), str):
            found[folder] = owner["lease"], made
    return found

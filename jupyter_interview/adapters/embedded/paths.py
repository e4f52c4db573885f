"""Where the embedded servers keep their data, sockets and passwords, and as whom they run.

PostgreSQL refuses to run as root, so for root both servers run as an unprivileged account, which must be able to reach
its data; `docs/decisions/0002-embedded-servers.md` tells the whole of it.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from jupyter_interview.adapters.embedded import guard
from jupyter_interview.errors import Unavailable

SYSTEM_FOLDER = Path("/var/lib/jupyter-interview")
"""For root only: data that the account could not reach in root's home, copies of programs, short socket folders."""

LONGEST_SOCKET_PATH = 103
"""Bytes. Linux allows 107 and macOS 103."""

LONGEST_SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True, slots=True)
class Account:
    """The unprivileged account that runs the servers when we are root."""

    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Place:
    """`home` holds the locks and one folder a server; `sockets` may be elsewhere, where paths are short."""

    home: Path
    sockets: Path
    account: Account | None


def find_account() -> Account | None:
    """None for an ordinary user. For root: `jupyter-interview` if an administrator made that account, else `nobody`."""
    if os.geteuid() != 0:
        return None
    for name in ("jupyter-interview", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise Unavailable(
        "PostgreSQL does not run as root, and there is no account that could run it. "
        "Create one: useradd --system jupyter-interview"
    )


def locate(data_dir: Path) -> Place:
    """The place for a Jupyter data folder; the same one for every process of the user. Makes the folders."""
    data_dir = data_dir.expanduser().resolve()
    private_folder(data_dir / "interview", None)
    account = find_account()
    home = data_dir / "interview"
    if account is not None:
        with guard.locked(home / "locate.lock"):
            home = _home_for_root(data_dir)
    sockets = home / "run"
    if len(os.fsencode(sockets / LONGEST_SOCKET_NAME)) > LONGEST_SOCKET_PATH:
        sockets = _short_sockets(home, account)
    private_folder(sockets, account)
    return Place(home, sockets, account)


def _home_for_root(data_dir: Path) -> Path:
    """In the data folder (which may be a volume) if the account gets there, else in `/var/lib`; decided once."""
    beside, note = data_dir / "interview-servers", data_dir / "interview" / "servers-folder"
    if note.exists():
        home = Path(note.read_text())
    elif beside.exists() or is_reachable(data_dir):
        home = beside
    else:
        home = SYSTEM_FOLDER / secrets.token_hex(8)
        write_durably(note, str(home))
    passage(home)
    return home


def _short_sockets(home: Path, account: Account | None) -> Path:
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    if account is None:
        return Path(f"/tmp/ji-{os.geteuid()}-{digest}")  # noqa: S108 - private_folder refuses another's folder
    passage(SYSTEM_FOLDER / "run")
    return SYSTEM_FOLDER / "run" / digest


def is_reachable(path: Path) -> bool:
    """Whether any account may pass through all folders down to this path, and enter or run what is there."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents))


def passage(path: Path) -> None:
    """A folder that root owns: others may pass through, and neither list nor change it."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o711)
    if path.is_relative_to(SYSTEM_FOLDER):
        SYSTEM_FOLDER.chmod(0o711)


def private_folder(path: Path, account: Account | None) -> None:
    """A folder for its owner alone (0700). Unavailable if it exists and belongs to somebody else."""
    owner = os.geteuid() if account is None else account.uid
    try:
        path.mkdir(parents=True, mode=0o700)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
            raise Unavailable(
                f"{path} is not a folder of ours, so nothing private can be kept there. Move it away and start again."
            ) from None
    else:
        if account is not None:
            os.chown(path, account.uid, account.gid)
    path.chmod(0o700)


def make_secret(path: Path) -> str:
    """The password in a file that its owner alone can read; made at random when the file is not there yet."""
    if not path.exists():
        write_durably(path, secrets.token_urlsafe(32))
    return path.read_text()


def read_secret(path: Path) -> str:
    """A password that was made before. Unavailable if its file is gone."""
    try:
        return path.read_text()
    except FileNotFoundError:
        raise Unavailable(
            f"The password file {path} is gone. Restore it, or move {path.parent} away to begin with an empty one."
        ) from None


def write_durably(path: Path, text: str) -> None:
    """Write a 0600 file so that after a crash there is all of it or none."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(fd, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(fd)
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make renames in the folder survive a power failure."""
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)

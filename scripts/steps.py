"""What the set-up scripts share: one line a step, logs that show only when a step fails, and stamps."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "stamps"
LOG = VENV / "setup.log"
SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules"})
LAST_LINES = 40


def stop(sentence: str) -> NoReturn:
    """End with one sentence for the person at the keyboard."""
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(1)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print what is being done, then how many seconds it took."""
    started = time.monotonic()
    sys.stdout.write(f"  {title} … ")
    sys.stdout.flush()
    try:
        yield
    except BaseException:
        sys.stdout.write("failed\n")
        sys.stdout.flush()
        raise
    sys.stdout.write(f"{time.monotonic() - started:.1f} s\n")
    sys.stdout.flush()


def run(command: Sequence[str | Path], *, cwd: Path = ROOT, extra_env: Mapping[str, str] | None = None) -> None:
    """Run a command quietly; when it fails, show the end of what it said and stop."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**environment(), **(extra_env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if VENV.is_dir():
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(words)}\n{done.stdout}\n")
    if done.returncode != 0:
        sys.stderr.write("\n" + "\n".join(done.stdout.splitlines()[-LAST_LINES:]) + "\n")
        stop(f"Failed with exit code {done.returncode}: {' '.join(words)}")


def environment() -> dict[str, str]:
    """This process's environment with the venv first on PATH, so that its `node` and `jlpm` are found."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])
    return {**os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV), "COREPACK_ENABLE_DOWNLOAD_PROMPT": "0"}


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over names and contents of files, and of the files in folders; a missing path counts as nothing."""
    total = hashlib.sha256()
    for path in paths:
        for file in sorted(files_in(path)):
            content = file.read_bytes()
            total.update(f"{file.relative_to(ROOT).as_posix()}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


def files_in(path: Path) -> Iterator[Path]:
    """The file itself, or every file below the folder that is not made by a tool."""
    if path.is_file():
        yield path
    for folder, names, files in os.walk(path):
        names[:] = [name for name in names if name not in SKIPPED_FOLDERS]
        yield from (Path(folder) / name for name in files)


def read_stamp(name: str) -> dict[str, object]:
    """What was recorded when the step last succeeded; empty when it never did."""
    try:
        found: dict[str, object] = json.loads((STAMPS / name).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def write_stamp(name: str, content: Mapping[str, object]) -> None:
    """Record that the step succeeded; written last, so that a step cut short runs again."""
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")

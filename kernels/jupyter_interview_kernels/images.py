"""Building the images that kernels and judge run in.

A language's build context is its folder in `images/`, with the packages that its `requirements.txt` and
`package-lock.json` pin fetched on the host and put beside them as `site/` and `node_modules/`, but for what its
`.dockerignore` names. The base image comes from a registry where one answers, else from Debian's archive.
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
from docker.errors import APIError, DockerException, ImageNotFound
from docker.utils.build import PatternMatcher

from jupyter_interview.errors import SandboxUnavailable

from .base_image import base_image
from .engine import context_files, docker_client, engine_api, image_name
from .image_records import ImageRecord, record
from .packages import fetch_packages

log = logging.getLogger(__name__)

Progress = Callable[[str], None]

ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}
PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")


def image_present(language: str) -> bool:
    """Whether the image for exactly this build context is there. Blocking. Raises SandboxUnavailable without engine."""
    return image_found(language) is not None


def image_found(language: str) -> dict[str, Any] | None:
    """The engine's description of the language's image, or None where it has none. Blocking, raises the same."""
    try:
        found: dict[str, Any] = engine_api().inspect_image(image_name(language))
    except ImageNotFound:
        return None
    except (DockerException, requests.RequestException) as error:
        raise SandboxUnavailable("The Docker engine did not answer. Is Docker still running?") from error
    return found


def build_image(language: str, *, progress: Progress) -> str:
    """Build the language's image, record what it was made of, and return its name. Blocking, minutes at worst.

    `progress` gets plain lines. Raises SandboxUnavailable with a sentence that says what to do when the engine, the
    base or a package is missing.
    """
    name = image_name(language)
    base = base_image(progress)
    progress(f"building {name}")
    files = context_files(language)
    with tempfile.TemporaryDirectory(prefix="jupyter-interview-") as folder:
        fetch_packages(files, Path(folder), _architecture(), progress)
        context = _context(files, Path(folder))
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
    record(_record(name, base, context))
    return name


def _record(name: str, base: str, context: io.BytesIO) -> ImageRecord:
    image, below = engine_api().inspect_image(name), engine_api().inspect_image(base)
    return ImageRecord(
        name=name,
        id=str(image["Id"]),
        size=int(image["Size"]),
        base=base,
        base_id=str(below["Id"]),
        base_size=int(below["Size"]),
        context=f"sha256:{hashlib.sha256(context.getbuffer()).hexdigest()}",
        built_at=datetime.now(UTC).replace(microsecond=0),
    )


def _architecture() -> str:
    found = str(docker_client().info()["Architecture"])
    if found not in ARCHITECTURES:
        raise SandboxUnavailable(f"No kernel image can be built for the engine's architecture {found}.")
    return ARCHITECTURES[found]


def _context(files: dict[str, bytes], fetched: Path) -> io.BytesIO:
    """The build context as a tar: the language's files and the fetched packages. Owned by root."""
    ignored = PatternMatcher(files.get(".dockerignore", b"").decode().splitlines())
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for name, content in files.items():
            tar.addfile(_entry(name, len(content), 0o644), io.BytesIO(content))
        for path in sorted(fetched.rglob("*")):
            inside = path.relative_to(fetched).as_posix()
            if path.is_file() and inside not in files and not ignored.matches(inside):  # type: ignore[arg-type]
                content = path.read_bytes()
                mode = 0o755 if path.stat().st_mode & 0o100 else 0o644
                tar.addfile(_entry(inside, len(content), mode), io.BytesIO(content))
    buffer.seek(0)
    return buffer


def _entry(name: str, size: int, mode: int) -> tarfile.TarInfo:
    # Fixed times and owners: the engine's layer cache then depends on content alone.
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, mode, 0
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

"""The container engine: one client a process, threads for its blocking calls, and whether it answers."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import docker
import requests
from docker.errors import DockerException

from jupyter_interview.errors import SandboxUnavailable, UnknownLanguage

T = TypeVar("T")

MAX_CONNECTIONS = 256
"""Each running kernel parks one connection in a wait, each judge container one in an attach."""
ENGINE_TIMEOUT_SECONDS = 60
BUILD_COMMAND = "jupyter interview images build"

_lock = threading.Lock()
_client: docker.DockerClient | None = None
_threads = ThreadPoolExecutor(64, thread_name_prefix="engine")


@dataclass(frozen=True)
class EngineStatus:
    """Whether an engine answers. `reason` is a plain sentence when it does not."""

    answers: bool
    version: str | None = None
    reason: str | None = None


def docker_client() -> docker.DockerClient:
    """The process's one client, from `DOCKER_HOST` and its companions. Blocking: call through `run_blocking`.

    Raises SandboxUnavailable when no engine answers; only a client that once worked is kept.
    """
    global _client
    with _lock:
        if _client is None:
            try:
                client = docker.DockerClient.from_env(timeout=ENGINE_TIMEOUT_SECONDS, max_pool_size=MAX_CONNECTIONS)
            except (DockerException, requests.RequestException, OSError) as error:
                raise SandboxUnavailable(
                    "No Docker engine answers. Start Docker, and check that this user may use it "
                    "(or that DOCKER_HOST names it)."
                ) from error
            _client = client
        return _client


def engine_api() -> Any:
    """docker-py's low-level client, whose answers are the engine's plain JSON. Blocking, and raises like the other."""
    return docker_client().api


async def run_blocking(fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Run a short engine call off the event loop. A wait for a container's end needs a thread of its own."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads, lambda: fn(*args, **kwargs))


def _probe() -> EngineStatus:
    try:
        version = docker_client().version()["Version"]
    except SandboxUnavailable as error:
        return EngineStatus(False, reason=error.message)
    except (DockerException, requests.RequestException, OSError):
        return EngineStatus(False, reason="The Docker engine stopped answering. Is Docker still running?")
    return EngineStatus(True, version=str(version))


async def engine_status() -> EngineStatus:
    """Ask the engine for its version. Never raises."""
    return await run_blocking(_probe)


def _context_roots() -> tuple[Path, ...]:
    """Where build contexts are: inside this package when it is installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    return package / "images", package.parent / "images"


def image_languages() -> tuple[str, ...]:
    """The languages that have an image to build, Python first."""
    found = {file.parent.name for root in _context_roots() for file in root.glob("*/Dockerfile")}
    return tuple(sorted(found, key=lambda language: (language != "python", language)))


def build_context(language: str) -> Path:
    """The folder with the language's Dockerfile. Raises UnknownLanguage when there is none."""
    for root in _context_roots():
        folder = root / language
        if language.isalnum() and (folder / "Dockerfile").is_file():
            return folder
    raise UnknownLanguage(f"There is no kernel for the language {language[:40]!r}.")


def shared_context(language: str) -> Path:
    """The folder whose files are in every language's build context. Raises UnknownLanguage."""
    return build_context(language).parent / "shared"


def context_files(language: str) -> dict[str, bytes]:
    """The build context's files by relative path, the shared ones among them, without caches.

    A language's own file takes the place of a shared one of the same path.
    """
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for folder in (shared_context(language), build_context(language))
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    return dict(sorted(files.items()))


@cache
def image_name(language: str) -> str:
    """`jupyter-interview/<language>:<12 hex>`, the tag a digest of the build context: a change means a rebuild.

    Computed once a process, so that a running server keeps its image while somebody edits the context.
    """
    digest = hashlib.sha256()
    for name, content in context_files(language).items():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return f"jupyter-interview/{language}:{digest.hexdigest()[:12]}"

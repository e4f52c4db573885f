"""How much processor time a container has used: from its control group, or from the engine where that is elsewhere."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Protocol

import requests
from docker.errors import DockerException

from .engine import engine_api, run_blocking

log = logging.getLogger(__name__)

CGROUPS = Path("/sys/fs/cgroup")
PROCESSES = Path("/proc")


class CpuMeter(Protocol):
    """Of one container."""

    interval: float
    """Seconds between two readings, so that they cost next to nothing."""

    async def seconds(self) -> float | None:
        """Used since the container's start. None where it cannot be told now."""
        ...


class CgroupMeter:
    """Reads the kernel's own count, of either version."""

    interval = 0.25

    def __init__(self, file: Path) -> None:
        """`file` is `cpuacct.usage` (version 1: nanoseconds) or `cpu.stat` (version 2)."""
        self._file = file

    async def seconds(self) -> float | None:
        try:
            text = self._file.read_text("ascii")
        except OSError:
            return None
        if self._file.name == "cpu.stat":
            fields = dict(line.split() for line in text.splitlines())
            return int(fields["usage_usec"]) / 1e6
        return int(text) / 1e9


class EngineMeter:
    """Asks the engine, which looks once a second at most and answers as late."""

    interval = 2.0

    def __init__(self, container: str) -> None:
        self._container = container

    async def seconds(self) -> float | None:
        try:
            stats = await run_blocking(engine_api().stats, self._container, stream=False, one_shot=True)
            return float(stats["cpu_stats"]["cpu_usage"]["total_usage"]) / 1e9
        except (DockerException, requests.RequestException, LookupError) as error:
            log.debug("the engine does not say what a kernel has computed: %s", type(error).__name__)
            return None


def cpu_meter(container: str) -> CpuMeter:
    """The cheaper one of those that work for this container. Blocking."""
    try:
        process = int(engine_api().inspect_container(container)["State"]["Pid"])
    except (DockerException, requests.RequestException):
        return EngineMeter(container)
    file = usage_file(process, container)
    return CgroupMeter(file) if file is not None else EngineMeter(container)


def usage_file(process: int, container: str, *, processes: Path = PROCESSES, cgroups: Path = CGROUPS) -> Path | None:
    """Where the usage of the container with this process is counted.

    None where the process, which the engine named, is not this container's here: the engine is on another machine, or
    this server is itself in a container.
    """
    try:
        lines = (processes / str(process) / "cgroup").read_text("ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if container not in path:
            continue
        folder = path.lstrip("/")
        if "cpuacct" in controllers.split(","):
            # Some systems mount it under all its controllers' names, and some under each.
            found = [cgroups / name / folder / "cpuacct.usage" for name in (controllers, "cpuacct")]
        elif controllers == "":
            found = [cgroups / folder / "cpu.stat"]
        else:
            continue
        if file := next((file for file in found if file.is_file()), None):
            return file
    return None

"""The two ways in which a kernel's channels reach the server, and which of them works with this engine.

Where engine and server share a file system, the kernel makes its sockets in a mounted folder, and ZMQ connects to them
without anything in between. Where they do not (Docker Desktop, an engine on another machine), the channels travel over
the container's attach stream.
"""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from typing import Any, Literal, Protocol

from docker.types import Mount
from jupyter_client.connect import port_names

from . import folders
from .attach import attach
from .engine import engine_api, run_blocking
from .judge.stream import Wire
from .relay import Relay

log = logging.getLogger(__name__)

Transport = Literal["auto", "sockets", "stream"]
"""`sockets` in a mounted folder, or `stream`, over the container's own input and output."""
PORTS = {name: number for number, name in enumerate(port_names, start=1)}
"""The channels' numbers, which end the names of their sockets."""
RELAY = ("python3", "-s", "-S", "-E", "/opt/relay/relay.py")
"""What stands between the stream and the kernel, in every image."""
RELAYED = "/tmp/.kernel"  # noqa: S108 - in the container
TAKE_SECONDS = 0.02
"""Between two looks for the sockets of a starting kernel."""


class Carrier(Protocol):
    """One container's."""

    def command(self, kernel: tuple[str, ...]) -> list[str]:
        """What the container runs, given the kernelspec's command."""
        ...

    def options(self) -> dict[str, Any]:
        """For the container's creation."""
        ...

    async def prepare(self, connection: dict[str, Any]) -> None:
        """Before the creation: where the kernel makes its sockets, and its key."""

    def created(self, container: str) -> None:
        """Between creation and start. Blocking. Raises what docker-py raises, and SandboxUnavailable."""

    async def open(self) -> None:
        """After the start: until clients may connect, or for ever where the kernel never listens."""

    async def close(self) -> None:
        """Nobody connects any more."""


class SharedFolder:
    """Unix sockets that the kernel makes in `k`, and the host takes into `s`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def command(self, kernel: tuple[str, ...]) -> list[str]:
        return [part.replace("{connection_file}", "/c/connection.json") for part in kernel]

    def options(self) -> dict[str, Any]:
        return {
            "mounts": [
                Mount("/k", str(self._folder / "k"), type="bind"),
                Mount("/c", str(self._folder / "c"), type="bind", read_only=True),
            ]
        }

    async def prepare(self, connection: dict[str, Any]) -> None:
        text = json.dumps({**connection, "ip": "/k/k"})
        await run_blocking(folders.write_connection, self._folder, text)

    def created(self, container: str) -> None:
        """Nothing is to be done then."""

    async def open(self) -> None:
        """Take each socket as soon as it is there. The kernel hears nothing before, and so runs nobody's code."""
        names = [f"k-{number}" for number in PORTS.values()]
        while not folders.take_sockets(self._folder, names):  # noqa: ASYNC110 - files have no event
            await asyncio.sleep(TAKE_SECONDS)

    async def close(self) -> None:
        """The sockets go with the folder."""


class AttachStream:
    """Unix sockets that the host makes in `s`, and a relay at each end of the container's attach stream."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection = b""
        self._wire: Wire | None = None
        self._relay: Relay | None = None

    def command(self, kernel: tuple[str, ...]) -> list[str]:
        return [*RELAY, RELAYED, *(part.replace("{connection_file}", f"{RELAYED}/connection.json") for part in kernel)]

    def options(self) -> dict[str, Any]:
        # An init would hold the stream too, where the candidate's code could reach it; the relay is process 1 instead.
        return {"stdin_open": True, "init": False}

    async def prepare(self, connection: dict[str, Any]) -> None:
        self._connection = json.dumps({**connection, "ip": f"{RELAYED}/k"}).encode()

    def created(self, container: str) -> None:
        self._wire = Wire(attach(engine_api(), container))

    async def open(self) -> None:
        assert self._wire is not None, "created"
        self._relay = Relay(self._wire, str(self._folder / "s" / "k"))
        await self._relay.open(self._connection, tuple(PORTS.values()))

    async def close(self) -> None:
        if self._relay is not None:
            await self._relay.close()
        elif self._wire is not None:
            self._wire.shut()

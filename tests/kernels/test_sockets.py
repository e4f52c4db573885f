"""The candidate may write to the folder in which its kernel makes sockets; the host must not be led astray by that."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq

from jupyter_interview_kernels import folders
from jupyter_interview_kernels.iopub import bounded_context

NAMES = ("k-1", "k-2", "k-3", "k-4", "k-5")


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[socket.socket]:
    """A listening socket of the host's, as the engine's own is."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "trap"))
        listening.listen()
        listening.settimeout(1.5)
        yield listening


@pytest.fixture
def folder() -> Iterator[Path]:
    made = folders.create("lease", "test")
    yield made
    folders.remove(made)


@pytest.mark.docker
async def test_a_link_in_place_of_a_socket_leads_the_host_nowhere(kernel: Any, trap: socket.socket) -> None:
    planted = f"""
import os
for n in range(1, 6):
    name = f'/k/k-{{n}}'
    if os.path.lexists(name): os.remove(name)
    os.symlink({trap.getsockname()!r}, name)
"""
    assert (await kernel.run(planted)).status == "ok"
    later = kernel.manager.client()
    later.start_channels()
    try:
        with pytest.raises(TimeoutError):
            await asyncio.to_thread(trap.accept)
        await later.wait_for_ready(timeout=10)
    finally:
        later.stop_channels()


def _bind(path: Path) -> socket.socket:
    bound = socket.socket(socket.AF_UNIX)
    bound.bind(str(path))
    bound.listen()
    return bound


def test_only_sockets_are_taken_and_each_once(folder: Path, trap: socket.socket) -> None:
    inside, outside = folder / "k", folder / "s"
    with _bind(inside / "k-1"), _bind(inside / "k-2"):
        (inside / "k-3").symlink_to(trap.getsockname())
        (inside / "k-4").write_text("")
        (inside / "k-5").mkdir()
        assert not folders.take_sockets(folder, NAMES)
        assert sorted(os.listdir(outside)) == ["k-1", "k-2"]
        (inside / "k-1").symlink_to(trap.getsockname())
        assert not folders.take_sockets(folder, NAMES)
        assert not (outside / "k-1").is_symlink()
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(outside / "k-1"))


def test_a_renewed_folder_takes_the_next_launchs_sockets(folder: Path) -> None:
    with _bind(folder / "k" / "k-1"):
        assert folders.take_sockets(folder, ("k-1",))
    folders.renew(folder)
    assert os.listdir(folder / "s") == []
    with _bind(folder / "k" / "k-1"):
        assert folders.take_sockets(folder, ("k-1",))


def test_the_taken_sockets_are_out_of_the_candidates_reach(folder: Path) -> None:
    assert (folder / "s").stat().st_mode & 0o777 == 0o700
    assert (folder / "s").stat().st_uid == os.getuid()


def test_there_are_sockets_for_hundreds_of_kernels() -> None:
    """A kernel takes about ten: the watch's, the manager's, and five for each browser."""
    assert bounded_context().get(zmq.MAX_SOCKETS) > 10_000

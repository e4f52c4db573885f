"""Real servers to break, each in a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.machine import Machine

NO_ENGINE = "unix:///nowhere/docker.sock"


@contextmanager
def new_machine() -> Iterator[Machine]:
    folder = Path(tempfile.mkdtemp(prefix="ji-faults-"))
    folder.chmod(0o711)
    made = Machine(folder)
    try:
        yield made
    finally:
        made.shut_down()
        shutil.rmtree(folder)


@pytest.fixture
def machine() -> Iterator[Machine]:
    """An empty folder in which servers may be started."""
    with new_machine() as made:
        yield made


@pytest.fixture(scope="module")
def unsandboxed() -> Iterator[Machine]:
    """A running server to which no container engine answers."""
    with pytest.MonkeyPatch.context() as patch, new_machine() as made:
        patch.setenv("DOCKER_HOST", NO_ENGINE)
        made.start()
        yield made

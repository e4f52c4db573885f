"""Real servers to break, each in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.faults.machine import Machine
from tests.server_ext.conftest import server_home

NO_ENGINE = "unix:///nowhere/docker.sock"


@contextmanager
def new_machine() -> Iterator[Machine]:
    with server_home() as folder:
        made = Machine(folder)
        try:
            yield made
        finally:
            made.shut_down()


@pytest.fixture
def machine() -> Iterator[Machine]:
    """An empty folder in which servers may be started."""
    with new_machine() as made:
        yield made


@pytest.fixture(scope="module")
def unsandboxed() -> Iterator[Machine]:
    """A running server to which no container engine answers."""
    with new_machine() as made, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", NO_ENGINE)
        made.start()
        yield made

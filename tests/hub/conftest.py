"""One Hub for all tests here: it takes seconds to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jupyter_interview.adapters.embedded import EmbeddedServers
from tests.conftest import new_database, with_keys_apart
from tests.e2e.conftest import chromium as chromium
from tests.hub.real import RealHub, Visitor, running
from tests.server_ext.conftest import server_home

MORE = ("gus", "gil", "del", "rex", "out")
"""Candidates besides the example's, one or two a test."""


@pytest.fixture(scope="session")
def hub(engine: str, servers: EmbeddedServers, template: str) -> Iterator[RealHub]:
    with (
        server_home() as folder,
        new_database(servers, template) as database_url,
        running(with_keys_apart(servers, 3), database_url, folder, *MORE) as started,
    ):
        yield started


@pytest.fixture
def visitor(hub: RealHub) -> Iterator[Visitor]:
    with Visitor(hub) as somebody:
        yield somebody

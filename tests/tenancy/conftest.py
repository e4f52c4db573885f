"""A hosted server that the tests share, and people on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jupyter_interview.adapters.embedded import EmbeddedServers
from tests.conftest import new_database, with_keys_apart
from tests.server_ext.conftest import free_port, server_home
from tests.tenancy.hosting import Hosted, Person, running
from tests.tenancy.issuers import configure, real_issuer


@pytest.fixture(scope="session")
def issuer_ports() -> dict[str, int]:
    """Where the server looks for its issuers."""
    return {"university": free_port(), "hostile": free_port()}


@pytest.fixture(scope="session")
def hosted(engine: str, servers: EmbeddedServers, template: str, issuer_ports: dict[str, int]) -> Iterator[Hosted]:
    """It refuses to start without an engine."""
    with server_home() as folder, new_database(servers, template) as database_url:
        configure(folder, issuer_ports)
        with running(with_keys_apart(servers, 1), database_url, folder, "--HostedServer.storage_per_user=1") as server:
            yield server


@pytest.fixture(scope="session")
def issuer(hosted: Hosted, issuer_ports: dict[str, int]) -> Iterator[str]:
    with real_issuer(issuer_ports["university"], f"{hosted.url}/login/university/callback") as url:
        yield url


@pytest.fixture(scope="session")
def ada(hosted: Hosted) -> Person:
    return hosted.person("ada")


@pytest.fixture(scope="session")
def bob(hosted: Hosted) -> Person:
    return hosted.person("bob")

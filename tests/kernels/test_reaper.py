"""The reaper removes what dead instances left, and nothing of anybody else's."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import docker
import pytest
from docker.errors import NotFound

from jupyter_interview.domain.limits import LIMITS
from jupyter_interview.errors import SandboxUnavailable, Unavailable
from jupyter_interview_kernels import folders
from jupyter_interview_kernels.container import SANDBOX_UID, container_options
from jupyter_interview_kernels.engine import docker_client, engine_api, image_name
from jupyter_interview_kernels.kernel_container import KernelContainer, Recipe
from jupyter_interview_kernels.labels import UNLEASED, deployment_id, labels, lease_id
from jupyter_interview_kernels.reaper import Reaper
from jupyter_interview_kernels.scrub import empty_as_candidate, remove_folder

pytestmark = pytest.mark.docker


class Leases:
    """Everybody's lease runs but the named ones': other servers use this engine while the test runs."""

    def __init__(self, *dead: str, answers: bool = True) -> None:
        self._dead, self._answers = dead, answers

    async def alive(self, instance: str) -> bool:
        if not self._answers:
            raise Unavailable("The lease store does not answer.")
        return instance not in self._dead


class Server:
    """One instance's belongings: a running container and a socket folder."""

    def __init__(self, lease: str | None = None) -> None:
        self.name = lease or f"test-{secrets.token_hex(4)}"
        options = container_options(LIMITS, labels=labels(role="kernel", owner="k", instance=self.name))
        container = docker_client().containers.create(image_name("python"), ["sleep", "600"], **options)
        self.container = str(container.id)
        engine_api().start(self.container)
        self.folder = folders.create(self.name, deployment_id())

    def there(self) -> tuple[bool, bool]:
        try:
            engine_api().inspect_container(self.container)
        except NotFound:
            return False, self.folder.exists()
        return True, self.folder.exists()

    def remove(self) -> None:
        folders.remove(self.folder)
        if self.there()[0]:
            engine_api().remove_container(self.container, force=True)


@pytest.fixture
def servers(engine: str) -> Iterator[tuple[Server, Server]]:
    pair = Server(), Server()
    yield pair
    for server in pair:
        server.remove()


async def test_only_the_dead_servers_belongings_go(servers: tuple[Server, Server]) -> None:
    dead, living = servers
    assert await Reaper(Leases(dead.name)).sweep() == 2
    assert dead.there() == (False, False)
    assert living.there() == (True, True)
    assert await Reaper(Leases(dead.name)).sweep() == 0


async def test_another_deployments_reaper_leaves_them_alone(
    servers: tuple[Server, Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    dead, living = servers
    monkeypatch.setenv("JUPYTER_INTERVIEW_DEPLOYMENT", "another")
    assert await Reaper(Leases(dead.name, living.name)).sweep() == 0
    assert dead.there() == living.there() == (True, True)


async def test_a_silent_lease_store_removes_nothing(servers: tuple[Server, Server]) -> None:
    dead, living = servers
    assert await Reaper(Leases(dead.name, answers=False)).sweep() == 0
    assert dead.there() == living.there() == (True, True)


class Flushed(Leases):
    """A store that has lost everything, to which the living come back."""

    def __init__(self, living: str, *dead: str) -> None:
        super().__init__(*dead)
        self._living, self._asked = living, 0

    async def alive(self, instance: str) -> bool:
        if instance == self._living:
            self._asked += 1
            return self._asked > 1
        return await super().alive(instance)


async def test_a_lease_that_is_missing_for_a_moment_costs_nothing(servers: tuple[Server, Server]) -> None:
    dead, living = servers
    assert await Reaper(Flushed(living.name, dead.name), doubt_seconds=0.1).sweep() == 2
    assert living.there() == (True, True)


async def test_an_engine_that_stops_answering_is_said_in_our_own_words(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or whoever sweeps each minute would end with the first such minute."""
    with dead_engine() as gone:
        monkeypatch.setattr("jupyter_interview_kernels.reaper.engine_api", lambda: gone)
        with pytest.raises(SandboxUnavailable):
            await Reaper(Leases()).sweep()


@contextmanager
def dead_engine() -> Iterator[docker.APIClient]:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        yield docker.APIClient(f"tcp://127.0.0.1:{closed.getsockname()[1]}", version="1.41")


async def test_what_could_not_be_removed_is_removed_later_though_its_server_lives(
    servers: tuple[Server, Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    left, other = servers
    recipe = Recipe("python", (), (), LIMITS, "sockets")
    kernel = KernelContainer(recipe, left.folder, owner="k")
    kernel.take_over(left.container)
    with dead_engine() as gone, monkeypatch.context() as patch:
        patch.setattr("jupyter_interview_kernels.kernel_container.engine_api", lambda: gone)
        await kernel.remove()
    assert left.there() == (True, True)
    assert await Reaper(Leases()).sweep() == 1
    assert left.there() == (False, True)
    assert other.there() == (True, True)


async def test_what_belongs_to_a_command_line_is_left_for_a_day(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUPYTER_INTERVIEW_INSTANCE", raising=False)
    server = Server(lease_id())
    try:
        assert await Reaper(Leases(UNLEASED)).sweep() == 0
        assert server.there() == (True, True)
        monkeypatch.setattr("jupyter_interview_kernels.reaper.UNLEASED_SECONDS", -60.0)
        assert await Reaper(Leases()).sweep() >= 2
        assert server.there() == (False, False)
    finally:
        server.remove()


async def test_a_folder_without_a_readable_owner_stays(engine: str) -> None:
    folder = folders.create("test-unreadable", deployment_id())
    (folder / folders.OWNER_FILE).write_text("[1")
    try:
        await Reaper(Leases("test-unreadable")).sweep()
        assert folder.exists()
    finally:
        folders.remove(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to the candidate's uid")
def test_folders_that_only_the_candidate_may_enter_are_emptied(engine: str) -> None:
    folder = folders.create("test-scrub", deployment_id())
    hidden = folder / "k" / "hidden" / "deep"
    hidden.mkdir(parents=True)
    (hidden / "file").write_text("x")
    (folder / "k" / "link").symlink_to(folder / folders.OWNER_FILE)
    for path in (hidden / "file", hidden, hidden.parent):
        os.chown(path, SANDBOX_UID, SANDBOX_UID)
    hidden.parent.chmod(0)
    try:
        empty_as_candidate(folder, image_name("python"))
        assert list((folder / "k").iterdir()) == []
        assert (folder / folders.OWNER_FILE).is_file()
    finally:
        remove_folder(folder, image_name("python"))
    assert not folder.exists()

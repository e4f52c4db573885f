"""Kernels of a hosted server: each is its owner's alone, held to the limits, and explained when it is gone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from jupyter_interview.adapters.embedded import EmbeddedServers
from tests.conftest import new_database
from tests.server_ext.conftest import server_home
from tests.server_ext.test_kernels import Kernel, text_of
from tests.service.world import until
from tests.tenancy.hosting import Hosted, Person, running
from tests.tenancy.victim import HostedChannel, kernel_socket

pytestmark = pytest.mark.docker


@contextmanager
def session(person: Person, path: str, **kernel: str) -> Iterator[dict[str, Any]]:
    """A notebook's session, as JupyterLab opens it."""
    body = {"path": path, "type": "notebook", "name": "", "kernel": {"name": "interview-python", **kernel}}
    answer = person.call("POST", "/api/sessions", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    try:
        yield made
    finally:
        assert person.call("DELETE", f"/api/sessions/{made['id']}").status_code in (204, 404)


@asynccontextmanager
async def kernel_at(person: Person, path: str) -> AsyncIterator[tuple[Kernel, str]]:
    """A kernel with its id."""
    with session(person, path) as made:
        id_ = made["kernel"]["id"]
        async with kernel_socket(person, person.url, id_) as socket:
            yield Kernel(socket), id_


async def test_a_kernel_runs_is_interrupted_restarted_and_held_to_its_limits(hosted: Hosted) -> None:
    person = hosted.person("runner")
    async with kernel_at(person, "work.ipynb") as (kernel, id_):
        await kernel.run("kept = 6 * 7", "a")
        assert "1 MB" in text_of(await kernel.run("while True: print('y' * 1000)", "b"))
        sleeping = asyncio.create_task(kernel.run("import time; print('begun', flush=True); time.sleep(9)", "c"))
        await asyncio.sleep(0.5)
        assert (await asyncio.to_thread(person.call, "POST", f"/api/kernels/{id_}/interrupt")).status_code == 204
        assert "KeyboardInterrupt" in json.dumps(await sleeping)
        assert text_of(await kernel.run("print(kept)", "d")) == "42\n"
        assert (await asyncio.to_thread(person.call, "POST", f"/api/kernels/{id_}/restart")).status_code == 200
        assert "NameError" in json.dumps(await kernel.run("kept", "e"))
        assert "died" in json.dumps(await kernel.run("import os; os._exit(1)", "f")).lower()
        await kernel.restarted()
        assert text_of(await kernel.run("print('anew')", "g", seconds=60)) == "anew\n"
    assert person.call("GET", "/api/kernels").json() == []


async def test_a_kernel_is_its_owners_alone(ada: Person, bob: Person, hosted: Hosted) -> None:
    async with kernel_at(ada, "same-name.ipynb") as (hers, kernel):
        with session(bob, "same-name.ipynb", id=kernel) as made:
            assert made["kernel"]["id"] != kernel
            changed = bob.call("PATCH", f"/api/sessions/{made['id']}", json={"kernel": {"id": kernel}})
            assert changed.status_code == 400
            async with kernel_socket(bob, hosted.url, made["kernel"]["id"]) as socket:
                his = Kernel(socket)
                await asyncio.gather(hers.run("secret = 'hers'", "cell"), his.run("secret = 'his'", "cell"))
                told = await asyncio.gather(hers.run("print(secret)", "cell"), his.run("print(secret)", "cell"))
                assert [text_of(one) for one in told] == ["hers\n", "his\n"]
            assert [one["id"] for one in bob.call("GET", "/api/kernels").json()] == [made["kernel"]["id"]]
        for person in (bob, None):
            with pytest.raises(InvalidStatus):
                async with kernel_socket(person, hosted.url, kernel):
                    pass
        for method, path in (("POST", "/interrupt"), ("POST", "/restart"), ("GET", ""), ("DELETE", "")):
            assert bob.call(method, f"/api/kernels/{kernel}{path}").status_code in (404, 500)
        assert text_of(await hers.run("print(secret)", "cell")) == "hers\n"


@pytest.mark.full
async def test_a_candidate_is_told_why_a_kernel_is_gone(engine: str, servers: EmbeddedServers, template: str) -> None:
    """Stopped for being idle while nobody was in the room, and lost with the server; the pool's kernels included."""
    options = ("--InterviewApp.kernel_idle_minutes=0.05", "--InterviewApp.kernel_pool=1")
    with server_home() as folder, new_database(servers, template) as url:
        with running(servers, url, folder, *options) as server:
            person = server.person("leaver")
            started = person.call("POST", "/interview/api/interviews", json={}).json()
            path = started["notebookPath"]
            async with kernel_at(person, path) as (kernel, _):
                await kernel.run("kept = 1", "a")
                assert "nothing ran in it for 0.05 minutes" in await kernel.told()
            async with HostedChannel(person, started["id"]) as channel:
                await channel.join()
                length = await channel.settled()
                async with kernel_at(person, path) as (kernel, _):
                    assert "nothing ran in it for 0.05 minutes" in text_of(await kernel.run("kept = 2", "b"))
                    await channel.grown_to(length + 1)
        with running(servers, url, folder, *options) as server:
            again = Person(person.id, person.name, person.token, server.url)
            async with kernel_at(again, path) as (kernel, _):
                told = text_of(await kernel.run("print(1)", "c"))
                assert "The one before is on a server that the interview has left" in told
                assert text_of(await kernel.run("print(2)", "d")) == "2\n"
            await until(lambda: asyncio.to_thread(again.call, "GET", "/api/kernels"), lambda got: got.json() == [])

"""The gate: what is not listed is not there, however it came into the application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.routing import PathMatches, Router, Rule
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

from jupyter_interview_server.tenancy.gate import Allowed, Gate


class Listed(RequestHandler):
    def get(self, *_: str) -> None:
        self.finish("listed")

    post = get


class Inherits(Listed):
    """Not listed, although what it inherits from is."""


class Mounted(Router):
    """Found by Tornado like a handler, without being one."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def find_handler(self, request: Any, **kwargs: Any) -> Any:
        return self._application.get_handler_delegate(request, Inherits)


@pytest.fixture
async def address() -> AsyncIterator[str]:
    application = Application([(r"/base/listed/.*", Listed), (r"/base/other", Listed), (r"/base/inherits", Inherits)])
    gate = Gate(application, "/base/", [Allowed(r"/(?:listed/\w+|inherits|late)", Listed, frozenset({"GET"}))])
    socket, port = bind_unused_port()
    server = HTTPServer(gate)
    server.add_sockets([socket])
    application.add_handlers(".*$", [(r"/base/late", Inherits)])
    application.default_router.rules.insert(0, Rule(PathMatches("/base/mounted"), Mounted(application)))
    yield f"http://127.0.0.1:{port}"
    server.stop()
    await server.close_all_connections()


async def status(url: str, method: str = "GET") -> tuple[int, bytes]:
    body = b"" if method in ("POST", "PUT", "PATCH") else None
    answer = await AsyncHTTPClient().fetch(url, method=method, body=body, raise_error=False)
    return answer.code, answer.body


async def test_what_is_listed_is_let_through(address: str) -> None:
    assert await status(f"{address}/base/listed/one") == (200, b"listed")


@pytest.mark.parametrize(
    "path",
    [
        "/base/other",  # the listed handler at a path that is not
        "/base/inherits",  # the listed path, by another handler
        "/base/late",  # registered after the gate was built
        "/base/mounted",  # not by a handler at all
        "/base/listed/one/more",  # the pattern is for the whole path
        "/base/listed/%6Fne",  # as it was sent: the list has no escapes
        "/listed/one",
        "/base/nothing",
    ],
)
async def test_everything_else_is_not_there(address: str, path: str) -> None:
    assert await status(address + path) == (404, b"There is nothing here.\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_a_method_that_is_not_listed_is_not_there(address: str, method: str) -> None:
    assert await status(f"{address}/base/listed/one", method) == (404, b"There is nothing here.\n")

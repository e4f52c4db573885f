"""The gate: what stands before the whole web application and lets through what is listed, nothing else.

Tornado asks a router who handles a request. The server's HTTP listener asks this one, which asks the application and
compares the answer with the list. So it does not matter who registers a handler, when, or in which way: what is not
listed is a 404.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tornado.httputil import HTTPMessageDelegate, HTTPServerRequest
from tornado.routing import Router
from tornado.web import Application, HTTPError, RequestHandler

from jupyter_interview_server.tenancy.proxies import Proxies


@dataclass(frozen=True)
class Allowed:
    """A route: a path under the base URL, the very class that handles it, and its methods."""

    path: str
    """A regular expression for the whole path."""
    handler: type[RequestHandler]
    methods: frozenset[str]

    def __str__(self) -> str:
        return f"{self.path} {self.handler.__module__}.{self.handler.__qualname__}"


NO_PROXIES = Proxies(())


class NothingHere(RequestHandler):
    """Answers every method alike, before anything else is looked at."""

    def check_xsrf_cookie(self) -> None:
        """Tornado asks for it first, and a refusal would say that there is something."""

    def prepare(self) -> None:
        raise HTTPError(404)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("There is nothing here.\n")


class Gate(Router):
    """Lets through the requests that `allowed` names, and answers the others itself."""

    def __init__(
        self, application: Application, base_url: str, allowed: Iterable[Allowed], proxies: Proxies = NO_PROXIES
    ) -> None:
        self._application = application
        self._proxies = proxies
        self._base = base_url.rstrip("/")
        self._allowed = [(re.compile(entry.path), entry) for entry in allowed]

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> HTTPMessageDelegate:
        self._proxies.correct(request)
        found = self._application.find_handler(request)
        # Only an ordinary handler's delegate has a class: routers and callables that somebody mounts have none.
        if self._lets(request, getattr(found, "handler_class", None)):
            return found
        return self._application.get_handler_delegate(request, NothingHere)

    def _lets(self, request: HTTPServerRequest, handler: object) -> bool:
        path = request.path or ""
        if not path.startswith(self._base):
            return False
        path = path[len(self._base) :]
        return any(
            handler is entry.handler and request.method in entry.methods and pattern.fullmatch(path)
            for pattern, entry in self._allowed
        )

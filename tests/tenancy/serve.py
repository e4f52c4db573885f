"""A hosted server that writes down every route it has, and then is given two more, as an extension might later."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tornado.routing import PathMatches, Router, Rule, RuleRouter
from tornado.web import RequestHandler

from jupyter_interview_server.tenancy.server import HostedServer


class Late(RequestHandler):
    """Says something that nobody may hear."""

    def get(self) -> None:
        self.finish("late")

    post = put = patch = delete = get


class LateRouter(Router):
    """Not a handler but a router, which Tornado asks by itself."""

    def find_handler(self, request: Any, **kwargs: Any) -> Any:
        return app.web_app.get_handler_delegate(request, Late)


def routes(router: RuleRouter) -> Iterator[tuple[str, str]]:
    """Every path pattern with the handler's name, however deep it is mounted."""
    for rule in router.rules:
        if isinstance(rule.target, RuleRouter):
            yield from routes(rule.target)
        elif isinstance(rule.matcher, PathMatches):
            target = rule.target
            yield rule.matcher.regex.pattern, f"{target.__module__}.{target.__qualname__}"
        else:
            yield repr(rule.matcher), repr(rule.target)


app = HostedServer.instance()
app.initialize(sys.argv[2:])
Path(sys.argv[1]).write_text(json.dumps(list(routes(app.web_app.default_router))))
app.web_app.add_handlers(".*$", [("/late", Late)])
app.web_app.default_router.rules.insert(0, Rule(PathMatches("/mounted/.*"), LateRouter()))
app.start()

"""What all REST handlers share: services, bodies in, JSON out, errors from one table."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast
from uuid import UUID

import msgspec
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web

from jupyter_interview.domain.interview import User
from jupyter_interview.errors import InterviewError, InvalidRequest, NotFound, TooLarge
from jupyter_interview_server import metrics
from jupyter_interview_server.protocol import ErrorBody
from jupyter_interview_server.services import HasServices, Services

logger = logging.getLogger(__name__)
MAX_BODY_BYTES = 64 * 1024
Body = TypeVar("Body", bound=msgspec.Struct)


class InterviewHandler(APIHandler):
    """The base of every REST handler; each request acts as its user."""

    def initialize(self, app: HasServices) -> None:
        self._app = app

    @property
    def services(self) -> Services:
        """Raises Unavailable while the server starts."""
        return self._app.services

    async def user(self) -> User:
        return await self.services.identity.user_of(self.current_user)

    def body(self, kind: type[Body]) -> Body:
        """The request's JSON as `kind`, which forbids unknown fields.

        Raises:
            InvalidRequest, TooLarge.
        """
        if len(self.request.body) > MAX_BODY_BYTES:
            raise TooLarge(f"The request is larger than {MAX_BODY_BYTES // 1024} KB.")
        try:
            return msgspec.json.decode(self.request.body or b"{}", type=kind)
        except (msgspec.DecodeError, RecursionError) as error:
            raise InvalidRequest(f"The request is wrong: {error}.") from error

    def reply(self, value: Any, status: int = 200) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(msgspec.json.encode(value))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Every error as `{code, message, details}`; what is not ours says nothing about itself."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        body = _describe(error, status_code)
        metrics.ERRORS.labels(body.code).inc()
        if isinstance(error, InterviewError):
            self.set_status(error.status)
        self.set_header("Content-Type", "application/json")
        self.finish(msgspec.json.encode(body))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Errors of the tree are answers, not incidents."""
        if isinstance(value, InterviewError) and value.status < 500:
            logger.info("%s %s: %s", self.request.method, self.request.path, value.code)
            return
        if isinstance(value, web.HTTPError):
            super().log_exception(typ, value, tb)
            return
        logger.error("%s %s\n%s", self.request.method, self.request.path, "".join(traceback.format_tb(tb)))


Method = TypeVar("Method", bound=Callable[..., Awaitable[None]])


def allowed(action: str, resource: str) -> Callable[[Method], Method]:
    """A handler method for signed-in users whom the authorizer lets do `action` on `resource`.

    `authorized` alone would latch its first defaults, so both are always given.
    """

    def decorate(method: Method) -> Method:
        return cast(Method, web.authenticated(authorized(action, resource=resource)(method)))

    return decorate


def _describe(error: BaseException | None, status: int) -> ErrorBody:
    if isinstance(error, InterviewError):
        return ErrorBody(code=error.code, message=error.message, details=dict(error.details))
    words = {
        403: ("not_allowed", "You may not do this."),
        404: ("not_found", "There is nothing here."),
        405: ("invalid_request", "This address does not take that method."),
    }
    code, message = words.get(status, ("internal", "Something broke on the server. Your work is safe; try again."))
    if isinstance(error, web.HTTPError) and status == 400:
        code, message = "invalid_request", "The request is wrong."
    return ErrorBody(code=code, message=message)


def parse_id(text: str) -> UUID:
    """An id from a path; what is none names nothing."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("There is nothing here.") from error

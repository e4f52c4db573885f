"""Errors of ours in Jupyter's own handlers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tornado.web import HTTPError

from jupyter_interview.errors import InterviewError


@contextmanager
def as_http() -> Iterator[None]:
    """An error of the tree becomes the HTTP error that Jupyter's handlers answer with."""
    try:
        yield
    except InterviewError as error:
        raise HTTPError(error.status, error.message, reason=error.message.rstrip(".")) from error

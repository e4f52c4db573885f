"""Pages that the server writes itself: one style, no script, and nothing that is loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import Any, cast

from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError

from jupyter_interview.errors import InterviewError
from jupyter_interview_server.tenancy.identity import HostedIdentity
from jupyter_interview_server.tenancy.style import STYLE

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style>{style}</style></head>
<body><main><h1>{title}</h1>{body}</main></body></html>
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Page(JupyterHandler):
    """What is put into `body` is HTML: whatever anybody wrote goes through `escape` first."""

    @property
    def content_security_policy(self) -> str:
        return POLICY

    @property
    def hosted(self) -> HostedIdentity:
        return cast(HostedIdentity, self.identity_provider)

    @property
    def home(self) -> str:
        """The address of the first page."""
        return f"{self.base_url}interview/"

    def show(self, title: str, body: str) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")  # an address may hold a code; forms need an origin
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(_PAGE.format(title=escape(title), style=STYLE, body=body))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A sentence, and the way back."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        said = "Something broke on the server. Try again in a minute."
        if isinstance(error, InterviewError):
            self.set_status(error.status)
            said = error.message
        elif isinstance(error, HTTPError) and error.status_code < 500:
            said = (
                "There is nothing here." if error.status_code == 404 else "This cannot be done. Go back and try again."
            )
        elif isinstance(error, HTTPError) and error.status_code == 503:
            said = "The interview room is still opening. Try again in a second."
        back = f'<p><a href="{escape(self.home)}">Back to the start</a></p>'
        self.show("That did not work", f'<p role="alert">{escape(said)}</p>{back}')

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Errors of the tree are answers, not incidents."""
        if not isinstance(value, InterviewError):
            super().log_exception(typ, value, tb)

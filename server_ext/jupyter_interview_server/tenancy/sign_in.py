"""The pages on which a person signs in and out. They hold no script and load nothing."""

from __future__ import annotations

from html import escape
from typing import cast
from urllib.parse import urlsplit

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler

from jupyter_interview_server.tenancy.identity import HostedIdentity

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:15vh auto;padding:0 1rem}}
label,input,button{{display:block;width:100%;box-sizing:border-box;font:inherit}}
input,button{{margin:.3rem 0 1rem;padding:.5rem}}</style></head>
<body><main><h1>{title}</h1>{body}</main></body></html>
"""
_FORM = """{said}<form method="post">{xsrf}<input type="hidden" name="next" value="{next}">
<label for="token">Access token</label>
<input id="token" name="token" type="password" autocomplete="off" required autofocus>
<button>Sign in</button></form>
"""


def inside(base_url: str, address: str) -> str:
    """The address, if it is a path of this server; else the server's first page. No way to lead anybody away."""
    parts = urlsplit(address.replace("\\", "/"))
    ours = not parts.scheme and not parts.netloc and parts.path.startswith(base_url)
    return address if ours and not address.startswith("//") and address.isprintable() else base_url


class SignInPages(JupyterHandler):
    @property
    def content_security_policy(self) -> str:
        return "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"

    @property
    def hosted(self) -> HostedIdentity:
        return cast(HostedIdentity, self.identity_provider)

    def show(self, title: str, body: str) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish(_PAGE.format(title=escape(title), body=body))

    def wanted(self) -> str:
        return inside(self.base_url, self.get_argument("next", self.base_url))


class SignInHandler(SignInPages):
    @allow_unauthenticated
    def get(self) -> None:
        if members := self.hosted.parts.hub:
            self.redirect(members.hub.way_in(self, self.wanted()))
            return
        self._form("")

    @allow_unauthenticated
    async def post(self) -> None:
        account = await self.hosted.by_token(self.get_body_argument("token", ""))
        if account is None:
            self.set_status(403)
            self._form('<p role="alert">There is no such token, or it is over.</p>')
            return
        await self.hosted.sign_in(self, account)
        self.redirect(self.wanted())

    def _form(self, said: str) -> None:
        xsrf = self.xsrf_form_html()
        self.show("Sign in", _FORM.format(said=said, xsrf=xsrf, next=escape(self.wanted())))


class SignOutHandler(SignInPages):
    @allow_unauthenticated
    async def get(self) -> None:
        await self.hosted.sign_out(self)
        ways = f'<p><a href="{escape(self.base_url)}login">Sign in again</a></p>'
        if members := self.hosted.parts.hub:
            ways += f'<p><a href="{escape(members.hub.sign_out_url)}">Sign out of JupyterHub</a> too</p>'
        self.show("Signed out", ways)

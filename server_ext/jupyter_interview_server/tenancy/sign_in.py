"""The pages on which a person signs in and out."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from jupyter_server.auth.decorator import allow_unauthenticated

from jupyter_interview_server.tenancy.pages import Page
from jupyter_interview_server.tenancy.ways import buttons

_FORM = """{said}<form method="post">{xsrf}<input type="hidden" name="next" value="{next}">
<label for="token">Access token</label>
<input id="token" name="token" type="password" autocomplete="off" required>
<button>Sign in</button></form>
"""


def inside(base_url: str, address: str) -> str:
    """The address, if it is a path of this server; else the server's first page. No way to lead anybody away."""
    parts = urlsplit(address.replace("\\", "/"))
    ours = not parts.scheme and not parts.netloc and parts.path.startswith(base_url)
    return address if ours and not address.startswith("//") and address.isprintable() else base_url


class SignInPages(Page):
    def wanted(self) -> str:
        """Where the person was going."""
        return inside(self.base_url, self.get_argument("next", self.home))


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
        ways, wanted = self.hosted.ways, self.wanted()
        form = _FORM.format(said=said, xsrf=self.xsrf_form_html(), next=escape(wanted))
        offered = f"{buttons(ways, self.base_url, wanted)}<h2>With an access token</h2>" if ways else ""
        self.show("Sign in", f"{offered}{form}")


class SignOutHandler(Page):
    @allow_unauthenticated
    async def get(self) -> None:
        await self.hosted.sign_out(self)
        ways = f'<p class="row"><a class="button" href="{escape(self.home)}">Sign in again</a></p>'
        if members := self.hosted.parts.hub:
            ways += f'<p><a href="{escape(members.hub.sign_out_url)}">Sign out of JupyterHub</a> too</p>'
        self.show("Signed out", f"<p>Your work is kept.</p>{ways}")

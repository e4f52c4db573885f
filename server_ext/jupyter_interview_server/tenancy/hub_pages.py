"""Where JupyterHub sends people back to, and what is said to those whom it does not let in."""

from __future__ import annotations

from html import escape

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado.web import HTTPError

from jupyter_interview.errors import Unavailable
from jupyter_interview_server.tenancy.admission import admit
from jupyter_interview_server.tenancy.hub_members import HubMembers, arrival
from jupyter_interview_server.tenancy.sign_in import SignInPages, inside


class HubCallbackHandler(SignInPages):
    """The end of signing in. Where no Hub runs this server, there is nothing here."""

    @property
    def members(self) -> HubMembers:
        if self.hosted.parts.hub is None:
            raise HTTPError(404)
        return self.hosted.parts.hub

    @allow_unauthenticated
    async def get(self) -> None:
        members = self.members
        try:
            came = await self._came_back(members)
            user = await members.hub.whose(came[0]) if came else None
            if came is None or user is None:
                self._again(403, "This was not the end of a sign-in that began here, or it was used before.")
            elif user.role is None:
                self._refuse(user.name)
            else:
                account = await admit(self.hosted, self, arrival(user, user.role), came[0])
                await members.leave(self.hosted.parts, account, user)
                self.redirect(inside(self.base_url, came[1]))
        except Unavailable as error:
            self._again(error.status, error.message)

    async def _came_back(self, members: HubMembers) -> tuple[str, str] | None:
        state, code = self.get_query_argument("state", ""), self.get_query_argument("code", "")
        return await members.hub.came_back(self, state, code) if state and code else None

    def _again(self, status: int, said: str) -> None:
        self.set_status(status)
        link = f'<a href="{escape(self.base_url)}login">Sign in again</a>'
        self.show("You are not signed in", f'<p role="alert">{escape(said)}</p><p>{link}</p>')

    def _refuse(self, name: str) -> None:
        self.set_status(403)
        said = f"{name} is no user of the interview room. Whoever runs JupyterHub can give you a role there."
        out = f'<a href="{escape(self.members.hub.sign_out_url)}">Sign out of JupyterHub</a>, to come as somebody else'
        self.show("You cannot come in", f'<p role="alert">{escape(said)}</p><p>{out}.</p>')

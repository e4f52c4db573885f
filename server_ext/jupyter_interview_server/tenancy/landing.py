"""The first page: what this is and how to sign in; for whoever did, what waits for them and the way into JupyterLab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jupyter_server.auth.decorator import allow_unauthenticated

from jupyter_interview.domain.interview import Interview, Role, User
from jupyter_interview.domain.lifecycle import TERMINAL, State
from jupyter_interview.domain.questions import LANGUAGE_NAMES
from jupyter_interview.service.assignments import SetFor
from jupyter_interview_server.services import HasServices
from jupyter_interview_server.tenancy.pages import Page
from jupyter_interview_server.tenancy.ways import buttons

_ABOUT = """<p>Sit or practise a technical interview in a notebook, at the keyboard and in your own language.</p>
<ul class="points"><li>An interviewer asks in a chat, gives hints when you want them, and listens to how you think.</li>
<li>You answer in cells: Python, JavaScript or Java, or the design of a system. Your code runs in a sandbox.</li>
<li>Every submission is judged by hidden tests. Afterwards you see what was scored, and what it rests on.</li></ul>
"""
_WORDS = {
    State.CREATED: "not begun yet",
    State.IN_PROGRESS: "under way",
    State.INTERRUPTED: "interrupted: go on where you were",
    State.PAUSED: "paused",
}


class LandingHandler(Page):
    def initialize(self, app: Callable[[], HasServices]) -> None:
        self._app = app

    @allow_unauthenticated
    async def get(self) -> None:
        if self.current_user is None:
            self.show("Technical interviews in JupyterLab", _ABOUT + self._ways())
            return
        services = self._app().services
        user = await services.identity.user_of(self.current_user)
        interviews = await services.interviews.list(user)
        assigned = await services.assignments.for_candidate(user)
        self.show(f"Hello, {user.name}", self._dashboard(user, interviews, assigned))

    def _ways(self) -> str:
        if self.hosted.ways:
            return buttons(self.hosted.ways, self.base_url, self.home)
        address = escape(f"{self.base_url}login?next={quote(self.home)}")
        return f'<p class="row"><a class="button" href="{address}">Sign in with an access token</a></p>'

    def _dashboard(self, user: User, interviews: Sequence[Interview], assigned: Sequence[SetFor]) -> str:
        base = escape(self.base_url)
        role = f'<p class="quiet">You are signed in as {user.role}.</p>' if user.role is not Role.CANDIDATE else ""
        links = f'<p class="row"><a class="button" href="{base}lab">Open JupyterLab</a>'
        links += f'<a class="button second" href="{base}logout">Sign out</a></p>'
        now = datetime.now(UTC)
        going_on = [self._going_on(one) for one in interviews if one.state not in TERMINAL]
        waiting = [_assigned(one, user) for one in assigned if _is_open(one, user, now)]
        return (
            role + links + _list("To go on with", going_on, "No interview of yours is under way.")
            + _list("Assigned to you", waiting, "Nothing is assigned to you at the moment.")
            + '<p class="quiet">Assigned interviews begin in JupyterLab: open the interview panel at the left.</p>'
        )  # fmt: skip

    def _going_on(self, interview: Interview) -> str:
        address = escape(f"{self.base_url}lab/tree/{quote(interview.notebook_path)}")
        kind = "System design" if interview.kind == "system_design" else "Algorithms"
        title = escape(LANGUAGE_NAMES[interview.language])
        left = int((interview.duration).total_seconds() // 60)
        return (
            f'<strong><a href="{address}">{kind} in {title}</a></strong> '
            f'<span class="quiet">{left} minutes, {_WORDS[interview.state]}</span>'
        )


def _list(title: str, items: Sequence[str], none: str) -> str:
    held = "".join(f'<li class="card">{item}</li>' for item in items)
    return f"<h2>{title}</h2>" + (f"<ul>{held}</ul>" if items else f'<p class="quiet">{none}</p>')


def _is_open(own: SetFor, user: User, now: datetime) -> bool:
    """Whether there is anything left to do about it, now or later."""
    terms, has = own.assignment.terms, own.cohort.member(user).accommodation
    return now < terms.closes(has) and len(own.attempts) < terms.attempts


def _assigned(own: SetFor, user: User) -> str:
    terms, has = own.assignment.terms, own.cohort.member(user).accommodation
    minutes = int(terms.duration(has).total_seconds() // 60)
    when = f"{_moment(terms.opens_at, user)} to {_moment(terms.closes(has), user)}"
    return (
        f"<strong>{escape(terms.title)}</strong> "
        f'<span class="quiet">{escape(own.cohort.name)}, {minutes} minutes.<br>{when}, {escape(user.time_zone)}</span>'
    )


def _moment(at: datetime, user: User) -> str:
    there = at.astimezone(ZoneInfo(user.time_zone))
    return f'<time datetime="{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}">{there:%a} {there.day} {there:%b %Y, %H:%M}</time>'

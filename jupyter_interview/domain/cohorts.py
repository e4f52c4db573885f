"""Cohorts: a named group of candidates, and the educators who set interviews for it and read them.

Whoever is no member learns nothing, not even that the cohort is there. Errors: NotFound, NotAllowed, InvalidRequest.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from jupyter_interview.domain.interview import User
from jupyter_interview.errors import InvalidRequest, NotAllowed, NotFound

MAX_NAME = 120
"""Characters of a cohort's or an assignment's name."""
MAX_ROSTER = 2000
"""Candidates that one upload may name."""
MAX_LOGIN = 254
MAX_EXTRA_TIME = 2.0
INVITATION_LASTS = timedelta(days=14)


class Part(StrEnum):
    """What somebody is in a cohort."""

    CANDIDATE = "candidate"
    EDUCATOR = "educator"


class Accommodation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one candidate is granted beyond the assignment's terms."""

    extra_time: float = 0.0
    """A share of the duration: 0.25 makes 60 minutes 75."""
    pauses: bool = False
    """May pause where the assignment does not allow it."""

    def check(self) -> None:
        """Raises InvalidRequest."""
        if not 0 <= self.extra_time <= MAX_EXTRA_TIME:
            raise InvalidRequest("Extra time is a share of the duration, from 0 to 2: 0.25 makes 60 minutes 75.")


class Member(msgspec.Struct, frozen=True):
    """Somebody of a cohort."""

    user_id: UUID
    name: str
    part: Part
    accommodation: Accommodation = Accommodation()
    time_zone: str = "UTC"
    """Where their browser was last."""


class Expected(msgspec.Struct, frozen=True):
    """Somebody on the roster who has not signed in yet: becomes a candidate on doing so under this login."""

    login: str
    accommodation: Accommodation = Accommodation()


class Cohort(msgspec.Struct, frozen=True):
    """A cohort with everybody in it. Times are aware UTC."""

    id: UUID
    name: str
    created_at: datetime
    members: tuple[Member, ...]
    expected: tuple[Expected, ...] = ()
    group: str | None = None
    """The JupyterHub group whose users are its candidates."""
    model: bool = True
    """False: no language model words a turn of the interviews that are set here."""

    def member(self, user: User) -> Member:
        """Raises NotFound: to others there is no such cohort."""
        found = next((member for member in self.members if member.user_id == user.id), None)
        if found is None:
            raise NotFound("There is no such cohort.")
        return found

    def check_educator(self, user: User) -> None:
        """Raises NotFound, NotAllowed."""
        if self.member(user).part is not Part.EDUCATOR:
            raise NotAllowed("Only the educators of this cohort may do that.")


class Invitation(msgspec.Struct, frozen=True):
    """A link that makes whoever follows it a candidate. Of its token only a digest is kept."""

    digest: bytes
    """SHA-256 of the token."""
    cohort_id: UUID
    expires_at: datetime


def checked_name(name: str) -> str:
    """A name without what could not be shown. Raises InvalidRequest."""
    shown = " ".join("".join(c for c in name if c.isprintable() or c.isspace()).split())
    if not 0 < len(shown) <= MAX_NAME:
        raise InvalidRequest(f"A name has 1 to {MAX_NAME} characters.")
    return shown


def roster(text: str) -> tuple[Expected, ...]:
    """Who is to be enrolled, from CSV with a heading: `login`, and where wanted `extra_time` and `pauses`.

    A login is what the identity provider vouches for: a verified e-mail address, or a JupyterHub user name. Case does
    not matter.

    Raises:
        InvalidRequest: naming the line.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if "login" not in (rows.fieldnames or ()):
        raise InvalidRequest("The first line of the roster names the columns, and one of them is `login`.")
    found: dict[str, Expected] = {}
    try:
        for row in rows:
            one = _expected(row, rows.line_num)
            found[one.login] = one
            if len(found) > MAX_ROSTER:
                raise InvalidRequest(f"A roster holds at most {MAX_ROSTER} people. Split it.")
    except csv.Error as error:
        raise InvalidRequest(f"Line {rows.line_num} of the roster cannot be read as CSV.") from error
    if not found:
        raise InvalidRequest("The roster names nobody.")
    return tuple(found.values())


def _expected(row: dict[str, str | None], line: int) -> Expected:
    login = folded(row.get("login") or "")
    if not 0 < len(login) <= MAX_LOGIN or not login.isprintable():
        raise InvalidRequest(f"Line {line} of the roster has no login that could be one.")
    try:
        accommodation = Accommodation(float(row.get("extra_time") or 0), _yes(row.get("pauses") or "no"))
        accommodation.check()
    except (ValueError, InvalidRequest) as error:
        raise InvalidRequest(
            f"Line {line} of the roster: extra_time is a share from 0 to 2, and pauses is yes or no."
        ) from error
    return Expected(login, accommodation)


def _yes(word: str) -> bool:
    answers = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if (answer := answers.get(word.strip().lower())) is None:
        raise ValueError(word)
    return answer


def folded(login: str) -> str:
    """Logins are compared like this."""
    return login.strip().casefold()

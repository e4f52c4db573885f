"""A profile, and what may stand in one."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from jupyter_interview.domain.profile.text import legible
from jupyter_interview.errors import InvalidRequest

MAX_TERMS = 80
"""Of skills, and of roles."""
MAX_TERM = 60
"""Characters."""
MAX_YEARS = 60.0

_PERSONAL = re.compile(r"@|://|\bwww\.|(?:\d[\s().-]*){5}", re.IGNORECASE)
"""An e-mail address, a web address, or as many digits as telephone numbers and postal codes have."""


class Profile(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Somebody's trade. There is no field for a name, an address or any other way to the person."""

    skills: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    years: float | None = None
    """Of work; None where nothing says."""

    @property
    def empty(self) -> bool:
        return not (self.skills or self.roles or self.years)


def personal(term: str) -> bool:
    """Whether it reaches a person, rather than says what that person can do."""
    return _PERSONAL.search(term) is not None


def checked(profile: Profile) -> Profile:
    """A profile as its owner edited it, tidied.

    Raises:
        InvalidRequest: too much of it, or something that has no place in it.
    """
    if profile.years is not None and not 0 <= profile.years <= MAX_YEARS:
        raise InvalidRequest(f"Years of work lie between 0 and {MAX_YEARS:.0f}.")
    years = None if profile.years is None else round(profile.years, 1)
    return Profile(_terms(profile.skills, "skills"), _terms(profile.roles, "roles"), years)


def distinct(terms: Iterable[str]) -> tuple[str, ...]:
    """Each once, whatever its capitals, in the order in which they first came."""
    found: dict[str, str] = {}
    for term in terms:
        found.setdefault(term.casefold(), term)
    return tuple(found.values())


def _terms(terms: tuple[str, ...], kind: str) -> tuple[str, ...]:
    tidy = distinct(filter(None, (" ".join(legible(term).split()) for term in terms)))
    if len(tidy) > MAX_TERMS:
        raise InvalidRequest(f"A profile holds at most {MAX_TERMS} {kind}.")
    if any(len(term) > MAX_TERM for term in tidy):
        raise InvalidRequest(f"An entry has at most {MAX_TERM} characters. Split the long one, or shorten it.")
    if any(map(personal, tidy)):
        raise InvalidRequest("A profile holds no e-mail or web addresses and no telephone numbers. Take them out.")
    return tidy

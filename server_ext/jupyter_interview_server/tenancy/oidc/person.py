"""Who somebody is, by claims that were verified: whether they may come in, under which login, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jupyter_interview.domain.cohorts import folded
from jupyter_interview.domain.interview import Role
from jupyter_interview.errors import NotAllowed
from jupyter_interview_server.tenancy.admission import Arrival
from jupyter_interview_server.tenancy.oidc.settings import ANYBODY, GOOGLE, Issuer, IssuerSettings

GOOGLES_OWN = ("gmail.com", "googlemail.com")
MOST_NAME = 120


def arrival_of(claims: Mapping[str, Any], issuer: Issuer) -> Arrival:
    """Raises NotAllowed: they are not of a domain that may sign in."""
    email = verified_email(claims, issuer.url)
    _check_domain(email, issuer.settings)
    role = role_of(claims, email, issuer.settings)
    return Arrival(issuer.url, str(claims["sub"]), _name(claims, email), email, role)


def verified_email(claims: Mapping[str, Any], issuer: str) -> str | None:
    """The address, folded, if the issuer vouches for it.

    Google verifies any address once, but is the one that knows whose it is only for its own and for those of
    organisations that it hosts, which `hd` says; for others it may have changed hands since.
    """
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") not in (True, "true"):
        return None
    email = folded(email)
    name, _, domain = email.rpartition("@")
    if not name or not domain or len(email) > 254 or not email.isprintable():
        return None
    if issuer == GOOGLE and domain not in GOOGLES_OWN and not claims.get("hd"):
        return None
    return email


def _check_domain(email: str | None, settings: IssuerSettings) -> None:
    if ANYBODY in settings.domains:
        return
    if email is None:
        raise NotAllowed("The sign-in service does not vouch for your e-mail address. Verify it there, then sign in.")
    if email.rpartition("@")[2] not in {folded(domain) for domain in settings.domains}:
        raise NotAllowed("Your e-mail address is not of a domain that may sign in here. Use another account.")


def role_of(claims: Mapping[str, Any], email: str | None, settings: IssuerSettings) -> Role:
    """The highest that the configuration gives; by address only to whoever verified theirs."""
    said = claims.get(settings.role_claim) if settings.role_claim else None
    values = {value for value in (said if isinstance(said, list) else [said]) if isinstance(value, str)}
    for role, logins, named in (
        (Role.ADMIN, settings.admins, settings.admin_values),
        (Role.EDUCATOR, settings.educators, settings.educator_values),
    ):
        if (email and email in _folded(logins)) or values & set(named):
            return role
    return Role.CANDIDATE


def _folded(logins: Iterable[str]) -> set[str]:
    return {folded(login) for login in logins}


def _name(claims: Mapping[str, Any], email: str | None) -> str:
    """Something to call them by; not the subject, which is for machines."""
    for given in (claims.get("name"), claims.get("preferred_username"), email):
        if isinstance(given, str) and (shown := " ".join("".join(filter(str.isprintable, given)).split())):
            return shown[:MOST_NAME]
    return "Somebody"

"""How somebody is let in, in whichever way they signed in: the account, the cohorts that expect them, the session."""

from __future__ import annotations

import logging

import msgspec
from tornado.web import RequestHandler

from jupyter_interview.domain.interview import Role, User
from jupyter_interview_server.tenancy.identity import HostedIdentity, SignIns

logger = logging.getLogger(__name__)


class Arrival(msgspec.Struct, frozen=True):
    """Who an identity provider says somebody is. All of it was verified before this is made."""

    issuer: str
    """Who says so; with `subject` it names the account, for good."""
    subject: str
    name: str
    """For the screen only."""
    login: str | None
    """By which rosters name them: a verified e-mail address, or a JupyterHub user name."""
    role: Role
    """What the configuration makes of them today; it replaces what they were."""
    groups: tuple[str, ...] = ()
    """JupyterHub groups, by which cohorts let people in."""


async def known(parts: SignIns, arrival: Arrival) -> User:
    """The account of whoever it is, as what they are today, in the cohorts that expect them. Raises Unavailable."""
    account = await parts.tenants.store.ensure_account(arrival.issuer, arrival.subject, arrival.name, arrival.role)
    logins = [arrival.login] if arrival.login else []
    await parts.cohorts.signed_in(account, logins, arrival.groups)
    return account


async def admit(identity: HostedIdentity, handler: RequestHandler, arrival: Arrival, token: str | None = None) -> User:
    """From now on the browser that asks is this person's. The session comes last: whoever has one is let in fully.

    `token`: what the provider is asked with again at each renewal, where it is.

    Raises:
        Unavailable: a database does not answer, and nobody was signed in.
    """
    account = await known(identity.parts, arrival)
    await identity.sign_in(handler, account, token)
    logger.info("account %s signed in as %s", account.id, account.role.value)
    return account

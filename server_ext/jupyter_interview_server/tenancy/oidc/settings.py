"""What is configured of an issuer, and what is wrong with that, said before the server starts."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from jupyter_interview.errors import InvalidRequest

GOOGLE = "https://accounts.google.com"
ANYBODY = "*"
NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
TAKEN = frozenset({"hub", "token"})
"""Names of ways that are no issuer."""
MACHINE = ("localhost", "127.0.0.1", "::1")


class IssuerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One value of `HostedServer.issuers`. There is no field for the secret itself: it would end up in a repository."""

    client_id: str
    domains: tuple[str, ...]
    """Of e-mail addresses that may sign in; `*` is whoever the issuer knows."""
    issuer: str = ""
    """Its URL, as its tokens have it. Under the name `google` it is Google's."""
    title: str = ""
    """What the button says."""
    client_secret_file: str = ""
    """Else the secret is in the environment."""
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    educators: tuple[str, ...] = ()
    """Verified e-mail addresses."""
    admins: tuple[str, ...] = ()
    role_claim: str = ""
    """A claim that says what somebody is, with the values that mean educator and admin."""
    educator_values: tuple[str, ...] = ()
    admin_values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Issuer:
    """An issuer that people may sign in with."""

    name: str
    """In addresses."""
    url: str
    title: str
    redirect_uri: str
    """Where it sends browsers back to; it has to be registered there."""
    secret: str = field(repr=False)
    settings: IssuerSettings


def configured(
    issuers: Mapping[str, Any], browser_url: str, environment: Mapping[str, str] = os.environ
) -> dict[str, Issuer]:
    """By name.

    Raises:
        InvalidRequest: naming the issuer and what is wrong with it.
    """
    return {name: _issuer(name, given, browser_url, environment) for name, given in issuers.items()}


def _issuer(name: str, given: Any, browser_url: str, environment: Mapping[str, str]) -> Issuer:
    if not NAME.fullmatch(name) or name in TAKEN:
        raise InvalidRequest(f"HostedServer.issuers: {name!r} is no name for one; letters, digits and hyphens are.")
    if isinstance(given, Mapping) and "client_secret" in given:
        raise InvalidRequest(f"HostedServer.issuers[{name!r}]: the secret goes into a file or the environment.")
    try:
        settings = msgspec.convert(given, IssuerSettings)
    except msgspec.ValidationError as error:
        raise InvalidRequest(f"HostedServer.issuers[{name!r}]: {error}.") from error
    url = settings.issuer or (GOOGLE if name == "google" else "")
    if not is_safe(url) or urlsplit(url).query or urlsplit(url).fragment:
        raise InvalidRequest(f"HostedServer.issuers[{name!r}]: `issuer` is an https address, without a query.")
    if not settings.domains:
        raise InvalidRequest(f'HostedServer.issuers[{name!r}]: `domains` says who may sign in; ["*"] is everybody.')
    title = settings.title or ("Google" if url == GOOGLE else urlsplit(url).hostname or name)
    redirect_uri = f"{browser_url.rstrip('/')}/login/{name}/callback"
    return Issuer(name, url, title, redirect_uri, _secret(name, settings, environment), settings)


def is_safe(url: str) -> bool:
    """Whether nobody on the way can read what is sent there: https, or this very machine."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in MACHINE))


def _secret(name: str, settings: IssuerSettings, environment: Mapping[str, str]) -> str:
    variable = f"JUPYTER_INTERVIEW_SECRET_{name.upper().replace('-', '_')}"
    if not settings.client_secret_file:
        secret = environment.get(variable, "")
    else:
        try:
            secret = Path(settings.client_secret_file).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            raise InvalidRequest(f"HostedServer.issuers[{name!r}]: `client_secret_file` cannot be read.") from error
    if not secret:
        raise InvalidRequest(
            f"HostedServer.issuers[{name!r}] has no secret: set `client_secret_file`, or {variable} in the environment."
        )
    return secret

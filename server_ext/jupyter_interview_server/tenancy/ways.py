"""The ways of signing in that a server offers, as its pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode


@dataclass(frozen=True)
class Way:
    """A link that begins a sign-in; the page behind it takes `next`."""

    path: str
    """Under the base URL, such as `login/google`."""
    title: str
    """Who vouches: `Google`."""


def buttons(ways: Iterable[Way], base_url: str, following: str) -> str:
    """As HTML."""
    query = urlencode({"next": following})
    links = (
        f'<a class="button" href="{escape(f"{base_url}{way.path}?{query}")}">Sign in with {escape(way.title)}</a>'
        for way in ways
    )
    return f'<p class="row">{"".join(links)}</p>'

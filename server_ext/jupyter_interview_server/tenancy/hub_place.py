"""Where JupyterHub wants this server to be, as the environment of a service that it manages says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from jupyter_interview.errors import InvalidRequest


@dataclass(frozen=True)
class HubPlace:
    """An address to listen on, and the one that browsers know."""

    browser_url: str
    ip: str
    port: int
    shares_origin: bool
    """Whether the Hub, and so each user's own server, is at the same scheme, host and port."""

    @classmethod
    def told(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Raises InvalidRequest, with a sentence for whoever configures the Hub."""
        service, public = environment.get("JUPYTERHUB_SERVICE_URL", ""), environment.get("JUPYTERHUB_PUBLIC_URL", "")
        if not (service and environment.get("JUPYTERHUB_API_TOKEN")):
            raise InvalidRequest("Say the URL where browsers reach the server, or have JupyterHub start it.")
        if not public:
            raise InvalidRequest("Set c.JupyterHub.subdomain_host or c.JupyterHub.public_url to the Hub's own address.")
        inner, hub = urlsplit(service), urlsplit(environment.get("JUPYTERHUB_PUBLIC_HUB_URL", ""))
        return cls(public, inner.hostname or "127.0.0.1", inner.port or 80, hub[:2] == urlsplit(public)[:2])

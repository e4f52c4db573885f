"""Where a request came from, as a reverse proxy says; believed from the proxies that were named, from nobody else.

Tornado's own `xheaders` believe whoever connects, so that anybody who reaches the port could be from anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address, ip_network

from tornado.httputil import HTTPServerRequest

from jupyter_interview.errors import InvalidRequest


class Proxies:
    """The reverse proxies of a deployment."""

    def __init__(self, trusted: Sequence[str]) -> None:
        """`trusted`: addresses or networks, such as `10.0.1.0/24`. Raises InvalidRequest."""
        try:
            self._trusted = [ip_network(entry) for entry in trusted]
        except ValueError as error:
            raise InvalidRequest(f"HostedServer.proxies: {error}.") from error

    def correct(self, request: HTTPServerRequest) -> None:
        """Give the request the address and the scheme that the browser came with."""
        if not self._is_trusted(request.remote_ip or ""):
            return
        real = request.headers.get("X-Real-IP", "").strip()
        if _is_address(real):
            request.remote_ip = real
        scheme = request.headers.get("X-Forwarded-Proto", "").strip()
        if scheme in ("http", "https"):
            request.protocol = scheme

    def _is_trusted(self, peer: str) -> bool:
        return _is_address(peer) and any(ip_address(peer) in network for network in self._trusted)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True

"""Reverse proxies: those that were named are believed, and no more than an address and a scheme."""

from __future__ import annotations

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from jupyter_interview.errors import InvalidRequest
from jupyter_interview_server.tenancy.proxies import Proxies

PROXIES = Proxies(["10.0.1.0/24", "::1"])


def corrected(peer: str, **headers: str) -> tuple[str, str]:
    given = HTTPHeaders({"Host": "localhost"} | {name.replace("_", "-"): value for name, value in headers.items()})
    request = HTTPServerRequest(start_line=RequestStartLine("GET", "/", "HTTP/1.1"), headers=given)
    request.remote_ip, request.protocol = peer, "http"
    PROXIES.correct(request)
    return request.remote_ip, request.protocol


@pytest.mark.parametrize("peer", ["10.0.1.7", "::1"])
def test_a_named_proxy_is_believed(peer: str) -> None:
    assert corrected(peer, X_Real_IP="203.0.113.7", X_Forwarded_Proto="https") == ("203.0.113.7", "https")


@pytest.mark.parametrize("peer", ["10.0.2.7", "203.0.113.1", "::2", "0.0.0.0", ""])
def test_nobody_else_is(peer: str) -> None:
    assert corrected(peer, X_Real_IP="203.0.113.7", X_Forwarded_Proto="https") == (peer, "http")


def test_what_is_no_address_and_no_scheme_is_left_out() -> None:
    assert corrected("10.0.1.7", X_Real_IP="1.2.3.4, 5.6.7.8", X_Forwarded_Proto="javascript") == ("10.0.1.7", "http")


def test_a_network_must_be_one() -> None:
    with pytest.raises(InvalidRequest, match="proxies"):
        Proxies(["10.0.1.7/24"])

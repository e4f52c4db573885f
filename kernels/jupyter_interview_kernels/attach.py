"""A container's standard streams as one socket of ours, however the engine is reached."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import threading
from typing import Any

import requests

from jupyter_interview.errors import SandboxUnavailable

CHUNK = 64 * 1024


def attach(api: Any, container: str) -> socket.socket:
    """Attach to a container that has not been started. Blocking. Raises SandboxUnavailable for an engine over SSH."""
    stream = api.attach_socket(container, params={"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1})
    # docker-py hands out a file object over a socket that nothing public closes, or the TLS socket itself.
    carrier = getattr(stream, "_sock", stream)
    if type(carrier) is socket.socket:
        with carrier, stream:
            return carrier.dup()
    if isinstance(carrier, ssl.SSLSocket):
        # The response that docker-py hangs on it holds the connection open.
        return _plain(carrier, carrier._response)  # type: ignore[attr-defined]
    raise SandboxUnavailable(
        "An engine over SSH is reached through a socket: ssh -NL /tmp/docker.sock:/var/run/docker.sock HOST, then "
        "DOCKER_HOST=unix:///tmp/docker.sock"
    )


def _plain(outer: ssl.SSLSocket, response: requests.Response) -> socket.socket:
    """An end of a pair whose other end a thread joins with `outer`: no event loop takes a TLS socket as it is."""
    ours, inner = socket.socketpair()
    threading.Thread(target=_join, args=(outer, inner, response), name="engine-tls", daemon=True).start()
    return ours


def _join(outer: ssl.SSLSocket, inner: socket.socket, response: requests.Response) -> None:
    """Copy both ways until either ends. One thread: a TLS connection must not be used by two at once."""
    outer.setblocking(False)
    with response, outer, inner, contextlib.suppress(OSError):
        while True:
            readable = [outer] if outer.pending() else select.select([outer, inner], [], [])[0]
            if outer in readable:
                with contextlib.suppress(ssl.SSLWantReadError):
                    data = outer.recv(CHUNK)
                    if not data:
                        return
                    inner.sendall(data)
            if inner in readable:
                data = inner.recv(CHUNK)
                if not data:
                    return
                _send_all(outer, data)


def _send_all(outer: ssl.SSLSocket, data: bytes) -> None:
    left = memoryview(data)
    while left:
        try:
            left = left[outer.send(left) :]
        except ssl.SSLWantWriteError:
            select.select([], [outer], [])
        except ssl.SSLWantReadError:
            select.select([outer], [], [])

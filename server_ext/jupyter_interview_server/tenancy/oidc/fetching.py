"""Requests to an issuer: no redirects, and never for long or for much, whatever it answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx2

MOST_BYTES = 256 * 1024
SECONDS = 5.0
"""To connect, to send, and for each piece of an answer."""
IN_ALL_SECONDS = 15.0
"""For one answer, however it trickles."""


class TooMuch(httpx2.TransportError):
    """An answer that is larger than any of an issuer's has reason to be."""


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = MOST_BYTES
        async for piece in self._stream:
            if (left := left - len(piece)) < 0:
                raise TooMuch("more than an issuer says")
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _bound(response: httpx2.Response) -> None:
    if response.headers.get("Content-Encoding", "identity") != "identity":  # what is small may unpack to anything
        raise TooMuch("packed, though it was not asked for")
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = _Bounded(response.stream)


def options() -> dict[str, Any]:
    """For an `httpx2.AsyncClient`, or authlib's, which is one."""
    return {
        "timeout": SECONDS,
        "follow_redirects": False,
        "headers": {"Accept": "application/json", "Accept-Encoding": "identity"},
        "event_hooks": {"response": [_bound]},
    }

"""A language model's provider for tests: a real HTTP server that speaks the real SDK's protocol, well or badly.

Each request takes the next behaviour of a script; the last one stays. What was asked is kept.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler


@dataclass(frozen=True)
class Says:
    """Streams `text` in pieces, with usage."""

    text: str
    piece: int = 12
    seconds: float = 0.0
    """Between two pieces."""
    cut_after: int | None = None
    """Pieces after which the connection is dropped."""
    usage: tuple[int, int] = (50, 20)


@dataclass(frozen=True)
class Obeys:
    """Says what a function makes of the request's JSON: a model that does as it is told, whoever tells it."""

    answer: Callable[[dict[str, Any]], str]


@dataclass(frozen=True)
class Refuses:
    """Answers with an HTTP error."""

    status: int
    retry_after: str | None = None


@dataclass(frozen=True)
class Garbles:
    """Streams bytes that are no answer."""

    data: bytes = b"data: {not json\n\n"


@dataclass(frozen=True)
class Hangs:
    """Accepts the request and says nothing."""


Behaviour = Says | Obeys | Refuses | Garbles | Hangs


@dataclass
class Provider:
    """A running server; `script` may be changed at any time."""

    url: str
    script: list[Behaviour]
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a client leaves before its answer is complete."""

    def next(self) -> Behaviour:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


class _Completions(RequestHandler):
    def initialize(self, provider: Provider) -> None:
        self.provider = provider
        self._left = asyncio.Event()

    def on_connection_close(self) -> None:
        self._left.set()
        self.provider.gone.set()

    async def post(self) -> None:
        asked = json.loads(self.request.body)
        self.provider.requests.append(asked)
        self.provider.paths.append(self.request.path)
        self.provider.keys.append(self.request.headers.get("Authorization", ""))
        self.provider.asked.set()
        match self.provider.next():
            case Refuses(status=status, retry_after=wait):
                self.set_status(status)
                if wait is not None:
                    self.set_header("retry-after", wait)
                self.finish({"error": {"message": "no", "type": "test"}})
            case Garbles(data=data):
                self.set_header("content-type", "text/event-stream")
                self.finish(data)
            case Hangs():
                await self._left.wait()
            case Obeys(answer=answer):
                await self._say(asked, Says(answer(asked), piece=400))
            case Says() as says:
                await self._say(asked, says)

    async def _say(self, asked: dict[str, Any], says: Says) -> None:
        self.set_header("content-type", "text/event-stream")
        pieces = [says.text[start : start + says.piece] for start in range(0, len(says.text), says.piece)]
        try:
            for number, piece in enumerate(pieces):
                if number == says.cut_after:
                    self.request.connection.stream.close()  # type: ignore[attr-defined]  # HTTP/1 has one
                    return
                self._chunk(asked, {"content": piece}, None)
                await self.flush()
                await asyncio.sleep(says.seconds)
            self._chunk(asked, {}, "stop", says.usage)
            self.write("data: [DONE]\n\n")
        except StreamClosedError:
            self.provider.gone.set()

    def _chunk(
        self, asked: dict[str, Any], delta: dict[str, str], finish: str | None, usage: tuple[int, int] | None = None
    ) -> None:
        chunk: dict[str, Any] = {
            "id": "chunk",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": asked["model"],
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        if usage is not None:
            prompt, completion = usage
            counted = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
            chunk["x_groq"] = {"id": "request", "usage": counted}
        self.write(f"data: {json.dumps(chunk)}\n\n")


def start(*script: Behaviour) -> tuple[Provider, HTTPServer]:
    """A server on a free port of the running event loop; stop it with `server.stop()`."""
    (socket,) = bind_sockets(0, "127.0.0.1")
    provider = Provider(f"http://127.0.0.1:{socket.getsockname()[1]}", list(script))
    server = HTTPServer(Application([(r"/(?:openai/)?v1/chat/completions", _Completions, {"provider": provider})]))
    server.add_socket(socket)
    return provider, server

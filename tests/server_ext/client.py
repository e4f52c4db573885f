"""Clients for tests. Every REST answer is held against the OpenAPI file."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import deque
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
import jsonschema
import yaml
from websockets.asyncio.client import ClientConnection, connect

import jupyter_interview_server

OPENAPI = Path(jupyter_interview_server.__file__).with_name("openapi.yaml")
ANSWER_SECONDS = 30.0


@cache
def openapi() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(OPENAPI.read_text())
    return loaded


def check_answer(method: str, path: str, response: httpx.Response) -> None:
    """Raise unless the description allows this status and this body."""
    operation = openapi()["paths"][path][method.lower()]
    described = operation["responses"].get(str(response.status_code))
    assert described is not None, f"{method} {path} answered {response.status_code}, which is not described"
    if "$ref" in described:
        described = openapi()["components"]["responses"][described["$ref"].rsplit("/", 1)[1]]
    for kind, content in described.get("content", {}).items():
        assert response.headers["content-type"].startswith(kind)
        schema = {**content["schema"], "components": openapi()["components"]}
        if not kind.endswith("json"):
            continue
        jsonschema.validate(response.json(), schema, format_checker=jsonschema.FormatChecker())


class Api:
    """REST as a script with a token speaks it."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token
        self._client = httpx.Client(base_url=url, headers={"Authorization": f"token {token}"}, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._client.close()

    def call(self, method: str, path: str, *, id: str = "", member: str = "", **options: Any) -> httpx.Response:
        """`path` as in the OpenAPI file."""
        address = "/interview/api" + path.replace("{id}", id).replace("{member}", member)
        response = self._client.request(method, address, **options)
        check_answer(method, path, response)
        return response

    def raw(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any address of the Jupyter Server."""
        return self._client.request(method, path, **options)

    def start(self, **body: Any) -> dict[str, Any]:
        response = self.call("POST", "/interviews", json=body)
        assert response.status_code == 201, response.text
        started: dict[str, Any] = response.json()
        return started

    def interview(self, id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.call("GET", "/interviews/{id}", id=id).json()
        return found

    def channel(self, id: str) -> Channel:
        return Channel(f"{self.url.replace('http', 'ws')}/interview/api/interviews/{id}/channel?token={self.token}")

    def preflight(self) -> Channel:
        return Channel(f"{self.url.replace('http', 'ws')}/interview/api/preflight?token={self.token}")

    def give_up_live(self) -> None:
        """End whatever a test left behind."""
        for interview in self.call("GET", "/interviews").json()["interviews"]:
            if interview["state"] in ("created", "interrupted", "paused"):
                self.call("POST", "/interviews/{id}/abandon", id=interview["id"])
            elif interview["state"] == "in_progress":
                asyncio.run(self._end(interview["id"]))

    async def _end(self, id: str) -> None:
        async with self.channel(id) as channel:
            await channel.join(take_over=True)
            await channel.send("interview:end")
            await channel.state_where(lambda state: state["interview"]["state"] == "completed")


class Channel:
    """One WebSocket: a tab."""

    _tabs = itertools.count(1)

    def __init__(self, url: str) -> None:
        self._url = url
        self.tab = f"tab-{next(self._tabs)}"
        self.frames: list[dict[str, Any]] = []
        self.state: dict[str, Any] = {}
        self._passed: deque[dict[str, Any]] = deque()
        self._ids = itertools.count(1)
        self._socket: ClientConnection

    async def __aenter__(self) -> Self:
        self._socket = await connect(self._url, max_size=None)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def text(self, text: str | bytes) -> None:
        await self._socket.send(text)

    async def next(self) -> str | bytes:
        """The next message as it is."""
        return await self._socket.recv()

    async def receive(self) -> dict[str, Any]:
        async with asyncio.timeout(ANSWER_SECONDS):
            frame: dict[str, Any] = json.loads(await self._socket.recv())
        self.frames.append(frame)
        if frame["event"] == "interview:state":
            self.state = frame["data"]
        return frame

    async def until(self, event: str, **data: Any) -> dict[str, Any]:
        """The next frame of that name whose data has these fields (in the payload, for events)."""
        while True:
            frame = self._passed.popleft() if self._passed else await self.receive()
            fields = {**frame["data"], **frame["data"].get("payload", {})} if isinstance(frame["data"], dict) else {}
            if frame["event"] == event and all(fields.get(name) == value for name, value in data.items()):
                return frame

    async def state_where(self, condition: Any) -> dict[str, Any]:
        """The latest state if it is so, else the next that is."""
        while not condition(self.state):
            await self.until("interview:state")
        return self.state

    async def settled(self) -> int:
        """The log's length with what was just shown in it."""
        await self.until("interview:state")
        return int(self.state["lastSeq"])

    async def grown_to(self, length: int) -> None:
        """Wait until the log is so long: what a kernel did is recorded in the background."""
        await self.state_where(lambda state: state["lastSeq"] >= length)

    async def send(self, event: str, id: str | None = None, **data: Any) -> str:
        """Send without waiting; the frame's id."""
        frame_id = id or f"{self.tab}-{next(self._ids)}"
        await self.text(json.dumps({"event": event, "id": frame_id, "data": data}))
        return frame_id

    async def ask(self, event: str, id: str | None = None, **data: Any) -> dict[str, Any]:
        """Send, and wait for the `ack` or `error`. What came before it, the answer perhaps, is there for `until`."""
        frame_id = await self.send(event, id, **data)
        while True:
            frame = await self.receive()
            if frame.get("id") == frame_id and frame["event"] in ("ack", "error"):
                return frame
            self._passed.append(frame)

    async def join(self, *, last_seq: int = 0, take_over: bool = False) -> dict[str, Any]:
        """The state, or the error."""
        frame_id = await self.send("interview:join", tabId=self.tab, lastSeq=last_seq, takeOver=take_over)
        while True:
            frame = await self.receive()
            if frame.get("id") == frame_id:
                return frame

    async def submit(self, question_id: str, source: str, *, examples: bool = False, **more: Any) -> dict[str, Any]:
        """Submit, and wait for the verdict's payload."""
        answer = await self.ask(
            "code:examples" if examples else "code:submit",
            questionId=question_id,
            cellId="answer",
            source=source,
            **{"language": "python", **more},
        )
        assert answer["event"] == "ack", answer
        payload: dict[str, Any] = (await self.until("code:result"))["data"]["payload"]
        return payload

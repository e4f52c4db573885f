"""Scripted candidates: each joins over the real channel, types, saves, talks, beats, and some run cells."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import time
import uuid
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from jupyter_interview.adapters.questions import FolderBank

TYPING_SECONDS = 4.0
"""Between two snapshots, on average: the browser sends one each two seconds at most, and people also think."""
HEARTBEAT_SECONDS = 10.0
TALK_SECONDS = 40.0
SAVE_SECONDS = 30.0
CELL_SECONDS = 15.0
ANSWER_SECONDS = 30.0
THOUGHTS = (
    "I would keep a map from each value to where it was seen.",
    "That makes it linear in time, and linear in space.",
    "Let me first check the empty input.",
    "What if all the values are the same?",
)


@dataclass
class Measured:
    """All that the candidates saw. `counting` is false while they come in."""

    counting: bool = False
    ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def took(self, what: str, since: float) -> None:
        if self.counting:
            self.ms[what].append((time.perf_counter() - since) * 1000)

    def failed(self, what: str) -> None:
        self.errors.append(what)


class Candidate:
    """One interview, from its start on."""

    def __init__(self, url: str, token: str, measured: Measured, bank: FolderBank) -> None:
        self._url, self._measured, self._bank = url, measured, bank
        self._headers = {"Authorization": f"token {token}"}
        self._http = httpx.AsyncClient(base_url=url, headers=self._headers, timeout=ANSWER_SECONDS)
        self._options: dict[str, Any] = {"additional_headers": self._headers, "max_size": None, "compression": None}
        self._options |= {"ping_interval": None, "open_timeout": ANSWER_SECONDS}
        self._tab = uuid.uuid4().hex
        self._ids = itertools.count()
        self._waiting: dict[str, tuple[str, float, asyncio.Future[None]]] = {}
        self._said: float | None = None
        self._judging: asyncio.Future[None] | None = None
        self._posted: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._work: list[asyncio.Task[None]] = []
        self._question = ""
        self._source = ""

    async def come_in(self) -> None:
        """Start an interview and join it, up to the first question."""
        started = await self._rest("POST", "/interview/api/interviews", json={})
        self._interview, self._notebook = started["id"], started["notebookPath"]
        address = f"{self._url.replace('http', 'ws')}/interview/api/interviews/{self._interview}/channel"
        self._socket = await connect(address, **self._options)
        self._work.append(asyncio.create_task(self._listen()))
        await self._send("interview:join", tabId=self._tab, lastSeq=0, takeOver=False)
        async with asyncio.timeout(ANSWER_SECONDS):
            self._question = await self._posted
        question = self._bank.get(self._question)
        self._source = next(solution.source for solution in question.solutions if solution.language == "python")
        path = f"/api/contents/{self._notebook}"
        self._model = (await self._rest("GET", path))["content"]
        self._model["metadata"]["jupyter_interview"]["tab"] = self._tab

    def go_on(self, *, kernel: bool) -> None:
        """Type, talk, save and beat until `leave`."""
        for every, act in (
            (TYPING_SECONDS, self._type),
            (HEARTBEAT_SECONDS, self._beat),
            (TALK_SECONDS, self._talk),
            (SAVE_SECONDS, self._save),
            *([(CELL_SECONDS, self._cell)] if kernel else []),
        ):
            self._work.append(asyncio.create_task(self._again(every, act)))

    async def open_kernel(self) -> None:
        """The notebook's session, as JupyterLab opens it."""
        body = {"path": self._notebook, "type": "notebook", "name": "", "kernel": {"name": "interview-python"}}
        session = await self._rest("POST", "/api/sessions", json=body)
        address = f"{self._url.replace('http', 'ws')}/api/kernels/{session['kernel']['id']}/channels?session_id=s"
        self._kernel: ClientConnection = await connect(address, **self._options)
        await self._cell()

    async def submit(self) -> None:
        """A right solution, and its verdict. Once: then the question is closed."""
        since = time.perf_counter()
        self._judging = asyncio.get_running_loop().create_future()
        await self._ask(
            "code:submit", questionId=self._question, cellId="answer", source=self._source, language="python"
        )
        async with asyncio.timeout(2 * ANSWER_SECONDS):
            await self._judging
        self._measured.took("verdict", since)

    async def leave(self) -> None:
        for task in self._work:
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)
        await self._socket.close()
        if hasattr(self, "_kernel"):
            await self._kernel.close()
        await self._http.aclose()

    async def _again(self, every: float, act: Callable[[], Awaitable[None]]) -> None:
        await asyncio.sleep(random.uniform(0, every))  # noqa: S311 - spreads the load
        while True:
            began = time.monotonic()
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    await act()
            except (TimeoutError, ConnectionClosed, httpx.HTTPError) as error:
                self._measured.failed(f"{act.__name__.strip('_')}: {type(error).__name__}")
            await asyncio.sleep(max(0.0, random.uniform(0.5, 1.5) * every - (time.monotonic() - began)))  # noqa: S311

    async def _type(self) -> None:
        length = random.randint(1, len(self._source))  # noqa: S311
        await self._ask("cell:snapshot", cellId="answer", cellType="code", source=self._source[:length])

    async def _beat(self) -> None:
        await self._ask("tab:heartbeat", tabId=self._tab)

    async def _talk(self) -> None:
        self._said = time.perf_counter()
        await self._ask("interview:message", text=random.choice(THOUGHTS))  # noqa: S311

    async def _save(self) -> None:
        since = time.perf_counter()
        body = {"type": "notebook", "format": "json", "content": self._model}
        await self._rest("PUT", f"/api/contents/{self._notebook}", json=body)
        self._measured.took("save", since)

    async def _cell(self) -> None:
        since, request = time.perf_counter(), uuid.uuid4().hex
        header = {"msg_id": request, "msg_type": "execute_request", "session": "s", "username": "", "version": "5.3"}
        content = {"code": "sum(range(1000))", "silent": False, "store_history": True, "user_expressions": {}}
        message = {"channel": "shell", "header": {**header, "date": ""}, "parent_header": {}, "metadata": {}}
        await self._kernel.send(json.dumps({**message, "content": content}))
        left = {"execute_reply", "idle"}
        while left:
            heard = json.loads(await self._kernel.recv())
            if heard["parent_header"].get("msg_id") == request:
                left -= {heard["header"]["msg_type"], heard["content"].get("execution_state", "")}
        self._measured.took("cell", since)

    async def _rest(self, method: str, path: str, **options: Any) -> Any:
        answer = await self._http.request(method, path, **options)
        if answer.status_code >= 300:
            self._measured.failed(f"{method} {path.split('/')[1]}: {answer.status_code}")
            answer.raise_for_status()
        return answer.json()

    async def _ask(self, event: str, **data: Any) -> None:
        answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[f"{self._tab}-{next(self._ids)}"] = event, time.perf_counter(), answered
        await self._send(event, next(reversed(self._waiting)), **data)
        await answered

    async def _send(self, event: str, id_: str = "join", **data: Any) -> None:
        await self._socket.send(json.dumps({"event": event, "id": id_, "data": data}))

    async def _listen(self) -> None:
        try:
            async for text in self._socket:
                self._hear(json.loads(text))
            self._measured.failed("the channel was closed")
        except ConnectionClosed:
            self._measured.failed("the channel was lost")

    def _hear(self, frame: dict[str, Any]) -> None:
        name, data = frame["event"], frame["data"]
        if name in ("ack", "error") and frame.get("id") in self._waiting:
            event, since, answered = self._waiting.pop(frame["id"])
            self._measured.took("ack", since)
            answered.set_result(None)
            if name == "error":
                self._measured.failed(f"{event}: {data['message']}")
        elif name in ("error", "tab:lost"):
            self._measured.failed(f"{name}: {data['message']}")
        elif name == "interview:response" and data["actor"] == "interviewer" and self._said is not None:
            since, self._said = self._said, None
            self._measured.took("turn", since)
        elif name == "interview:question" and not self._posted.done():
            self._posted.set_result(data["payload"]["questionId"])
        elif name == "code:result" and self._judging is not None and not self._judging.done():
            if data["payload"]["judgement"]["verdict"] != "accepted":
                self._measured.failed(f"verdict: {data['payload']['judgement']['verdict']}")
            self._judging.set_result(None)

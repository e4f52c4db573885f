"""What candidates execute, as the server sees it; and plain words in the cell when a limit stopped it.

Jupyter's own kernel events say when a kernel starts. If its provisioner keeps a watch on cells, this observes it:
executions go to the log of the interview whose notebook the kernel serves, notices to the browsers on its WebSockets.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar
from uuid import UUID, uuid4
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary

from jupyter_client.jsonutil import json_default
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from jupyter_server.utils import ensure_async
from tornado.websocket import WebSocketClosedError

from jupyter_interview.domain.payloads import CellExecuted
from jupyter_interview.errors import Unavailable
from jupyter_interview.service.rooms import Rooms
from jupyter_interview_kernels.cell_watch import CellWatch
from jupyter_interview_kernels.executions import Execution, Notice
from jupyter_interview_server.scopes import Scopes
from jupyter_interview_server.services import Identity
from jupyter_interview_server.workspace import interview_named_in

logger = logging.getLogger(__name__)
T = TypeVar("T")

_V1 = "v1.kernel.websocket.jupyter.org"
_REMEMBERED = 512


class Spawn(Protocol):
    def __call__(self, work: Coroutine[Any, Any, Any], name: str) -> None: ...


class KernelLink:
    """Observes every interview kernel of this server."""

    def __init__(self, serverapp: Any, rooms: Rooms, identity: Identity, scopes: Scopes, spawn: Spawn) -> None:
        self._kernels = serverapp.kernel_manager
        self._sessions = serverapp.session_manager
        self._contents = serverapp.contents_manager
        self._rooms = rooms
        self._identity = identity
        self._scopes = scopes
        self._spawn = spawn
        self._connections: WeakSet[Any] = WeakSet()
        self._watches: WeakValueDictionary[str, CellWatch] = WeakValueDictionary()
        self._cells: WeakKeyDictionary[CellWatch, dict[str, str]] = WeakKeyDictionary()
        """For each kernel, so that nobody's requests can push out another's, which cell a request is for."""
        self._interviews: dict[str, UUID] = {}
        self._stopped: dict[str, str] = {}
        """What became of an interview's last kernel, until its next one says so."""
        self._met: dict[str, bool] = {}
        """The interviews that had a kernel on this server."""
        self._used: dict[str, bool] = {}
        self._told: dict[str, bool] = {}
        """The kernels that were said to be stopped."""
        serverapp.event_logger.add_listener(
            schema_id="https://events.jupyter.org/jupyter_server/kernel_actions/v1", listener=self._on_kernel_event
        )
        settings = serverapp.web_app.settings
        settings["kernel_websocket_connection_class"] = linked_connection(
            settings["kernel_websocket_connection_class"], self
        )

    async def _on_kernel_event(self, logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        if data.get("action") == "start" and data.get("status") == "success":
            self.watch(data["kernel_id"])

    def watch(self, kernel_id: str) -> None:
        """Observe a kernel, if its provisioner watches cells."""
        provisioner = self._kernels.get_kernel(kernel_id).provisioner
        watch: CellWatch | None = getattr(provisioner, "watch", None)
        if watch is not None:
            self._watches[kernel_id] = watch
            metadata = provisioner.kernel_spec.metadata.get("jupyter_interview", {})
            observer = _KernelObserver(self, kernel_id, self._scopes.owner(kernel_id), bool(metadata.get("sandboxed")))
            watch.add_observer(observer)

    async def opening(self, connection: Any) -> None:
        """Before a browser can ask for a cell: what is to be said in the first one must not come after its end."""
        self._connections.add(connection)
        try:
            await self._meet(connection.kernel_id)
        except Exception:
            # A kernel is there for its user, whatever is wrong with a notebook.
            logger.exception("the interview of a kernel could not be found")

    async def _meet(self, kernel_id: str) -> None:
        """Find out which interview it is and, at its first kernel here, whether it had one elsewhere."""
        with self._scopes.of(self._scopes.owner(kernel_id)):
            interview_id = await self._interview_of(kernel_id)
            if interview_id is None or str(interview_id) in self._met:
                return
            _remember(self._met, str(interview_id), True)
            if await self._rooms.ran_cells(await self._identity.user_of(None), interview_id):
                _remember(self._stopped, str(interview_id), "is on a server that the interview has left")

    def watches(self, kernel_id: str) -> bool:
        """Whether it is one of ours."""
        return kernel_id in self._watches

    def requested(self, connection: Any, header: dict[str, Any], cell_id: object) -> None:
        """A browser asks for an execution, and may say which cell it is."""
        kernel_id: str = connection.kernel_id
        if (watch := self._watches.get(kernel_id)) is not None:
            watch.requested(header["msg_id"])
            if isinstance(cell_id, str):
                _remember(self._cells.setdefault(watch, {}), header["msg_id"], cell_id[:64])
        if kernel_id not in self._used:
            self._explain(connection, header)
        _remember(self._used, kernel_id, True)

    async def stopping(self, kernel_id: str, why: str) -> None:
        """A kernel is about to be stopped, not by its user. `why` in words, for whom it meets, now or later.

        Said once: an interview that ends may be closed by its room and by the sweeper at the same time.
        """
        if kernel_id in self._told:
            return
        _remember(self._told, kernel_id, True)
        if (watch := self._watches.get(kernel_id)) is not None:
            watch.say("idle", f"The kernel was stopped, since {why}. Its variables are gone.")
        if (interview_id := await self.interview_of(kernel_id)) is not None:
            _remember(self._stopped, str(interview_id), f"was stopped, since {why}")

    def _explain(self, connection: Any, header: dict[str, Any]) -> None:
        """In a kernel's first cell, say what became of the one before, where that was not the candidate's doing."""
        fate = self._stopped.pop(str(self._interviews.get(connection.kernel_id)), None)
        if fate is not None:
            text = f"This is a new kernel. The one before {fate}: run again what you still need."
            connection.show(Notice(header, "idle", text))

    def noticed(self, kernel_id: str, notice: Notice) -> None:
        for connection in self._connections:
            if connection.kernel_id == kernel_id:
                connection.show(notice)

    def executed(self, kernel_id: str, owner: UUID | None, execution: Execution, sandboxed: bool) -> None:
        watch = self._watches.get(kernel_id)
        cell_id = self._cells.get(watch, {}).pop(execution.msg_id, None) if watch is not None else None
        payload = CellExecuted(
            cell_id=cell_id,
            source=execution.source,
            status=execution.status,
            execution_count=execution.execution_count,
            started_at=execution.started_at,
            finished_at=execution.finished_at,
            outputs=tuple(execution.outputs),
            truncated=execution.truncated,
            outputs_sha256=execution.outputs_sha256,
            sandboxed=sandboxed,
        )
        self._spawn(self._record_as(owner, kernel_id, payload), "record execution")

    async def _record_as(self, owner: UUID | None, kernel_id: str, payload: CellExecuted) -> None:
        """The kernel may be gone by now, so whose it was has been remembered."""
        with self._scopes.of(owner):
            await self._record(kernel_id, payload)

    async def _record(self, kernel_id: str, payload: CellExecuted) -> None:
        interview_id = await self._interview_of(kernel_id)
        execution_id = uuid4()  # which makes a repetition harmless
        for wait in (0.5, 2, 8):
            try:
                user = await self._identity.user_of(None)
                await self._rooms.executed(user, interview_id, execution_id, payload)
                return
            except Unavailable:
                await asyncio.sleep(wait)
        logger.error("an execution in kernel %s was not recorded: the database did not answer", kernel_id)

    async def interview_of(self, kernel_id: str) -> UUID | None:
        """The interview that the kernel's notebook names; it may have been renamed since.

        Remembered, so that each cell need not read the notebook, and one edited later does not move the kernel.
        """
        with self._scopes.of(self._scopes.owner(kernel_id)):
            return await self._interview_of(kernel_id)

    async def _interview_of(self, kernel_id: str) -> UUID | None:
        if kernel_id not in self._interviews:
            for session in await ensure_async(self._sessions.list_sessions()):
                if session["kernel"]["id"] == kernel_id and (
                    named := await interview_named_in(self._contents, session["path"])
                ):
                    _remember(self._interviews, kernel_id, named)
        return self._interviews.get(kernel_id)


def _remember(known: dict[str, T], key: str, value: T) -> None:
    known[key] = value
    while len(known) > _REMEMBERED:
        known.pop(next(iter(known)))


class _KernelObserver:
    """One kernel's executions and notices, passed on with the kernel's id."""

    def __init__(self, link: KernelLink, kernel_id: str, owner: UUID | None, sandboxed: bool) -> None:
        self._link = link
        self._kernel_id = kernel_id
        self._owner = owner
        self._sandboxed = sandboxed

    def executed(self, execution: Execution) -> None:
        self._link.executed(self._kernel_id, self._owner, execution, self._sandboxed)

    def noticed(self, notice: Notice) -> None:
        self._link.noticed(self._kernel_id, notice)


def linked_connection(base: type[Any], link: KernelLink) -> type[Any]:
    """The server's kernel WebSocket class, which also tells cell ids and shows notices."""

    class LinkedConnection(base):  # type: ignore[misc]
        async def prepare(self) -> None:
            if (prepare := getattr(super(), "prepare", None)) is not None:
                await prepare()
            await link.opening(self)

        def handle_incoming_message(self, incoming_msg: Any) -> None:
            try:
                _note_cell(link, self, incoming_msg)
            except (ValueError, KeyError, TypeError, IndexError):
                logger.debug("a kernel message could not be read for its cell id")
            super().handle_incoming_message(incoming_msg)

        def show(self, notice: Notice) -> None:
            """Write the notice into the cell; one whose kernel died also gets its reply, or it shows [*] for ever."""
            text = {"name": "stderr", "text": notice.text + "\n"}
            self._write(self.session.msg("stream", text, parent=_parent(notice)), "iopub")
            if notice.kernel_gone:
                content = {"status": "error", "ename": "KernelDied", "evalue": notice.text, "traceback": []}
                self._write(self.session.msg("execute_reply", content, parent=_parent(notice)), "shell")
                idle = {"execution_state": "idle"}
                self._write(self.session.msg("status", idle, parent=_parent(notice)), "iopub")

        def _write(self, message: dict[str, Any], channel: str) -> None:
            v1 = self.subprotocol == _V1
            if v1:
                packed = serialize_msg_to_ws_v1(message, channel, self.session.pack)  # type: ignore[no-untyped-call]
            else:
                packed = json.dumps({**message, "channel": channel}, default=json_default)
            try:
                self.websocket_handler.write_message(packed, binary=v1)
            except WebSocketClosedError:
                logger.debug("a notice found its browser gone")

    return LinkedConnection


def _parent(notice: Notice) -> dict[str, Any]:
    return {"header": notice.parent_header}


def _note_cell(link: KernelLink, connection: Any, incoming: Any) -> None:
    if connection.subprotocol == _V1:
        _, parts = deserialize_msg_from_ws_v1(incoming)  # type: ignore[no-untyped-call]
        if b'"execute_request"' not in parts[0]:
            return
        header, metadata = json.loads(parts[0]), json.loads(parts[2])
    else:
        if not isinstance(incoming, str):
            return
        message = json.loads(incoming)
        header, metadata = message["header"], message.get("metadata", {})
    if header["msg_type"] == "execute_request" and isinstance(header["msg_id"], str):
        link.requested(connection, header, metadata.get("cellId"))

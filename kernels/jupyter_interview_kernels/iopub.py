"""Reading a kernel's iopub stream. The kernel is hostile: anything may come, and nothing that comes is trusted.

Signatures are not checked. The candidate's code holds the key, so that a signature proves nothing here; who may write
to the socket at all is settled by where it lies.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.connect import KernelConnectionInfo

MAX_FRAME_BYTES = 4 * 1024 * 1024
"""libzmq drops the connection of a peer that sends a larger frame."""
MAX_QUEUED_MESSAGES = 32
"""What libzmq holds for us; with the frame limit it bounds the host's memory. The kernel's side drops the rest."""
MAX_HEADER_BYTES = 64 * 1024
DELIMITER = b"<IDS|MSG>"

_lock = threading.Lock()
_contexts: dict[type[zmq.Context[Any]], zmq.Context[Any]] = {}


def bounded_context(kind: type[zmq.Context[Any]] = zmq.asyncio.Context) -> zmq.Context[Any]:
    """The process's context of that kind, whose sockets all have the two bounds. Never terminate it."""
    with _lock:
        if kind not in _contexts:
            context = kind()
            context.setsockopt(zmq.MAXMSGSIZE, MAX_FRAME_BYTES)
            context.setsockopt(zmq.RCVHWM, MAX_QUEUED_MESSAGES)
            # libzmq's own bound of 1023 would be reached at some hundred kernels, each with its browsers.
            context.set(zmq.MAX_SOCKETS, context.get(zmq.SOCKET_LIMIT))
            _contexts[kind] = context
        return _contexts[kind]


def address(info: KernelConnectionInfo) -> str:
    """The iopub address in a kernel's connection info."""
    transport, host, port = info.get("transport"), info.get("ip"), info.get("iopub_port")
    return f"{transport}://{host}{':' if transport == 'tcp' else '-'}{port}"


def subscribe(url: str) -> zmq.asyncio.Socket:
    """A subscriber to everything the kernel at `url` publishes. The kernel need not listen yet."""
    socket = bounded_context(zmq.asyncio.Context).socket(zmq.SUB)
    socket.linger = 0
    socket.reconnect_ivl = 50
    socket.subscribe(b"")
    socket.connect(url)
    assert isinstance(socket, zmq.asyncio.Socket)
    return socket


@dataclass(frozen=True)
class Message:
    """One well-formed message. `parent_id` and `parent_type` are empty where the parent has none."""

    msg_type: str
    parent: dict[str, Any]
    parent_id: str
    parent_type: str
    content: dict[str, Any]
    size: int
    """Bytes of metadata, content and buffers."""


def parse(frames: list[bytes]) -> Message | None:
    """The message in `frames`, or None where they are not one."""
    try:
        start = frames.index(DELIMITER)
        _signature, header, parent, metadata, content, *buffers = frames[start + 1 :]
    except ValueError:
        return None
    if len(header) > MAX_HEADER_BYTES or len(parent) > MAX_HEADER_BYTES:
        return None
    head, origin, body = _object(header), _object(parent), _object(content)
    if head is None or origin is None or body is None or not isinstance(head.get("msg_type"), str):
        return None
    return Message(
        msg_type=head["msg_type"],
        parent=origin,
        parent_id=_text(origin.get("msg_id")),
        parent_type=_text(origin.get("msg_type")),
        content=body,
        size=len(metadata) + len(content) + sum(map(len, buffers)),
    )


def _object(raw: bytes) -> dict[str, Any] | None:
    # NaN and the infinities are no JSON, though Python's reader takes them.
    try:
        value = json.loads(raw.decode("utf-8", "replace"), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

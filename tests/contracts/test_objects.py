"""The object store's contract, held against a folder and against a real S3-compatible server."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_interview.adapters.objects import FolderStore, open_store
from jupyter_interview.adapters.objects.s3 import S3Store, make_client
from jupyter_interview.errors import Conflict, InvalidRequest, NotFound, Unavailable
from jupyter_interview.service.ports import ObjectStore

BUCKET = "interviews"
TEXT = "text/plain"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_port(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)


@pytest.fixture(scope="module")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An S3 server on a free loopback port, named by the variables that every AWS program reads."""
    folder, port = tmp_path_factory.mktemp("s3"), free_port()
    settings = {
        **{"GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "AUTH": "true", "SERVICES": "s3"},
        # It would look for containers of its own on the machine's engine, which it has none of.
        **{"DOCKER_HOST": "unix:///nonexistent", "TMPDIR": str(folder), "S3_DATA_DIR": str(folder / "s3")},
    }
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "ministack"], env={**os.environ, **settings}, stdout=output, stderr=output
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        try:
            wait_for_port(port, server, log)
            make_client().create_bucket(Bucket=BUCKET)
            yield
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    if request.param == "folder":
        return open_store(str(tmp_path / "objects"))
    request.getfixturevalue("s3_server")
    return open_store(f"s3://{BUCKET}/{secrets.token_hex(4)}")


async def keys(store: ObjectStore, prefix: str) -> list[str]:
    return [key async for key in store.list(prefix)]


async def test_what_was_put_is_got_and_overwritten(store: ObjectStore) -> None:
    data = bytes(range(256)) * 4096
    await store.put("transcripts/1/session.ipynb", data, "application/x-ipynb+json")
    assert await store.get("transcripts/1/session.ipynb") == data
    await store.put("transcripts/1/session.ipynb", b"", TEXT)
    assert await store.get("transcripts/1/session.ipynb") == b""


async def test_missing_is_not_found_and_delete_is_idempotent(store: ObjectStore) -> None:
    await store.put("a/b.txt", b"b", TEXT)
    for key in ("a", "a/c.txt", "x/y/z"):
        with pytest.raises(NotFound):
            await store.get(key)
        await store.delete(key)
    await store.delete("a/b.txt")
    await store.delete("a/b.txt")
    with pytest.raises(NotFound):
        await store.get("a/b.txt")


async def test_list_goes_by_characters_in_byte_order(store: ObjectStore) -> None:
    assert await keys(store, "") == []
    names = ["a/2", "a/10", "a/1", "ab", "a-b/x", "ä/ö ü", "b/c/d/e", "b/%2F+&=?#"]
    for name in names:
        await store.put(name, name.encode(), TEXT)
    assert await keys(store, "") == sorted(names, key=str.encode)
    assert await keys(store, "a") == ["a-b/x", "a/1", "a/10", "a/2", "ab"]
    assert await keys(store, "a/") == ["a/1", "a/10", "a/2"]
    assert await keys(store, "a/1") == ["a/1", "a/10"]
    assert await keys(store, "b/c/") == ["b/c/d/e"]
    assert await keys(store, "nothing/here") == []
    assert await store.get("b/%2F+&=?#") == b"b/%2F+&=?#"


@pytest.mark.parametrize(
    "key",
    [
        *("", "/etc/passwd", "../x", "a/../../x", "a/..", "./a", "a//b", "a/", ".unfinished/x", "a/.b"),
        *("a\\b", "a\0b", "a\nb", "\ud800", "x" * 256, "/".join(["x" * 200] * 6)),
    ],
    ids=lambda key: ascii(key)[:20],
)
async def test_a_key_that_leaves_the_store_is_refused(store: ObjectStore, key: str) -> None:
    with pytest.raises(InvalidRequest):
        await store.put(key, b"", TEXT)
    with pytest.raises(InvalidRequest):
        await store.get(key)
    with pytest.raises(InvalidRequest):
        await store.delete(key)
    if key not in ("", "a/"):
        with pytest.raises(InvalidRequest):
            await keys(store, key)


async def test_concurrent_writers_leave_one_whole_object(store: ObjectStore) -> None:
    versions = [bytes([n]) * 200_000 for n in range(8)]
    await asyncio.gather(*(store.put("deep/er/x", version, TEXT) for version in versions))
    assert await store.get("deep/er/x") in versions
    assert await keys(store, "") == ["deep/er/x"]


async def test_check_passes_where_files_can_be_stored(store: ObjectStore) -> None:
    await store.check()
    assert await keys(store, "") == []


async def test_the_folder_and_its_files_are_private_and_nothing_unfinished_stays(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "objects")
    await store.put("a/b", b"b", TEXT)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "objects").rglob("*")}
    assert modes == {"a": 0o700, "b": 0o600, ".unfinished": 0o700}


async def test_a_folder_says_that_a_key_cannot_be_both(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    await store.put("a", b"a", TEXT)
    with pytest.raises(Conflict):
        await store.put("a/b", b"b", TEXT)
    await store.put("c/d", b"d", TEXT)
    with pytest.raises(Conflict):
        await store.put("c", b"c", TEXT)
    assert await keys(store, "") == ["a", "c/d"]


async def test_a_folder_that_cannot_be_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Unavailable, match="cannot be stored"):
        await FolderStore(tmp_path / "file").check()


async def test_s3_objects_are_encrypted_and_keep_their_type(s3_server: None) -> None:
    client = make_client()
    await S3Store(BUCKET, "typed", client).put("x.ipynb", b"{}", "application/x-ipynb+json")
    head = client.head_object(Bucket=BUCKET, Key="typed/x.ipynb")
    assert (head["ServerSideEncryption"], head["ContentType"]) == ("AES256", "application/x-ipynb+json")


async def test_s3_lists_more_than_one_page(s3_server: None) -> None:
    client = make_client()
    names = [f"many/{n:04}" for n in range(1002)]
    await asyncio.gather(*(asyncio.to_thread(client.put_object, Bucket=BUCKET, Key=name) for name in names))
    assert await keys(S3Store(BUCKET, "", client), "many/") == names


async def test_s3_that_does_not_answer_or_has_no_bucket_is_unavailable(
    s3_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Unavailable, match="no S3 bucket nobodys"):
        await open_store("s3://nobodys").check()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Unavailable, match="cannot be reached"):
        await open_store("s3://interviews").get("x")


def test_an_address_names_a_folder_or_a_bucket(tmp_path: Path) -> None:
    assert repr(open_store(f"file://{tmp_path}/a%20b")) == f"FolderStore('{tmp_path}/a b')"
    for wrong in ("http://host/x", "s3:///x", "file://host/x"):
        with pytest.raises(InvalidRequest):
            open_store(wrong)

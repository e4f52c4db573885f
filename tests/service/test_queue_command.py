"""`jupyter interview queue`, and the doctor's lines on it and on servers that live, on the test's own Redis."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from jupyter_interview.adapters.redis.broker import keys
from jupyter_interview.adapters.redis.leases import RedisLeases
from jupyter_interview.adapters.redis.queue import DramatiqQueue
from jupyter_interview.cli import main
from jupyter_interview.cli.doctor import examine

Bury = Callable[[UUID], None]


@pytest.fixture
def configured(database_url: str, redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A configuration file that names the test's servers."""
    config = tmp_path / "config"
    config.mkdir()
    lines = (f"c.InterviewApp.database_url = {database_url!r}", f"c.InterviewApp.redis_url = {redis_url!r}")
    (config / "jupyter_interview_config.py").write_text("\n".join(lines))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(config))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def bury(redis_url: str) -> Iterator[Bury]:
    """Make a submission a dead letter, as a worker does that gives it up."""
    queue = DramatiqQueue(redis_url)

    def dead(submission_id: UUID) -> None:
        queue.broker.enqueue(queue.message(submission_id, "live"))
        queue.broker.do_fetch("interview-live", 1)
        queue.broker.do_nack("interview-live", str(submission_id))
        assert queue.broker.client.zscore(keys("interview-live")[2], str(submission_id))

    yield dead
    queue.close()


@pytest.mark.usefixtures("configured")
def test_dead_letters_are_listed_tried_again_and_dropped(bury: Bury, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "list"]) == 0
    assert capsys.readouterr().out == "0 live, 0 batch, 0 to be tried again, 0 dead letters\n"
    first, second = uuid4(), uuid4()
    bury(first)
    bury(second)
    assert main(["queue", "list"]) == 0
    listed = capsys.readouterr().out
    assert "2 dead letters" in listed
    assert str(first) in listed
    assert main(["queue", "retry", str(first)]) == 0
    assert main(["queue", "retry", str(first)]) == 2
    assert "no dead letter" in capsys.readouterr().err
    assert main(["queue", "drop"]) == 0
    assert main(["queue", "list"]) == 0
    assert capsys.readouterr().out.endswith("1 live, 0 batch, 0 to be tried again, 0 dead letters\n")


@pytest.mark.usefixtures("configured")
def test_the_doctor_sees_dead_letters(bury: Bury) -> None:
    found = {finding.part: finding for finding in asyncio.run(examine())}
    assert (found["queue"].ok, found["queue"].found) == (
        True,
        "0 live, 0 batch, 0 to be tried again, no dead letters",
    )
    bury(uuid4())
    found = {finding.part: finding for finding in asyncio.run(examine())}
    assert not found["queue"].ok
    assert "1 dead letter, the oldest given up" in found["queue"].found
    assert found["queue"].remedy.startswith("jupyter interview queue list")


@pytest.mark.usefixtures("configured")
def test_the_doctor_passes_on_what_servers_have_ready(redis_url: str) -> None:
    async def lives() -> None:
        leases = RedisLeases(redis_url)
        await leases.renew_server("server-a", timedelta(seconds=30), "kernels: python: 1 of 1 kernels ready")
        await leases.close()

    asyncio.run(lives())
    found = {finding.part: finding for finding in asyncio.run(examine())}
    assert (found["server-a"].ok, found["server-a"].found) == (True, "kernels: python: 1 of 1 kernels ready")

"""`jupyter interview questions calibrate`, from the log of the test's own database to what a server asks by."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jupyter_interview.adapters.packs import open_bank
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.adapters.questions import FolderBank
from jupyter_interview.cli import main
from jupyter_interview.domain import payloads as p
from jupyter_interview.service.calibrating import LEAST, measure
from tests.contracts.past import Past

JUNE = datetime(2026, 6, 1, 9, tzinfo=UTC)
HARD, EASY, SELDOM = "height-marks", "fullest-bin", "gift-card-pair"
AUTHORED = {question.public.id: question.prior for question in FolderBank().listed()}


@pytest.fixture
def file(database_url: str, redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the result goes, with a configuration that names the test's servers."""
    config, data = tmp_path / "config", tmp_path / "data"
    config.mkdir()
    lines = (f"c.InterviewApp.database_url = {database_url!r}", f"c.InterviewApp.redis_url = {redis_url!r}")
    (config / "jupyter_interview_config.py").write_text("\n".join(lines))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(config))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(data))
    return data / "interview" / "parameters.json"


async def sat(store: PostgresStore, url: str, name: str, *, shares: bool, **scores: float) -> None:
    """Questions by their ids with underscores."""
    user = await store.ensure_user("local", name, name)
    await store.set_shares_scores(user.id, shares)
    past = Past.of(user, JUNE)
    for number, (question, score) in enumerate(scores.items(), 1):
        past.add(JUNE, p.QuestionScored(question.replace("_", "-"), number, score, None, 0, 10, 0, 0.0))
    past.end(JUNE + timedelta(minutes=30))
    past.write(url)


async def everybody(store: PostgresStore, url: str) -> None:
    """Those who share solve what is hard and fail what is easy; those who do not, the other way round."""
    for n in range(LEAST):
        await sat(store, url, f"yes-{n}", shares=True, height_marks=1.0, fullest_bin=0.0)
        await sat(store, url, f"no-{n}", shares=False, height_marks=0.0, fullest_bin=1.0)
    await sat(store, url, "one-more", shares=True, gift_card_pair=1.0, left_the_bank=1.0)


async def test_only_shared_scores_move_a_question(store: PostgresStore, database_url: str) -> None:
    await everybody(store, database_url)
    report = await measure(store, FolderBank().listed())
    found = {one.question: one for one in report.measured}
    assert found.keys() == {HARD, EASY}
    assert found[HARD].measured.difficulty < AUTHORED[HARD].difficulty
    assert found[EASY].measured.difficulty > AUTHORED[EASY].difficulty
    assert (report.too_few, report.candidates, report.answers) == ((SELDOM,), LEAST + 1, 2 * LEAST + 1)


async def test_nothing_is_written_unasked(
    store: PostgresStore, database_url: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await everybody(store, database_url)
    asked = ["questions", "calibrate"]
    assert await run(*asked) == 0
    assert not file.exists()
    printed = capsys.readouterr().out
    assert f"2 questions measured by {2 * LEAST + 1} answers of {LEAST + 1} candidates; 1 have fewer" in printed
    assert "yes-" not in printed
    assert await run(*asked, "--write") == 0
    before = file.read_bytes()
    assert {*json.loads(before)["questions"]} == {HARD, EASY}
    assert b"yes-" not in before

    measured = {one.public.id: one.prior for one in open_bank(parameters=file).listed()}
    assert measured[HARD].difficulty < AUTHORED[HARD].difficulty
    assert open_bank(parameters=file).get(HARD).prior == measured[HARD]
    assert measured[SELDOM] == AUTHORED[SELDOM]

    # Again, from what the authors wrote: the same answers must not count twice.
    assert await run(*asked, "--write") == 0
    assert file.read_bytes() == before


async def test_with_no_answers_there_is_nothing_to_write(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert await run("questions", "calibrate", "--write") == 2
    assert "nothing to write" in capsys.readouterr().err
    assert not file.exists()


async def run(*arguments: str) -> int:
    """In a thread: the command has an event loop of its own."""
    return await asyncio.to_thread(main, list(arguments))

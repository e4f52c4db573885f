"""Erasure in the tables: the words go, the chain stays, and no table is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from jupyter_interview.adapters.postgres.erasure import KEPT
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import GENESIS, Actor, Envelope, Provenance
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import Action, State
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.errors import Conflict, NotFound
from tests.contracts.past import Past
from tests.contracts.rooms import created, moving, new_interview, run_sql, saying, submitting

WORD = "quagmire"
"""Said nowhere else."""

STAYS = {
    "users": {"id", "name", "time_zone", "created_at", "erasing_at", "erased_at", "shares_scores", "role"},
    "interviews": {
        *("id", "user_id", "cohort_id", "kind", "language", "sandboxed", "notebook_path", "kernel_name"),
        *(
            "transcript_path",
            "state",
            "plan",
            "clock",
            "progress",
            "owner",
            "epoch",
            "head_seq",
            "head_hash",
            "log_bytes",
        ),
        *("created_at", "seen_at", "interrupted_at", "pause_expires_at", "ending_at", "ended_at", "deadline_at"),
        *("unanswered", "time_zone", "erased_at", "report_due_at", "report_attempts", "assignment_id"),
        "pauses",
    },
    "events": {
        *("id", "interview_id", "user_id", "cohort_id", "seq", "at", "actor", "provenance", "kind", "visibility"),
        *("commitment", "prev_hash", "hash", "client_frame_id"),
    },
    "seals": {"interview_id", "segment", "statement", "signature", "key_id", "public_key", "sealed_at"},
}
"""What survives an erasure, column by column. A new column fails the test below until somebody has thought of it."""

ABOUT_NOBODY = {"migrations", "cohorts", "assignments", "invitations", "expected_members", "object_outbox"}
"""Tables that belong to no user. What waits in the outbox is erased as a stored file is, and a login that a cohort
expects by the identity that is erased."""


def everything(url: str) -> str:
    """Every row of every table as text, bytes as text too where they are."""
    tables = [
        row[0] for row in run_sql(url, "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 2200")
    ]
    rows = [row for table in tables for row in run_sql(url, f"SELECT * FROM {table}")]
    return " ".join(bytes(x).decode("latin-1") if isinstance(x, bytes) else str(x) for row in rows for x in row)


async def worded(store: PostgresStore, user: User) -> Interview:
    """An ended interview with words in every part of it."""
    made = new_interview(user)
    await store.create(made, created(made))
    await store.append(made.id, moving(Action.JOIN, p.InterviewJoined()))
    await store.append(made.id, saying(f"{WORD} {uuid4()}"), frame_id=f"{WORD}-frame")
    await store.append(made.id, submitting(uuid4(), source=f"{WORD} = 1", own_inputs=WORD))
    return (await store.append(made.id, moving(Action.COMPLETE, p.InterviewCompleted("ended")))).interview


def envelopes(url: str, interview_id: UUID) -> list[Envelope]:
    names = ("id", "interview_id", "seq", "at", "actor", "provenance", "kind", "visibility", "commitment", "prev_hash")
    rows = run_sql(url, f"SELECT {', '.join(names)} FROM events WHERE interview_id = %s ORDER BY seq", interview_id)
    made = []
    for row in rows:
        plain = dict(zip(names, row, strict=True))
        plain |= {
            "actor": Actor(str(plain["actor"])),
            "provenance": Provenance(str(plain["provenance"])),
            "visibility": Visibility(str(plain["visibility"])),
        }
        made.append(Envelope(**plain))  # type: ignore[arg-type]
    return made


def assert_chain(url: str, interview: Interview) -> None:
    previous = GENESIS
    for seq, envelope in enumerate(envelopes(url, interview.id), start=1):
        assert (envelope.seq, envelope.prev_hash) == (seq, previous)
        previous = envelope.hash()
    assert (interview.head_seq, interview.head_hash) == (seq, previous)


async def test_the_words_go_and_the_chain_stays(store: PostgresStore, database_url: str) -> None:
    user = await store.ensure_user("local", f"{WORD}@Example.org", WORD)
    cohort = run_sql(
        database_url,
        "INSERT INTO cohorts (id, name, created_at, model) VALUES (%s, 'c', now(), true) RETURNING id",
        uuid4(),
    )[0][0]
    run_sql(database_url, "INSERT INTO members VALUES (%s, %s, 'candidate')", cohort, user.id)
    run_sql(database_url, "INSERT INTO expected_members VALUES (%s, %s)", cohort, f"{WORD}@example.org")
    interview = await worded(store, user)
    other = await worded(store, await store.ensure_user("local", "eve", "Eve"))
    before = envelopes(database_url, interview.id)
    assert everything(database_url).count(WORD) >= 8

    await store.begin_erasure(user.id)
    assert await store.erase_interview(interview.id) > 0
    await store.finish_erasure(user.id)

    assert envelopes(database_url, interview.id) == before
    erased = await store.get(interview.id)
    assert erased.erased_at is not None
    assert_chain(database_url, erased)
    assert await store.events(interview.id) == ()
    assert await store.erase_interview(interview.id) == 0
    assert len(await store.events(other.id)) == other.head_seq
    assert run_sql(database_url, "SELECT count(*) FROM members") == [(0,)]
    await store.erase_interview(other.id)
    assert WORD not in everything(database_url)
    assert await store.erasing() == ()


async def test_whoever_signs_in_after_an_erasure_is_new(store: PostgresStore, database_url: str, user: User) -> None:
    run_sql(database_url, "INSERT INTO sign_ins VALUES (%s, %s, now(), now())", uuid4(), user.id)
    run_sql(database_url, "INSERT INTO access_tokens VALUES (%s, %s, now(), now())", b"x" * 32, user.id)
    await store.begin_erasure(user.id)
    for table in ("sign_ins", "access_tokens"):
        assert run_sql(database_url, f"SELECT count(*) FROM {table}") == [(0,)]
    assert await store.erasing() == (user.id,)
    again = await store.ensure_user("local", "ada", "Ada")
    assert again.id != user.id
    made = new_interview(user)
    with pytest.raises(Conflict, match="account was deleted"):
        await store.create(made, created(made))
    with pytest.raises(NotFound):
        await store.begin_erasure(uuid4())


async def test_what_goes_on_is_not_erased(store: PostgresStore, user: User, interview: Interview) -> None:
    with pytest.raises(Conflict, match="goes on"):
        await store.erase_interview(interview.id)
    await store.begin_erasure(user.id)
    with pytest.raises(Conflict, match="still being ended"):
        await store.finish_erasure(user.id)
    assert len(await store.events(interview.id)) == interview.head_seq


async def test_a_table_that_nobody_named_is_exported_and_erased(
    store: PostgresStore, database_url: str, user: User
) -> None:
    interview = await worded(store, user)
    run_sql(database_url, "CREATE TABLE nicknames (user_id uuid REFERENCES users, skills text)")
    run_sql(database_url, "CREATE TABLE remarks (interview_id uuid REFERENCES interviews, text text)")
    run_sql(database_url, "INSERT INTO nicknames VALUES (%s, %s)", user.id, WORD)
    run_sql(database_url, "INSERT INTO remarks VALUES (%s, %s)", interview.id, WORD)
    rows = await store.rows_of(user.id)
    assert rows["nicknames"] == [{"user_id": str(user.id), "skills": WORD}]
    assert rows["users"][0]["name"] == "Ada"
    assert rows["identities"][0]["subject"] == "ada"
    await store.begin_erasure(user.id)
    await store.erase_interview(interview.id)
    await store.finish_erasure(user.id)
    assert WORD not in everything(database_url)


async def test_every_column_that_stays_was_thought_of(database_url: str) -> None:
    columns = run_sql(
        database_url, "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    )
    assert set(STAYS) == KEPT
    assert {table: {name for owner, name in columns if owner == table} for table in STAYS} == STAYS


async def test_every_table_is_reached_or_stays_or_is_about_nobody(database_url: str) -> None:
    """What has none of the three columns is found by no erasure, so it must hold nothing of anybody's."""
    found = run_sql(
        database_url,
        """SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1
           HAVING NOT bool_or(column_name IN ('user_id', 'interview_id', 'event_id'))""",
    )
    assert {str(name) for (name,) in found} - KEPT == ABOUT_NOBODY


async def test_nothing_else_of_the_log_can_be_changed(store: PostgresStore, database_url: str, user: User) -> None:
    interview = await worded(store, user)
    change = "UPDATE events SET {} WHERE interview_id = %s"
    for what in ("client_frame_id = NULL", "kind = 'x'", "client_frame_id = NULL, kind = 'x'"):
        with pytest.raises(psycopg.errors.RestrictViolation):
            run_sql(database_url, change.format(what), interview.id)
    await store.erase_interview(interview.id)
    for what in ("client_frame_id = 'x'", "client_frame_id = NULL, kind = 'x'", "user_id = gen_random_uuid()"):
        with pytest.raises(psycopg.errors.RestrictViolation):
            run_sql(database_url, change.format(what), interview.id)


async def test_only_sealed_interviews_expire_oldest_first(store: PostgresStore, database_url: str, user: User) -> None:
    now = datetime.now(UTC)
    pasts = []
    for days in (5, 40, 50, 60):
        past = Past.of(user, now - timedelta(days=days))
        past.ask(now - timedelta(days=days))
        past.submit(now - timedelta(days=days), Verdict.ACCEPTED)
        past.end(now - timedelta(days=days))
        past.write(database_url)
        pasts.append(past.interview.id)
    assert await store.expired(timedelta(days=30), 10) == ()
    for interview_id in pasts:
        await store.set_transcript(interview_id, "there")
    assert await store.expired(timedelta(days=30), 2) == (pasts[3], pasts[2])
    await store.erase_interview(pasts[3])
    assert await store.expired(timedelta(days=30), 10) == (pasts[2], pasts[1])
    assert (await store.get(pasts[3])).state is State.COMPLETED
    assert (await store.practice(user.id)).counts.interviews == 4
    assert await store.unsealed() == ()

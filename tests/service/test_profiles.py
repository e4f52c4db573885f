"""Profiles on the real database, object store, reader and model client: whose they are, when they count, and gone."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from jupyter_interview.adapters.llm.groq import GroqModel, ModelSettings
from jupyter_interview.adapters.llm.groq.settings import KEY_VARIABLE
from jupyter_interview.adapters.objects import open_store
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.adapters.resume.reader import ProcessReader
from jupyter_interview.adapters.resume.refiner import ModelRefiner
from jupyter_interview.adapters.resume.vocabulary import vocabulary
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.profile.values import Profile
from jupyter_interview.errors import InvalidRequest, NotFound, TooLarge, UnreadableResume
from jupyter_interview.service.ports import ResumeRefiner
from jupyter_interview.service.profiles import MAX_RESUME_BYTES, Profiles, resume_key
from tests.contracts.provider import Behaviour, Garbles, Obeys, Provider, Refuses, Says, start
from tests.resumes import INJECTION, LINES, PERSONAL, content, docx, paragraph, pdf, run, text

FOUND = Profile(
    ("Java", "Spring", "PostgreSQL", "Kafka", "Graph Algorithms", "Python", "Go", "SQL", "Docker"),
    ("Senior Software Engineer", "Backend Engineer"),
    6.0,
)


def service(store: PostgresStore, folder: Path, refiner: ResumeRefiner | None = None) -> Profiles:
    return Profiles(store, open_store(str(folder)), ProcessReader(), vocabulary(), refiner)


@pytest.fixture
def profiles(store: PostgresStore, tmp_path: Path) -> Profiles:
    return service(store, tmp_path / "objects")


@pytest.fixture
async def ada(store: PostgresStore) -> User:
    return await store.ensure_user("local", "ada", "Ada")


@pytest.fixture
async def grace(store: PostgresStore) -> User:
    return await store.ensure_user("local", "grace", "Grace")


def everything(database_url: str) -> str:
    """Each row of each table, as text."""
    with psycopg.connect(database_url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        rows = [connection.execute(f'SELECT t::text FROM "{name}" t'.encode()).fetchall() for (name,) in tables]
    return str(rows)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_what_is_understood_is_a_draft_until_its_owner_confirms_it(profiles: Profiles, ada: User) -> None:
    assert await profiles.of(ada) is None
    draft = await profiles.upload(ada, pdf(content()))
    assert (draft.profile, draft.confirmed_at, draft.refined) == (FOUND, None, False)
    assert await profiles.of(ada) == draft
    edited = Profile(("Python", "  Quarkweave "), ("Backend Engineer",), 5.0)
    confirmed = await profiles.confirm(ada, edited)
    assert confirmed.profile == Profile(("Python", "Quarkweave"), ("Backend Engineer",), 5.0)
    assert confirmed.confirmed_at is not None
    assert await profiles.of(ada) == confirmed
    again = await profiles.upload(ada, docx())
    assert (again.profile, again.resume.kind, again.confirmed_at) == (FOUND, "docx", None)


async def test_the_file_is_kept_as_it_came_and_its_text_and_name_are_not(
    profiles: Profiles, ada: User, tmp_path: Path, database_url: str
) -> None:
    data = pdf(content())
    await profiles.upload(ada, data)
    (path,) = files(tmp_path / "objects")
    assert path == tmp_path / "objects" / resume_key(ada.id)
    assert await profiles.resume(ada) == ((await profiles.upload(ada, data)).resume, data)
    assert not any(word in everything(database_url) for word in (*PERSONAL, "Tidewater"))


async def test_another_user_sees_changes_and_deletes_nothing(profiles: Profiles, ada: User, grace: User) -> None:
    mine = await profiles.upload(ada, text())
    assert await profiles.of(grace) is None
    with pytest.raises(NotFound):
        await profiles.resume(grace)
    with pytest.raises(NotFound):
        await profiles.confirm(grace, FOUND)
    await profiles.delete(grace)
    await profiles.upload(grace, b"Skills: Haskell")
    assert await profiles.of(ada) == mine
    assert (await profiles.resume(ada))[1] == text()


async def test_delete_leaves_nothing(
    profiles: Profiles, ada: User, store: PostgresStore, tmp_path: Path, database_url: str
) -> None:
    await profiles.upload(ada, b"Skills: Python, Zymurgy\n" + text())
    await profiles.confirm(ada, Profile(("Python", "Zymurgy"), ("Quartermaster",), 3.0))
    assert "Zymurgy" in everything(database_url)
    assert "Quartermaster" in everything(database_url)
    await profiles.delete(ada)
    assert await profiles.of(ada) is None
    assert not any(word in everything(database_url) for word in ("Zymurgy", "Quartermaster"))
    assert files(tmp_path) == []
    with pytest.raises(NotFound):
        await profiles.resume(ada)
    with pytest.raises(NotFound):  # a tab that still shows it does not bring it back
        await profiles.confirm(ada, FOUND)
    await profiles.delete(ada)


async def test_delete_takes_a_file_whose_row_was_never_written(profiles: Profiles, ada: User, tmp_path: Path) -> None:
    await open_store(str(tmp_path / "objects")).put(resume_key(ada.id), text(), "text/plain")
    await profiles.delete(ada)
    assert files(tmp_path) == []


async def test_an_account_that_is_being_erased_gets_no_profile(
    profiles: Profiles, ada: User, store: PostgresStore, tmp_path: Path
) -> None:
    await store.begin_erasure(ada.id)
    with pytest.raises(NotFound):
        await profiles.upload(ada, text())
    assert await profiles.of(ada) is None
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"x" * (MAX_RESUME_BYTES + 1), TooLarge),
        (pdf(content(), password="secret"), UnreadableResume),
        (docx(more={"word/media/a.bmp": bytes(101 << 20)}), UnreadableResume),
    ],
    ids=["too large", "locked", "bomb"],
)
async def test_a_refused_file_leaves_what_was_there(
    profiles: Profiles, ada: User, tmp_path: Path, data: bytes, error: type[Exception]
) -> None:
    before = await profiles.upload(ada, text())
    with pytest.raises(error):
        await profiles.upload(ada, data)
    assert await profiles.of(ada) == before
    assert [path.read_bytes() for path in files(tmp_path)] == [text()]


async def test_an_edit_that_reaches_a_person_is_refused(profiles: Profiles, ada: User) -> None:
    await profiles.upload(ada, text())
    with pytest.raises(InvalidRequest):
        await profiles.confirm(ada, Profile(("marguerite@mail.example",)))
    assert (await profiles.upload(ada, text())).confirmed_at is None


# -- with a language model


@asynccontextmanager
async def refining(store: PostgresStore, folder: Path, *script: Behaviour) -> AsyncIterator[tuple[Profiles, Provider]]:
    provider, server = start(*script)
    model = GroqModel(ModelSettings(models=("stand-in",), base_url=provider.url, turn_seconds=4, piece_seconds=0.5))
    try:
        yield service(store, folder, ModelRefiner(model)), provider
    finally:
        await model.close()
        server.stop()
        await server.close_all_connections()


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "gsk-test-not-a-real-key")


def answer(skills: Sequence[str] = (), roles: Sequence[str] = ()) -> str:
    return json.dumps({"skills": list(skills), "roles": list(roles)})


async def test_a_model_adds_what_stands_there(store: PostgresStore, tmp_path: Path, ada: User) -> None:
    says = Says(answer(["Quarkweave", "COBOL", "Marguerite Okonjo", "Bristol", "python"], ["Astronaut"]))
    async with refining(store, tmp_path, says) as (profiles, provider):
        draft = await profiles.upload(ada, text())
    assert draft.profile == Profile((*FOUND.skills, "Quarkweave"), FOUND.roles, FOUND.years)
    assert (draft.refined, draft.confirmed_at) == (True, None)
    (asked,) = provider.requests
    assert asked["response_format"]["json_schema"]["schema"]["additionalProperties"] is False
    assert not any(word in json.dumps(asked) for word in PERSONAL)


async def test_nobody_is_asked_if_the_user_says_no(store: PostgresStore, tmp_path: Path, ada: User) -> None:
    async with refining(store, tmp_path, Says(answer(["Quarkweave"]))) as (profiles, provider):
        draft = await profiles.upload(ada, text(), model=False)
    assert (draft.profile, draft.refined, provider.requests) == (FOUND, False, [])


@pytest.mark.parametrize(
    "behaviour",
    [
        Says("Sure! The skills are Python and Go."),
        Says('{"skills": ["Quarkweave"]}'),
        Says('{"skills": ["Quarkweave"], "roles": [], "years": 40}'),
        Says('{"skills": "Quarkweave", "roles": []}'),
        Refuses(503),
        Garbles(),
    ],
    ids=["prose", "a field less", "a field more", "another type", "down", "garbled"],
)
async def test_without_a_usable_answer_the_rules_are_enough(
    store: PostgresStore, tmp_path: Path, ada: User, behaviour: Behaviour
) -> None:
    async with refining(store, tmp_path, behaviour) as (profiles, _):
        draft = await profiles.upload(ada, text())
    assert (draft.profile, draft.refined) == (FOUND, False)


def obey(asked: dict[str, Any]) -> str:
    """A model that adds whatever words its prompt holds."""
    words = asked["messages"][1]["content"].split()
    return answer([" ".join(words[place : place + 2]) for place in range(len(words) - 1)])


@pytest.mark.parametrize(
    "data",
    [
        pdf(content(after=f"BT /F1 11 Tf 1 1 1 rg 50 300 Td ({INJECTION}) Tj ET")),
        pdf(content(after=f"BT /F1 11 Tf 3 Tr 50 300 Td ({INJECTION}) Tj ET")),
        docx(*(paragraph(run(line)) for line in LINES), paragraph(run(INJECTION, "<w:vanish/>"))),
        text() + "".join(chr(0xE0000 + ord(letter)) for letter in INJECTION).encode(),
    ],
    ids=["white", "mode 3", "vanish", "tag characters"],
)
async def test_an_invisible_injection_reaches_neither_prompt_nor_profile(
    store: PostgresStore, tmp_path: Path, ada: User, data: bytes
) -> None:
    async with refining(store, tmp_path, Obeys(obey)) as (profiles, provider):
        draft = await profiles.upload(ada, data)
    (asked,) = provider.requests
    sent = asked["messages"][1]["content"]
    assert "Quarkweave" in sent
    for word in ("instructions", "COBOL", "Wizard"):
        assert word not in sent
        assert word not in str(draft.profile)
    assert all(ord(letter) < 0xE0000 for letter in sent)

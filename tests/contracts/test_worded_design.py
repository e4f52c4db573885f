"""A model's words in a system-design interview: the same fall-back, and a filter that knows designs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import pytest
from msgspec.structs import replace

from jupyter_interview.adapters.llm.groq import GroqModel, ModelSettings
from jupyter_interview.adapters.llm.groq.settings import KEY_VARIABLE
from jupyter_interview.adapters.llm.offline import offline_interviewer
from jupyter_interview.adapters.llm.worded import WordedInterviewer
from jupyter_interview.cli.rehearsal.design_candidates import drawing
from jupyter_interview.cli.rehearsal.quiet import NobodyListens
from jupyter_interview.cli.rehearsal.sitting import Sitting
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.design.questions import SYSTEM_DESIGN
from tests.bank import bank
from tests.contracts.provider import Behaviour, Provider, Refuses, Says, start

BANK = bank()
QUESTION = BANK.design("exhibit-codes")
SETTINGS = ModelSettings(models=("stand-in",), turn_seconds=4, piece_seconds=0.5, patience_seconds=0.2)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "gsk-test-not-a-real-key")


@asynccontextmanager
async def sitting(*script: Behaviour) -> AsyncIterator[tuple[Sitting, Provider]]:
    provider, server = start(*script)
    model = GroqModel(replace(SETTINGS, base_url=provider.url))
    worded = WordedInterviewer(offline_interviewer(), model, NobodyListens())
    try:
        room = Sitting(BANK, worded, (QUESTION.id,), id=UUID(int=4), kind=SYSTEM_DESIGN)
        await room.do(rules.join)
        yield room, provider
    finally:
        await model.close()
        server.stop()
        await server.close_all_connections()


def said(room: Sitting) -> str:
    return room.of(p.InterviewerTurn)[-1][1].text


def wording(room: Sitting) -> p.Wording:
    found = room.of(p.TurnNoted)[-1][1].wording
    assert found is not None
    return found


async def test_the_model_words_an_answer_and_notes_go_by_this_rubric() -> None:
    notes = "\nNOTES\nrequirements: asked about length early\ncorrectness: dropped\n"
    async with sitting(Says("Short enough to type, so seven characters at most." + notes)) as (room, provider):
        assert provider.requests == [], "greeting and steps are the same for everybody"
        await room.say("How long is a code, in characters?")
        assert said(room) == "Short enough to type, so seven characters at most."
        assert wording(room).prompt == "design_turn/1"
        told = room.of(p.TurnNoted)[-1][1].notes
    assert "model, requirements: asked about length early" in told
    assert not any("correctness" in note for note in told)


async def test_the_prompt_holds_nothing_hidden() -> None:
    async with sitting(Says("Go on.")) as (room, provider):
        await room.say("How long is a code, in characters?")
        for _ in range(4):
            await room.do(rules.next_question)
        await room.do(rules.next_question)
        await room.hand_in(drawing(QUESTION, without="cache"))
        first, second = ("\n".join(m["content"] for m in request["messages"]) for request in provider.requests)
    secrets = [*(line.text for line in QUESTION.rubric), *(one.because for one in QUESTION.estimates), *QUESTION.hints]
    secrets += [one.missed for one in (*QUESTION.discussions, *QUESTION.mistakes)]
    assert not [text for text in secrets if text in first + second]
    requirement = QUESTION.requirements[0].text
    assert (requirement in first, requirement in second) == (False, True)
    assert "redirect service" in second, "the candidate's own drawing"


@pytest.mark.parametrize(
    "leak",
    [
        "You should add a cache here.",
        "I come to 46 requests a second.",
        QUESTION.deep_dives[1].missed,
        QUESTION.hints[1],
    ],
    ids=["component", "value", "answer", "hint"],
)
async def test_what_it_must_not_say_is_said_in_authored_words(leak: str) -> None:
    async with sitting(Says(leak)) as (room, _):
        await room.say("What shall I do?")
        assert leak not in said(room)
        assert wording(room).failure == "leak"


async def test_an_outage_changes_the_words_only() -> None:
    async with sitting(Refuses(503)) as (room, _):
        await room.say("How long is a code, in characters?")
        assert QUESTION.clarifications[1].met in said(room)
        assert wording(room).failure is not None

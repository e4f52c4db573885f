"""A language model at the end of an interview, and one that nobody waits for any more: over real HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from jupyter_interview.adapters.llm.groq import GroqModel, ModelSettings
from jupyter_interview.adapters.llm.groq.settings import KEY_VARIABLE
from jupyter_interview.adapters.llm.offline import offline_interviewer
from jupyter_interview.adapters.llm.worded import ModelReader, WordedInterviewer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.service.feedback import FeedbackGenerator
from jupyter_interview.service.interviews import StartRequest
from jupyter_interview.service.rooms import Seat
from tests.contracts.provider import Hangs, Obeys, Provider, start
from tests.service.conftest import MakeServer
from tests.service.world import WHERE, Server, assert_one_chain, bank, frame, until

IDEA = "I would keep every value that I passed in a dict and look for its partner."


def scores(request: dict[str, Any]) -> str:
    """What a model that likes everything answers; the evidence is the candidate's first line."""
    system, data = (message["content"] for message in request["messages"][:2])
    named = system.partition("on these criteria alone: ")[2].partition(".")[0].split(", ")
    seq = next(int(line.split()[0]) for line in data.splitlines() if line.partition(" ")[2].startswith("candidate:"))
    lines = [{"criterion": one, "score": 4, "reason": "A clear plan.", "evidence": [seq]} for one in named]
    return json.dumps({"lines": lines})


@pytest.fixture
async def provider(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Provider]:
    monkeypatch.setenv(KEY_VARIABLE, "gsk-test-not-a-real-key")
    provider, server = start(Obeys(scores))
    yield provider
    server.stop()
    await server.close_all_connections()


class NoDeltas:
    async def tell(self, interview_id: UUID, reacts_to: int, text: str) -> None:
        """Nobody looks."""


@pytest.fixture
async def model(provider: Provider) -> AsyncIterator[GroqModel]:
    model = GroqModel(ModelSettings(("stand-in",), provider.url, turn_seconds=30, piece_seconds=30))
    yield model
    await model.close()


async def sat(server: Server, *, model: bool = True) -> Seat:
    """In an interview of one question that was talked about once."""
    user = await server.user()
    request = StartRequest("dsa", "python", timedelta(minutes=45), 1, model=model)
    interview = await server.interviews.start(user, request, WHERE)
    seat, _ = await server.rooms.join(user, interview.id, "tab-1", take_over=False)
    await server.answered(interview.id)
    await server.rooms.message(seat, frame(), IDEA)
    await server.answered(interview.id)
    return seat


async def end(server: Server, seat: Seat) -> None:
    await server.rooms.end(seat, frame())
    await until(lambda: server.store.get(seat.interview_id), lambda room: room.state is State.COMPLETED)


async def test_a_model_reads_once_as_the_interview_ends(
    make_server: MakeServer, provider: Provider, model: GroqModel
) -> None:
    server = await make_server(reader=ModelReader(model, 3))
    other = await make_server(name="server-b", reader=ModelReader(model, 3))
    seat = await sat(server)
    await server.rooms.end(seat, frame())
    await other.sweeper.sweep()
    await until(lambda: server.store.get(seat.interview_id), lambda room: room.state is State.COMPLETED)
    assert len(provider.requests) == 3
    (read,) = await server.payloads(seat.interview_id, p.FeedbackRead)
    assert [line.score for run in read.runs for line in run.lines if line.criterion == "approach"] == [4, 4, 4]
    assert_one_chain(await server.store.events(seat.interview_id), await server.store.get(seat.interview_id))
    generator = FeedbackGenerator(server.store, bank(), server.store.cohorts)
    first = await generator.of(seat.user, seat.interview_id)
    approach = next(line for line in first.questions[0].lines if line.criterion == "approach")
    assert (approach.by, approach.reason, approach.readings) == ("model", "A clear plan.", (4, 4, 4))
    provider.script[:] = [Hangs()]
    assert (await generator.of(seat.user, seat.interview_id)).to_bytes() == first.to_bytes()
    assert len(provider.requests) == 3


async def test_no_model_reads_where_it_was_switched_off(
    make_server: MakeServer, provider: Provider, model: GroqModel
) -> None:
    server = await make_server(reader=ModelReader(model, 3))
    seat = await sat(server, model=False)
    await end(server, seat)
    assert provider.requests == []
    assert await server.payloads(seat.interview_id, p.FeedbackAsked) == []


async def test_a_server_that_dies_while_a_model_reads_costs_the_readings_and_nothing_else(
    make_server: MakeServer, provider: Provider, model: GroqModel
) -> None:
    server = await make_server(reader=ModelReader(model, 1))
    seat = await sat(server)
    provider.script[:] = [Hangs()]
    await server.rooms.end(seat, frame())
    await provider.asked.wait()
    await server.orchestrator.close()
    later = await make_server(name="server-b", ahead=timedelta(minutes=2))
    await later.sweeper.sweep()
    assert (await later.store.get(seat.interview_id)).state is State.COMPLETED
    feedback = await FeedbackGenerator(later.store, bank(), later.store.cohorts).of(seat.user, seat.interview_id)
    assert all(line.by == "rules" for line in feedback.questions[0].lines)


async def thinking(make_server: MakeServer, provider: Provider, model: GroqModel) -> tuple[Server, Seat]:
    """A server whose model thinks for ever about what a candidate has just written."""
    provider.script[:] = [Hangs()]
    worded = WordedInterviewer(offline_interviewer(), model, NoDeltas())
    server = await make_server(interviewer=worded, leave_grace=timedelta(seconds=0.2))
    user = await server.user()
    interview = await server.start(user)
    seat, _ = await server.rooms.join(user, interview.id, "tab-1", take_over=False)
    await server.answered(interview.id)
    await server.rooms.message(seat, frame(), IDEA)
    await provider.asked.wait()
    return server, seat


@pytest.mark.parametrize(("how", "failures"), [("end", []), ("leave", ["left"])])
async def test_a_model_is_not_asked_on_when_the_candidate_is_gone(
    make_server: MakeServer, provider: Provider, model: GroqModel, how: str, failures: list[str]
) -> None:
    """An ending is answered by the closing words; who has left finds an answer when they are back."""
    server, seat = await thinking(make_server, provider, model)
    if how == "end":
        await server.rooms.end(seat, frame())
    else:
        await server.rooms.leave(seat)
    room = await server.answered(seat.interview_id)
    await provider.gone.wait()
    assert len(provider.requests) == 1
    notes = await server.payloads(seat.interview_id, p.TurnNoted)
    assert [note.wording.failure for note in notes if note.wording] == failures
    if how == "end":
        room = await until(lambda: server.store.get(room.id), lambda room: room.state is State.COMPLETED)
    assert_one_chain(await server.store.events(room.id), await server.store.get(room.id))


async def test_who_is_back_in_time_has_the_models_answer(
    make_server: MakeServer, provider: Provider, model: GroqModel
) -> None:
    server, seat = await thinking(make_server, provider, model)
    await server.rooms.leave(seat)
    await server.rooms.join(seat.user, seat.interview_id, seat.tab_id, take_over=False)
    server.orchestrator.left(seat.interview_id)
    server.orchestrator.returned(seat.interview_id)
    with pytest.raises(TimeoutError):
        await until(lambda: server.store.get(seat.interview_id), lambda room: not room.progress.unanswered, seconds=0.5)
    assert not provider.gone.is_set()

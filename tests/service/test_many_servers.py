"""Two servers and a worker on one interview: one chain, and one holder of the room."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_interview.domain import payloads as p
from jupyter_interview.errors import OwnershipLost, TabLost
from tests.service.conftest import MakeServer
from tests.service.world import Server, assert_one_chain, frame, until
from tests.solutions import reference


async def test_two_servers_and_a_worker_leave_one_chain(make_server: MakeServer) -> None:
    """The room moves to and fro between two servers that both write, while a worker judges."""
    a, b, worker = [await make_server(name=name) for name in ("server-a", "server-b", "worker")]
    seat = await a.begin()
    user, interview_id = seat.user, seat.interview_id
    submission = await a.submit(seat, reference(await a.question(interview_id)))
    written: list[str] = []
    refused: list[str] = []

    async def write(server: Server, number: int) -> None:
        for turn in range(8):
            text = f"{number}-{turn}"
            try:
                held, _ = await server.rooms.join(user, interview_id, seat.tab_id, take_over=True)
                await asyncio.sleep(0.01)
                await server.rooms.message(held, frame(), text)
                written.append(text)
            except OwnershipLost:
                refused.append(text)

    writers = [write(server, number) for number, server in enumerate((a, b, a, b))]
    await asyncio.gather(*writers, worker.judging.judge(submission))
    last, _ = await a.rooms.join(user, interview_id, seat.tab_id, take_over=True)
    await a.rooms.heartbeat(last)
    interview = await a.answered(interview_id)
    events = await b.store.events(interview_id)
    assert_one_chain(events, interview)
    said = [turn.text for turn in await b.payloads(interview_id, p.CandidateTurn)]
    assert sorted(said) == sorted(written)
    assert written
    assert refused
    assert len(await b.payloads(interview_id, p.SubmissionJudged)) == 1
    answered = [note.reacts_to for note in await b.payloads(interview_id, p.TurnNoted)]
    assert len(answered) == len(set(answered))
    assert {event.seq for event in events if isinstance(event.payload, p.CandidateTurn)} <= set(answered)


async def test_a_server_that_lost_the_room_cannot_write(make_server: MakeServer) -> None:
    a, b = await make_server(name="server-a"), await make_server(name="server-b")
    seat = await a.begin()
    cell = await a.cell(seat.interview_id, "def answer(): ...")
    await b.rooms.join(seat.user, seat.interview_id, seat.tab_id, take_over=False)
    before = await until(lambda: b.store.get(seat.interview_id), lambda interview: interview.epoch == 1)
    for late in (
        a.rooms.message(seat, frame(), "late"),
        a.rooms.submit(seat, frame(), cell),
        a.rooms.hint(seat, frame()),
        a.rooms.next_question(seat, frame()),
        a.rooms.end(seat, frame()),
        a.rooms.pause(seat, frame()),
        a.rooms.snapshot(seat, frame(), "cell", "code", "x = 1"),
        a.rooms.heartbeat(seat),
        a.rooms.leave(seat),
    ):
        with pytest.raises(OwnershipLost):
            await late
    assert await b.store.get(seat.interview_id) == before


async def test_the_tab_is_one_across_servers(make_server: MakeServer) -> None:
    a, b = await make_server(name="server-a"), await make_server(name="server-b")
    seat = await a.begin()
    with pytest.raises(TabLost):
        await b.rooms.join(seat.user, seat.interview_id, "tab-2", take_over=False)
    assert (await a.store.get(seat.interview_id)).owner == "server-a"
    await b.rooms.join(seat.user, seat.interview_id, "tab-2", take_over=True)
    with pytest.raises(TabLost):
        await a.rooms.message(seat, frame(), "late")

"""Every stimulus is answered exactly once, whoever crashes or comes first."""

from __future__ import annotations

import asyncio
from uuid import UUID

from jupyter_interview.adapters.llm.offline import OfflineInterviewer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Actor
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.room import UNSEEN_AFTER
from jupyter_interview.service.ports import Reaction, RoomView
from tests.contracts.rooms import run_sql
from tests.service.conftest import MakeServer
from tests.service.world import Server, assert_one_chain, frame, until


class Interrupted(OfflineInterviewer):
    """Thinks until it is let go on, or for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.thinking = asyncio.Event()
        self.go_on = asyncio.Event()

    async def react(self, view: RoomView) -> Reaction:
        self.thinking.set()
        await self.go_on.wait()
        return await super().react(view)


async def notes(server: Server, interview_id: UUID) -> list[int]:
    """Which stimuli were answered, in order; one note an answer."""
    return [note.reacts_to for note in await server.payloads(interview_id, p.TurnNoted)]


async def test_a_crash_between_stimulus_and_answer(make_server: MakeServer) -> None:
    crashing = await make_server(interviewer=Interrupted())
    user = await crashing.user()
    interview = await crashing.start(user)
    seat, _ = await crashing.rooms.join(user, interview.id, "tab-1", take_over=False)
    await crashing.orchestrator.close()
    assert len((await crashing.store.get(interview.id)).progress.unanswered) == 1
    next_one = await make_server(name="server-b")
    await next_one.rooms.join(user, interview.id, seat.tab_id, take_over=False)
    answered = await next_one.answered(interview.id)
    assert await notes(next_one, interview.id) == [2]
    assert len(answered.progress.questions) == 1
    assert_one_chain(await next_one.store.events(interview.id), answered)


async def test_two_orchestrators_at_once_answer_once(make_server: MakeServer) -> None:
    minds = [Interrupted() for _ in range(3)]
    servers = [await make_server(interviewer=mind, name=f"server-{n}") for n, mind in enumerate(minds)]
    plain = await make_server()
    seat = await plain.begin()
    stuck = await make_server(interviewer=Interrupted())
    await stuck.rooms.message(seat, frame(), "Is the input sorted?")
    runs = [asyncio.create_task(server.orchestrator.settle(seat.interview_id)) for server in servers]
    await asyncio.gather(*(mind.thinking.wait() for mind in minds))
    for mind in minds:
        mind.go_on.set()
    await asyncio.gather(*runs)
    assert len(await notes(plain, seat.interview_id)) == 2
    said = [e for e in await plain.store.events(seat.interview_id) if e.envelope.actor is Actor.INTERVIEWER]
    assert [e.envelope.kind for e in said].count("turn.noted") == 2
    assert_one_chain(await plain.store.events(seat.interview_id), await plain.store.get(seat.interview_id))


async def test_stimuli_that_pile_up_are_answered_one_by_one_in_order(server: Server) -> None:
    seat = await server.begin()
    sent = [await server.rooms.message(seat, frame(), f"Thought number {n}.") for n in range(6)]
    await server.answered(seat.interview_id)
    assert await notes(server, seat.interview_id) == [2, *(appended.events[0].seq for appended in sent)]


async def test_a_server_that_lost_the_room_leaves_the_answer_to_the_other(make_server: MakeServer) -> None:
    slow = Interrupted()
    slow.go_on.set()
    server, other = await make_server(interviewer=slow), await make_server(name="server-b")
    seat = await server.begin()
    slow.go_on.clear()
    slow.thinking.clear()
    await server.rooms.message(seat, frame(), "hello")
    await slow.thinking.wait()
    await other.rooms.join(seat.user, seat.interview_id, seat.tab_id, take_over=False)
    await other.answered(seat.interview_id)
    slow.go_on.set()
    await until(lambda: notes(other, seat.interview_id), lambda found: len(found) == 2)
    assert (await other.store.get(seat.interview_id)).owner == "server-b"


async def test_a_room_lost_and_taken_again_is_answered_under_its_new_epoch(make_server: MakeServer) -> None:
    slow = Interrupted()
    slow.go_on.set()
    server, other = await make_server(interviewer=slow), await make_server(name="server-b", interviewer=Interrupted())
    seat = await server.begin()
    slow.go_on.clear()
    slow.thinking.clear()
    await server.rooms.message(seat, frame(), "hello")
    await slow.thinking.wait()
    away, _ = await other.rooms.join(seat.user, seat.interview_id, seat.tab_id, take_over=False)
    back, _ = await server.rooms.join(seat.user, seat.interview_id, seat.tab_id, take_over=False)
    assert (seat.epoch, away.epoch, back.epoch) == (0, 1, 2)
    slow.go_on.set()
    await server.answered(seat.interview_id)
    assert len(await notes(server, seat.interview_id)) == 2


async def test_a_heartbeat_has_answered_what_an_outage_left(make_server: MakeServer) -> None:
    stuck = await make_server(interviewer=Interrupted())
    server = await make_server()
    seat = await server.begin()
    await stuck.rooms.message(seat, frame(), "hello?")
    await stuck.orchestrator.close()
    await server.rooms.heartbeat(seat)
    await server.answered(seat.interview_id)
    assert len(await notes(server, seat.interview_id)) == 2


async def test_the_sweeper_answers_in_a_room_that_nobody_holds(make_server: MakeServer, database_url: str) -> None:
    gone = await make_server(interviewer=Interrupted())
    server = await make_server(name="server-b")
    user = await gone.user()
    interview = await gone.start(user)
    await gone.rooms.join(user, interview.id, "tab-1", take_over=False)
    await gone.orchestrator.close()
    run_sql(database_url, "UPDATE interviews SET seen_at = clock_timestamp() - %s", UNSEEN_AFTER)
    await server.sweeper.sweep()
    swept = await server.store.get(interview.id)
    assert swept.state is State.INTERRUPTED
    assert swept.progress.unanswered == ()
    assert len(swept.progress.questions) == 1


async def test_a_question_is_chosen_for_next_and_not_for_a_word_in_between(make_server: MakeServer) -> None:
    """Choosing reads the candidate's past and the folder of a question."""
    upcoming: list[tuple[type[p.Payload], bool]] = []

    class Seeing(OfflineInterviewer):
        async def react(self, view: RoomView) -> Reaction:
            upcoming.append((type(view.stimulus.payload), view.upcoming is not None))
            return await super().react(view)

    server = await make_server(interviewer=Seeing())
    seat = await server.between()
    await server.rooms.message(seat, frame(), "That was a good one.")
    await server.answered(seat.interview_id)
    await server.rooms.next_question(seat, frame())
    await server.answered(seat.interview_id)
    assert upcoming[0] == (p.InterviewJoined, True)
    assert upcoming[-2:] == [(p.CandidateTurn, False), (p.NextRequested, True)]

"""Interviews whose questions are chosen on the way: from the log, from earlier interviews, and with their reasons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest
from msgspec.structs import replace

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Actor
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.profile.values import Profile
from jupyter_interview.domain.questions import Difficulty
from jupyter_interview.errors import InvalidRequest
from jupyter_interview.service.adaptive import Wanted
from jupyter_interview.service.interviews import StartRequest
from jupyter_interview.service.ports import Resume
from tests.contracts.rooms import run_sql
from tests.service.conftest import MakeServer
from tests.service.world import WHERE, Server, bank, frame, until
from tests.solutions import reference


async def sit(server: Server, request: StartRequest, *, name: str = "ada", solve: bool) -> UUID:
    """A whole interview in which every question is solved, or none."""
    user = await server.user(name)
    interview = await server.interviews.start(user, request, WHERE)
    seat, _ = await server.rooms.join(user, interview.id, "tab-1", take_over=False)
    while not (room := await server.answered(interview.id)).progress.ending:
        question = room.progress.open_question
        if question is not None and solve and not question.accepted:
            submission = await server.submit(seat, reference(bank().get(question.question_id)))
            await server.judging.judge(submission)
            server.orchestrator.wake(interview.id, seat.epoch)
            await until(
                lambda: server.store.get(interview.id),
                lambda room: not room.progress.unanswered and not room.progress.submissions,
            )
            continue
        await server.rooms.next_question(seat, frame())
    await until(lambda: server.store.get(interview.id), lambda room: room.state is State.COMPLETED)
    return interview.id


def wanted(count: int, **more: object) -> StartRequest:
    return StartRequest("dsa", "python", timedelta(minutes=45), count, **more)  # type: ignore[arg-type]


async def chosen(server: Server, interview_id: UUID) -> list[p.QuestionChosen]:
    return await server.payloads(interview_id, p.QuestionChosen)


async def test_each_question_is_chosen_for_a_reason_that_the_candidate_does_not_see(server: Server) -> None:
    interview_id = await sit(server, wanted(3), solve=False)
    choices = await chosen(server, interview_id)
    posted = await server.payloads(interview_id, p.QuestionPosted)
    assert [choice.question_id for choice in choices] == [one.question_id for one in posted]
    assert [choice.number for choice in choices] == [1, 2, 3]
    interview = await server.store.get(interview_id)
    assert [planned.question_id for planned in interview.plan] == [choice.question_id for choice in choices]
    topics = [bank().get(choice.question_id).topics[0] for choice in choices]
    assert len(set(topics)) == 3
    assert [choice.ability.mean for choice in choices] == sorted((c.ability.mean for c in choices), reverse=True)
    for choice in choices:
        assert choice.reason.startswith("Chosen because")
        drawn = int(np.random.default_rng(choice.seed).integers(len(choice.drawn_from)))
        assert choice.drawn_from[drawn] == choice.question_id
    for event in await server.store.events(interview_id):
        if isinstance(event.payload, p.QuestionChosen | p.QuestionScored):
            assert event.envelope.visibility is p.Visibility.EDUCATOR
            assert event.envelope.actor is Actor.SYSTEM
    scores = await server.payloads(interview_id, p.QuestionScored)
    assert [score.score for score in scores] == [0.0] * 3
    feedback = await server.feedback.of(await server.user(), interview_id)
    assert [question.chosen for question in feedback.questions] == [choice.reason for choice in choices]


async def test_the_next_interview_begins_where_the_last_one_ended(server: Server) -> None:
    first = await sit(server, wanted(2), solve=True)
    scores = await server.payloads(first, p.QuestionScored)
    assert [score.score for score in scores] == [1.0, 1.0]
    asked = {choice.question_id for choice in await chosen(server, first)}
    second = await sit(server, wanted(1), solve=False)
    (choice,) = await chosen(server, second)
    assert choice.prior.mean > 0.2
    assert choice.question_id not in asked
    (stranger,) = await chosen(server, await sit(server, wanted(1), name="grace", solve=False))
    assert stranger.prior == p.Estimate(0.0, 1.0), "another's past is another's"
    past = await server.store.asked((await server.user()).id)
    assert [(one.interview, one.number, one.score) for one in past] == [
        (first, 1, 1.0),
        (first, 2, 1.0),
        (second, 1, 0.0),
    ]


async def test_a_confirmed_profile_counts_in_practice_and_in_no_assignment(server: Server) -> None:
    user = await server.user()
    practice = await server.interviews.start(user, wanted(1), WHERE)
    created = p.InterviewCreated("dsa", "python", 2700, 1, False, "offline")

    async def prior(interview: Interview) -> p.Estimate:
        choice = await server.engine.next(interview, created, datetime.now(UTC))
        assert choice is not None
        assert choice.reason.startswith("Chosen because")
        assert ("confirmed profile" in choice.reason) == (choice.prior != unknown)
        return choice.prior

    unknown = p.Estimate(0.0, 1.0)
    await server.store.put_profile(user.id, Profile(years=20.0), Resume("txt", 1), refined=False)
    assert await prior(practice) == unknown, "a draft is used for nothing"
    await server.store.confirm_profile(user.id, Profile(years=20.0))
    assert (await prior(practice)).mean > 0.3
    assert await prior(replace(practice, assignment_id=uuid4())) == unknown
    await server.store.delete_profile(user.id)
    assert await prior(practice) == unknown


async def test_only_what_was_asked_for_is_chosen(server: Server) -> None:
    request = wanted(2, topics=("heap", "trees"), difficulty=Difficulty.EASY)
    for choice in await chosen(server, await sit(server, request, solve=False)):
        question = bank().get(choice.question_id)
        assert question.difficulty is Difficulty.EASY
        assert {"heap", "trees"} & set(question.topics)
    with pytest.raises(InvalidRequest) as refused:
        await server.interviews.start(await server.user(), wanted(2, topics=("astrology",)), WHERE)
    assert refused.value.details == {"available": 0}


async def test_a_question_must_have_a_reference_in_the_language(server: Server) -> None:
    answered_in = {q.public.id: q.public.languages for q in bank().listed()}
    python_only = [name for name, languages in answered_in.items() if languages == ("python",)]
    with pytest.raises(InvalidRequest):
        await server.engine.check(Wanted("dsa", "java"), len(answered_in) - len(python_only) + 1)
    await server.engine.check(Wanted("dsa", "java"), len(answered_in) - len(python_only))
    with pytest.raises(InvalidRequest):
        await server.engine.check(Wanted("dsa", "cobol"), 1)


async def test_exposure_is_counted_over_all_candidates(server: Server, database_url: str) -> None:
    names = [(await chosen(server, await sit(server, wanted(1), name=f"user-{n}", solve=False)))[0] for n in range(5)]
    counts, interviews = await server.store.exposure("dsa")
    assert interviews == 5
    assert sum(counts.values()) == 5
    assert counts.keys() == {choice.question_id for choice in names}
    # As if everybody had been asked the best question.
    favourite = names[0].drawn_from[0]
    digest = bank().get(favourite).digest
    plan = f'[{{"questionId": "{favourite}", "digest": "{digest}"}}]'
    run_sql(database_url, f"UPDATE interviews SET plan = '{plan}'")
    for n in range(2):
        (choice,) = await chosen(server, await sit(server, wanted(1), name=f"late-{n}", solve=False))
        assert choice.question_id != favourite
        assert favourite not in choice.drawn_from
    assert await server.store.exposure("another kind") == ({}, 0)


async def test_an_interview_until_sure_may_be_shorter(make_server: MakeServer) -> None:
    server = await make_server()
    user = await server.user()
    short = StartRequest("dsa", "python", timedelta(minutes=5), 6, until_sure=True)
    interview = await server.interviews.start(user, short, WHERE)
    seat, _ = await server.rooms.join(user, interview.id, "tab-1", take_over=False)
    room = await server.answered(interview.id)
    while not room.progress.ending:
        await server.rooms.next_question(seat, frame())
        room = await server.answered(interview.id)
    assert room.progress.ending == "all_done"
    assert len(room.progress.questions) < 6

"""Grading an assignment on the real database: the last attempt, signed overrides, submissions that are alike."""

from __future__ import annotations

from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jupyter_interview.domain.interview import User
from jupyter_interview.errors import Conflict, InterviewError, InvalidRequest, NotAllowed, NotFound
from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox
from tests.service.conftest import MakeServer
from tests.service.test_cohorts import SANDBOX, cohort, teacher, terms
from tests.service.world import Server, bank, frame
from tests.solutions import reference

WHY = "The statement was unclear."


@pytest.fixture
async def server(make_server: MakeServer) -> Server:
    return await make_server(sandboxes={True: ProcessSandbox()})


async def sit(server: Server, user: User, assignment: UUID, source: str | None) -> UUID:
    """An attempt from its start to its end, with one submission or none."""
    interview = await server.assignments.start(user, assignment, "python", SANDBOX)
    seat, _ = await server.rooms.join(user, interview.id, "tab-1", take_over=False)
    await server.answered(interview.id)
    if source is not None:
        await server.judging.judge(await server.submit(seat, source))
        await server.orchestrator.settle(interview.id)
    await server.rooms.end(seat, frame())
    await server.orchestrator.settle(interview.id)
    return interview.id


async def test_grades_overrides_and_who_may_give_them(server: Server) -> None:
    name = bank().ids()[0]
    user, made, (ada, grace, eve) = await cohort(server, "ada", "grace", "eve")
    task = await server.assignments.set(user, made.id, terms(questions=(name,), question_count=1))
    right = await sit(server, ada, task.id, reference(bank().get(name)))
    empty = await sit(server, grace, task.id, None)
    live = await server.assignments.start(eve, task.id, "python", SANDBOX)
    await server.rooms.join(eve, live.id, "tab-1", take_over=False)
    await server.answered(live.id)

    grades = {row.name: row for row in await server.grading.grades(user, task.id)}
    assert {key: row.interview_id for key, row in grades.items()} == {"Ada": right, "Grace": empty, "Eve": None}
    best, worst = grades["Ada"].grade, grades["Grace"].grade
    assert best is not None
    assert worst is not None
    assert best.possible == worst.possible == 4.0
    assert best.points > 2.5 > worst.points == 0.0
    assert grades["Eve"].grade is None

    await server.grading.override(user, empty, name, 1, "First thought.")
    given = await server.grading.override(user, empty, name, 2.5, WHY)
    again = {row.name: row.grade for row in await server.grading.grades(user, task.id)}["Grace"]
    assert again is not None
    assert (again.points, [one.reason for one in again.questions[0].overrides]) == (2.5, ["First thought.", WHY])
    (_, amendment) = await server.store.cohorts.amendments(empty)
    assert amendment.said == given
    Ed25519PublicKey.from_public_bytes(amendment.public_key).verify(amendment.signature, amendment.statement)
    assert given.head_hash == (await server.store.get(empty)).head_hash

    other = await teacher(server, "other")
    for who, error in ((ada, NotAllowed), (other, NotFound)):
        for act in (
            lambda who: server.grading.override(who, right, name, 4, WHY),
            lambda who: server.grading.grades(who, task.id),
            lambda who: server.grading.similar(who, task.id, 0.5),
        ):
            with pytest.raises(error):
                await act(who)
    refused: list[tuple[UUID, str, float, str, type[InterviewError]]] = [
        (live.id, name, 4, WHY, Conflict),
        (empty, "another", 4, WHY, NotFound),
        (empty, name, 5, WHY, InvalidRequest),
        (empty, name, 4, " ", InvalidRequest),
    ]
    for interview, question, points, reason, error in refused:
        with pytest.raises(error):
            await server.grading.override(user, interview, question, points, reason)

    await server.store.erase_interview(empty)
    assert await server.store.cohorts.amendments(empty) == ()  # a reason may speak of a person
    with pytest.raises(NotFound):
        await server.grading.override(user, empty, name, 3, WHY)


async def test_alike_submissions_are_shown_side_by_side(server: Server) -> None:
    name = bank().ids()[0]
    user, made, pupils = await cohort(server, "ada", "grace")
    task = await server.assignments.set(user, made.id, terms(questions=(name,), question_count=1))
    source = reference(bank().get(name))
    for pupil, text in zip(pupils, (source, "# <b>mine</b>\n" + source), strict=True):
        await sit(server, pupil, task.id, text)
    page = (await server.grading.similar(user, task.id, 0.5)).decode()
    assert "Ada (" in page
    assert "100%" in page
    assert "<b>mine</b>" not in page

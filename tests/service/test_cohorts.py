"""Cohorts on the real database: who gets in, who may do what, and interviews that are set."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from jupyter_interview.adapters.packs import open_bank
from jupyter_interview.adapters.questions import SHIPPED_BANK
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.assignments import Assignment, Standing, Terms
from jupyter_interview.domain.cohorts import Accommodation, Cohort, Part
from jupyter_interview.domain.interview import Role, User
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.errors import (
    ActiveInterviewExists,
    Conflict,
    Expired,
    InterviewError,
    InvalidRequest,
    NotAllowed,
    NotFound,
    SandboxUnavailable,
)
from jupyter_interview.review.sealing import build_transcript
from jupyter_interview.service import feedback, orchestrator
from jupyter_interview.service.adaptive import AdaptiveEngine, Wanted
from jupyter_interview.service.assignments import Assignments
from jupyter_interview.service.closing import object_key
from jupyter_interview.service.interviews import Room
from jupyter_interview.service.rooms import Paste, Seat
from tests.contracts.rooms import run_sql
from tests.service.conftest import MakeServer
from tests.service.world import WHERE, Server, bank, frame, until

SANDBOX = Room(sandboxed=True, kernels={"python": "interview-python"})
HOUR = timedelta(hours=1)


async def teacher(server: Server, name: str = "teacher") -> User:
    return replace(await server.user(name), role=Role.EDUCATOR)


async def cohort(server: Server, *pupils: str) -> tuple[User, Cohort, list[User]]:
    """A cohort that was founded, and its candidates, who came by roster."""
    user = await teacher(server)
    made = await server.cohorts.found(user, "Algorithms, group B")
    await server.cohorts.expect(user, made.id, "\n".join(["login", *pupils, "nobody"]))
    users = [await server.user(name) for name in pupils]
    for one in users:
        await server.cohorts.signed_in(one, [one.name])
    return user, await server.cohorts.get(user, made.id), users


def terms(**changes: object) -> Terms:
    now = datetime.now(UTC)
    plain = Terms(title="Week 3", minutes=60, opens_at=now - HOUR, closes_at=now + 2 * HOUR)
    return replace(plain, **changes)


async def test_only_educators_found_cohorts(server: Server) -> None:
    with pytest.raises(NotAllowed):
        await server.cohorts.found(await server.user("ada"), "Mine")
    made = await server.cohorts.found(await teacher(server), "  Group\tB ")
    assert (made.name, [member.part for member in made.members]) == ("Group B", [Part.EDUCATOR])


async def test_who_is_expected_is_let_in_on_signing_in(server: Server) -> None:
    user, made, (ada,) = await cohort(server, "ADA")
    assert {(member.user_id, member.part) for member in made.members} == {
        (user.id, Part.EDUCATOR), (ada.id, Part.CANDIDATE)
    }  # fmt: skip
    assert [one.login for one in made.expected] == ["nobody"]
    await server.cohorts.signed_in(await server.user("eve"), ["eve"])
    assert await server.cohorts.get(user, made.id) == made


async def test_a_group_of_the_hub_is_let_in(server: Server) -> None:
    user, made, _ = await cohort(server)
    await server.cohorts.change(user, made.id, name="B", group="algo-b", model=False)
    ada = await server.user("ada")
    await server.cohorts.signed_in(ada, [], ["algo-b", "others"])
    await server.cohorts.signed_in(user, [], ["algo-b"])  # an educator stays one
    parts = {member.user_id: member.part for member in (await server.cohorts.get(user, made.id)).members}
    assert parts == {user.id: Part.EDUCATOR, ada.id: Part.CANDIDATE}
    with pytest.raises(InvalidRequest):
        await server.cohorts.change(user, made.id, name="B", group="\0\ud800", model=True)
    other = await server.cohorts.found(user, "C")
    with pytest.raises(Conflict):
        await server.cohorts.change(user, other.id, name="C", group="algo-b", model=True)


async def test_whom_the_group_of_the_hub_loses_is_out_and_comes_back_as_they_were(server: Server) -> None:
    user, made, (eve,) = await cohort(server, "eve")  # who is on the roster, whatever the group says
    await server.cohorts.change(user, made.id, name="B", group="algo-b", model=True)
    ada = await server.user("ada")
    for one in (ada, eve):
        await server.cohorts.signed_in(one, [], ["algo-b"])
    granted = Accommodation(extra_time=0.25)
    await server.cohorts.grant(user, made.id, ada.id, Part.CANDIDATE, granted)
    assert [await server.cohorts.groups_of(one) for one in (ada, eve)] == [("algo-b",), ()]
    for one in (ada, eve):
        await server.cohorts.left(one, ["algo-b"])
    assert [len(await server.cohorts.of(one)) for one in (ada, eve)] == [0, 1]
    with pytest.raises(NotFound):
        (await server.cohorts.get(user, made.id)).member(ada)
    await server.cohorts.signed_in(ada, [], ["algo-b"])
    assert (await server.cohorts.get(user, made.id)).member(ada).accommodation == granted
    await server.cohorts.change(user, made.id, name="B", group="algo-c", model=True)
    assert await server.cohorts.groups_of(ada) == ()  # her group is no longer the cohort's, and lets nobody go


async def test_an_invitation_lets_in_until_it_runs_out_or_is_withdrawn(server: Server, database_url: str) -> None:
    user, made, _ = await cohort(server)
    token, expires_at = await server.cohorts.invite(user, made.id)
    assert timedelta(days=13) < expires_at - datetime.now(UTC) < timedelta(days=15)
    ada = await server.user("ada")
    joined = await server.cohorts.join(ada, token)
    assert joined.member(ada).part is Part.CANDIDATE
    assert (await server.cohorts.join(user, token)).member(user).part is Part.EDUCATOR
    run_sql(database_url, "UPDATE invitations SET expires_at = clock_timestamp() - interval '1 second'")
    with pytest.raises(Expired):
        await server.cohorts.join(await server.user("eve"), token)
    second, _ = await server.cohorts.invite(user, made.id)
    await server.cohorts.withdraw(user, made.id)
    for one in (second, "", "guess", "\ud800"):
        with pytest.raises(NotFound):
            await server.cohorts.join(await server.user("eve"), one)


async def test_a_cohort_keeps_an_educator(server: Server) -> None:
    user, made, (ada,) = await cohort(server, "ada")
    for leave in (
        lambda: server.cohorts.remove(user, made.id, user.id),
        lambda: server.cohorts.grant(user, made.id, user.id, Part.CANDIDATE, Accommodation()),
    ):
        with pytest.raises(Conflict):
            await leave()
    await server.cohorts.grant(user, made.id, ada.id, Part.EDUCATOR, Accommodation())
    assert len((await server.cohorts.remove(user, made.id, user.id)).members) == 1


async def test_nobody_else_may_do_or_learn_anything(server: Server) -> None:
    """Every use case, by a candidate of the cohort, by another cohort's educator, and by a stranger."""
    user, made, (ada,) = await cohort(server, "ada")
    task = await server.assignments.set(user, made.id, terms())
    sat = await server.assignments.start(ada, task.id, "python", SANDBOX)
    other = await teacher(server, "other")
    await server.cohorts.found(other, "Another")
    for act in _educators_acts(server, made, task, sat.id, ada):
        with pytest.raises(NotAllowed):
            await act(ada)
        for outsider in (other, await server.user("eve"), replace(await server.user("root"), role=Role.ADMIN)):
            with pytest.raises(NotFound):
                await act(outsider)
    for outsider in (other, await server.user("eve")):
        with pytest.raises(NotFound):
            await server.assignments.start(outsider, task.id, "python", SANDBOX)
        assert await server.assignments.for_candidate(outsider) == []
        assert made.id not in [one.id for one in await server.cohorts.of(outsider)]
    assert await server.cohorts.get(user, made.id) == made


def _educators_acts(
    server: Server, made: Cohort, task: Assignment, interview: UUID, member: User
) -> list[Callable[[User], Awaitable[object]]]:
    cohorts, assignments = server.cohorts, server.assignments
    return [
        lambda who: cohorts.get(who, made.id),
        lambda who: cohorts.change(who, made.id, name="x", group=None, model=True),
        lambda who: cohorts.expect(who, made.id, "login\nmallory"),
        lambda who: cohorts.grant(who, made.id, member.id, Part.EDUCATOR, Accommodation()),
        lambda who: cohorts.remove(who, made.id, member.id),
        lambda who: cohorts.invite(who, made.id),
        lambda who: cohorts.withdraw(who, made.id),
        lambda who: assignments.set(who, made.id, terms()),
        lambda who: assignments.change(who, task.id, terms()),
        lambda who: assignments.release(who, task.id, True),
        lambda who: assignments.in_cohort(who, made.id),
        lambda who: assignments.progress(who, task.id),
        lambda who: assignments.record(who, interview),
    ]


async def test_an_attempt_has_the_terms_of_its_assignment_and_its_candidate(server: Server) -> None:
    user, made, (ada,) = await cohort(server, "ada")
    await server.cohorts.change(user, made.id, name="B", group=None, model=False)
    await server.cohorts.grant(user, made.id, ada.id, Part.CANDIDATE, Accommodation(extra_time=0.25))
    names = bank().ids()[:2]
    task = await server.assignments.set(user, made.id, terms(questions=names))
    (offered,) = await server.assignments.for_candidate(ada)
    assert (offered.assignment, offered.attempts) == (task, ())
    interview = await server.assignments.start(ada, task.id, "python", SANDBOX)
    assert (interview.cohort_id, interview.assignment_id, interview.pauses) == (made.id, task.id, False)
    assert interview.clock.budget == timedelta(minutes=75)
    assert [planned.question_id for planned in interview.plan] == list(names)
    assert await server.store.get(interview.id) == interview
    (created,) = await server.payloads(interview.id, p.InterviewCreated)
    assert not created.model
    seat, _ = await server.rooms.join(ada, interview.id, "tab-1", take_over=False)
    await server.answered(interview.id)
    assert (await server.question(interview.id)).id == names[0]
    await server.rooms.next_question(seat, frame())
    await server.answered(interview.id)
    with pytest.raises(Conflict, match="Pauses are not allowed"):
        await server.rooms.pause(seat, frame())
    (attempts,) = await server.assignments.progress(user, task.id)
    assert attempts.closes_at == task.terms.closes(attempts.candidate.accommodation)
    assert [one.id for one in attempts.interviews] == [interview.id]
    with pytest.raises(Conflict):
        await server.assignments.record(user, interview.id)
    await server.rooms.end(seat, frame())
    await server.orchestrator.settle(interview.id)
    record = await until(lambda: server.store.seals(interview.id), bool) and await server.assignments.record(
        user, interview.id
    )
    assert b"set by the assignment" in record
    transcript = await server.objects.get(object_key(await server.store.get(interview.id)))
    assert b"set by the assignment" not in transcript


async def test_attempts_are_counted_and_one_that_showed_nothing_is_none(server: Server) -> None:
    user, made, (ada,) = await cohort(server, "ada")
    task = await server.assignments.set(user, made.id, terms(question_count=1))
    unseen = await server.assignments.start(ada, task.id, "python", SANDBOX)
    await server.interviews.abandon(ada, unseen.id)
    interview = await server.assignments.start(ada, task.id, "python", SANDBOX)
    with pytest.raises(ActiveInterviewExists):
        await server.assignments.start(ada, task.id, "python", SANDBOX)
    seat, _ = await server.rooms.join(ada, interview.id, "tab-1", take_over=False)
    await server.answered(interview.id)
    await server.rooms.end(seat, frame())
    await server.answered(interview.id)
    ended = await server.orchestrator.settle(interview.id)
    assert ended.state is State.COMPLETED
    with pytest.raises(Conflict, match="no attempt left"):
        await server.assignments.start(ada, task.id, "python", SANDBOX)
    (followed,) = await server.assignments.progress(user, task.id)
    assert (len(followed.interviews), followed.made) == (2, 1)
    await server.assignments.change(user, task.id, replace(task.terms, attempts=2))
    results = await asyncio.gather(
        *(server.assignments.start(ada, task.id, "python", SANDBOX) for _ in range(3)), return_exceptions=True
    )
    assert sum(not isinstance(result, BaseException) for result in results) == 1


async def test_a_practice_limit_is_no_assignments_limit(make_server: MakeServer) -> None:
    server = await make_server(interviews_per_day=1)
    user, made, (ada,) = await cohort(server, "ada")
    task = await server.assignments.set(user, made.id, terms())
    await server.interviews.abandon(ada, (await server.start(ada)).id)
    assert (await server.assignments.start(ada, task.id, "python", SANDBOX)).state is State.CREATED


@pytest.mark.parametrize(
    ("changes", "language", "where", "error"),
    [
        ({"opens_at": datetime.now(UTC) + HOUR}, "python", SANDBOX, Conflict),
        ({"opens_at": datetime.now(UTC) - 3 * HOUR, "closes_at": datetime.now(UTC) - HOUR}, "python", SANDBOX, Expired),
        ({}, "java", SANDBOX, InvalidRequest),
        ({}, "python", WHERE, SandboxUnavailable),
    ],
)
async def test_what_may_not_begin(
    server: Server, changes: dict[str, object], language: str, where: Room, error: type[InterviewError]
) -> None:
    user, made, (ada,) = await cohort(server, "ada")
    task = await server.assignments.set(user, made.id, terms(**changes))
    with pytest.raises(error):
        await server.assignments.start(ada, task.id, language, where)
    assert await server.interviews.list(ada) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"questions": ("no-such-question", "two-sum")},
        {"minutes": 600},
        {"question_count": 0},
        {"topics": ("no-such-topic",)},
        {"languages": ("cobol",)},
        {"languages": ("python", "cobol"), "questions": ("even-loads",), "question_count": 1},
        {"questions": ("\0",), "question_count": 1},
    ],
)
async def test_terms_that_the_bank_cannot_meet_are_refused(server: Server, changes: dict[str, object]) -> None:
    user, made, _ = await cohort(server)
    with pytest.raises(InvalidRequest):
        await server.assignments.set(user, made.id, terms(**changes))
    assert await server.assignments.in_cohort(user, made.id) == ()


async def test_a_private_question_is_its_own_cohorts_alone(server: Server, tmp_path: Path) -> None:
    ours, theirs = (await cohort(server))[:2], (await cohort(server))[:2]
    folder = tmp_path / "pack" / "our-exam"
    shutil.copytree(SHIPPED_BANK / "team-sizes", folder)
    private = open_bank(private={str(ours[1].id): [folder.parent]})
    server.assignments = Assignments(
        server.store.cohorts,
        server.store,
        server.interviews,
        AdaptiveEngine(server.store, private, server.store),
        private,
        build_transcript,
        lambda: datetime.now(UTC),
    )
    named, chosen = terms(question_count=1, questions=("our-exam",)), terms(question_count=len(bank().ids()) + 1)
    assert (await server.assignments.set(ours[0], ours[1].id, named)).terms.questions == ("our-exam",)
    with pytest.raises(InvalidRequest, match="no question 'our-exam'"):
        await server.assignments.set(theirs[0], theirs[1].id, named)
    # How many there are to choose from.
    wanted = Wanted(chosen.kind, "python", cohort=ours[1].id)
    engine = AdaptiveEngine(server.store, private, server.store)
    await engine.check(wanted, chosen.question_count)
    for other in (theirs[1].id, None):
        with pytest.raises(InvalidRequest):
            await engine.check(replace(wanted, cohort=other), chosen.question_count)


async def test_results_are_kept_until_they_are_released(server: Server) -> None:
    user, made, (ada,) = await cohort(server, "ada")
    task = await server.assignments.set(user, made.id, terms())
    interview = await server.assignments.start(ada, task.id, "python", SANDBOX)
    ended = await server.interviews.abandon(ada, interview.id)
    with pytest.raises(Conflict, match="not released"):
        await server.feedback.check(ada, ended.id)
    await server.assignments.release(user, task.id, True)
    assert (await server.feedback.check(ada, ended.id)).id == ended.id
    practice = await server.interviews.abandon(ada, (await server.start(ada)).id)
    assert (await server.feedback.check(ada, practice.id)).id == practice.id


async def test_a_cohort_that_is_gone_takes_nobodys_interview_with_it(server: Server, database_url: str) -> None:
    user, made, (ada,) = await cohort(server, "ada")
    task = await server.assignments.set(user, made.id, terms())
    interview = await server.assignments.start(ada, task.id, "python", SANDBOX)
    run_sql(database_url, f"DELETE FROM cohorts WHERE id = '{made.id}'")
    assert (await server.interviews.get(ada, interview.id)).assignment_id is None
    with pytest.raises(NotFound):
        await server.assignments.start(ada, uuid4(), "python", SANDBOX)


async def test_no_report_is_made_before_its_results_are_released(server: Server) -> None:
    user, made, (ada,) = await cohort(server, "ada")
    task = await server.assignments.set(user, made.id, terms())
    interview = await server.assignments.start(ada, task.id, "python", SANDBOX)
    await server.interviews.abandon(ada, interview.id)
    assert await server.store.take_reports(10) == ()
    await server.assignments.release(user, task.id, True)
    assert await server.store.take_reports(10) == (interview.id,)


async def test_what_a_browser_tells_is_read_by_no_interviewer_and_no_scorer(server: Server) -> None:
    user, made, (ada, bob) = await cohort(server, "ada", "bob")
    assignment = await server.assignments.set(user, made.id, terms(question_count=1))
    quiet = await server.assignments.set(user, made.id, terms(question_count=1, integrity=False))
    paste = Paste("answer", 9000, 300, own=False, at=datetime.now(UTC))
    seat = await sit(server, bob, quiet)
    with pytest.raises(Conflict, match="not recorded"):
        await server.rooms.pasted(seat, frame(), paste)
    seat = await sit(server, ada, assignment)
    before = await server.store.get(seat.interview_id)
    name = frame()
    assert not (await server.rooms.pasted(seat, name, paste)).duplicate
    assert (await server.rooms.pasted(seat, name, paste)).duplicate
    after = await server.store.get(seat.interview_id)
    assert (after.progress.watch.pastes, after.head_seq) == (1, before.head_seq + 1)
    assert after.progress.unanswered == before.progress.unanswered
    for unread in (orchestrator.NOT_SAID, feedback.NOT_SCORED):
        read = await server.store.events(seat.interview_id, without=unread)
        assert read
        assert not any(event.envelope.kind in p.WATCHED for event in read)


async def sit(server: Server, user: User, assignment: Assignment) -> Seat:
    """Begun, with its first question asked."""
    interview = await server.assignments.start(user, assignment.id, "python", SANDBOX)
    seat, _ = await server.rooms.join(user, interview.id, "tab", take_over=False)
    await server.answered(interview.id)
    return seat


async def test_who_leaves_is_out_and_the_last_educator_stays(server: Server) -> None:
    user, made, (ada,) = await cohort(server, "ada")
    with pytest.raises(Conflict):
        await server.cohorts.leave(user, made.id)
    await server.cohorts.leave(ada, made.id)
    assert not await server.cohorts.of(ada)
    with pytest.raises(NotFound):
        await server.cohorts.leave(ada, made.id)


async def test_candidates_and_educators_meet_the_same_assignment(server: Server) -> None:
    user, made, (ada,) = await cohort(server, "ada")
    assignment = await server.assignments.set(user, made.id, terms(question_count=1))
    mine, theirs = await server.assignments.met(ada, assignment.id), await server.assignments.met(user, assignment.id)
    assert (mine.assignment, mine.preview, mine.left, mine.standing) == (assignment, False, 1, Standing.OPEN)
    assert (theirs.assignment, theirs.preview, theirs.standing) == (assignment, True, Standing.OPEN)
    assert list(await server.assignments.for_candidate(ada)) == [mine]
    with pytest.raises(NotFound, match="assignment"):
        await server.assignments.met(await server.user("eve"), assignment.id)
    await sit(server, ada, assignment)
    assert (await server.assignments.met(ada, assignment.id)).standing is Standing.SITTING

"""Rejudging on the real database: new verdicts beside the old ones, once, whatever crashes in between."""

from __future__ import annotations

import asyncio
import json
import shutil
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jupyter_interview.adapters.keys import KeyFileSigner
from jupyter_interview.adapters.questions import SHIPPED_BANK, FolderBank
from jupyter_interview.domain.grading import QuestionGrade
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.payloads import SubmissionJudged
from jupyter_interview.domain.rejudging import Rejudging
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.errors import Conflict, NotAllowed, NotFound, SandboxUnavailable
from jupyter_interview.service.judging import MAX_ATTEMPTS
from jupyter_interview.service.judging_again import LEASE, JudgingAgain
from jupyter_interview.service.rejudging import STALE, Rejudgings
from jupyter_interview.service.reports import report_key
from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox
from tests.contracts.rooms import run_sql
from tests.service.conftest import MakeServer
from tests.service.test_cohorts import SANDBOX, cohort, teacher, terms
from tests.service.test_grading import sit
from tests.service.world import Server, bank
from tests.solutions import reference

QUESTION = "first-bracket-fault"
LATER = max(LEASE, STALE) + timedelta(seconds=1)


@pytest.fixture
async def server(make_server: MakeServer) -> Server:
    return await make_server(sandboxes={True: ProcessSandbox()})


@pytest.fixture
def corrected(tmp_path: Path) -> FolderBank:
    """The question with another answer to one hidden test."""
    folder = tmp_path / "corrected" / QUESTION
    shutil.copytree(SHIPPED_BANK / QUESTION, folder)
    file = folder / "tests.json"
    content = json.loads(file.read_text("utf-8"))
    content["tests"][2]["expected"] = 12345
    file.write_text(json.dumps(content), "utf-8")
    return FolderBank([folder.parent])


def educating(server: Server, present: FolderBank, folder: Path) -> Rejudgings:
    """A server that has read the corrected question."""
    store, signer = server.store, KeyFileSigner(folder / "transcripts.key")
    return Rejudgings(server.assignments, store.cohorts, store, store.rejudgements, present, server.queue, signer)


def worker(server: Server, present: FolderBank, *, sandboxed: bool = True) -> JudgingAgain:
    return JudgingAgain(server.store.rejudgements, present, {sandboxed: ProcessSandbox()}, worker=str(uuid4()))


def ids(url: str) -> list[UUID]:
    return [UUID(str(id)) for (id,) in run_sql(url, "SELECT id FROM rejudgements WHERE NOT signed ORDER BY id")]


def pass_time(url: str) -> None:
    run_sql(url, "UPDATE rejudgements SET asked_at = asked_at - %s, lease_until = lease_until - %s", LATER, LATER)


async def sign(rejudgings: Rejudgings) -> int:
    groups = [group for found in (await rejudgings.complete()).values() for group in found]
    for group in groups:
        await rejudgings.sign(group)
    return len(groups)


async def assigned(server: Server) -> tuple[User, User, UUID, UUID]:
    """An educator, a candidate, and the assignment that she solved at once."""
    user, made, (ada,) = await cohort(server, "ada")
    task = await server.assignments.set(user, made.id, terms(questions=(QUESTION,), question_count=1, attempts=5))
    interview = await sit(server, ada, task.id, reference(bank().get(QUESTION)))
    await server.closing.finish(interview)
    return user, ada, task.id, interview


async def graded(server: Server, user: User, task: UUID) -> QuestionGrade:
    (row,) = await server.grading.grades(user, task)
    assert row.grade is not None
    return row.grade.questions[0]


async def test_new_verdicts_count_and_old_ones_are_kept(
    server: Server, corrected: FolderBank, tmp_path: Path, database_url: str
) -> None:
    user, ada, task, interview = await assigned(server)
    log, seals = await server.store.events(interview), await server.store.seals(interview)
    before = await graded(server, user, task)
    rejudgings = educating(server, corrected, tmp_path)
    asked = await rejudgings.of_assignment(user, task, QUESTION)
    assert (asked.interviews, asked.submissions) == (1, 1)
    assert (await server.queue.depth()).batch == 1
    assert await rejudgings.of_assignment(user, task, QUESTION) == type(asked)(0, 0)  # it waits already
    assert await sign(rejudgings) == 0
    (id,) = ids(database_url)
    await asyncio.gather(*(worker(server, corrected).judge(id) for _ in range(3)))
    assert await graded(server, user, task) == before  # until it is signed
    (progress,) = await rejudgings.progress(user, task)
    assert (progress.submissions, progress.judged, progress.counts) == (1, 1, False)

    assert await sign(rejudgings) == 1
    after = await graded(server, user, task)
    assert after.before == before.automatic == before.points
    assert after.automatic is not None
    assert before.points > after.points == after.automatic
    (amendment,) = await server.store.cohorts.amendments(interview)
    said = amendment.said
    assert isinstance(said, Rejudging)
    (verdict,) = said.verdicts
    assert (verdict.old.verdict, verdict.new.verdict) == (Verdict.ACCEPTED, Verdict.WRONG_ANSWER)
    assert (said.old_digest, said.new_digest) == (bank().get(QUESTION).digest, corrected.get(QUESTION).digest)
    assert (said.by, said.interview) == (str(user.id), str(interview))
    assert said.head_hash == (await server.store.get(interview)).head_hash
    Ed25519PublicKey.from_public_bytes(amendment.public_key).verify(amendment.signature, amendment.statement)
    assert await server.store.events(interview) == log
    assert await server.store.seals(interview) == seals

    assert (await sign(rejudgings), (await rejudgings.of_assignment(user, task, QUESTION)).submissions) == (0, 0)
    with pytest.raises(Conflict, match="nothing to judge again"):
        await rejudgings.of_interview(user, interview, QUESTION)
    await server.grading.override(user, interview, QUESTION, 3.5, "It was our mistake.")
    assert (await graded(server, user, task)).points == 3.5

    back = educating(server, bank(), tmp_path)  # the correction was none
    assert (await back.of_interview(user, interview, QUESTION)).submissions == 1
    await worker(server, bank()).judge(ids(database_url)[0])
    await sign(back)
    again = await graded(server, user, task)
    assert (again.automatic, again.points, len(again.rejudgings)) == (before.automatic, 3.5, 2)
    assert again.rejudgings[1].verdicts[0].old.verdict is Verdict.WRONG_ANSWER
    await server.assignments.release(user, task, True)
    told = (await server.feedback.of(ada, interview)).questions[0].remarks
    assert told[0].endswith("accepted became wrong answer.")
    assert told[-1].endswith("It was our mistake.")
    report = await server.reports.of(ada, interview)
    assert await server.objects.get(report_key(await server.store.get(interview), scored=True, amendments=3)) == report
    cells = "".join(source for _, source in await server.reports.cells(ada, interview))
    assert "It was our mistake" in cells
    assert "It was our mistake" in await server.replays.of(ada, interview)
    with pytest.raises(NotAllowed):
        await server.grading.page(ada, interview)
    seen = await server.grading.of_interview(user, interview)
    assert (seen.grade.points, seen.corrected) == (3.5, ())
    assert "It was our mistake" in await server.grading.page(user, interview)


async def test_a_crash_at_any_step_is_made_good(
    server: Server, corrected: FolderBank, tmp_path: Path, database_url: str
) -> None:
    user, _, task, interview = await assigned(server)
    rejudgings = educating(server, corrected, tmp_path)
    digest = corrected.get(QUESTION).digest
    await server.store.rejudgements.ask(interview, QUESTION, digest, user.id)  # and the server dies
    await rejudgings.enqueue_waiting()
    assert (await server.queue.depth()).batch == 0  # it may be about to be queued
    pass_time(database_url)
    await rejudgings.enqueue_waiting()
    assert (await server.queue.depth()).batch == 1
    (id,) = ids(database_url)
    assert await server.store.rejudgements.lease(id, "a worker that dies", LEASE) is not None
    await worker(server, corrected).judge(id)
    assert await sign(rejudgings) == 0
    pass_time(database_url)
    await worker(server, corrected).judge(id)
    groups = (await rejudgings.complete())[interview]
    await asyncio.gather(*(rejudgings.sign(groups[0]) for _ in range(3)))  # every server sweeps
    assert len(await server.store.cohorts.amendments(interview)) == 1
    assert (await graded(server, user, task)).rejudgings[0].verdicts[0].new.verdict is Verdict.WRONG_ANSWER


async def test_what_could_not_be_run_changes_nothing_and_can_be_asked_for_again(
    server: Server, corrected: FolderBank, tmp_path: Path, database_url: str
) -> None:
    user, _, task, interview = await assigned(server)
    before = await graded(server, user, task)
    rejudgings = educating(server, corrected, tmp_path)
    await rejudgings.of_interview(user, interview, QUESTION)
    (id,) = ids(database_url)
    with pytest.raises(SandboxUnavailable):
        await worker(server, corrected, sandboxed=False).judge(id)
    for _ in range(MAX_ATTEMPTS - 1):  # workers that were not restarted
        await asyncio.gather(worker(server, bank()).judge(id), return_exceptions=True)
    await sign(rejudgings)
    after = await graded(server, user, task)
    assert after.rejudgings[0].verdicts[0].new.verdict is Verdict.INTERNAL_ERROR
    assert (after.points, after.before) == (before.points, before.points)
    assert (await rejudgings.of_interview(user, interview, QUESTION)).submissions == 1
    await worker(server, corrected).judge(ids(database_url)[0])
    await sign(rejudgings)
    assert (await graded(server, user, task)).points < before.points


async def test_who_may_and_what_goes_on_is_left_alone(server: Server, corrected: FolderBank, tmp_path: Path) -> None:
    user, ada, task, interview = await assigned(server)
    live = await server.assignments.start(ada, task, "python", SANDBOX)
    seat, _ = await server.rooms.join(ada, live.id, "tab-1", take_over=False)
    await server.answered(live.id)
    await server.judging.judge(await server.submit(seat, reference(bank().get(QUESTION))))
    rejudgings = educating(server, corrected, tmp_path)
    with pytest.raises(Conflict, match="goes on"):
        await rejudgings.of_interview(user, live.id, QUESTION)
    assert (await rejudgings.of_assignment(user, task, QUESTION)).interviews == 1
    assert not await server.store.rejudgements.ask(live.id, QUESTION, "sha256:" + "0" * 64, user.id)
    for who, error in ((ada, NotAllowed), (await teacher(server, "other"), NotFound)):
        with pytest.raises(error):
            await rejudgings.of_assignment(who, task, QUESTION)
        with pytest.raises(error):
            await rejudgings.of_interview(who, interview, QUESTION)
        with pytest.raises(error):
            await rejudgings.progress(who, task)
    for name in ("no-such-question", "\0"):
        with pytest.raises(NotFound):
            await rejudgings.of_assignment(user, task, name)
    with pytest.raises(NotFound, match="not asked"):
        await rejudgings.of_interview(user, interview, "team-sizes")
    assert len(await server.payloads(live.id, SubmissionJudged)) == 1


async def test_an_erasure_takes_verdicts_and_statements_with_it(
    server: Server, corrected: FolderBank, tmp_path: Path, database_url: str
) -> None:
    user, _, task, interview = await assigned(server)
    rejudgings = educating(server, corrected, tmp_path)
    await rejudgings.of_interview(user, interview, QUESTION)
    (id,) = ids(database_url)
    await worker(server, corrected).judge(id)
    (group,) = (await rejudgings.complete())[interview]
    await server.store.erase_interview(interview)
    await rejudgings.sign(group)  # which was read before
    for table in ("rejudgements", "amendments"):
        assert run_sql(database_url, f"SELECT count(*) FROM {table}") == [(0,)]
    await worker(server, corrected).judge(id)
    with pytest.raises(NotFound):
        await rejudgings.of_interview(user, interview, QUESTION)
    assert (await rejudgings.of_assignment(user, task, QUESTION)).interviews == 0

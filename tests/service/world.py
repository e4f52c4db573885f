"""Servers for tests: everything a server holds but Jupyter itself, on the real PostgreSQL and Valkey."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from jupyter_interview.adapters.keys import KeyFileSigner
from jupyter_interview.adapters.llm.offline import OfflineInterviewer
from jupyter_interview.adapters.objects import open_store
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.adapters.redis.leases import RedisLeases
from jupyter_interview.adapters.redis.queue import DramatiqQueue
from jupyter_interview.domain.events import GENESIS, Event, commit
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.payloads import Payload
from jupyter_interview.domain.questions import Question
from jupyter_interview.review.alike import similarity_page
from jupyter_interview.review.page import replay_of
from jupyter_interview.review.report import candidate_cells, candidate_report
from jupyter_interview.review.sealing import build_transcript
from jupyter_interview.service.adaptive import AdaptiveEngine
from jupyter_interview.service.assignments import Assignments
from jupyter_interview.service.closing import Closing
from jupyter_interview.service.cohorts import Cohorts
from jupyter_interview.service.erasure import Erasure
from jupyter_interview.service.exports import Exports
from jupyter_interview.service.feedback import FeedbackGenerator
from jupyter_interview.service.grading import Grading
from jupyter_interview.service.interviews import Interviews, Room, StartRequest
from jupyter_interview.service.judging import Judging
from jupyter_interview.service.orchestrator import LEAVE_GRACE, Orchestrator
from jupyter_interview.service.personal import OwnedObjects
from jupyter_interview.service.ports import Interviewer, LogReader, ObjectStore, Sandbox, Workspace
from jupyter_interview.service.rejudging import Rejudgings
from jupyter_interview.service.replays import Replays
from jupyter_interview.service.reports import BuildReport, Reports
from jupyter_interview.service.rooms import Rooms, Seat, SubmitRequest
from jupyter_interview.service.suggestions import Suggestions
from jupyter_interview.service.sweeper import Sweeper
from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox
from tests.bank import bank

P = TypeVar("P", bound=Payload)
T = TypeVar("T")

WHERE = Room(sandboxed=False, kernels={"python": "interview-python-unsandboxed"})


class MemoryWorkspace:
    """Jupyter's part: what was made, written and stopped."""

    def __init__(self) -> None:
        self.notebooks: set[str] = set()
        self.transcripts: dict[str, bytes] = {}
        self.stopped: list[UUID] = []

    async def create_notebook(self, interview: Interview) -> None:
        self.notebooks.add(interview.notebook_path)

    async def put_transcript(self, interview: Interview, data: bytes) -> str:
        path = interview.notebook_path.replace(".ipynb", "-transcript.ipynb")
        self.transcripts[path] = data
        return path

    async def stop_kernel(self, interview: Interview) -> None:
        self.stopped.append(interview.id)

    async def remove_files(self, interview: Interview) -> None:
        self.notebooks.discard(interview.notebook_path)
        if interview.transcript_path is not None:
            self.transcripts.pop(interview.transcript_path, None)


class Server:
    """One server: its own pool, leases and queue, under its own name. Parts may be replaced before first use."""

    def __init__(
        self,
        store: PostgresStore,
        redis_url: str,
        folder: Path,
        *,
        name: str = "server-a",
        queue_url: str | None = None,
        interviewer: Interviewer | None = None,
        workspace: Workspace | None = None,
        objects: ObjectStore | None = None,
        sandboxes: Mapping[bool, Sandbox] | None = None,
        interviews_per_day: int = 1000,
        queue_limit: int = 0,
        build_report: BuildReport = candidate_report,
        keep_days: float = 0,
        reader: LogReader | None = None,
        leave_grace: timedelta = LEAVE_GRACE,
        ahead: timedelta = timedelta(),
    ) -> None:
        """`ahead`: how far its clock is before the others'."""
        self.name = name
        self.store = store
        self.redis_url = redis_url
        self.leases = RedisLeases(redis_url)
        self.queue = DramatiqQueue(queue_url or redis_url)
        self.workspace = workspace or MemoryWorkspace()
        self.objects = OwnedObjects(objects or open_store(str(folder / "objects")))
        signer = KeyFileSigner(folder / "transcripts.key")
        self.closing = Closing(store, self.leases, self.objects, self.workspace, signer, build_transcript)
        self.engine = AdaptiveEngine(store, bank(), store, partial(random.Random(7).getrandbits, 32))
        self.orchestrator = Orchestrator(
            store,
            interviewer or OfflineInterviewer(),
            bank(),
            self.engine,
            self.closing,
            lambda: datetime.now(UTC) + ahead,
            feedback=FeedbackGenerator(store, bank(), store.cohorts, reader),
            leave_grace=leave_grace,
        )
        self.interviews = Interviews(
            store,
            self.leases,
            bank(),
            self.engine,
            self.workspace,
            self.closing,
            interviewer_name="offline",
            interviews_per_day=interviews_per_day,
        )
        self.cohorts = Cohorts(store.cohorts)
        self.assignments = Assignments(
            store.cohorts, store, self.interviews, self.engine, bank(), build_transcript, lambda: datetime.now(UTC)
        )
        self.feedback = FeedbackGenerator(store, bank(), store.cohorts)
        self.grading = Grading(
            self.assignments,
            store.cohorts,
            store,
            self.feedback,
            signer,
            similarity_page,
            lambda: datetime.now(UTC),
            bank(),
            replay_of,
        )
        self.rooms = Rooms(
            store,
            self.leases,
            self.queue,
            bank(),
            self.orchestrator,
            self.workspace,
            server=name,
            queue_limit=queue_limit,
        )
        self.replays = Replays(self.objects, self.feedback, replay_of)
        self.suggestions = Suggestions(store, bank(), self.feedback)
        self.reports = Reports(store, self.objects, self.feedback, self.suggestions, build_report, candidate_cells)
        self.erasure = Erasure(store, self.leases, self.objects, self.workspace, self.closing, keep_days=keep_days)
        self.exports = Exports(store, self.objects)
        self.rejudgings = Rejudgings(
            self.assignments, store.cohorts, store, store.rejudgements, bank(), self.queue, signer
        )
        self.sweeper = Sweeper(
            store, self.queue, self.orchestrator, self.closing, self.reports, self.erasure, self.rejudgings
        )
        self.judging = Judging(store, bank(), sandboxes or {False: ProcessSandbox()}, worker=name)

    async def close(self) -> None:
        """As a server stops: what is unanswered stays in the log."""
        await self.orchestrator.close()
        await self.leases.close()
        self.queue.close()

    async def user(self, name: str = "ada") -> User:
        return await self.store.ensure_user("local", name, name.title())

    async def start(self, user: User, *, questions: int = 2) -> Interview:
        request = StartRequest(kind="dsa", language="python", duration=timedelta(minutes=45), question_count=questions)
        return await self.interviews.start(user, request, WHERE)

    async def begin(self, *, questions: int = 2, name: str = "ada") -> Seat:
        """A new interview with its first question on the screen."""
        user = await self.user(name)
        interview = await self.start(user, questions=questions)
        seat, _ = await self.rooms.join(user, interview.id, "tab-1", take_over=False)
        await self.answered(interview.id)
        return seat

    async def between(self) -> Seat:
        """An interview between two questions, where it may be paused."""
        seat = await self.begin()
        await self.rooms.next_question(seat, frame())
        await self.answered(seat.interview_id)
        return seat

    async def answered(self, interview_id: UUID) -> Interview:
        """The interview once nothing is unanswered."""
        return await until(lambda: self.store.get(interview_id), lambda interview: not interview.progress.unanswered)

    async def submit(self, seat: Seat, source: str = "def answer(): ...") -> UUID:
        """Submit to the open question; the submission's id."""
        appended = await self.rooms.submit(seat, frame(), await self.cell(seat.interview_id, source))
        return appended.interview.progress.submissions[0].submission_id

    async def cell(self, interview_id: UUID, source: str) -> SubmitRequest:
        question = await self.question(interview_id)
        return SubmitRequest(question.id, "answer", source, "python", "submit")

    async def question(self, interview_id: UUID) -> Question:
        current = (await self.store.get(interview_id)).progress.question
        assert current is not None
        return bank().get(current.question_id)

    async def payloads(self, interview_id: UUID, kind: type[P]) -> list[P]:
        """Those of one kind in the log, in order."""
        events = await self.store.events(interview_id)
        return [event.payload for event in events if isinstance(event.payload, kind)]


def frame() -> str:
    """A frame's id that was never used."""
    return uuid4().hex


async def until(look: Callable[[], Awaitable[T]], condition: Callable[[T], bool], seconds: float = 15) -> T:
    """What `look` finds once it is so."""
    async with asyncio.timeout(seconds):
        while not condition(found := await look()):  # noqa: ASYNC110 - what is waited for is in the database
            await asyncio.sleep(0.02)
    return found


def assert_one_chain(events: Sequence[Event], interview: Interview) -> None:
    """Every link holds, none is missing, and the row's head is the last one."""
    previous = GENESIS
    for seq, event in enumerate(events, start=1):
        assert event.seq == seq
        assert event.envelope.prev_hash == previous
        assert event.envelope.commitment == commit(event.salt, event.payload.to_bytes())
        previous = event.envelope.hash()
    assert (interview.head_seq, interview.head_hash) == (len(events), previous)

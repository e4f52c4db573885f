"""The room: what a candidate does over the channel while the interview runs.

A connection joins with a tab; the tab holds a lease, and the server that joined holds the room by its epoch. Every
command is one append. Redis being away stops none of them: the lease is checked again when it is back.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

import msgspec

from jupyter_interview.domain import room, watching
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import TERMINAL, State
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.own_inputs import parse_own_inputs
from jupyter_interview.domain.payloads import CellExecuted
from jupyter_interview.errors import InvalidRequest, QueueFull, TabLost, Unavailable
from jupyter_interview.service.orchestrator import Orchestrator
from jupyter_interview.service.outages import tolerated
from jupyter_interview.service.ports import (
    Appended,
    Decide,
    InterviewStore,
    Leases,
    QuestionBank,
    SubmissionQueue,
    Workspace,
)

logger = logging.getLogger(__name__)


CellType = Literal["markdown", "code", "raw"]
MAX_TAB_ID = 64
"""Characters."""
_LIVE = (State.IN_PROGRESS, State.INTERRUPTED)


class Seat(msgspec.Struct, frozen=True):
    """A joined connection: who, where, in which tab, and under which epoch this server holds the room."""

    user: User
    interview_id: UUID
    tab_id: str
    epoch: int


class SubmitRequest(msgspec.Struct, frozen=True):
    """A cell on its way to the judge."""

    question_id: str
    cell_id: str
    source: str
    language: str
    purpose: Literal["submit", "examples"]
    own_inputs: str = ""


class Paste(msgspec.Struct, frozen=True):
    """What a browser tells of a paste."""

    cell_id: str
    characters: int
    lines: int
    own: bool
    at: datetime


class Rooms:
    """Use cases of the channel, for the rooms that this server holds."""

    def __init__(
        self,
        store: InterviewStore,
        leases: Leases,
        queue: SubmissionQueue,
        bank: QuestionBank,
        orchestrator: Orchestrator,
        workspace: Workspace,
        *,
        server: str,
        queue_limit: int = 0,
    ) -> None:
        """`queue_limit` submissions may wait for the judge before more are refused; 0 refuses none."""
        self._store = store
        self._leases = leases
        self._queue = queue
        self._bank = bank
        self._orchestrator = orchestrator
        self._workspace = workspace
        self._server = server
        self._queue_limit = queue_limit
        self._newest: dict[UUID, Seat] = {}
        """The last one to join each room here: a connection that closes late must not end its successor's."""

    async def join(self, user: User, interview_id: UUID, tab_id: str, *, take_over: bool) -> tuple[Seat, Interview]:
        """Take the room for this tab and this server. A finished interview may be joined to read it again.

        Raises:
            NotFound, Conflict (paused), TabLost (open in another tab, and not to be taken over), InvalidRequest,
            Unavailable.
        """
        if not 0 < len(tab_id) <= MAX_TAB_ID:
            raise InvalidRequest(f"A tab's id has 1 to {MAX_TAB_ID} characters.")
        interview = await self._store.get(interview_id)
        room.check_owner(interview, user)
        if interview.state in TERMINAL:
            return Seat(user, interview_id, tab_id, interview.epoch), interview
        room.join(interview, interview.created_at)  # a paused one is refused before anything is taken
        if interview.state is State.CREATED:
            await self._workspace.create_notebook(interview)  # a start that broke may not have come to it
        before = await self._leases.tab(interview_id)
        if not await self._leases.take_tab(interview_id, tab_id, force=take_over):
            raise TabLost("This interview is open in another tab or window.")
        held = await self._store.claim(interview_id, self._server)
        seat = self._newest[interview_id] = Seat(user, interview_id, tab_id, held.epoch)
        if before not in (None, tab_id):
            await self._store.append(interview_id, room.take_over, epoch=held.epoch)
        appended = await self._store.append(interview_id, room.join, epoch=held.epoch)
        await self._store.touch(interview_id, held.epoch)
        with tolerated("the active lock was not set", interview_id):
            await self._leases.set_active(user.id, interview_id)
        await self._keep_state(appended.interview)
        self._orchestrator.returned(interview_id)
        self._orchestrator.wake(interview_id, held.epoch)
        return seat, appended.interview

    async def leave(self, seat: Seat) -> None:
        """The connection is gone. Nothing to do when another has joined since: this tab's next one, or another tab's.

        Raises:
            OwnershipLost (it joined at another server), Unavailable (the sweeper will notice).
        """

        def decide(interview: Interview, now: datetime) -> Decision:
            return room.disconnect(interview, now) if self._is_newest(seat) else Decision()

        appended = await self._store.append(seat.interview_id, decide, epoch=seat.epoch)
        if self._is_newest(seat):
            del self._newest[seat.interview_id]
            with tolerated("the tab's lease was not released", seat.interview_id):
                await self._leases.release_tab(seat.interview_id, seat.tab_id)
            await self._keep_state(appended.interview)
            self._orchestrator.left(seat.interview_id)

    async def heartbeat(self, seat: Seat) -> None:
        """Keep the tab, the active lock and the room. Rebuilds the leases after Redis lost them.

        Also has answered what an outage left unanswered, which the sweeper does only for rooms without a heartbeat.
        """
        await self._hold(seat)
        await self._store.touch(seat.interview_id, seat.epoch)
        with tolerated("the active lock was not set", seat.interview_id):
            await self._leases.set_active(seat.user.id, seat.interview_id)
        self._orchestrator.wake(seat.interview_id, seat.epoch)

    async def check_tab(self, seat: Seat) -> None:
        """Raises TabLost when another tab holds the room."""
        if await self._leases.tab(seat.interview_id) not in (None, seat.tab_id):
            raise TabLost("This interview was taken over by another tab or window.")

    async def message(self, seat: Seat, frame_id: str, text: str) -> Appended:
        return await self._do(seat, frame_id, lambda interview, now: room.message(interview, now, text))

    async def hint(self, seat: Seat, frame_id: str) -> Appended:
        return await self._do(seat, frame_id, room.hint)

    async def next_question(self, seat: Seat, frame_id: str) -> Appended:
        return await self._do(seat, frame_id, room.next_question)

    async def end(self, seat: Seat, frame_id: str) -> Appended:
        appended = await self._do(seat, frame_id, room.end)
        self._orchestrator.hurry(seat.interview_id)
        return appended

    async def pause(self, seat: Seat, frame_id: str) -> Appended:
        """Leases and the kernel are given up after the pause is committed."""
        appended = await self._do(seat, frame_id, room.pause)
        paused = appended.interview
        if paused.pause_expires_at is not None:
            self._newest.pop(paused.id, None)
            with tolerated("the leases were not changed on pausing", paused.id):
                await self._leases.set_pause(paused.id, paused.pause_expires_at)
                await self._leases.clear_active(paused.user_id)
                await self._leases.release_tab(paused.id, seat.tab_id)
            await self._workspace.stop_kernel(paused)
        return appended

    async def submit(self, seat: Seat, frame_id: str, request: SubmitRequest) -> Appended:
        """The row first, then the queue; a queue that is away is made good by the sweeper.

        Raises:
            QueueFull: too many wait; nothing was written. What the rules of the room refuse is refused first.
        """
        submission_id = uuid4()
        own_inputs = request.own_inputs if request.own_inputs.strip() else ""
        if own_inputs:
            question = await asyncio.to_thread(self._bank.get, request.question_id)
            parse_own_inputs(own_inputs, question.signature)

        waiting = await self._waiting()

        def decide(interview: Interview, now: datetime) -> Decision:
            decision = room.submit(
                interview,
                now,
                submission_id=submission_id,
                question_id=request.question_id,
                cell_id=request.cell_id,
                source=request.source,
                language=request.language,
                purpose=request.purpose,
                own_inputs=own_inputs,
            )
            if self._queue_limit and waiting >= self._queue_limit:
                raise QueueFull(
                    f"The judge is busy: {waiting} submissions wait already. Your code is safe in its cell; submit it"
                    " again in a minute.",
                    waiting=waiting,
                )
            return decision

        appended = await self._do(seat, frame_id, decide)
        if not appended.duplicate:
            try:
                await self._queue.enqueue(submission_id)
            except Unavailable:
                logger.warning("submission %s waits for the sweeper: the queue does not answer", submission_id)
        return appended

    async def hand_in(self, seat: Seat, frame_id: str, question_id: str, cell_id: str, source: str) -> Appended:
        """A cell of system design, for the interviewer to check."""
        return await self._do(
            seat,
            frame_id,
            lambda interview, now: room.hand_in(
                interview, now, question_id=question_id, cell_id=cell_id, source=source
            ),
        )

    async def _waiting(self) -> int:
        """A queue that does not answer is not full: its submissions wait in the database."""
        try:
            return await self._queue.waiting() if self._queue_limit else 0
        except Unavailable:
            return 0

    async def snapshot(self, seat: Seat, frame_id: str, cell_id: str, cell_type: CellType, source: str) -> Appended:
        return await self._do(
            seat,
            frame_id,
            lambda interview, now: room.snapshot(interview, now, cell_id=cell_id, cell_type=cell_type, source=source),
        )

    async def focus(self, seat: Seat, frame_id: str, focused: bool, seconds: int, at: datetime) -> Appended:
        return await self._do(
            seat,
            frame_id,
            lambda interview, now: watching.focus(interview, now, focused=focused, seconds=seconds, at=at),
        )

    async def pasted(self, seat: Seat, frame_id: str, paste: Paste) -> Appended:
        return await self._do(
            seat, frame_id, lambda interview, now: watching.pasted(interview, now, **msgspec.structs.asdict(paste))
        )

    async def extensions(self, seat: Seat, frame_id: str, found: Sequence[str]) -> Appended:
        return await self._do(seat, frame_id, lambda interview, now: watching.extensions(interview, now, found=found))

    async def executed(self, user: User, interview_id: UUID | None, execution_id: UUID, payload: CellExecuted) -> None:
        """What the server saw an interview kernel of the user's do; `execution_id` makes a repeated call happen once.

        `interview_id` is what the kernel's notebook says. One that says nothing does not keep what ran in it out of the
        log: it belongs to the interview that the user is in.

        The id is the server's own: a kernel or a browser that knew it beforehand could use it up, and nothing would be
        recorded.

        Raises:
            NotFound: the interview is another's, whatever the notebook says.
            TooLarge: the log is full.
        """

        def decide(interview: Interview, now: datetime) -> Decision:
            room.check_owner(interview, user)
            return room.executed(interview, now, payload)

        if interview_id is None:
            live = await self._store.live(user.id)
            if live is None:
                return
            interview_id = live.id
        await self._store.append(interview_id, decide, frame_id=f"cell:{execution_id}")

    async def ran_cells(self, user: User, interview_id: UUID) -> bool:
        """Whether a cell was run in this interview of the user's."""
        interview = await self._store.get(interview_id)
        if interview.user_id != user.id:
            return False
        return any(isinstance(event.payload, CellExecuted) for event in await self._store.events(interview_id))

    async def _do(self, seat: Seat, frame_id: str, decide: Decide) -> Appended:
        await self._hold(seat)
        appended = await self._store.append(seat.interview_id, decide, epoch=seat.epoch, frame_id=frame_id)
        if appended.events:
            await self._keep_state(appended.interview)
        if appended.interview.progress.unanswered:
            self._orchestrator.wake(seat.interview_id, seat.epoch)
        return appended

    def _is_newest(self, seat: Seat) -> bool:
        return self._newest.get(seat.interview_id) is seat

    async def _hold(self, seat: Seat) -> None:
        """The tab's lease, taken again when Redis lost it. A Redis that is away is no reason to stop a candidate."""
        try:
            held = await self._leases.take_tab(seat.interview_id, seat.tab_id)
        except Unavailable:
            logger.warning("tab lease of interview %s was not checked: Redis does not answer", seat.interview_id)
            return
        if not held:
            raise TabLost("This interview was taken over by another tab or window.")

    async def _keep_state(self, interview: Interview) -> None:
        state = {"state": interview.state.value, "headSeq": interview.head_seq, "live": interview.state in _LIVE}
        with tolerated("the quick state was not written", interview.id):
            await self._leases.set_state(interview.id, state)

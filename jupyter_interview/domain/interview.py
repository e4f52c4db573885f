"""The interview: one value that the database row, the rules and the service share."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.events import GENESIS
from jupyter_interview.domain.lifecycle import PAUSE_LASTS, State
from jupyter_interview.domain.payloads import PlannedQuestion
from jupyter_interview.domain.progress import Progress


class Role(StrEnum):
    """What somebody may do on a server. What they may do in a cohort, the cohort says."""

    CANDIDATE = "candidate"
    EDUCATOR = "educator"
    """May found cohorts."""
    ADMIN = "admin"


class User(msgspec.Struct, frozen=True):
    """Who acts. `id` is ours; the name is for the screen only; the role is what the identity provider says now."""

    id: UUID
    name: str
    time_zone: str = "UTC"
    shares_scores: bool = False
    """Whether the scores of their interviews may be used to measure the questions."""
    role: Role = Role.CANDIDATE


class Interview(msgspec.Struct, frozen=True):
    """An interview as it stands after `head_seq` events. Times are aware UTC."""

    id: UUID
    user_id: UUID
    kind: str
    language: str
    sandboxed: bool
    plan: tuple[PlannedQuestion, ...]
    """Questions set beforehand, then those chosen on the way, in the order in which they are posted."""
    clock: Clock
    created_at: datetime
    notebook_path: str
    kernel_name: str
    cohort_id: UUID | None = None
    assignment_id: UUID | None = None
    """What it is an attempt at; None in practice."""
    pauses: bool = True
    """Whether it may be paused."""
    state: State = State.CREATED
    progress: Progress = Progress()
    owner: str | None = None
    """The server that holds the room."""
    epoch: int = 0
    """Grows each time another server takes the room; a writer with an older one is refused."""
    head_seq: int = 0
    head_hash: str = GENESIS
    log_bytes: int = 0
    seen_at: datetime | None = None
    """The last heartbeat, to within a few seconds."""
    interrupted_at: datetime | None = None
    pause_expires_at: datetime | None = None
    ending_at: datetime | None = None
    """When the end was asked for; it then waits for the last verdict and the closing words."""
    ended_at: datetime | None = None
    transcript_path: str | None = None
    erased_at: datetime | None = None
    """When its content was erased: envelopes and this row are what is left."""

    @property
    def question_count(self) -> int:
        """How many questions it has, at most."""
        return self.progress.question_count or len(self.plan)

    @property
    def duration(self) -> timedelta:
        return self.clock.budget


def pause_end(interview: Interview, now: datetime) -> datetime:
    """When a pause that begins now is over: a pause never extends an assignment's window."""
    end = now + PAUSE_LASTS
    return end if interview.clock.until is None else min(end, interview.clock.until)

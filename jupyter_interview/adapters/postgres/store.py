"""`InterviewStore` on PostgreSQL: each method is one transaction on a pooled connection."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Self
from uuid import UUID

from jupyter_interview.adapters.postgres import (
    append,
    asked,
    erasure,
    interviews,
    listen,
    practice,
    profiles,
    reports,
    rows,
    seals,
    submissions,
)
from jupyter_interview.adapters.postgres.cohort_store import PostgresCohorts
from jupyter_interview.adapters.postgres.connections import LOST, Connections, connect, unavailable
from jupyter_interview.adapters.postgres.migrate import migrate
from jupyter_interview.adapters.postgres.outbox import PostgresOutbox
from jupyter_interview.adapters.postgres.rejudgements import PostgresRejudgements
from jupyter_interview.domain.adaptive.asked import Asked, SharedScore
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.profile.values import Profile
from jupyter_interview.errors import ActiveInterviewExists
from jupyter_interview.service.ports import (
    Appended,
    Decide,
    Notice,
    PracticeRecord,
    Resume,
    Seal,
    StoredProfile,
    SubmissionRow,
)

Watch = Callable[[Interview, Sequence[Event]], None]
"""Hears of committed events, with the interview as it stands after them."""


class PostgresStore:
    """The truth. Every method raises Unavailable when the database stays away for more than a few seconds."""

    def __init__(self, url: str, *, pool_size: int = 10, watch: Watch | None = None) -> None:
        self._url = url
        self._watch = watch
        self._connections = Connections(url, pool_size)
        self.cohorts = PostgresCohorts(self._connections)
        self.outbox = PostgresOutbox(self._connections)
        self.rejudgements = PostgresRejudgements(self._connections)

    @classmethod
    async def open(cls, url: str, *, pool_size: int = 10, watch: Watch | None = None) -> Self:
        """A store on the database at a `postgresql://` URL, which is brought up to the code's schema first.

        `watch` is told of what this store committed, once; it must neither fail nor wait.

        Raises:
            Unavailable: nothing answers there.
            Conflict: the database is newer than this code.
        """
        try:
            async with await connect(url) as connection:
                await migrate(connection)
        except LOST as error:
            raise unavailable() from error
        store = cls(url, pool_size=pool_size, watch=watch)
        await store._connections.open()
        return store

    async def close(self) -> None:
        await self._connections.close()

    async def check(self) -> None:
        await self._connections.run(lambda connection: connection.execute("SELECT 1"), patience=1.0)

    # --- users and interviews ---------------------------------------------------------------------------------------

    async def ensure_user(self, issuer: str, subject: str, name: str) -> User:
        return await self._connections.run(partial(interviews.ensure_user, issuer=issuer, subject=subject, name=name))

    async def set_time_zone(self, user_id: UUID, zone: str) -> None:
        await self._connections.run(partial(interviews.set_time_zone, user_id=user_id, zone=zone))

    async def set_shares_scores(self, user_id: UUID, shares: bool) -> None:
        work = partial(interviews.set_shares_scores, user_id=user_id, shares=shares)
        await self._connections.run(work)

    async def create(self, interview: Interview, decision: Decision) -> Interview:
        try:
            made = await self._connections.run(partial(append.create, interview=interview, decision=decision))
        except append.OtherIsLive as error:
            existing = await self.live(interview.user_id)
            if existing is not None and existing.id == interview.id:
                return existing  # our own COMMIT whose answer was lost
            raise _other_is_live(existing) from error
        return self._told(made).interview

    async def get(self, interview_id: UUID) -> Interview:
        return await self._connections.run(partial(interviews.get, interview_id=interview_id), one_statement=True)

    async def live(self, user_id: UUID) -> Interview | None:
        return await self._connections.run(partial(interviews.live, user_id=user_id), one_statement=True)

    async def list(self, user_id: UUID, *, limit: int = 200) -> Sequence[Interview]:
        return await self._connections.run(partial(interviews.of_user, user_id=user_id, limit=limit))

    async def claim(self, interview_id: UUID, server: str) -> Interview:
        return await self._connections.run(partial(interviews.claim, interview_id=interview_id, server=server))

    async def touch(self, interview_id: UUID, epoch: int) -> None:
        await self._connections.run(partial(interviews.touch, interview_id=interview_id, epoch=epoch))

    async def set_transcript(self, interview_id: UUID, path: str) -> None:
        await self._connections.run(partial(interviews.set_transcript, interview_id=interview_id, path=path))

    async def sweepable(self, unseen_for: timedelta) -> Sequence[UUID]:
        return await self._connections.run(partial(interviews.sweepable, unseen_for=unseen_for))

    # --- the log ----------------------------------------------------------------------------------------------------

    async def append(
        self, interview_id: UUID, decide: Decide, *, epoch: int | None = None, frame_id: str | None = None
    ) -> Appended:
        rows.check_frame_id(frame_id)
        work = partial(append.append, interview_id=interview_id, decide=decide, epoch=epoch, frame_id=frame_id)
        try:
            return self._told(await self._connections.run(work, repeatable=frame_id is not None))
        except append.AlreadyJudged:
            return Appended(await self.get(interview_id), (), duplicate=True)
        except append.OtherIsLive as error:
            interview = await self.get(interview_id)
            raise _other_is_live(await self.live(interview.user_id)) from error

    def _told(self, appended: Appended) -> Appended:
        if self._watch is not None and appended.events:
            self._watch(appended.interview, appended.events)
        return appended

    async def events(self, interview_id: UUID, after: int = 0, *, without: Sequence[str] = ()) -> Sequence[Event]:
        work = partial(interviews.events, interview_id=interview_id, after=after, without=list(without))
        return await self._connections.run(work, one_statement=True)

    async def asked(self, user_id: UUID) -> Sequence[Asked]:
        return await self._connections.run(partial(asked.of_user, user_id=user_id))

    async def exposure(self, kind: str) -> tuple[dict[str, int], int]:
        return await self._connections.run(partial(asked.exposure, kind=kind))

    async def shared_scores(self) -> Sequence[SharedScore]:
        return await self._connections.run(asked.shared_scores)

    async def practice(self, user_id: UUID) -> PracticeRecord:
        return await self._connections.run(partial(practice.of_user, user_id=user_id))

    # --- profiles ---------------------------------------------------------------------------------------------------

    async def profile(self, user_id: UUID) -> StoredProfile | None:
        return await self._connections.run(partial(profiles.get, user_id=user_id))

    async def put_profile(self, user_id: UUID, profile: Profile, resume: Resume, *, refined: bool) -> StoredProfile:
        work = partial(profiles.put, user_id=user_id, profile=profile, resume=resume, refined=refined)
        return await self._connections.run(work)

    async def confirm_profile(self, user_id: UUID, profile: Profile) -> StoredProfile:
        return await self._connections.run(partial(profiles.confirm, user_id=user_id, profile=profile))

    async def delete_profile(self, user_id: UUID) -> None:
        await self._connections.run(partial(profiles.delete, user_id=user_id))

    # --- submissions ------------------------------------------------------------------------------------------------

    async def lease_submission(self, submission_id: UUID, worker: str, lease: timedelta) -> SubmissionRow | None:
        work = partial(submissions.lease, submission_id=submission_id, worker=worker, duration=lease)
        return await self._connections.run(work, repeatable=False)

    async def renew_submission(self, submission_id: UUID, worker: str, attempt: int, lease: timedelta) -> bool:
        work = partial(submissions.renew, submission_id=submission_id, worker=worker, attempt=attempt, duration=lease)
        return await self._connections.run(work)

    async def release_submission(self, submission_id: UUID, worker: str) -> None:
        await self._connections.run(partial(submissions.release, submission_id=submission_id, worker=worker))

    async def stale_submissions(self, older_than: timedelta) -> Sequence[UUID]:
        return await self._connections.run(partial(submissions.stale, older_than=older_than))

    # --- seals ------------------------------------------------------------------------------------------------------

    async def unsealed(self) -> Sequence[UUID]:
        return await self._connections.run(seals.unsealed)

    async def add_seal(self, seal: Seal) -> bool:
        return await self._connections.run(partial(seals.add, seal=seal), repeatable=False)

    async def seals(self, interview_id: UUID) -> Sequence[Seal]:
        return await self._connections.run(partial(seals.of_interview, interview_id=interview_id))

    # --- reports ----------------------------------------------------------------------------------------------------

    async def take_reports(self, limit: int) -> Sequence[UUID]:
        return await self._connections.run(partial(reports.take, limit=limit), repeatable=False)

    async def report_made(self, interview_id: UUID) -> None:
        await self._connections.run(partial(reports.made, interview_id=interview_id))

    # --- personal data ----------------------------------------------------------------------------------------------

    async def user(self, user_id: UUID) -> User:
        return await self._connections.run(partial(erasure.user, user_id=user_id))

    async def rows_of(self, user_id: UUID) -> Mapping[str, Sequence[dict[str, Any]]]:
        return await self._connections.run(partial(erasure.rows_of, user_id=user_id))

    async def interview_ids(self, user_id: UUID, *, kept_only: bool = False) -> Sequence[UUID]:
        return await self._connections.run(partial(erasure.interview_ids, user_id=user_id, kept_only=kept_only))

    async def begin_erasure(self, user_id: UUID) -> None:
        await self._connections.run(partial(erasure.begin, user_id=user_id))

    async def erase_interview(self, interview_id: UUID) -> int:
        return await self._connections.run(partial(erasure.erase_interview, interview_id=interview_id))

    async def finish_erasure(self, user_id: UUID) -> None:
        await self._connections.run(partial(erasure.finish, user_id=user_id))

    async def erasing(self) -> Sequence[UUID]:
        return await self._connections.run(erasure.erasing)

    async def expired(self, kept: timedelta, limit: int) -> Sequence[UUID]:
        return await self._connections.run(partial(erasure.expired, kept=kept, limit=limit))

    # --- between servers --------------------------------------------------------------------------------------------

    async def publish(self, interview_id: UUID, message: bytes) -> None:
        await self._connections.run(partial(listen.publish, interview_id=interview_id, message=message))

    def subscribe(self) -> AsyncIterator[Notice]:
        """See the port. The first notice is a gap notice too: it says that listening has begun."""
        return listen.listen(self._url)


def _other_is_live(other: Interview | None) -> ActiveInterviewExists:
    return ActiveInterviewExists(
        "You have an interview that is not finished. Go on with it or end it first.",
        interviewId=str(other.id) if other else None,
    )

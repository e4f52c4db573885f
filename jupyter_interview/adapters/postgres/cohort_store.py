"""`CohortStore` on the pool of the interviews."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from jupyter_interview.adapters.postgres import cohorts
from jupyter_interview.adapters.postgres.connections import Connection, Connections
from jupyter_interview.domain.assignments import Assignment
from jupyter_interview.domain.cohorts import Accommodation, Cohort, Expected, Invitation, Part
from jupyter_interview.domain.grading import Amendment
from jupyter_interview.domain.interview import Interview


class PostgresCohorts:
    """Every method is one transaction. Raises Unavailable."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def found(self, cohort: Cohort, educator: UUID) -> None:
        async def work(connection: Connection) -> None:
            await cohorts.save(connection, cohort)
            await cohorts.enrol(connection, cohort.id, educator, Part.EDUCATOR, Accommodation())

        await self._connections.run(work)

    async def save(self, cohort: Cohort) -> None:
        await self._connections.run(partial(cohorts.save, cohort=cohort))

    async def get(self, cohort_id: UUID) -> Cohort:
        return await self._connections.run(partial(cohorts.get, cohort_id=cohort_id))

    async def of_user(self, user_id: UUID) -> Sequence[Cohort]:
        return await self._connections.run(partial(cohorts.of_user, user_id=user_id))

    async def enrol(self, cohort_id: UUID, user_id: UUID, part: Part, granted: Accommodation) -> None:
        work = partial(cohorts.enrol, cohort_id=cohort_id, user_id=user_id, part=part, granted=granted)
        await self._connections.run(work)

    async def remove(self, cohort_id: UUID, user_id: UUID) -> None:
        await self._connections.run(partial(cohorts.remove, cohort_id=cohort_id, user_id=user_id))

    async def expect(self, cohort_id: UUID, people: Sequence[Expected]) -> None:
        await self._connections.run(partial(cohorts.expect, cohort_id=cohort_id, people=people))

    async def admit(self, user_id: UUID, logins: Sequence[str], groups: Sequence[str]) -> None:
        await self._connections.run(partial(cohorts.admit, user_id=user_id, logins=logins, groups=groups))

    async def by_group(self, user_id: UUID) -> Sequence[str]:
        return await self._connections.run(partial(cohorts.by_group, user_id=user_id))

    async def leave(self, user_id: UUID, groups: Sequence[str]) -> None:
        await self._connections.run(partial(cohorts.leave, user_id=user_id, groups=groups))

    async def invite(self, invitation: Invitation) -> None:
        await self._connections.run(partial(cohorts.invite, invitation=invitation))

    async def invitation(self, digest: bytes) -> Invitation:
        return await self._connections.run(partial(cohorts.invitation, digest=digest))

    async def withdraw(self, cohort_id: UUID) -> None:
        await self._connections.run(partial(cohorts.withdraw, cohort_id=cohort_id))

    async def set_assignment(self, assignment: Assignment) -> None:
        await self._connections.run(partial(cohorts.set_assignment, assignment=assignment))

    async def assignment(self, assignment_id: UUID) -> Assignment:
        return await self._connections.run(partial(cohorts.assignment, assignment_id=assignment_id))

    async def assignments(self, cohort_ids: Sequence[UUID]) -> Sequence[Assignment]:
        return await self._connections.run(partial(cohorts.assignments, cohort_ids=cohort_ids))

    async def amend(self, amendment: Amendment) -> bool:
        return await self._connections.run(partial(cohorts.amend, amendment=amendment), repeatable=False)

    async def amendments(self, interview_id: UUID) -> Sequence[Amendment]:
        return await self._connections.run(partial(cohorts.amendments, interview_id=interview_id))

    async def attempts(self, assignment_id: UUID, user_id: UUID | None = None) -> Sequence[Interview]:
        work = partial(cohorts.attempts, assignment_id=assignment_id, user_id=user_id)
        return await self._connections.run(work)

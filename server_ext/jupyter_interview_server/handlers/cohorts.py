"""`/interview/api/cohorts`: found one, let people in, change what they are granted."""

from __future__ import annotations

from jupyter_interview.domain.cohorts import Part
from jupyter_interview_server.cohort_bodies import (
    ChangeCohort,
    ChangeMember,
    FoundCohort,
    InvitationBody,
    JoinCohort,
    Roster,
    cohort_body,
    cohort_summary,
    granted,
)
from jupyter_interview_server.handlers.base import InterviewHandler, allowed, parse_id

RESOURCE = "jupyter_interview:cohorts"


class CohortsHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self) -> None:
        """Those the user is in."""
        user = await self.user()
        cohorts = await self.services.cohorts.of(user)
        self.reply({"cohorts": [cohort_summary(cohort, user) for cohort in cohorts]})

    @allowed("write", RESOURCE)
    async def post(self) -> None:
        cohort = await self.services.cohorts.found(await self.user(), self.body(FoundCohort).name)
        self.reply(cohort_body(cohort), status=201)


class CohortHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self, cohort_id: str) -> None:
        self.reply(cohort_body(await self.services.cohorts.get(await self.user(), parse_id(cohort_id))))

    @allowed("write", RESOURCE)
    async def patch(self, cohort_id: str) -> None:
        body = self.body(ChangeCohort)
        changed = await self.services.cohorts.change(
            await self.user(), parse_id(cohort_id), name=body.name, group=body.group, model=body.model
        )
        self.reply(cohort_body(changed))


class LeaveHandler(InterviewHandler):
    @allowed("write", RESOURCE)
    async def post(self, cohort_id: str) -> None:
        """The user is in it no longer."""
        await self.services.cohorts.leave(await self.user(), parse_id(cohort_id))
        self.reply({})


class RosterHandler(InterviewHandler):
    @allowed("write", RESOURCE)
    async def post(self, cohort_id: str) -> None:
        """Enrol by CSV."""
        text = self.body(Roster).csv
        self.reply(cohort_body(await self.services.cohorts.expect(await self.user(), parse_id(cohort_id), text)))


class MemberHandler(InterviewHandler):
    @allowed("write", RESOURCE)
    async def put(self, cohort_id: str, member_id: str) -> None:
        body = self.body(ChangeMember)
        changed = await self.services.cohorts.grant(
            await self.user(), parse_id(cohort_id), parse_id(member_id), Part(body.part), granted(body)
        )
        self.reply(cohort_body(changed))

    @allowed("write", RESOURCE)
    async def delete(self, cohort_id: str, member_id: str) -> None:
        changed = await self.services.cohorts.remove(await self.user(), parse_id(cohort_id), parse_id(member_id))
        self.reply(cohort_body(changed))


class InvitationsHandler(InterviewHandler):
    @allowed("write", RESOURCE)
    async def post(self, cohort_id: str) -> None:
        token, expires_at = await self.services.cohorts.invite(await self.user(), parse_id(cohort_id))
        self.reply(InvitationBody(token, expires_at), status=201)

    @allowed("write", RESOURCE)
    async def delete(self, cohort_id: str) -> None:
        """Withdraw all of them."""
        await self.services.cohorts.withdraw(await self.user(), parse_id(cohort_id))
        self.reply({})


class JoinHandler(InterviewHandler):
    @allowed("write", RESOURCE)
    async def post(self) -> None:
        """By invitation."""
        user = await self.user()
        self.reply(cohort_summary(await self.services.cohorts.join(user, self.body(JoinCohort).token), user))

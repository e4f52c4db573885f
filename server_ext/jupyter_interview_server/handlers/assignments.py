"""`/interview/api/assignments`: set, change, release and follow them; sit them."""

from __future__ import annotations

from jupyter_interview.adapters.llm.personas import persona
from jupyter_interview.domain.assignments import Terms
from jupyter_interview_server.cohort_bodies import (
    Attempt,
    Release,
    assignment_body,
    candidate_progress,
    own_assignment,
)
from jupyter_interview_server.frames import summary
from jupyter_interview_server.handlers.base import InterviewHandler, allowed, parse_id

RESOURCE = "jupyter_interview:assignments"


class _SettingHandler(InterviewHandler):
    def terms(self) -> Terms:
        """Raises InvalidRequest."""
        terms = self.body(Terms)
        persona(terms.persona)
        return terms


class CohortAssignmentsHandler(_SettingHandler):
    @allowed("read", RESOURCE)
    async def get(self, cohort_id: str) -> None:
        found = await self.services.assignments.in_cohort(await self.user(), parse_id(cohort_id))
        self.reply({"assignments": [assignment_body(assignment) for assignment in found]})

    @allowed("write", RESOURCE)
    async def post(self, cohort_id: str) -> None:
        made = await self.services.assignments.set(await self.user(), parse_id(cohort_id), self.terms())
        self.reply(assignment_body(made), status=201)


class AssignmentsHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self) -> None:
        """What the user is to sit."""
        user = await self.user()
        found = await self.services.assignments.for_candidate(user)
        self.reply({"assignments": [own_assignment(own, user) for own in found]})


class AssignmentHandler(_SettingHandler):
    @allowed("read", RESOURCE)
    async def get(self, assignment_id: str) -> None:
        """As its candidates see it; its educators preview the same."""
        user = await self.user()
        self.reply(own_assignment(await self.services.assignments.met(user, parse_id(assignment_id)), user))

    @allowed("write", RESOURCE)
    async def put(self, assignment_id: str) -> None:
        changed = await self.services.assignments.change(await self.user(), parse_id(assignment_id), self.terms())
        self.reply(assignment_body(changed))


class ReleaseHandler(InterviewHandler):
    @allowed("write", RESOURCE)
    async def post(self, assignment_id: str) -> None:
        """Let candidates see their results, or no longer."""
        released = self.body(Release).released
        changed = await self.services.assignments.release(await self.user(), parse_id(assignment_id), released)
        self.reply(assignment_body(changed))


class ProgressHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self, assignment_id: str) -> None:
        """How far every candidate is."""
        found = await self.services.assignments.progress(await self.user(), parse_id(assignment_id))
        self.reply({"candidates": [candidate_progress(attempts) for attempts in found]})


class AttemptHandler(InterviewHandler):
    @allowed("write", RESOURCE)
    async def post(self, assignment_id: str) -> None:
        """Begin an attempt."""
        language = self.body(Attempt).language
        self.services.accept()
        user = await self.user()
        where = await self.services.room()
        interview = await self.services.assignments.start(user, parse_id(assignment_id), language, where)
        self.services.prepare(interview.language)
        self.reply(summary(interview), status=201)


class RecordHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self, interview_id: str) -> None:
        """The transcript with the hidden notes and prompts, for the cohort's educators."""
        data = await self.services.assignments.record(await self.user(), parse_id(interview_id))
        self.set_header("Content-Disposition", f'attachment; filename="{parse_id(interview_id)}-record.ipynb"')
        self.finish(data, set_content_type="application/x-ipynb+json")

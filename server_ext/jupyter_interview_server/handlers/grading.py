"""Grades of an assignment, overrides, and submissions that are alike: for the cohort's educators."""

from __future__ import annotations

from jupyter_interview.domain.grading import gradebook
from jupyter_interview.errors import InvalidRequest
from jupyter_interview_server.cohort_bodies import (
    OverridePoints,
    Rejudge,
    RejudgedBody,
    grade_body,
    interview_grade,
    override_body,
    rejudging_progress,
)
from jupyter_interview_server.handlers.base import InterviewHandler, allowed, parse_id
from jupyter_interview_server.handlers.review import PageHandler

RESOURCE = "jupyter_interview:grades"


class GradesHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self, assignment_id: str) -> None:
        found = await self.services.grading.grades(await self.user(), parse_id(assignment_id))
        self.reply({"grades": [grade_body(row) for row in found]})


class GradebookHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self, assignment_id: str) -> None:
        """As CSV, under the assignment's title."""
        user, id = await self.user(), parse_id(assignment_id)
        assignment = await self.services.assignments.get(user, id)
        text = gradebook(assignment.terms.title, await self.services.grading.grades(user, id))
        self.set_header("Content-Disposition", f'attachment; filename="grades-{id}.csv"')
        self.finish(text, set_content_type="text/csv; charset=utf-8")


class SimilarityHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self, assignment_id: str) -> None:
        """As a page to keep; it is somebody's code, so it is never shown under this address."""
        least = self.get_query_argument("least", "0.5")
        page = await self.services.grading.similar(await self.user(), parse_id(assignment_id), _share(least))
        self.set_header("Content-Disposition", f'attachment; filename="similar-{parse_id(assignment_id)}.html"')
        self.finish(page, set_content_type="text/html; charset=utf-8")


class OverridesHandler(InterviewHandler):
    @allowed("write", RESOURCE)
    async def post(self, interview_id: str) -> None:
        body = self.body(OverridePoints)
        made = await self.services.grading.override(
            await self.user(), parse_id(interview_id), body.question_id, body.points, body.reason
        )
        self.reply(override_body(made), status=201)


class InterviewGradeHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self, interview_id: str) -> None:
        """One attempt's scores with their evidence, and what was decided about them."""
        self.reply(interview_grade(await self.services.grading.of_interview(await self.user(), parse_id(interview_id))))


class RecordReplayHandler(PageHandler):
    @allowed("read", RESOURCE)
    async def get(self, interview_id: str) -> None:
        """The replay with the hidden notes and prompts."""
        self.show(await self.services.grading.page(await self.user(), parse_id(interview_id)))


class RejudgingsHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self, assignment_id: str) -> None:
        """How far they are."""
        found = await self.services.rejudgings.progress(await self.user(), parse_id(assignment_id))
        self.reply({"rejudgings": [rejudging_progress(one) for one in found]})

    @allowed("write", RESOURCE)
    async def post(self, assignment_id: str) -> None:
        """Judge a question again in all interviews that are over."""
        name = self.body(Rejudge).question_id
        asked = await self.services.rejudgings.of_assignment(await self.user(), parse_id(assignment_id), name)
        self.reply(RejudgedBody(asked.interviews, asked.submissions), status=202)


class InterviewRejudgingsHandler(InterviewHandler):
    @allowed("write", RESOURCE)
    async def post(self, interview_id: str) -> None:
        """Judge a question again in one interview."""
        name = self.body(Rejudge).question_id
        asked = await self.services.rejudgings.of_interview(await self.user(), parse_id(interview_id), name)
        self.reply(RejudgedBody(asked.interviews, asked.submissions), status=202)


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise InvalidRequest("The least share is a number from 0 to 1.") from error
    if not 0 <= value <= 1:
        raise InvalidRequest("The least share is a number from 0 to 1.")
    return value

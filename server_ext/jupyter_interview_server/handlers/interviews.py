"""`/interview/api/interviews`: start, list, read, resume, abandon, and the transcript."""

from __future__ import annotations

from datetime import timedelta

from jupyter_interview.adapters.llm.personas import persona
from jupyter_interview.domain.lifecycle import TERMINAL
from jupyter_interview.domain.questions import Difficulty
from jupyter_interview.errors import Conflict, InvalidRequest, NotFound
from jupyter_interview.service.closing import object_key
from jupyter_interview.service.interviews import StartRequest
from jupyter_interview_server.frames import summary
from jupyter_interview_server.handlers.base import InterviewHandler, allowed, parse_id
from jupyter_interview_server.protocol import StartInterview

RESOURCE = "jupyter_interview:interviews"
LINK_LASTS = timedelta(minutes=1)
"""Of an address that anybody who has it may use: long enough to begin a download."""


def _minutes(count: int) -> timedelta:
    try:
        return timedelta(minutes=count)
    except OverflowError as error:
        raise InvalidRequest("No interview lasts that long.") from error


class InterviewsHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self) -> None:
        """The user's interviews, newest first."""
        interviews = await self.services.interviews.list(await self.user())
        self.reply({"interviews": [summary(interview) for interview in interviews]})

    @allowed("write", RESOURCE)
    async def post(self) -> None:
        """Start one."""
        body = self.body(StartInterview)
        self.services.accept()
        persona(body.persona)
        request = StartRequest(
            kind=body.kind,
            language=body.language,
            duration=_minutes(body.duration_minutes),
            question_count=body.question_count,
            topics=body.topics,
            difficulty=Difficulty(body.difficulty) if body.difficulty else None,
            persona=body.persona,
            model=body.model,
            until_sure=body.until_sure,
        )
        user = await self.user()
        interview = await self.services.interviews.start(user, request, await self.services.room())
        if interview.sandboxed:
            self.services.prepare(interview.language)
        self.reply(summary(interview), status=201)


class InterviewHandlerById(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self, interview_id: str) -> None:
        interview = await self.services.interviews.get(await self.user(), parse_id(interview_id))
        self.reply(summary(interview))


class ResumeHandler(InterviewHandler):
    @allowed("write", RESOURCE)
    async def post(self, interview_id: str) -> None:
        """Go on with a paused interview."""
        self.services.accept()
        interview = await self.services.interviews.resume(await self.user(), parse_id(interview_id))
        if interview.sandboxed:
            self.services.prepare(interview.language)
        self.reply(summary(interview))


class AbandonHandler(InterviewHandler):
    @allowed("write", RESOURCE)
    async def post(self, interview_id: str) -> None:
        """Give an interview up for good."""
        interview = await self.services.interviews.abandon(await self.user(), parse_id(interview_id))
        self.services.orchestrator.hurry(interview.id)
        self.reply(summary(interview))


class TranscriptHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self, interview_id: str) -> None:
        """The signed transcript, as a download."""
        interview = await self.services.interviews.get(await self.user(), parse_id(interview_id))
        if interview.state not in TERMINAL:
            raise Conflict("The transcript is written when the interview ends.")
        if interview.transcript_path is None:
            raise NotFound("The transcript is being written. Try again in a few seconds.")
        if interview.erased_at is not None:
            raise NotFound("The content of this interview was erased, and its transcript here with it.")
        if self.get_query_argument("redirect", "") == "true":
            address = await self.services.objects.link(object_key(interview), LINK_LASTS, f"{interview.id}.ipynb")
            if address is not None:
                self.redirect(address)
                return
        data = await self.services.objects.get(object_key(interview))
        self.set_header("Content-Disposition", f'attachment; filename="{interview.id}.ipynb"')
        self.finish(data, set_content_type="application/x-ipynb+json")

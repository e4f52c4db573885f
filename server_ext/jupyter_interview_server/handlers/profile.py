"""`/interview/api/profile`: the user's own résumé and what was understood of it."""

from __future__ import annotations

from tornado.web import stream_request_body

from jupyter_interview.domain.profile.values import Profile
from jupyter_interview.errors import InvalidRequest
from jupyter_interview.service.ports import StoredProfile
from jupyter_interview.service.profiles import MAX_RESUME_BYTES
from jupyter_interview_server.handlers.base import InterviewHandler, allowed
from jupyter_interview_server.protocol import CandidateProfile, EditedProfile, ResumeFile
from jupyter_interview_server.services import HasServices

RESOURCE = "jupyter_interview:profile"


class ProfileHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self) -> None:
        self.reply(_view(await self.services.profiles.of(await self.user())))

    @allowed("write", RESOURCE)
    async def put(self) -> None:
        """The user has seen it, perhaps edited it, and confirms it."""
        body = self.body(EditedProfile)
        edited = Profile(body.skills, body.roles, body.years)
        self.reply(_view(await self.services.profiles.confirm(await self.user(), edited)))

    @allowed("write", RESOURCE)
    async def delete(self) -> None:
        """Row and file."""
        await self.services.profiles.delete(await self.user())
        self.set_status(204)
        self.finish()


@stream_request_body
class ResumeFileHandler(InterviewHandler):
    """Of a file that is too large, no more is held than it takes to know that."""

    def initialize(self, app: HasServices) -> None:
        super().initialize(app)
        self._received = bytearray()

    def data_received(self, chunk: bytes) -> None:
        room = MAX_RESUME_BYTES + 1 - len(self._received)
        self._received += chunk[:room]

    @allowed("read", RESOURCE)
    async def get(self) -> None:
        """As a download, whatever is in it."""
        resume, data = await self.services.profiles.resume(await self.user())
        self.set_header("Content-Disposition", f'attachment; filename="resume.{resume.kind}"')
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(data, set_content_type="application/octet-stream")

    @allowed("write", RESOURCE)
    async def put(self) -> None:
        """The file itself is the body."""
        model = self.get_query_argument("model", "true")
        if model not in ("true", "false"):
            raise InvalidRequest("`model` is true or false.")
        user = await self.user()
        self.reply(_view(await self.services.profiles.upload(user, bytes(self._received), model=model == "true")))


def _view(stored: StoredProfile | None) -> CandidateProfile:
    if stored is None:
        return CandidateProfile("none", (), (), None, refined=False, resume=None, confirmed_at=None)
    profile, resume = stored.profile, stored.resume
    return CandidateProfile(
        state="draft" if stored.confirmed_at is None else "confirmed",
        skills=profile.skills,
        roles=profile.roles,
        years=profile.years,
        refined=stored.refined,
        resume=ResumeFile(resume.kind, resume.size, stored.uploaded_at),
        confirmed_at=stored.confirmed_at,
    )

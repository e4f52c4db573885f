"""`/interview/api/review`: what a transcript among the user's files is, its replay and its report.

The file is anybody's, and hostile. It is read as bytes, verified as `jupyter interview verify` does, and shown by pages
that hold nothing alive of it.
"""

from __future__ import annotations

import asyncio
from pathlib import PurePosixPath
from typing import Any

from jupyter_server.utils import ensure_async
from tornado.web import HTTPError

from jupyter_interview.errors import InvalidTranscript, NotFound
from jupyter_interview.review import Transcript, describe, read_transcript, verify
from jupyter_interview.review.page import review_page
from jupyter_interview.review.report import make_report, to_pdf
from jupyter_interview.review.scores import feedback_of
from jupyter_interview.review.verify import MAX_TRANSCRIPT_BYTES, UNREADABLE
from jupyter_interview_server.handlers.base import InterviewHandler, allowed, parse_id
from jupyter_interview_server.protocol import ReviewFinding

CONTENTS = "contents"
SANDBOX = (
    "sandbox allow-scripts allow-forms allow-downloads; default-src 'none'; script-src 'unsafe-inline';"
    " style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""For a page of ours about foreign text: of an origin of its own, so nothing in it is signed in, and without a network.
The page's own policy lets no script run but the page's."""


class FileHandler(InterviewHandler):
    """One that is about a file, named by the query's `path`."""

    @property
    def file_name(self) -> str:
        return PurePosixPath(self.get_query_argument("path")).name

    async def read(self) -> bytes:
        """The file as it lies there. Raises NotFound, InvalidTranscript (too large, or no text)."""
        path = self.get_query_argument("path").strip("/")
        contents: Any = self.contents_manager
        try:
            if not contents.allow_hidden and await ensure_async(contents.is_hidden(path)):
                raise NotFound("There is no such file.")
            found = await ensure_async(contents.get(path, content=False))
            if found["type"] == "directory":
                raise NotFound("There is no such file.")
            if (found.get("size") or 0) > MAX_TRANSCRIPT_BYTES:
                raise InvalidTranscript("This file is larger than a transcript can be. It is not read.")
            model = await ensure_async(contents.get(path, type="file", format="text"))
        except HTTPError as error:
            if error.status_code == 400:
                raise InvalidTranscript("This file is not a notebook: it is not text.") from error
            raise NotFound("There is no such file.") from error
        return str(model["content"]).encode("utf-8", "surrogatepass")

    async def transcript(self) -> Transcript:
        return await asyncio.to_thread(read_transcript, await self.read())


class ReviewHandler(FileHandler):
    @allowed("read", CONTENTS)
    async def get(self) -> None:
        """What `verify` says, with its exit code."""
        try:
            found = await asyncio.to_thread(verify, await self.read())
        except InvalidTranscript as error:
            self.reply(ReviewFinding(UNREADABLE, (error.message,)))
            return
        self.reply(ReviewFinding(found.exit_code, tuple(describe(found).split("\n"))))


class PageHandler(FileHandler):
    """Answers with a page instead of JSON."""

    @property
    def content_security_policy(self) -> str:
        return SANDBOX

    def show(self, page: str) -> None:
        self.set_header("Referrer-Policy", "no-referrer")
        self.finish(page, set_content_type="text/html; charset=utf-8")


class ReviewReplayHandler(PageHandler):
    @allowed("read", CONTENTS)
    async def get(self) -> None:
        transcript = await self.transcript()
        self.show(await asyncio.to_thread(self._page, transcript))

    def _page(self, transcript: Transcript) -> str:
        return review_page(transcript, self.file_name, feedback=feedback_of(transcript, self.services.bank))


class ReviewReportHandler(FileHandler):
    @allowed("read", CONTENTS)
    async def get(self) -> None:
        """The report as a download; of a file that is not what was signed there is none."""
        transcript = await self.transcript()
        if not transcript.verification.valid:
            raise InvalidTranscript("There is no report of it, for it does not match what was signed.")
        report = await asyncio.to_thread(self._report, transcript)
        interview = transcript.entries[0].envelope.interview_id
        self.set_header("Content-Disposition", f'attachment; filename="{interview}.report.pdf"')
        self.finish(report, set_content_type="application/pdf")

    def _report(self, transcript: Transcript) -> bytes:
        return to_pdf(make_report(transcript.entries, feedback_of(transcript, self.services.bank)))


class ReplayHandler(PageHandler):
    @allowed("read", "jupyter_interview:interviews")
    async def get(self, interview_id: str) -> None:
        """The replay of one's own interview."""
        self.show(await self.services.replays.of(await self.user(), parse_id(interview_id)))

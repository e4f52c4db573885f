"""`/interview/api/users/me/data`: all of one's data as a zip, and its deletion."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import suppress

from tornado.iostream import StreamClosedError

from jupyter_interview.errors import InvalidRequest
from jupyter_interview_server.handlers.base import InterviewHandler, allowed
from jupyter_interview_server.protocol import ConfirmDeletion

RESOURCE = "jupyter_interview:personal_data"
CONFIRMATION = "delete"
PIECE_BYTES = 256 * 1024


class MyDataHandler(InterviewHandler):
    @allowed("read", RESOURCE)
    async def get(self) -> None:
        """The zip is made in a file without a name, so that nothing of it stays behind, and sent piece by piece."""
        user = await self.user()
        with tempfile.TemporaryFile() as file:
            await self.services.exports.write(user, file)
            self.set_header("Content-Type", "application/zip")
            self.set_header("Content-Disposition", 'attachment; filename="interview-data.zip"')
            self.set_header("Content-Length", str(file.tell()))
            self.set_header("Cache-Control", "no-store")
            file.seek(0)
            with suppress(StreamClosedError):  # whoever asked has gone
                while piece := await asyncio.to_thread(file.read, PIECE_BYTES):
                    self.write(piece)
                    await self.flush()
                self.finish(set_content_type="application/zip")

    @allowed("write", RESOURCE)
    async def delete(self) -> None:
        """For good, so the body must say that it is meant."""
        if self.body(ConfirmDeletion).confirm.strip().lower() != CONFIRMATION:
            raise InvalidRequest(f"To delete all your data, confirm it with the word {CONFIRMATION}.")
        await self.services.erasure.delete(await self.user())
        self.services.identity.forget()
        self.set_status(204)
        self.finish()

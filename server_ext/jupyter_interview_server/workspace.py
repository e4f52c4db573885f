"""Notebooks and kernels of this Jupyter Server, for the core."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

import nbformat.v4
from jupyter_server.utils import ensure_async
from tornado.web import HTTPError

from jupyter_interview.domain.design.questions import SYSTEM_DESIGN
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.errors import Unavailable
from jupyter_interview_server.scopes import Scopes

logger = logging.getLogger(__name__)

Stopping = Callable[[str, str], Awaitable[None]]

_WELCOME = """# Interview

Questions arrive here as cells. Write your answer in the code cell below each one, run it as often as you like, then
press **Submit** in the toolbar. The interviewer talks to you in the panel on the left.
"""
_DESIGN_WELCOME = """# Interview

The task and each of its four steps arrive here as cells. Estimates go into a code cell, the drawing into a text cell,
and **Check** in the toolbar hands them in. The interviewer talks to you in the panel on the left.
"""
_UNSANDBOXED = """
> **Unsandboxed.** No container engine with our image was there when this interview was started, so your code
> runs as an ordinary process on this machine. `jupyter interview doctor` says what is missing.
"""


class JupyterWorkspace:
    """The contents and session managers, spoken to in the core's words."""

    def __init__(self, contents: Any, sessions: Any, scopes: Scopes) -> None:
        self._contents = contents
        self._sessions = sessions
        self._scopes = scopes
        self._stopping: Stopping | None = None

    def before_stopping(self, told: Stopping) -> None:
        """Have `told` called before a kernel is stopped, with its id and why."""
        self._stopping = told

    async def create_notebook(self, interview: Interview) -> None:
        """The working notebook, with one welcome cell; left alone when it is there."""
        path = interview.notebook_path
        with self._scopes.of(interview.user_id):
            if await ensure_async(self._contents.file_exists(path)):
                return
            await self._make_folder(str(PurePosixPath(path).parent))
            await self._save(path, working_notebook(interview))

    async def put_transcript(self, interview: Interview, data: bytes) -> str:
        """Beside the working notebook, under its name with `-transcript`; with the whole id where a folder is there."""
        notebook = PurePosixPath(interview.notebook_path)
        path = str(notebook.with_name(f"{notebook.stem}-transcript.ipynb"))
        with self._scopes.of(interview.user_id):
            if await ensure_async(self._contents.dir_exists(path)):
                path = str(notebook.with_name(f"{notebook.stem}-transcript-{interview.id}.ipynb"))
            await self._make_folder(str(notebook.parent))
            await self._save(path, json.loads(data))
        return path

    async def stop_kernel(self, interview: Interview) -> None:
        """Shut down the session on the working notebook, under whatever name it has now."""
        with self._scopes.of(interview.user_id):
            await self._stop_kernel(interview)

    async def _stop_kernel(self, interview: Interview) -> None:
        for session in await ensure_async(self._sessions.list_sessions()):
            path = session["path"]
            if path == interview.notebook_path or await interview_named_in(self._contents, path) == interview.id:
                if self._stopping is not None:
                    ended = "was paused" if interview.state is State.PAUSED else "is over"
                    await self._stopping(session["kernel"]["id"], f"the interview {ended}")
                try:
                    await ensure_async(self._sessions.delete_session(session["id"]))
                except (HTTPError, KeyError):
                    logger.info("the kernel of interview %s was gone already", interview.id)

    async def remove_files(self, interview: Interview) -> None:
        """Emptied before they are deleted, for a contents manager may only move a file to the trash."""
        notebook = PurePosixPath(interview.notebook_path)
        transcript = interview.transcript_path or str(notebook.with_name(f"{notebook.stem}-transcript.ipynb"))
        with self._scopes.of(interview.user_id):
            for path in (interview.notebook_path, transcript):
                if await self._is_of(path, interview.id):
                    await self._save(path, nbformat.v4.new_notebook())  # type: ignore[no-untyped-call]
                    with _plain_errors(), _already_gone():
                        await ensure_async(self._contents.delete(path))

    async def _is_of(self, path: str, interview_id: UUID) -> bool:
        """Whether a notebook's metadata name the interview, as those of working notebooks and transcripts do."""
        try:
            model = await ensure_async(self._contents.get(path, type="notebook"))
            return str(interview_id) in json.dumps(model["content"]["metadata"]["jupyter_interview"])
        except (HTTPError, LookupError, TypeError, ValueError):
            return False

    async def _make_folder(self, path: str) -> None:
        if path not in ("", ".") and not await ensure_async(self._contents.dir_exists(path)):
            with _plain_errors():
                await ensure_async(self._contents.save({"type": "directory"}, path))

    async def _save(self, path: str, notebook: Any) -> None:
        model = {"type": "notebook", "format": "json", "content": notebook}
        with _plain_errors():
            await ensure_async(self._contents.save(model, path))


@contextmanager
def _plain_errors() -> Iterator[None]:
    """A contents manager says with an HTTP error what went wrong, or lets the system's own through."""
    try:
        yield
    except (OSError, HTTPError) as error:
        raise Unavailable("The notebook folder cannot be written. Check its permissions and free space.") from error


@contextmanager
def _already_gone() -> Iterator[None]:
    """Another server that erases the same account may have been quicker."""
    try:
        yield
    except (FileNotFoundError, HTTPError) as error:
        if isinstance(error, HTTPError) and error.status_code != 404:
            raise
        logger.info("a file to be deleted was gone already")


async def interview_named_in(contents: Any, path: str) -> UUID | None:
    """The interview that a notebook says it belongs to; None for any other file, and for one that is gone."""
    try:
        model = await ensure_async(contents.get(path, type="notebook"))
        return UUID(model["content"]["metadata"]["jupyter_interview"]["interview"])
    except (HTTPError, LookupError, TypeError, ValueError, AttributeError):
        return None


def working_notebook(interview: Interview) -> Any:
    """A new working notebook: metadata that ties it to its interview, and the welcome cell."""
    welcome_text = _DESIGN_WELCOME if interview.kind == SYSTEM_DESIGN else _WELCOME
    source = welcome_text if interview.sandboxed else welcome_text + _UNSANDBOXED
    welcome = nbformat.v4.new_markdown_cell(  # type: ignore[no-untyped-call]
        source,
        id=f"ji-welcome-{str(interview.id)[:8]}",
        metadata={"editable": False, "deletable": False, "jupyter_interview": {"role": "welcome"}},
    )
    return nbformat.v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[welcome],
        metadata={
            "kernelspec": {
                "name": interview.kernel_name,
                "display_name": interview.kernel_name,
                "language": interview.language,
            },
            "jupyter_interview": {"interview": str(interview.id), "tab": ""},
        },
    )

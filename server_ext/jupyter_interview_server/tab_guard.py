"""Refuses to save a working notebook from a tab that lost the room.

Jupyter calls pre-save hooks synchronously, so this reads Redis through a client with a very short time-out; when Redis
does not answer, the save goes through: no lock is worth lost work.
"""

from __future__ import annotations

import logging
from typing import Any, Protocol
from uuid import UUID

from tornado.web import HTTPError

from jupyter_interview.errors import Unavailable

logger = logging.getLogger(__name__)


class LeaseReader(Protocol):
    """Reads quick state and tab lease of an interview, synchronously."""

    def state_and_tab(self, interview_id: UUID) -> tuple[dict[str, Any] | None, str | None]: ...


class TabGuard:
    """A contents pre-save hook."""

    __name__ = "TabGuard"  # jupyter_server names a hook in its log

    def __init__(self, leases: LeaseReader) -> None:
        self._leases = leases

    def __call__(self, *, model: dict[str, Any], path: str, **_: Any) -> None:
        if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
            return
        room = _room_of(model["content"])
        if room is None:
            return
        interview_id, tab_id = room
        try:
            state, holder = self._leases.state_and_tab(interview_id)
        except Unavailable:
            logger.warning("the tab of interview %s was not checked: Redis does not answer", interview_id)
            return
        if state and state.get("live") and holder is not None and holder != tab_id:
            raise HTTPError(409, reason="This interview is open in another tab. This copy was not saved.")


def _room_of(notebook: dict[str, Any]) -> tuple[UUID, str] | None:
    """The interview and tab that a working notebook names; a transcript names neither."""
    metadata = notebook.get("metadata", {}).get("jupyter_interview")
    if not isinstance(metadata, dict) or "interview" not in metadata:
        return None
    try:
        return UUID(str(metadata["interview"])), str(metadata.get("tab", ""))
    except ValueError:
        return None

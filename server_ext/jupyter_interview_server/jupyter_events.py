"""Tells Jupyter's event system what becomes of interviews; `event_schemas/` says what is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.interview import Interview

SCHEMA = "urn:jupyter-interview:interview:v1"
_FOLDER = Path(__file__).with_name("event_schemas")


class JupyterEvents:
    """On a server's event logger."""

    def __init__(self, event_logger: Any) -> None:
        self._logger = event_logger
        if SCHEMA not in event_logger.schemas:
            event_logger.register_event_schema(_FOLDER / "interview.yaml")

    def tell(self, interview: Interview, events: Sequence[Event]) -> None:
        """Events were committed; the interview as it stands after them."""
        for event in events:
            match event.payload:
                case p.InterviewCreated():
                    self._emit("created", interview)
                case p.InterviewCompleted():
                    self._emit("completed", interview)
                case p.InterviewAbandoned():
                    self._emit("abandoned", interview)
                case p.SubmissionJudged(judgement=judgement):
                    self._emit("judged", interview, verdict=judgement.verdict.value)
                case _:
                    pass

    def _emit(self, action: str, interview: Interview, **more: str) -> None:
        data = {
            "action": action,
            "interview": str(interview.id),
            "kind": interview.kind,
            "language": interview.language,
        }
        self._logger.emit(schema_id=SCHEMA, data={**data, **more})

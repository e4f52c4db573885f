"""Which cells an event becomes. The channel, the working notebook and the transcript all ask here.

A cell's id derives from its event's id and its place in it, so whoever inserts what is missing never inserts it twice.
"""

from __future__ import annotations

from uuid import UUID

from jupyter_interview.domain.events import Event
from jupyter_interview.domain.payloads import CellDraft, HintGiven, InterviewerTurn, Payload, QuestionPosted


def cell_id(event_id: UUID, place: int) -> str:
    """The id of an event's cell at `place`, from 0: at most 64 of the characters that nbformat 4.5 allows."""
    return f"{event_id.hex}-{place}"


def cells_of(event: Event) -> tuple[tuple[str, CellDraft], ...]:
    """The cells that an event becomes, in order, with their ids. Most events become none."""
    drafts = _drafts(event.payload)
    return tuple((cell_id(event.envelope.id, place), draft) for place, draft in enumerate(drafts))


def _drafts(payload: Payload) -> tuple[CellDraft, ...]:
    match payload:
        case QuestionPosted(cells=cells) | HintGiven(cells=cells) | InterviewerTurn(cells=cells):
            return cells
        case _:
            return ()

"""The transcript's cells, made from the log alone: same entries, same notebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.cells import cells_of
from jupyter_interview.domain.events import Envelope, Event
from jupyter_interview.domain.inert import encodable, plain
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.domain.progress import Progress
from jupyter_interview.review import blocks, design_blocks
from jupyter_interview.review.entries import Entry
from jupyter_interview.review.outputs import OutputBudget, count_of, inert_outputs

METADATA_KEY = "jupyter_interview"

Cell = dict[str, Any]
Notebook = dict[str, Any]


def project(entries: Sequence[Entry], visibility: Visibility) -> Notebook:
    """The notebook of nbformat 4.5 that shows a log to a reader of `visibility`; it is not signed yet."""
    budget = OutputBudget()
    cells = [_title(entries, visibility)]
    for entry in entries:
        cells.extend(_cells(entry, budget))
    cells.extend(_unsubmitted(entries))
    cells.append(_end(entries))
    created = _created(entries)
    language = {"language_info": {"name": created.language}} if created else {}
    return {"cells": cells, "metadata": language, "nbformat": 4, "nbformat_minor": 5}


def _cells(entry: Entry, budget: OutputBudget) -> Iterator[Cell]:
    envelope = entry.envelope
    match entry.payload:
        case None:
            return
        case p.CandidateTurn(text=text):
            yield _markdown(envelope, "turn", blocks.candidate_turn(envelope, text))
        case p.InterviewerTurn(text=text):
            yield _markdown(envelope, "turn", blocks.interviewer_turn(envelope, text))
            yield from _drafted(entry)
        case p.QuestionPosted() | p.HintGiven():
            yield from _drafted(entry)
        case p.SubmissionCreated() as payload:
            yield _markdown(envelope, "caption", blocks.submitted(envelope, payload))
            yield _code(envelope, "code", payload.source)
        case p.SubmissionJudged() as payload:
            yield _markdown(envelope, "verdict", blocks.judged(envelope, payload))
        case p.CellExecuted() as payload:
            yield _markdown(envelope, "caption", blocks.executed(envelope, payload))
            outputs = inert_outputs(payload.outputs, budget)
            yield _code(envelope, "code", payload.source, outputs, count_of(payload.execution_count))
        case payload:
            if block := _block(envelope, payload):
                yield _markdown(envelope, "notice", block)


def _block(envelope: Envelope, payload: p.Payload) -> str | None:
    match payload:
        case p.TurnNoted():
            return blocks.noted(envelope, payload)
        case p.TurnPrompted():
            return blocks.prompted(envelope, payload)
        case p.GrowthMeasured():
            return blocks.growth(envelope, payload)
        case p.FeedbackRead():
            return blocks.read(envelope, payload)
        case p.InterviewPlanned():
            return blocks.planned(envelope, payload)
        case p.DesignSubmitted():
            return design_blocks.handed_in(envelope, payload)
        case p.DesignChecked():
            return design_blocks.checked(envelope, payload)
        case p.QuestionChosen():
            return blocks.chosen(envelope, payload)
        case p.QuestionScored():
            return blocks.scored(envelope, payload)
        case _:
            return blocks.notice(envelope, payload)


def _drafted(entry: Entry) -> Iterator[Cell]:
    """The cells that the working notebook got from this event, under the same ids."""
    assert entry.payload is not None
    for cell_id, draft in cells_of(Event(entry.envelope, entry.payload, b"")):
        place = cell_id.rpartition("-")[2]
        make = _markdown if draft.cell_type == "markdown" else _code
        yield make(entry.envelope, place, draft.source)


def _title(entries: Sequence[Entry], visibility: Visibility) -> Cell:
    progress = Progress()
    for entry in entries:
        if entry.payload is not None:
            progress = progress.after(entry.envelope.seq, entry.payload)
    created = _created(entries)
    first = entries[0].envelope
    facts = [f"Interview `{first.interview_id}`, created {blocks.moment(first.at)}."]
    mark = ""
    if created is not None:
        minutes = created.duration_seconds // 60
        facts.append(
            f"{plain(created.interview_kind.replace('_', ' '))}, {plain(created.language)}, {minutes} minutes."
        )
        facts.append(f"Interviewer: {plain(created.interviewer)}.")
        mark = blocks.unsandboxed(created.sandboxed)
    reader = f"This file shows what a reader of visibility *{visibility.value}* may see. All times are UTC."
    checked = "Whether it is unchanged since it was signed: `jupyter interview verify FILE`."
    text = "# Interview transcript\n\n" + "\n".join(f"- {fact}" for fact in facts)
    source = f"{text}{mark}\n\n{blocks.summary(progress)}\n\n{reader} {checked}"
    return _markdown(first, "title", source)


def _unsubmitted(entries: Sequence[Entry]) -> Iterator[Cell]:
    """The last snapshot of each code cell whose text was neither run nor submitted."""
    known: set[str] = set()
    last: dict[str, tuple[Envelope, str]] = {}
    for entry in entries:
        match entry.payload:
            case p.SubmissionCreated(source=source) | p.CellExecuted(source=source):
                known.add(source)
            case p.QuestionPosted(cells=drafts):
                known.update(draft.source for draft in drafts)
            case p.CellSnapshot(cell_type="code", cell_id=cell_id, source=source):
                last[cell_id] = (entry.envelope, source)
            case _:
                pass
    for envelope, source in last.values():
        if source.strip() and source not in known:
            yield _markdown(envelope, "caption", blocks.snapshot(envelope))
            yield _code(envelope, "code", source)


def _end(entries: Sequence[Entry]) -> Cell:
    last = entries[-1]
    how = "The log ends here"
    if isinstance(last.payload, p.InterviewCompleted | p.InterviewAbandoned):
        how = f"Interview {blocks.ended(last.payload)}"
    return _markdown(last.envelope, "end", f"## End\n\n{how}, {blocks.moment(last.envelope.at)}.")


def _created(entries: Sequence[Entry]) -> p.InterviewCreated | None:
    payload = entries[0].payload
    return payload if isinstance(payload, p.InterviewCreated) else None


def _markdown(envelope: Envelope, place: str, source: str) -> Cell:
    return {"cell_type": "markdown", **_common(envelope, place, source)}


def _code(
    envelope: Envelope, place: str, source: str, outputs: Sequence[Cell] = (), execution_count: int | None = None
) -> Cell:
    common = _common(envelope, place, source)
    return {"cell_type": "code", **common, "execution_count": execution_count, "outputs": list(outputs)}


def _common(envelope: Envelope, place: str, source: str) -> Cell:
    origin = {"seq": envelope.seq, "kind": envelope.kind, "provenance": envelope.provenance.value}
    return {
        "id": f"{envelope.id.hex}-{place}",
        "metadata": {"deletable": False, "editable": False, METADATA_KEY: origin},
        "source": encodable(source),
    }

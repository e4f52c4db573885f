"""The Markdown of a transcript for what was handed in and found in system design."""

from __future__ import annotations

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.findings import Findings
from jupyter_interview.domain.events import Envelope
from jupyter_interview.domain.inert import code_block, plain
from jupyter_interview.review.blocks import stamp


def handed_in(envelope: Envelope, payload: p.DesignSubmitted) -> str:
    """A cell that was handed in, as text: a drawing is not drawn, since its text is the candidate's."""
    what = "drawing" if payload.step == "design" else "estimates"
    return f"{stamp(f'Handed in the {what}', envelope)}\n\n{code_block(payload.source)}"


def checked(envelope: Envelope, payload: p.DesignChecked) -> str:
    """What the checks found."""
    lines = [_estimate(one) for one in payload.estimates]
    if payload.step == "design":
        lines += _diagram(payload.diagram) if payload.diagram else ["no flowchart"]
    return f"{stamp('Checked', envelope)}\n\n" + "\n".join(f"- {plain(line)}" for line in lines)


def _estimate(one: p.EstimateFound) -> str:
    ratio = "" if one.ratio is None else f", {one.ratio:.3g} times the value"
    where = "" if one.seq is None else f", in event {one.seq}"
    return f"{one.name}: {one.status.replace('_', ' ')}{ratio}{where}"


def _diagram(found: Findings) -> list[str]:
    named = {
        "components": found.present,
        "missing": found.missing,
        "links": found.linked,
        "missing links": found.unlinked,
        "drawn alone": found.single,
        "whose loss parts others": found.cuts,
    }
    counts = f"{found.boxes} boxes, {found.arrows} arrows, {found.isolated} without any, {found.unread} lines not read"
    return [counts, *(f"{title}: {', '.join(names) or 'none'}" for title, names in named.items())]

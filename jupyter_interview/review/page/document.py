"""The page as a whole: what was verified, the time line, the replay, the report, the form for marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

import msgspec

from jupyter_interview.domain.facts import ScoreLine
from jupyter_interview.domain.scoring import Feedback
from jupyter_interview.review.attempts import Attempt, attempts
from jupyter_interview.review.description import describe
from jupyter_interview.review.marks import MARKS_FORMAT, Mark, Marks
from jupyter_interview.review.page import rendering, timeline
from jupyter_interview.review.page.policy import policy
from jupyter_interview.review.projection import METADATA_KEY, project
from jupyter_interview.review.verify import Transcript

CRITERIA = ("approach", "correctness", "edge cases", "complexity", "communication")
"""What is marked where the question's own rubric is not at hand."""
SCORES = (1, 2, 3, 4)


def page_script() -> str:
    """All that runs in the page."""
    return files("jupyter_interview.review.page").joinpath("page.js").read_text("utf-8")


def review_page(
    transcript: Transcript, name: str, *, feedback: Feedback | None = None, marks: Marks | None = None
) -> str:
    """The HTML of a transcript's review; `name` is the file's, for the title and for what is saved.

    `feedback` are the automatic scores, where there is a bank to make them with.
    """
    resources = files("jupyter_interview.review.page")
    styles = resources.joinpath("page.css").read_text("utf-8") + rendering.style()
    script = page_script()
    head = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy(styles, script)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Review of {escape(name)}</title><style>{styles}</style></head><body>",
        f"<header><h1>Review of {escape(name)}</h1>",
        _verification(transcript),
        "</header>",
    ]
    body = _body(transcript, name, feedback, marks) if transcript.entries else []
    return "".join([*head, *body, f"<script>{script}</script></body></html>\n"])


def _verification(transcript: Transcript) -> str:
    good = transcript.verification.valid
    lines = "".join(f"<p>{escape(line)}</p>" for line in describe(transcript.verification).split("\n"))
    return f'<div class="verification {"good" if good else "bad"}" role="status">{lines}</div>'


def _body(transcript: Transcript, name: str, feedback: Feedback | None, marks: Marks | None) -> list[str]:
    found = timeline.moments(transcript.entries)
    tried = attempts(transcript.entries)
    return [
        "<nav><a href='#replay'>Replay</a><a href='#report'>Report</a><a href='#marking'>Marks</a></nav><main>",
        "<section id='replay'><h2>Replay</h2>",
        timeline.picture(found),
        _controls(transcript),
        '<div class="stage"><div class="steps">',
        *_steps(transcript, {moment.seq: moment.lane for moment in found}),
        '</div><aside id="now" aria-label="Code at this moment"><h3>Code at this moment</h3>',
        "<p>Nothing yet.</p></aside></div></section>",
        _report(tried, feedback),
        _form(transcript, name, tried, feedback, marks),
        "</main>",
    ]


def _controls(transcript: Transcript) -> str:
    last = transcript.entries[-1].envelope.seq
    kinds = "".join(
        f'<label><input type="checkbox" data-lane="{lane}" checked> {lane}</label>' for lane in timeline.LANES
    )
    return (
        f'<div class="controls"><button type="button" id="back">Back</button>'
        f'<input type="range" id="scrub" min="1" max="{last}" value="{last}" aria-label="Moment of the interview">'
        f'<button type="button" id="forward">Forward</button><output id="when" for="scrub"></output>'
        f'<span class="kinds" role="group" aria-label="Shown">{kinds}</span></div>'
    )


def _steps(transcript: Transcript, lanes: Mapping[int, str]) -> Iterable[str]:
    """One section an event that shows something, in order; `lanes` of the time line by seq."""
    notebook = project(transcript.entries, transcript.verification.visibility)
    language = notebook["metadata"].get("language_info", {}).get("name", "text")
    cells: dict[int, list[dict[str, Any]]] = {}
    for cell in notebook["cells"]:
        cells.setdefault(cell["metadata"][METADATA_KEY]["seq"], []).append(cell)
    times = {entry.envelope.seq: entry.envelope.at for entry in transcript.entries}
    for seq, shown in sorted(cells.items()):
        inner = "".join(_cell(cell, language) for cell in shown)
        yield (
            f'<section class="step" id="e{seq}" data-seq="{seq}" '
            f'data-lane="{lanes.get(seq, "")}" data-time="{times[seq]:%H:%M:%S}">{inner}</section>'
        )


def _cell(cell: dict[str, Any], language: str) -> str:
    if cell["cell_type"] == "code":
        return rendering.code(cell["source"], language) + rendering.outputs(cell["outputs"])
    return rendering.markdown(cell["source"])


def _report(tried: Sequence[Attempt], feedback: Feedback | None) -> str:
    head = ("Question", "Outcome", "Tests", "Submissions", "Hints", "Minutes")
    table = [
        (one.title, one.outcome, f"{one.passed} of {one.total}", str(one.submissions), str(one.hints), f"{one.minutes}")
        for one in tried
    ]
    parts = ["<section id='report'><h2>Report</h2>", _table(head, table)]
    for question in feedback.questions if feedback else ():
        parts.append(f"<h3>{escape(question.title)}</h3>")
        scores = [(line.criterion, _of_four(line.score), _why(line)) for line in question.lines]
        parts.append(_table(("Criterion", "Automatic score", "Why"), scores))
        parts += [f"<p>{escape(remark)}</p>" for remark in question.remarks]
    if feedback is None:
        parts.append("<p>Automatic scores need the questions, and this bank does not have them in these versions.</p>")
    return "".join([*parts, "</section>"])


def _why(line: ScoreLine) -> str:
    return line.reason if line.label is None else f"{line.reason} ({line.label})"


def _of_four(score: int | None) -> str:
    return "open" if score is None else f"{score} of 4"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _form(
    transcript: Transcript, name: str, tried: Sequence[Attempt], feedback: Feedback | None, marks: Marks | None
) -> str:
    last = transcript.entries[-1].envelope
    blank = Marks(MARKS_FORMAT, str(last.interview_id), last.hash())
    given = {(mark.question_id, mark.criterion): mark for mark in (marks or blank).marks}
    scored = feedback.questions if feedback else ()
    rubric = {one.question_id: [line.criterion for line in one.lines] for one in scored}
    fields = []
    for one in tried:
        fields.append(f"<fieldset><legend>{escape(one.title)}</legend>")
        fields += [
            _field(given.get((one.question_id, criterion), Mark(one.question_id, criterion)))
            for criterion in rubric.get(one.question_id) or CRITERIA
        ]
        fields.append("</fieldset>")
    base = escape(msgspec.json.encode(blank).decode())
    return (
        f'<section id="marking"><h2>Marks</h2><form data-base="{base}" data-name="{escape(name)}">'
        f'<p><label>Reviewer <input name="reviewer" value="{escape((marks or blank).reviewer)}"></label></p>'
        f"{''.join(fields)}<p><label>On the whole"
        f'<textarea name="comment">{escape((marks or blank).comment)}</textarea></label></p>'
        '<p><button type="submit">Save the marks</button> <span role="status" id="saved"></span></p></form>'
        "<p>Put the saved file beside the transcript; <code>jupyter interview export</code> then takes it up.</p>"
        "</section>"
    )


def _field(mark: Mark) -> str:
    options = "".join(
        f'<option value="{score}"{" selected" if score == mark.score else ""}>{score}</option>' for score in SCORES
    )
    name = escape(mark.criterion)
    return (
        f'<div class="mark" data-question="{escape(mark.question_id)}" data-criterion="{name}"><label>{name} '
        f'<select><option value="">open</option>{options}</select></label>'
        f'<label>Comment <input value="{escape(mark.comment)}"></label></div>'
    )

"""The report: what it says, that it can be read by eye, by program and by screen reader, and that text stays text."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import mistune
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader

from jupyter_interview.cli import main
from jupyter_interview.domain.inert import plain
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.domain.scoring import Feedback, score
from jupyter_interview.review.entries import entries_of
from jupyter_interview.review.report import Report, candidate_cells, candidate_report, make_report, to_cells, to_pdf
from jupyter_interview.review.report.content import LABEL_ROOM
from jupyter_interview.review.report.glyphs import MAX_TRIES, readable
from tests.bank import bank as shipped_bank
from tests.core.transcripts import dump, load, sample_room, signer_in, transcript


@pytest.fixture(scope="module")
def feedback() -> Feedback:
    bank = shipped_bank()
    return score(sample_room().events, {name: bank.get(name) for name in ("gift-card-pair", "first-bracket-fault")})


@pytest.fixture(scope="module")
def report(feedback: Feedback) -> Report:
    return make_report(entries_of(sample_room().events, Visibility.EDUCATOR), feedback)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_everything_it_says_can_be_read_and_copied(report: Report) -> None:
    text = text_of(to_pdf(report))
    wanted = [value for _, value in report.facts]
    for part in report.parts:
        wanted += [part.title, f"Submissions: {part.submissions}. Hints: {part.hints}."]
        wanted += [f"{line.criterion} " for line in part.scores]
        wanted += [f"{one.at} {one.verdict} {one.passed} of {one.total}" for one in part.tries]
        wanted += [part.known, part.claimed]
    wanted += [tick.label for tick in report.ticks]
    assert [one for one in wanted if one not in text] == []
    assert text.count("of 4") == sum(line.score is not None for part in report.parts for line in part.scores)


def test_it_is_tagged_for_screen_readers(report: Report) -> None:
    reader = PdfReader(io.BytesIO(to_pdf(report)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Interview report"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_there_is_something_to_see(report: Report) -> None:
    pages = [page.render(scale=1).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(to_pdf(report))]
    colours = {colour for page in pages for _, colour in page.getcolors(10**6)}
    assert {(18, 113, 59), (179, 38, 30), (34, 87, 181)} <= colours, "bars and marks in their three colours"


def test_the_same_log_gives_the_same_bytes(report: Report) -> None:
    assert to_pdf(report) == to_pdf(report)


def test_without_scores_it_says_so() -> None:
    text = text_of(candidate_report(sample_room().events, None))
    assert "There are no scores" in text
    assert "Spend the gift card" in text
    assert "Criterion" not in text


HOSTILE = ["#panic()", "*bold*", '#read("/etc/passwd")', "= heading", "$x^2$", "<label>", "@ref", "// gone", "`raw`"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_markup(report: Report, text: str) -> None:
    part = replace(report.parts[0], title=text, code=text, outcome=text)
    shown = text_of(to_pdf(replace(report, parts=(part,), next_steps=(text,))))
    assert shown.count(text) >= 4


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_can_be_set(report: Report, text: str) -> None:
    part = replace(report.parts[0], title=text, code=text)
    assert to_pdf(replace(report, parts=(part,))).startswith(b"%PDF")


def test_what_cannot_be_shown_is_written_out(report: Report) -> None:
    """A half of a pair, a control character, one that turns the direction of writing, one that no font has."""
    code = "a\ud800b # \x00 \u202etxt.exe \u0378"
    pdf = to_pdf(replace(report, parts=(replace(report.parts[0], code=code),)))
    assert r"a?b # \u0000 \u202etxt.exe \u0378" in text_of(pdf)
    root: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data(), "and the standard is kept"


def test_many_strange_letters_are_not_tried_one_by_one() -> None:
    tried: list[str] = []
    letters = "".join(map(chr, range(0xE000, 0xF000)))
    shown = readable({"code": letters, "title": "né"}, lambda text: bool(tried.append(text)))
    assert shown == {"code": "".join(f"\\u{ord(letter):04x}" for letter in letters), "title": "né"}
    assert len(tried) == MAX_TRIES


def test_complexity_is_what_was_said_beside_what_is_known(report: Report) -> None:
    first, second = report.parts
    assert (first.claimed, first.known) == ("O(n) time and O(n) space", "O(n) time, O(n) space")
    assert (second.claimed, second.known) == ("", ""), "neither solved nor spoken about: nothing is given away"


def test_labels_of_the_time_line_have_room(report: Report) -> None:
    places = [tick.at for tick in report.ticks]
    assert (places[0], places[-1]) == (0.0, 1.0)
    assert all(after - before >= LABEL_ROOM for before, after in pairwise(places))


def test_the_command_makes_it_from_a_transcript(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ada.ipynb"
    file.write_bytes(transcript(sample_room(), signer_in(tmp_path)))
    assert main(["report", str(file)]) == 0
    assert "Spend the gift card" in text_of((tmp_path / "ada.report.pdf").read_bytes())
    forged = load(file.read_bytes())
    forged["cells"][2]["source"] += " "
    file.write_bytes(dump(forged))
    assert main(["report", str(file)]) == 2
    assert "does not match" in capsys.readouterr().err.lower()


def test_its_cells_say_the_same(report: Report) -> None:
    overview, *questions, outlook = to_cells(report)
    assert [plain(value) for _, value in report.facts if plain(value) not in overview] == []
    assert len(questions) == len(report.parts)
    for part, source in zip(report.parts, questions, strict=True):
        assert source.startswith(f"## {plain(part.title)}\n")
        assert source.count(" of 4 |") == sum(line.score is not None for line in part.scores)
        assert source.count("| **") == 0
        for one in part.tries:
            assert f"| {one.at} | {plain(one.verdict)} | {one.passed} of {one.total} |" in source
    for step in (*report.strengths, *report.weaknesses, *report.next_steps):
        assert f"- {plain(step)}" in outlook.split("\n")


HOSTILE = "<script>alert(1)</script> | [x](javascript:alert(1)) ![x](http://x) `code` # head\n# head\n```\n$a$ \u202e"


def test_no_text_in_its_cells_is_markup(report: Report) -> None:
    part = report.parts[0]
    line = replace(part.scores[0], criterion=HOSTILE, reason=HOSTILE)
    hostile = replace(part, title=HOSTILE, claimed=HOSTILE, known=HOSTILE, scores=(line,))
    sources = to_cells(replace(report, title=HOSTILE, parts=(hostile,), next_steps=(HOSTILE,)))
    html = str(mistune.create_markdown(escape=False, plugins=["table", "math"])("\n\n".join(sources)))
    assert [tag for tag in ("<script", "<a ", "<img", 'class="math"', "\u202e") if tag in html] == []
    assert html.count("<h1>") == 1
    assert html.count("<h2>") == 1
    assert html.count("<tr>") == 2 + (1 + len(part.tries))


def test_without_scores_the_cells_say_so() -> None:
    overview, *_ = candidate_cells(sample_room().events, None)
    assert "There are no scores" in overview

"""The transcript: stock tools render it, nothing hostile gets through, and each reader gets only their part."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter

from jupyter_interview.adapters.keys import KeyFileSigner
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.cells import cell_id, cells_of
from jupyter_interview.domain.inert import code_block, plain
from jupyter_interview.domain.payloads import PAYLOADS, Visibility
from jupyter_interview.errors import InvalidTranscript
from jupyter_interview.review.entries import entries_of
from jupyter_interview.review.outputs import LEFT_OUT, TOO_MUCH, OutputBudget, inert_outputs
from jupyter_interview.review.projection import METADATA_KEY, project
from tests.core.rooms import Room
from tests.core.transcripts import HOSTILE, OUTPUTS, PIXEL, load, sample_room, sat, signer_in, transcript

DOC = Path(__file__).parents[2] / "docs" / "reference" / "transcript.md"


@pytest.fixture
def signer(tmp_path: Path) -> KeyFileSigner:
    return signer_in(tmp_path)


@pytest.mark.parametrize("visibility", list(Visibility))
def test_every_projection_is_valid_nbformat(visibility: Visibility, signer: KeyFileSigner) -> None:
    notebook = nbformat.reads(transcript(sample_room(), signer, visibility).decode(), as_version=4)
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))


def test_nothing_of_the_candidates_becomes_markup(signer: KeyFileSigner) -> None:
    notebook = nbformat.reads(transcript(sample_room(), signer).decode(), as_version=4)
    html, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    assert "Interview transcript" in html
    assert "<script>alert" not in html
    assert not re.search(r"<img[^>]+(?:evil|onerror)", html)
    assert "<h1>owned" not in html
    assert not re.search(r"<svg[^>]*onload", html)
    assert html.count("data:image/png;base64,") == 1


def test_outputs_are_text_errors_and_png_alone() -> None:
    shown = inert_outputs(OUTPUTS, OutputBudget())
    mimes = {mime for output in shown for mime in output.get("data", {})}
    assert mimes == {"text/plain", "image/png"}
    assert {output["output_type"] for output in shown} == {"stream", "execute_result", "display_data", "error"}
    assert shown[0]["text"] == "one\ntwo\N{REPLACEMENT CHARACTER}\nthree\n\x1b[31mred\x1b[0m"
    assert [output["data"] for output in shown if output["output_type"] == "display_data"] == [
        {"image/png": PIXEL},
        {"text/plain": LEFT_OUT},
    ]


def test_outputs_beyond_the_budget_are_left_out_and_said_to_be() -> None:
    outputs = [{"output_type": "stream", "name": name, "text": "x" * 60} for name in ("stdout", "stderr", "stdout")]
    shown = inert_outputs(outputs, OutputBudget(100))
    assert [output["text"] for output in shown] == ["x" * 60, TOO_MUCH]


def test_the_same_log_gives_the_same_notebook() -> None:
    entries = entries_of(sample_room().events, Visibility.CANDIDATE)
    assert project(entries, Visibility.CANDIDATE) == project(entries, Visibility.CANDIDATE)


def test_it_shows_code_verdicts_turns_and_provenance() -> None:
    cells = project(entries_of(sample_room().events, Visibility.CANDIDATE), Visibility.CANDIDATE)["cells"]
    text = "\n".join(cell["source"] for cell in cells)
    for part in (
        "# Interview transcript", "## Spend the gift card", "def gift_card_pair(", "**Hint 1 of 3**",
        "Verdict: wrong answer", "Verdict: accepted", "recorded by the server", "claimed by the browser",
        "def half_done()", "12 of 12 tests passed",
        "| 1 | Spend the gift card | accepted | accepted | 2 | 1 |", "The connection was lost", "Paused, with",
        "Interview completed: the candidate ended it",
    ):  # fmt: skip
        assert part in text, part
    assert "Unsandboxed" not in text
    assert all(cell["metadata"]["editable"] is False for cell in cells)


async def test_an_unsandboxed_interview_says_so_at_the_top_and_at_every_run() -> None:
    room = await sat(sandboxed=False)
    cells = project(entries_of(room.events, Visibility.CANDIDATE), Visibility.CANDIDATE)["cells"]
    marked = [cell["source"] for cell in cells if "**Unsandboxed**" in cell["source"]]
    assert marked[0].startswith("# Interview transcript")
    assert any(source.startswith("**Ran a cell**") for source in marked)


def test_a_candidates_file_holds_no_payload_of_another_visibility(signer: KeyFileSigner) -> None:
    room = sample_room()
    data = transcript(room, signer)
    record = load(data)["metadata"][METADATA_KEY]
    hidden = [event for event in room.events if event.payload.visibility is not Visibility.CANDIDATE]
    assert hidden
    for event in hidden:
        assert str(event.seq) not in record["payloads"]
        assert event.salt.hex().encode() not in data
    notes = [note for event in hidden if isinstance(event.payload, p.TurnNoted) for note in event.payload.notes]
    assert notes
    assert not any(json.dumps(note).encode() in data for note in notes)
    assert len(record["envelopes"]) == len(room.events)


def test_an_educators_file_shows_the_hidden_notes(signer: KeyFileSigner) -> None:
    notebook = load(transcript(sample_room(), signer, Visibility.EDUCATOR))
    text = "\n".join(cell["source"] for cell in notebook["cells"])
    assert "**Hidden notes**" in text
    assert "**Questions planned**" in text


def test_a_seal_of_another_interview_is_refused(signer: KeyFileSigner) -> None:
    room, other = sample_room(), Room()
    other.events = list(room.events)
    with pytest.raises(InvalidTranscript):
        transcript(other, signer)


def test_cell_ids_are_valid_and_the_same_everywhere() -> None:
    for event in sample_room().events:
        for place, (given, _) in enumerate(cells_of(event)):
            assert given == cell_id(event.envelope.id, place)
            assert re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", given)


def test_inert_text_cannot_leave_its_block() -> None:
    block = code_block("```\n````x\n" + HOSTILE)
    fence = block.split("text", 1)[0]
    assert len(fence) == 5
    assert block.endswith("\n" + fence)
    assert "\x00" not in block
    assert "\u202e" not in block
    assert plain("a | <b> *c* `d`\n# e") == r"a \| \<b\> \*c\* \`d\` \# e"


def test_the_documented_table_names_every_kind_of_event() -> None:
    rows = re.findall(r"^\| `([a-z]+\.[a-z_]+)` \|", DOC.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(PAYLOADS)

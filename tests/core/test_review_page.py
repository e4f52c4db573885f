"""The review page: what it shows, and that nothing of a transcript can act in it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from jupyter_interview.cli import main
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.errors import InvalidTranscript
from jupyter_interview.review import read_transcript
from jupyter_interview.review.exporter import InterviewExporter
from jupyter_interview.review.marks import Mark, Marks, read_marks
from jupyter_interview.review.page import review_page
from jupyter_interview.review.page.rendering import code, markdown, outputs
from tests.core.transcripts import HOSTILE, PIXEL, dump, load, sample_room, signer_in, transcript


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.found if name == tag)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ada.ipynb"
    path.write_bytes(transcript(sample_room(), signer_in(tmp_path), Visibility.EDUCATOR))
    return path


def page_of(file: Path) -> str:
    return review_page(read_transcript(file.read_bytes()), file.name)


def acts(text: str) -> list[str]:
    """What could run or load something, but for the page's own style and script."""
    elements = Elements(text)
    scripts = len(list(elements.of("script")))
    found = ["script"] * (scripts - 1)
    for tag, attributes in elements.found:
        found += [f"{tag} {name}" for name in attributes if name.startswith("on") or name in ("style", "srcset")]
        for name in ("src", "href", "action", "data", "xlink:href"):
            value = attributes.get(name) or ""
            if value and not value.startswith(("#", "data:image/png;base64,")):
                found.append(f"{tag} {name}={value}")
    return [*found, *(tag for tag, _ in elements.found if tag in {"iframe", "object", "embed", "link", "base"})]


def test_a_hostile_transcript_stays_text(file: Path) -> None:
    text = page_of(file)
    assert acts(text) == []
    assert "alert(1)" in text, "it is shown, as text"
    assert '"><script>' not in text.split("<body>")[1].rsplit("<script>", 1)[0]


def test_the_policy_allows_the_page_alone(file: Path) -> None:
    (policy,) = [one["content"] for one in Elements(page_of(file)).of("meta") if one.get("http-equiv")]
    assert policy is not None
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy


def test_every_event_that_shows_something_is_a_step(file: Path) -> None:
    shown = {cell["metadata"]["jupyter_interview"]["seq"] for cell in load(file.read_bytes())["cells"]}
    steps = [int(one["data-seq"] or 0) for one in Elements(page_of(file)).of("section") if one.get("class") == "step"]
    assert steps == sorted(shown)
    links = {one["href"] for one in Elements(page_of(file)).of("a") if (one.get("href") or "").startswith("#e")}
    assert len(links) > 20
    assert {f"#e{seq}" for seq in steps} >= links, "no mark of the time line leads nowhere"


def test_what_was_changed_is_said_and_not_shown(file: Path) -> None:
    notebook = load(file.read_bytes())
    payloads = notebook["metadata"]["jupyter_interview"]["payloads"]
    payloads["3"]["payload"] = payloads["3"]["payload"].replace("dsa", "xyz") + " "
    file.write_bytes(dump(notebook))
    text = page_of(file)
    assert "Does not match" in text
    assert 'class="step"' not in text
    assert main(["review", str(file)]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "![x](http://evil.example/x.png)",
        "<img src=x onerror=alert(1)>",
        "[x](data:text/html,<script>alert(1)</script>)",
        '[x](https://example.org "\\" onclick=alert(1)")',
        "<javascript:alert(1)>",
        HOSTILE,
    ],
)
def test_markdown_is_rendered_without_what_could_act(text: str) -> None:
    assert [one for one in acts(f"{markdown(text)}<script></script>") if "https://example.org" not in one] == []


def test_outputs_are_text_and_true_pictures() -> None:
    shown = outputs(
        [
            {"output_type": "stream", "text": ["\x1b[31m<b>", "\n"]},
            {"output_type": "display_data", "data": {"image/png": PIXEL}},
            {"output_type": "display_data", "data": {"image/png": '"><script>', "text/plain": "seven"}},
            {"output_type": "error", "traceback": ["<i>"]},
        ]
    )
    assert re.findall(r"<(\w+)", shown) == ["pre", "img", "pre", "pre"]
    assert "&lt;b&gt;" in shown
    assert "seven" in shown


@pytest.mark.parametrize("language", ["python", "javascript", "java", "no-such-language"])
def test_code_says_what_the_source_says(language: str) -> None:
    source = "if (a < b && c) { return '</pre><script>'; }"
    shown = re.sub(r"<[^>]+>", "", code(source, language))
    assert html.unescape(shown).strip() == source


def test_the_command_writes_one_file_with_automatic_scores(file: Path, tmp_path: Path) -> None:
    assert main(["review", str(file), "--output", str(tmp_path / "out")]) == 0
    (page,) = (tmp_path / "out").iterdir()
    assert page.name == "ada.review.html"
    assert "Automatic score" in page.read_text()


def test_marks_come_back_into_the_page(file: Path) -> None:
    transcript = read_transcript(file.read_bytes())
    head = transcript.entries[-1].envelope.hash()
    mark = Mark("gift-card-pair", "approach", 3, 'said "why" <b>')
    marks = Marks(1, transcript.verification.interview_id, head, "Ada", "", (mark,))
    text = review_page(transcript, file.name, marks=marks)
    elements = Elements(text)
    assert [one for one in elements.of("option") if "selected" in one] == [{"value": "3", "selected": None}]
    assert any(one.get("value") == mark.comment for one in elements.of("input"))
    form = next(one for one in elements.of("form"))
    assert read_marks((form["data-base"] or "").encode()).head_hash == head


def test_marks_of_another_interview_are_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marks = {"format": 1, "interview": "x", "headHash": "0" * 64, "marks": []}
    file.with_suffix(".marks.json").write_text(json.dumps(marks))
    assert main(["review", str(file)]) == 2
    assert "of another interview" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"format": 2, "interview": "x", "headHash": "x"}',
        b'{"format": 1, "interview": "x", "headHash": "x", "more": 1}',
        b'{"format": 1, "interview": "", "headHash": "", "marks": [{"questionId": "", "criterion": "", "score": 5}]}',
        b"\xff",
        b"[" * 100_000,
        b" " * (4 * 2**20 + 1),
    ],
    ids=["empty", "list", "later", "more", "five", "no text", "deep", "large"],
)
def test_what_is_no_marks_file_is_told(file: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    file.with_suffix(".marks.json").write_bytes(content)
    assert main(["review", str(file)]) == 2
    assert "marks file" in capsys.readouterr().err


def test_nbconvert_makes_the_same_page(file: Path) -> None:
    body, resources = InterviewExporter().from_filename(str(file))
    assert resources["output_extension"] == ".html"
    assert "Valid: all" in body
    assert body.replace("ada.ipynb", "") == page_of(file).replace("ada.ipynb", "")


def test_nbconvert_refuses_what_is_no_transcript(tmp_path: Path) -> None:
    plain = tmp_path / "plain.ipynb"
    plain.write_bytes(dump({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    with pytest.raises(InvalidTranscript):
        InterviewExporter().from_filename(str(plain))

"""Résumés read by the real process: what can be seen comes out, what cannot does not, and harm stays in there."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_interview.adapters.resume import reader as reading
from jupyter_interview.adapters.resume.reader import ROOT, ProcessReader
from jupyter_interview.errors import UnreadableResume
from tests.resumes import INJECTION, LINES, content, docx, paragraph, pdf, run, text

HIDDEN = f"({INJECTION}) Tj"
ENTITY = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'
AT = "BT /F1 11 Tf 50 300 Td"


async def read(data: bytes) -> str:
    return (await ProcessReader().read(data)).text


async def refused(data: bytes) -> object:
    with pytest.raises(UnreadableResume) as error:
        await ProcessReader().read(data)
    assert error.value.message.endswith(".")
    return error.value.details["reason"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [(pdf(content()), "pdf"), (docx(), "docx"), (text(), "txt"), (text().decode().encode("utf-16"), "txt")],
)
async def test_a_resume_is_read_whatever_it_is_called(data: bytes, kind: str) -> None:
    found = await ProcessReader().read(data)
    assert found.kind == kind
    assert [" ".join(line.split()) for line in found.text.split("\n") if line.strip()] == [
        " ".join(line.split()) for line in LINES
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        f"{AT} 3 Tr {HIDDEN} ET",
        f"{AT} 7 Tr {HIDDEN} ET",
        f"{AT} 1 1 1 rg {HIDDEN} ET",
        f"{AT} 0.97 g {HIDDEN} ET",
        f"{AT} 1 Tr 1 1 1 RG {HIDDEN} ET",
        f"0 0 0.4 rg 40 290 500 30 re f {AT} 0 0 0.42 rg {HIDDEN} ET",
        f"BT /F1 0 Tf 0 g 50 300 Td {HIDDEN} ET",
        f"BT /F1 0.5 Tf 0 g 50 300 Td {HIDDEN} ET",
        f"BT /F1 11 Tf 0.05 0 0 0.05 50 300 Tm 0 g {HIDDEN} ET",
        f"BT /F1 11 Tf 0 g 900 300 Td {HIDDEN} ET",
        f"BT /F1 11 Tf 0 g 50 -60 Td {HIDDEN} ET",
        f"{AT} 0 g {HIDDEN} ET 1 1 1 rg 40 290 550 30 re f",
    ],
    ids=["mode 3", "clip", "white", "nearly white", "white outline", "blue on blue", "size 0", "size 0.5",
         "scaled down", "right of the page", "below the page", "painted over"],
)  # fmt: skip
async def test_what_nobody_sees_in_a_pdf_is_not_read(hidden: str) -> None:
    found = await read(pdf(content(after=hidden)))
    assert "instructions" not in found
    assert "Quarkweave" in found


async def test_what_nobody_sees_in_a_form_of_a_pdf_is_not_read() -> None:
    found = await read(
        pdf(content(after="/F Do"), form=f"{AT} 1 g {HIDDEN} ET BT /F1 11 Tf 0 g 50 200 Td (In sight) Tj ET")
    )
    assert "instructions" not in found
    assert "In sight" in found


async def test_white_letters_on_something_dark_are_read() -> None:
    heading = "0.1 0.1 0.3 rg 40 290 500 30 re f BT /F1 11 Tf 1 1 1 rg 50 300 Td (Technical leadership) Tj ET"
    assert "Technical leadership" in await read(pdf(content(after=heading)))
    within = pdf(content(after="/F Do"), form=heading)
    assert "Technical leadership" in await read(within)


@pytest.mark.parametrize(
    "hidden",
    [
        paragraph(run(INJECTION, "<w:vanish/>")),
        paragraph(run(INJECTION, "<w:webHidden/>")),
        paragraph(run(INJECTION, '<w:color w:val="FFFFFF"/>')),
        paragraph(run(INJECTION, '<w:color w:val="auto" w:themeColor="background1"/>')),
        paragraph(run(INJECTION, '<w:sz w:val="2"/>')),
        paragraph(run(INJECTION, '<w:rStyle w:val="Sneaky"/>')),
        paragraph(run(INJECTION), properties='<w:pStyle w:val="Heir"/>'),
        f"<w:p><w:del>{run(INJECTION)}</w:del></w:p>",
        f"<w:p><mc:AlternateContent><mc:Fallback>{run(INJECTION)}</mc:Fallback></mc:AlternateContent></w:p>",
        f"<mc:AlternateContent><mc:Fallback>{paragraph(run(INJECTION))}</mc:Fallback></mc:AlternateContent>",
    ],
    ids=["vanish", "webHidden", "white", "theme's white", "one point", "style", "inherited style", "deleted",
         "fallback in a paragraph", "fallback"],
)  # fmt: skip
async def test_what_nobody_sees_in_a_word_document_is_not_read(hidden: str) -> None:
    styles = (
        '<w:style w:styleId="Sneaky"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Heir"><w:basedOn w:val="Sneaky"/></w:style>'
    )
    found = await read(docx(paragraph(run("Python, "), run("Django")), hidden, paragraph(run("Docker")), styles=styles))
    assert [line for line in found.split("\n") if line] == ["Python, Django", "Docker"]


async def test_what_is_seen_in_a_word_document_is_read() -> None:
    shown = paragraph(run("shown after all", '<w:vanish w:val="0"/>'))
    dark = '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
    white = paragraph(run("white on blue", '<w:color w:val="FFFFFF"/>'))
    cell = f"<w:tbl><w:tr><w:tc>{dark}{white}</w:tc></w:tr></w:tbl>"
    box = f"<w:p><w:r><w:txbxContent>{paragraph(run('in a box'))}</w:txbxContent></w:r></w:p>"
    found = await read(docx(shown, cell, box))
    assert [line for line in found.split("\n") if line] == ["shown after all", "white on blue", "in a box"]


async def test_a_locked_pdf_is_told_from_a_damaged_one() -> None:
    assert await refused(pdf(content(), password="open sesame")) == "password"
    assert await refused(pdf(content())[:300]) == "malformed"
    assert await refused(b"%PDF-1.7\n" + os.urandom(5000)) == "malformed"


async def test_a_pdf_without_text_is_no_resume() -> None:
    assert await refused(pdf("0 0 1 rg 10 10 300 300 re f")) == "empty"
    assert await refused(pdf(f"{AT} 3 Tr {HIDDEN} ET")) == "empty"
    assert await refused(b"") == "empty"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "type"),
        (b"{\\rtf1\\ansi Python}", "type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"EncryptedPackage" * 40, "old_word"),
        (b"PK\x03\x04" + b"\0" * 200, "malformed"),
        (docx()[:-40], "malformed"),
        (docx(more={"word/document.xml": b"<w:document>"}), "malformed"),
        (docx(more={"word/document.xml": ENTITY}), "malformed"),
    ],
    ids=["picture", "rtf", "locked word", "not a zip", "cut zip", "cut xml", "entity"],
)  # fmt: skip
async def test_what_cannot_be_read_is_told_so(data: bytes, reason: str) -> None:
    assert await refused(data) == reason


async def test_a_zip_bomb_is_not_opened() -> None:
    big = {"word/media/image1.png": bytes(101 << 20)}
    assert len(docx(more=big)) < 200_000
    assert await refused(docx(more=big)) == "unpacks"
    spaces = b"<w:document>" + b" " * (9 << 20) + b"</w:document>"
    assert await refused(docx(more={"word/document.xml": spaces})) == "unpacks"
    assert await refused(docx(more={f"word/{number}.xml": b"" for number in range(2001)})) == "unpacks"


async def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PROGRAM", "import time; time.sleep(60)")
    with pytest.raises(UnreadableResume, match="too much time"):
        await ProcessReader(seconds=0.3).read(text())


@pytest.mark.parametrize(
    "does",
    ["while True: pass", "hoard = [bytes(1 << 20) for _ in range(2000)]", "sys.stdout.write('x' * (3 << 20))"],
    ids=["processor", "memory", "words"],
)
async def test_the_process_is_bounded(does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits are the real ones, but for the processor's seconds, which a test need not wait for."""
    program = f"""
import sys
sys.path.insert(0, sys.argv[1])
from jupyter_interview.adapters.resume import confine
confine.CPU_SECONDS = 1
confine.limit()
{does}
print('{{"kind": "txt", "text": "it went on"}}')
"""
    monkeypatch.setattr(reading, "PROGRAM", program)
    started = asyncio.get_running_loop().time()
    with pytest.raises(UnreadableResume):
        await ProcessReader().read(text())
    assert asyncio.get_running_loop().time() - started < reading.SECONDS


@pytest.mark.parametrize(
    "does",
    [
        "socket.socket()",
        "open('/etc/hostname')",
        "open(sys.argv[1] + '/written', 'w')",
        "os.pipe()",
        "subprocess.run(['true'])",
    ],
)
def test_the_process_opens_nothing_once_it_reads(does: str, tmp_path: Path) -> None:
    program = f"""
import os, socket, subprocess, sys
sys.path.insert(0, {ROOT!r})
from jupyter_interview.adapters.resume import confine
confine.limit()
confine.close_the_world()
try:
    {does}
except OSError as error:
    sys.exit(17)
"""
    command = [sys.executable, "-I", "-c", program, str(tmp_path)]
    assert subprocess.run(command, timeout=30, check=False).returncode == 17
    assert list(tmp_path.iterdir()) == []


async def test_the_process_is_told_nothing_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_API_KEY", "not-for-the-reader")
    program = "import json, os; print(json.dumps({'kind': 'txt', 'text': repr(sorted(os.environ.values()))}))"
    monkeypatch.setattr(reading, "PROGRAM", program)
    assert "not-for-the-reader" not in await read(text())


async def test_many_at_once_are_read_a_few_at_a_time() -> None:
    reader = ProcessReader()
    found = await asyncio.gather(*(reader.read(text()) for _ in range(5)))
    assert {one.kind for one in found} == {"txt"}

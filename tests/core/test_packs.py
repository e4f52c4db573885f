"""Where questions come from: packs by folder and by installed package, and what is remembered of their folders."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

import pytest
from msgspec.structs import replace

from jupyter_interview.adapters import questions
from jupyter_interview.adapters.item_parameters import Parameters, write_parameters
from jupyter_interview.adapters.packs import open_bank
from jupyter_interview.adapters.questions import SHIPPED_BANK, FolderBank
from jupyter_interview.domain.questions import ItemPrior
from jupyter_interview.errors import BadQuestion
from jupyter_interview.service.adaptive import Wanted

SHIPPED = frozenset(FolderBank().ids())


def pack(folder: Path, *names: str) -> Path:
    """A pack whose questions are shipped ones under other names."""
    for name, source in zip(names, sorted(SHIPPED), strict=False):
        shutil.copytree(SHIPPED_BANK / source, folder / name)
    return folder


def install(site: Path, body: str) -> None:
    """A package on the path that brings questions."""
    module = f"their_{site.name}"  # of its own: a module is imported once
    (site / f"{module}.py").write_text(f"def folder():\n    {body}\n")
    info = site / "their_questions-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: their-questions\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[jupyter_interview.questions]\ntheirs = {module}:folder\n")


def test_folders_are_asked_beside_the_shipped_questions(tmp_path: Path) -> None:
    assert set(open_bank([pack(tmp_path, "our-own")]).ids()) == SHIPPED | {"our-own"}
    assert open_bank([tmp_path], shipped=False).ids() == ("our-own",)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="question_packs"):
        open_bank([tmp_path / "missing"])


def test_an_installed_package_brings_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = pack(tmp_path / "theirs", "from-a-package")
    install(tmp_path, f"return {str(theirs)!r}")
    monkeypatch.syspath_prepend(tmp_path)
    assert "from-a-package" in open_bank().ids()


@pytest.mark.parametrize("body", ["raise ValueError('private')", "return 7", "return '/nowhere/at/all'"])
def test_a_broken_package_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, body: str
) -> None:
    install(tmp_path, body)
    monkeypatch.syspath_prepend(tmp_path)
    assert set(open_bank().ids()) == SHIPPED
    assert "theirs were left out" in caplog.text
    assert "private" not in caplog.text


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of folders that were read whole."""
    found: list[str] = []
    read = questions.load_listed

    def counted(folder: Path) -> questions.PublicQuestion:
        found.append(folder.name)
        return read(folder)

    monkeypatch.setattr(questions, "load_listed", counted)
    return found


def test_only_what_changed_is_read_again(tmp_path: Path, reads: list[str]) -> None:
    folder, index = pack(tmp_path / "pack", "first", "second"), tmp_path / "cache" / "index.json"
    before = FolderBank([folder], index=index).public()
    assert FolderBank([folder], index=index).public() == before
    assert reads == ["first", "second"]
    statement = folder / "second" / "statement.md"
    statement.write_text(statement.read_text() + "More.\n")
    shutil.rmtree(folder / "first")
    (after,) = FolderBank([folder], index=index).public()
    assert reads == ["first", "second", "second"]
    assert after.digest not in {question.digest for question in before}


@pytest.mark.parametrize("content", [b"", b"{", b'{"version": 1, "folders": 3}', b'{"version": 0, "folders": {}}'])
def test_an_index_that_cannot_be_used_is_made_anew(tmp_path: Path, reads: list[str], content: bytes) -> None:
    folder, index = pack(tmp_path / "pack", "first"), tmp_path / "index.json"
    index.write_bytes(content)
    for _ in range(2):
        assert [question.id for question in FolderBank([folder], index=index).public()] == ["first"]
    assert reads == ["first"]


def test_an_index_that_cannot_be_written_costs_only_time(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = pack(tmp_path / "pack", "first")
    (tmp_path / "file").touch()
    assert len(FolderBank([folder], index=tmp_path / "file" / "index.json").public()) == 1
    assert "could not be kept" in caplog.text


def test_measured_parameters_count_instead_of_what_was_written(tmp_path: Path) -> None:
    folder, here = pack(tmp_path / "pack", "first", "second", "third"), tmp_path / "parameters.json"
    measured = Parameters(1.25, 0.75, 0.1, 0.1, 40)
    write_parameters(folder / "parameters.json", {"first": measured, "second": measured, "gone": measured})
    write_parameters(here, {"second": replace(measured, difficulty=-2.0)})
    authored = {one.public.id: one.prior for one in open_bank([folder], shipped=False).listed()}
    bank = open_bank([folder], shipped=False, index=tmp_path / "index.json", parameters=here)
    found = {one.public.id: one.prior for one in bank.listed()}
    assert found == {"first": ItemPrior(1.25, 0.75), "second": ItemPrior(-2.0, 0.75), "third": authored["third"]}
    assert bank.get("second").prior == found["second"]
    again = open_bank([folder], shipped=False, index=tmp_path / "index.json")
    assert {one.public.id: one.prior for one in again.listed()} == authored  # the index remembers what was written


@pytest.mark.parametrize(
    "content",
    [
        "{",
        '{"version": 2, "questions": {}}',
        '{"version": 1, "questions": {"q": {"difficulty": 0}}}',
        '{"version": 1, "questions": {"q": {"difficulty": 9, "discrimination": 1, "difficulty_error": 1,'
        ' "discrimination_error": 1, "candidates": 30}}}',
    ],
)
def test_parameters_that_break_the_format_are_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "parameters.json"
    file.write_text(content)
    with pytest.raises(BadQuestion, match=str(file)):
        open_bank(parameters=file).listed()


def test_a_cohorts_own_questions_are_in_no_list(tmp_path: Path) -> None:
    ours, theirs = uuid4(), uuid4()
    packs = {str(one): [pack(tmp_path / str(one), name)] for one, name in ((ours, "our-exam"), (theirs, "their-exam"))}
    design = next(iter(FolderBank().designs())).id
    shutil.copytree(SHIPPED_BANK / design, Path(packs[str(ours)][0]) / "our-design")
    bank = open_bank(private=packs, index=tmp_path / "index.json")
    assert {question.id for question in bank.public()} == SHIPPED
    assert "our-design" not in {question.id for question in bank.designs()}
    assert {q.public.id: q.cohort for q in bank.listed() if q.cohort} == {"our-exam": ours, "their-exam": theirs}
    assert [bank.cohort(name) for name in ("our-exam", "our-design", design, *sorted(SHIPPED)[:1])] == [
        ours,
        ours,
        None,
        None,
    ]
    questions = {question.public.id: question for question in bank.listed()}
    for wanted, fits in ((None, []), (ours, ["our-exam"]), (theirs, ["their-exam"])):
        asks = Wanted("dsa", "python", cohort=wanted)
        assert [name for name in ("our-exam", "their-exam") if asks.fits(questions[name])] == fits
        assert all(asks.fits(questions[name]) for name in SHIPPED)
    with pytest.raises(BadQuestion, match="cohort_packs"):
        open_bank(private={"algorithms-1": [tmp_path]})
    with pytest.raises(BadQuestion, match="cohort_packs"):
        open_bank(private={str(ours): [tmp_path / "missing"]})

"""From `questions new` to another bank: skeletons that work, zips that harm nothing, Kattis packages."""

from __future__ import annotations

import itertools
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from jupyter_interview.adapters.question_folders import pack, unpack
from jupyter_interview.adapters.questions import SHIPPED_BANK, load_question
from jupyter_interview.adapters.signature_rules import KINDS
from jupyter_interview.cli import main
from jupyter_interview.cli.judged import judged
from jupyter_interview.domain.questions import Question
from jupyter_interview.errors import BadQuestion, InvalidRequest, TooLarge
from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox

SHIPPED = SHIPPED_BANK / "gift-card-pair"


def finish(folder: Path) -> None:
    """What an author does: every TODO becomes words."""
    for name in ("question.yaml", "statement.md"):
        path = folder / name
        path.write_text(path.read_text().replace("TODO", "Say"))


async def proven(question: Question) -> None:
    """Python's solutions get their verdicts, those that take all their time left out."""
    for solution in (*question.solutions, *question.wrong):
        if solution.language == "python" and solution.verdict != "time_limit":
            judgement = await judged(ProcessSandbox(), question, "python", solution.source)
            assert (solution.name, judgement.verdict) == (solution.name, solution.verdict)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_new_question_works_once_its_words_are_there(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "late-trains"
    assert main(["questions", "new", str(folder), "--kind", kind, "--title", 'Say "late": trains']) == 0
    with pytest.raises(BadQuestion, match="not finished: 'TODO"):
        load_question(folder)
    finish(folder)
    question = load_question(folder)
    assert question.title == 'Say "late": trains'
    assert [solution.language for solution in question.solutions] == ["python", "javascript", "java"]
    await proven(question)


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for status in (0, 2):
        assert main(["questions", "new", str(tmp_path / "late-trains")]) == status
    assert "is there already" in capsys.readouterr().err
    assert main(["questions", "new", str(tmp_path / "Late Trains")]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["late-trains"]


def test_what_was_exported_is_imported_as_it_was(tmp_path: Path) -> None:
    first, second, bank = tmp_path / "one.zip", tmp_path / "two.zip", tmp_path / "bank"
    for file in (first, second):
        assert main(["questions", "export", "gift-card-pair", "team-sizes", "--to", str(file)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert main(["questions", "export", "team-sizes", "--to", str(first)]) == 2
    assert main(["questions", "import", str(first), "--to", str(bank)]) == 0
    assert load_question(bank / "gift-card-pair").digest == load_question(SHIPPED).digest
    assert main(["questions", "import", str(SHIPPED), "--to", str(bank)]) == 2


HOSTILE = {
    "above": "../gift-card-pair/question.yaml",
    "absolute": "/gift-card-pair/question.yaml",
    "within": "gift-card-pair/../../x",
    "backslash": "gift-card-pair\\..\\x/question.yaml",
    "drive": "gift-card-pair/C:x",
    "deep": "gift-card-pair/solutions/more/python.py",
    "loose": "question.yaml",
    "no id": "Gift Card/question.yaml",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_zip_writes_nothing_outside_of_questions(tmp_path: Path, name: str) -> None:
    file, target = tmp_path / "hostile.zip", tmp_path / "inner" / "bank"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("fine-question/question.yaml", "title: Fine")
        archive.writestr(zipfile.ZipInfo(name), "x")
    with pytest.raises((InvalidRequest, BadQuestion)):
        unpack(file, target)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == [file]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(33):
            archive.writestr(f"a-question/{number}", bytes(2**24))
    with pytest.raises(TooLarge):
        unpack(file, tmp_path / "bank")
    assert not (tmp_path / "bank").exists()


def test_an_import_runs_nothing(tmp_path: Path) -> None:
    """Whoever looks at what was sent has not agreed to run it."""
    ran, file = tmp_path / "ran", tmp_path / "sent.zip"
    attack = f"import pathlib\npathlib.Path({str(ran)!r}).touch()\n"
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(path for path in SHIPPED.rglob("*") if path.is_file()):
            text = path.read_text()
            code = path.name in ("generate.py", "python.py")
            archive.writestr(f"sent/{path.relative_to(SHIPPED).as_posix()}", attack + text if code else text)
    assert main(["questions", "import", str(file), "--to", str(tmp_path / "bank")]) == 0
    assert not ran.exists()
    load_question(tmp_path / "bank" / "sent")
    assert ran.exists(), "the attack is one"


@pytest.mark.parametrize("damage", ["data", "shape", "long"])
def test_a_damaged_zip_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str) -> None:
    file = tmp_path / "damaged.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a-question/statement.md", "words " * 1000)
        if damage == "shape":  # a file and a folder of one name
            archive.writestr("a-question/solutions", "x")
            archive.writestr("a-question/solutions/python.py", "x")
        if damage == "long":
            archive.writestr(f"a-question/{'x' * 300}", "x")
    if damage == "data":
        content = bytearray(file.read_bytes())
        content[60:80] = b"\xff" * 20
        file.write_bytes(content)
    assert main(["questions", "import", str(file), "--to", str(tmp_path / "bank")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert list((tmp_path / "bank").glob("*")) + list((tmp_path / "bank").glob(".*")) == []


@pytest.mark.parametrize("name", ["statement.md", "solutions/python.py", "notes.txt"])
def test_a_link_out_of_the_folder_is_not_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    secret, folder = tmp_path / "secret", tmp_path / "a-question"
    secret.write_text("the reader's own")
    shutil.copytree(SHIPPED, folder)
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(secret)
    assert main(["questions", "import", str(folder), "--to", str(tmp_path / "bank")]) == 2
    assert name in capsys.readouterr().err
    assert not (tmp_path / "bank").exists()


def test_what_is_no_zip_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.zip").write_text("not a zip")
    for source in ("notes.zip", "missing.zip"):
        assert main(["questions", "import", str(tmp_path / source), "--to", str(tmp_path / "bank")]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_a_pack_is_what_its_folder_holds(tmp_path: Path) -> None:
    file = tmp_path / "one.zip"
    pack([SHIPPED], file)
    assert "gift-card-pair/wrong/every_pair.time_limit.py" in zipfile.ZipFile(file).namelist()


LATEX = "\\problemname{Sum}\nAdd \\emph{all} numbers. % easy\n\\section*{Input}\nOne a line.\n"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A legacy package of the smallest useful kind."""
    folder = tmp_path / "Sum of Numbers"
    texts = {
        "problem.yaml": "name: Sum of numbers\nlimits:\n  time_limit: 3\nvalidator_flags: float_tolerance 1e-6\n",
        "problem_statement/problem.en.tex": LATEX,
        "data/sample/1.in": "1\n2\n",
        "data/sample/1.ans": "3\n",
        "submissions/accepted/sum.py": "import sys\nprint(sum(map(float, sys.stdin)))\n",
        "submissions/accepted/worse.py": "raise SystemExit\n",
        "submissions/wrong_answer/First-Only.py": "print(float(input()))\n",
        "submissions/time_limit_exceeded/2slow.py": "while True:\n    pass\n",
    }
    texts |= {f"data/secret/{'big/' if n > 5 else ''}{n}.in": f"{n}\n0.5\n1\n" for n in range(9)}
    texts |= {f"data/secret/{'big/' if n > 5 else ''}{n}.ans": f"{n + 1.5}\n" for n in range(9)}
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


async def test_a_kattis_package_becomes_a_question(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = tmp_path / "bank"
    assert main(["questions", "import", str(package), "--to", str(bank)]) == 1
    assert "not finished: 'TODO" in capsys.readouterr().out
    finish(bank / "sum-of-numbers")
    question = load_question(bank / "sum-of-numbers")
    assert question.statement == "Add *all* numbers. \n\n### Input\n\nOne a line."
    assert [test.category for test in question.tests].count("big") == 3
    assert {(wrong.name, wrong.verdict) for wrong in question.wrong} == {
        ("first_only", "wrong_answer"),
        ("one_2slow", "time_limit"),
    }
    assert question.time_limits["python"] == 3
    await proven(question)


def checked_by_a_program(package: Path) -> None:
    (package / "output_validators").mkdir()


def interactive(package: Path) -> None:
    (package / "problem.yaml").write_text("name: x\nvalidation: custom interactive\n")


def multi_pass(package: Path) -> None:
    (package / "problem.yaml").write_text("name: {en: x}\ntype: [pass-fail, multi-pass]\n")


def a_link_out(package: Path) -> None:
    (package.parent / "secret").write_text("mine")
    answer = package / "data" / "secret" / "1.ans"
    answer.unlink()
    answer.symlink_to(package.parent / "secret")


def a_bomb(package: Path) -> None:
    lines = ["a: &a [1, 1]", *(f"{new}: &{new} [*{old}, *{old}]" for old, new in itertools.pairwise("abcdefghij"))]
    (package / "problem.yaml").write_text("\n".join(lines))


def not_text(package: Path) -> None:
    (package / "data" / "secret" / "1.in").write_bytes(b"\xff")


@pytest.mark.parametrize("change", [checked_by_a_program, interactive, multi_pass, not_text, a_link_out, a_bomb])
def test_what_cannot_be_imported_is_told(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Path], None]
) -> None:
    change(package)
    assert main(["questions", "import", str(package), "--to", str(tmp_path / "bank")]) == 2
    assert capsys.readouterr().err
    assert not (tmp_path / "bank").exists()


@pytest.mark.parametrize(
    "piece", ["\\bf{", "\\emph{x", "\\section*{", "\\begin{itemize}[", "  ", "\\item ", "%", "~\n"]
)
def test_no_statement_takes_long(package: Path, tmp_path: Path, piece: str) -> None:
    """Two megabytes of any piece: what once took minutes takes less than a second."""
    path = package / "problem_statement" / "problem.en.tex"
    path.write_text("Add." + piece * (2_000_000 // len(piece)))
    assert main(["questions", "import", str(package), "--to", str(tmp_path / "bank")]) == 1


def test_showing_a_question_keeps_what_is_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    question = load_question(SHIPPED)
    assert main(["questions", "show", SHIPPED.name, "--language", "java"]) == 0
    shown = capsys.readouterr().out
    assert question.title in shown
    assert "class Solution" in shown
    assert question.hints[0] not in shown
    assert main(["questions", "show", SHIPPED.name, "--hidden"]) == 0
    shown = capsys.readouterr().out
    assert all(text in shown for text in (*question.hints, question.solutions[0].source, question.rubric[0].text))

"""Loading question folders: what is read, what is refused and with which words, the digest, the bank."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from jupyter_interview.adapters.brief_bank import BriefBank
from jupyter_interview.adapters.question_files import folder_digest, question_files
from jupyter_interview.adapters.questions import SHIPPED_BANK, FolderBank, load_listed, load_question
from jupyter_interview.domain.questions import ItemPrior, ListedQuestion
from jupyter_interview.errors import BadQuestion, NotFound

YAML = {
    "title": "Add up",
    "difficulty": "easy",
    "topics": ["arrays-hashing"],
    "signature": {
        "function": "add_up",
        "parameters": [{"name": "numbers", "type": "int[]"}, {"name": "start", "type": "int"}],
        "returns": "int",
    },
    "constraints": ["`0 ≤ len(numbers)`"],
    "examples": [{"arguments": [[1, 2], 3], "expected": 6, "explanation": "1 + 2 + 3"}],
    "complexity": {"time": "O(n)", "space": "O(1)"},
    "hints": ["One.", "Two.", "Three."],
    "clarifications": [{"keywords": ["empty"], "met": "Then it is the start."}],
    "follow_ups": [{"ask": "And floats?", "keywords": ["fsum"], "met": "Yes.", "missed": "Use fsum."}],
    "rubric": [{"criterion": "approach", "text": "Uses one pass"}],
    "time_limits": {"python": 2.0},
}
TESTS = [{"category": "basic", "arguments": [[number], 1], "expected": number + 1} for number in range(8)]
REFERENCE = "def add_up(numbers, start):\n    numbers.append(start)\n    return sum(numbers)\n"
GENERATE = "def many(random):\n    return [[random.randrange(10) for _ in range(100)], 5]\n"
GENERATED = {"category": "large", "generator": "many", "seed": 3}

Change = Callable[[Path], object]
SHIPPED = SHIPPED_BANK / "fewest-stamps"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound question of the smallest kind."""
    folder = tmp_path / "add-up"
    for name in ("solutions", "wrong"):
        (folder / name).mkdir(parents=True)
    (folder / "question.yaml").write_text(yaml.safe_dump(YAML), encoding="utf-8")
    (folder / "statement.md").write_text("Add up `numbers` and `start`.\n", encoding="utf-8")
    (folder / "tests.json").write_text(json.dumps({"tests": TESTS}), encoding="utf-8")
    (folder / "solutions" / "python.py").write_text(REFERENCE, encoding="utf-8")
    for name in ("zero.wrong_answer.py", "idle.time_limit.py"):
        (folder / "wrong" / name).write_text("def add_up(numbers, start):\n    return 0\n", encoding="utf-8")
    return folder


def set_yaml(value: Any, *keys: str) -> Change:
    """Set the value at a path of keys in question.yaml."""

    def change(folder: Path) -> None:
        content = json.loads(json.dumps(YAML))
        target = content
        for key in keys[:-1]:
            target = target[key]
        target[keys[-1]] = json.loads(json.dumps(value))  # parts of its own: what is there twice is written twice
        (folder / "question.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")

    return change


def set_test(test: dict[str, Any]) -> Change:
    """Make `test` the ninth test."""
    return write("tests.json", json.dumps({"tests": [*TESTS, test]}))


def write(name: str, text: str) -> Change:
    def change(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return change


def prior(difficulty: float, discrimination: float) -> Change:
    return set_yaml({"difficulty": difficulty, "discrimination": discrimination}, "prior")


def remove(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


def both(*changes: Change) -> Change:
    return lambda folder: [change(folder) for change in changes]


def test_a_sound_folder_loads(folder: Path) -> None:
    question = load_question(folder)
    assert (question.id, question.title, question.difficulty) == ("add-up", "Add up", "easy")
    assert question.examples[0].category == "example"
    assert [test.expected for test in question.tests] == list(range(1, 9))
    assert [(wrong.name, wrong.verdict) for wrong in question.wrong] == [
        ("idle", "time_limit"),
        ("zero", "wrong_answer"),
    ]
    assert load_listed(folder) == ListedQuestion(question.public(), question.prior, question.minutes)


@pytest.mark.parametrize(
    ("level", "difficulty", "minutes"), [("easy", -1.0, 15.0), ("medium", 0.0, 25.0), ("hard", 1.2, 40.0)]
)
def test_a_level_says_what_the_author_leaves_out(folder: Path, level: str, difficulty: float, minutes: float) -> None:
    set_yaml(level, "difficulty")(folder)
    question = load_question(folder)
    assert (question.prior, question.minutes) == (ItemPrior(difficulty, 1.0), minutes)


def test_an_author_knows_better_than_the_level(folder: Path) -> None:
    prior(-4, 3)(folder)
    assert load_question(folder).prior == ItemPrior(-4.0, 3.0)
    set_yaml(7.5, "minutes")(folder)
    assert load_question(folder).minutes == 7.5


def test_references_in_other_languages_come_after_python(folder: Path) -> None:
    both(write("solutions/java.java", "class Solution {}"), write("solutions/javascript.js", "1"))(folder)
    write("wrong/slow.time_limit.java", "class Solution {}")(folder)
    question = load_question(folder)
    assert [solution.language for solution in question.solutions] == ["python", "javascript", "java"]
    assert [wrong.language for wrong in question.wrong] == ["python", "java", "python"]
    assert load_listed(folder).public == question.public()


def test_a_checker_is_read_and_never_run(folder: Path) -> None:
    checker = "raise SystemError\ndef check(arguments, expected, actual):\n    return True\n"
    both(set_yaml("checker", "signature", "compare"), write("checker.py", checker))(folder)
    set_test({**STATED, "expected": {"any": "thing"}})(folder)
    question = load_question(folder)
    assert question.checker == checker
    assert question.tests[-1].expected == {"any": "thing"}


def test_an_example_shows_an_answer_even_with_a_checker(folder: Path) -> None:
    both(set_yaml("checker", "signature", "compare"), write("checker.py", "def check(a, e, b): return True\n"))(folder)
    content = yaml.safe_load((folder / "question.yaml").read_text("utf-8"))
    content["examples"][0]["expected"] = None
    write("question.yaml", yaml.safe_dump(content))(folder)
    with pytest.raises(BadQuestion, match="example 1: the expected value must be of the type int"):
        load_question(folder)


STATED = {"category": "x", "arguments": [[], 0], "expected": 0}
ONE_WAY = "either arguments and expected, or generator and seed"
BROKEN: dict[str, tuple[Change, str, str]] = {
    # name: (what is changed, the file that is named, the rule that is named)
    "yaml-missing": (remove("question.yaml"), "question.yaml", "is missing"),
    "yaml-empty": (write("question.yaml", "  \n"), "question.yaml", "is empty"),
    "yaml-malformed": (write("question.yaml", "title: [\n"), "question.yaml", "parsing"),
    "yaml-bomb": (write("question.yaml", "a: &a [1, 1]\nb: [*a, *a]\n"), "question.yaml", "line 2: anchors"),
    "yaml-of-itself": (write("question.yaml", "a: &a [*a]\n"), "question.yaml", "anchors and aliases"),
    "yaml-deep": (write("question.yaml", "a: " + 500 * "["), "question.yaml", "nested too deeply"),
    "yaml-deeper": (write("question.yaml", "a: " + 10**5 * "["), "question.yaml", "maximum nesting depth"),
    "tests-deep": (
        write("tests.json", '{"tests": [{"category": "x", "arguments": ' + 10**5 * "["),
        "tests.json",
        "nested too deeply",
    ),
    "yaml-not-utf8": (lambda f: (f / "question.yaml").write_bytes(b"\xff"), "question.yaml", "UTF-8"),
    "key-unknown": (set_yaml(1, "points"), "question.yaml", "unknown field `points`"),
    "key-unknown-inside": (set_yaml(1, "signature", "style"), "question.yaml", "unknown field `style`"),
    "key-missing": (write("question.yaml", "title: x\n"), "question.yaml", "missing required field"),
    "title-empty": (set_yaml(" ", "title"), "question.yaml", "title"),
    "difficulty-unknown": (set_yaml("deadly", "difficulty"), "question.yaml", "deadly"),
    "topics-none": (set_yaml([], "topics"), "question.yaml", "at least one topic"),
    "topics-spelling": (set_yaml(["Two Pointers"], "topics"), "question.yaml", "kebab-case"),
    "topics-twice": (set_yaml(["heap", "heap"], "topics"), "question.yaml", "differ"),
    "constraint-empty": (set_yaml([""], "constraints"), "question.yaml", "constraints"),
    "hints-two": (set_yaml(["a", "b"], "hints"), "question.yaml", "exactly 3"),
    "hints-four": (set_yaml(["a", "b", "c", "d"], "hints"), "question.yaml", "exactly 3"),
    "hint-empty": (set_yaml(["a", " ", "c"], "hints"), "question.yaml", "hints must not be empty"),
    "complexity-spelling": (set_yaml("linear", "complexity", "time"), "question.yaml", "big-O"),
    "follow-up-partial": (set_yaml([{"ask": "Why?"}], "follow_ups"), "question.yaml", "each of follow_ups"),
    "clarification-partial": (set_yaml([{"met": "x"}], "clarifications"), "question.yaml", "clarifications"),
    "clarification-asks": (
        set_yaml([{"keywords": ["x"], "met": "y", "ask": "z"}], "clarifications"),
        "question.yaml",
        "nothing else",
    ),
    "rubric-unnamed": (set_yaml([{"criterion": "", "text": "x"}], "rubric"), "question.yaml", "criterion"),
    "rubric-empty": (set_yaml([{"criterion": "x", "text": ""}], "rubric"), "question.yaml", "text"),
    "limit-language": (set_yaml({"cobol": 2.0}, "time_limits"), "question.yaml", "time_limits knows python"),
    "limit-zero": (set_yaml({"python": 0}, "time_limits"), "question.yaml", "time_limits must lie"),
    "limit-large": (set_yaml({"python": 10.5}, "time_limits"), "question.yaml", "time_limits must lie"),
    "prior-partial": (set_yaml({"difficulty": 1}, "prior"), "question.yaml", "missing required field `discrimination`"),
    "prior-difficulty": (prior(-4.1, 1.0), "question.yaml", "a difficulty from -4 to 4"),
    "prior-no-number": (prior(math.nan, 1.0), "question.yaml", "a difficulty from -4 to 4"),
    "prior-flat": (prior(0.0, 0.1), "question.yaml", "a discrimination from 0.2 to 3"),
    "prior-steep": (prior(0.0, 3.1), "question.yaml", "a discrimination from 0.2 to 3"),
    "minutes-none": (set_yaml(0, "minutes"), "question.yaml", "minutes must lie above 0"),
    "minutes-many": (set_yaml(181, "minutes"), "question.yaml", "not above 180"),
    "examples-none": (set_yaml([], "examples"), "question.yaml", "at least one example"),
    "function-spelling": (set_yaml("addUp", "signature", "function"), "question.yaml", "snake_case"),
    "function-keyword": (set_yaml("lambda", "signature", "function"), "question.yaml", "keeps for itself"),
    "parameters-none": (set_yaml([], "signature", "parameters"), "question.yaml", "one parameter or more"),
    "parameters-twice": (
        set_yaml([{"name": "a", "type": "int"}] * 2, "signature", "parameters"),
        "question.yaml",
        "is there twice",
    ),
    "type-unknown": (set_yaml("list", "signature", "returns"), "question.yaml", "'list' is no type"),
    "compare-misfit": (set_yaml("unordered", "signature", "compare"), "question.yaml", "compare unordered needs"),
    "example-arity": (
        set_yaml([{"arguments": [[1]], "expected": 1}], "examples"),
        "question.yaml",
        "example 1: 2 arguments expected, 1 given",
    ),
    "example-argument-type": (
        set_yaml([{"arguments": [[1], True], "expected": 2}], "examples"),
        "question.yaml",
        "argument start must be of the type int",
    ),
    "example-expected-type": (
        set_yaml([{"arguments": [[1], 1], "expected": "2"}], "examples"),
        "question.yaml",
        "example 1: the expected value must be of the type int",
    ),
    "statement-missing": (remove("statement.md"), "statement.md", "is missing"),
    "statement-empty": (write("statement.md", "\n"), "statement.md", "is empty"),
    "tests-missing": (remove("tests.json"), "tests.json", "is missing"),
    "tests-malformed": (write("tests.json", "{"), "tests.json", "truncated"),
    "tests-key-unknown": (set_test({**STATED, "points": 1}), "tests.json", "unknown field `points`"),
    "tests-seven": (write("tests.json", json.dumps({"tests": TESTS[:7]})), "tests.json", "at least 8"),
    "test-arity": (set_test({**STATED, "arguments": [[], 0, 0]}), "tests.json", "test 9: 2 arguments"),
    "test-argument-type": (set_test({**STATED, "arguments": [["a"], 0]}), "tests.json", "test 9: argument numbers"),
    "test-expected-type": (set_test({**STATED, "expected": None}), "tests.json", "test 9: the expected value"),
    "test-integer-range": (
        set_test({**STATED, "arguments": [[2**53], 0]}),
        "tests.json",
        "an int is at most 2147483647",
    ),
    "test-category-empty": (set_test({**STATED, "category": ""}), "tests.json", "category must not be empty"),
    "test-category-reserved": (set_test({**STATED, "category": "own"}), "tests.json", "kept for visible tests"),
    "test-without-expected": (set_test({"category": "x", "arguments": [[], 0]}), "tests.json", ONE_WAY),
    "test-without-seed": (set_test({"category": "x", "generator": "many"}), "tests.json", ONE_WAY),
    "test-both-ways": (set_test({**STATED, **GENERATED}), "tests.json", ONE_WAY),
    "test-no-generators": (set_test(GENERATED), "tests.json", "there is no generate.py"),
    "generator-unknown": (
        both(set_test(GENERATED), write("generate.py", "x = 1\n")),
        "generate.py",
        "must define the function many",
    ),
    "generator-malformed": (
        both(set_test(GENERATED), write("generate.py", "def many(:\n")),
        "generate.py",
        "does not run: SyntaxError",
    ),
    "generator-raises": (
        both(set_test(GENERATED), write("generate.py", "def many(random):\n    return 1 / 0\n")),
        "generate.py",
        "many raised ZeroDivisionError",
    ),
    "generator-no-list": (
        both(set_test(GENERATED), write("generate.py", "def many(random):\n    return 7\n")),
        "generate.py",
        "must return the list of arguments",
    ),
    "generator-misfit": (
        both(set_test(GENERATED), write("generate.py", "def many(random):\n    return [[1.5], 2]\n")),
        "tests.json",
        "test 9: argument numbers must be of the type int[]",
    ),
    "reference-raises": (
        both(set_test(GENERATED), write("generate.py", GENERATE), write("solutions/python.py", "def add_up(): 0\n")),
        "solutions/python.py",
        "add_up raised TypeError",
    ),
    "reference-missing": (remove("solutions/python.py"), "solutions/python.py", "is missing"),
    "reference-misnamed": (write("solutions/cobol.cob", "x"), "solutions/cobol.cob", "named after its language"),
    "reference-suffix": (write("solutions/python.txt", "x"), "solutions/python.txt", "named after its language"),
    "wrong-too-few": (remove("wrong/idle.time_limit.py"), "wrong/", "at least 2 wrong solutions"),
    "wrong-verdict": (write("wrong/bad.rejected.py", "x"), "wrong/bad.rejected.py", "the verdict must be one of"),
    "wrong-accepted": (write("wrong/bad.accepted.py", "x"), "wrong/bad.accepted.py", "the verdict must be one of"),
    "wrong-no-verdict": (write("wrong/bad.py", "x"), "wrong/bad.py", "<name>.<verdict>"),
    "wrong-language": (write("wrong/bad.time_limit.cob", "x"), "wrong/bad.time_limit.cob", "<name>.<verdict>"),
    "wrong-empty": (write("wrong/bad.time_limit.py", ""), "wrong/bad.time_limit.py", "is empty"),
    "checker-unwanted": (write("checker.py", "def check(a, e, b): return True\n"), "checker.py", "is not used"),
    "checker-missing": (set_yaml("checker", "signature", "compare"), "checker.py", "is missing"),
    "checker-malformed": (
        both(set_yaml("checker", "signature", "compare"), write("checker.py", "def check(:\n")),
        "checker.py",
        "does not parse",
    ),
    "checker-other-name": (
        both(set_yaml("checker", "signature", "compare"), write("checker.py", "def verify(): pass\n")),
        "checker.py",
        "must define the function check",
    ),
    "link-out": (
        both(remove("statement.md"), lambda folder: (folder / "statement.md").symlink_to("/etc/hostname")),
        "statement.md",
        "leads out of the folder",
    ),
    "file-unknown": (write("notes.txt", "x"), "notes.txt", "no file of the question format"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_folder_is_refused_by_file_and_rule(folder: Path, case: str) -> None:
    change, file, rule = BROKEN[case]
    change(folder)
    with pytest.raises(BadQuestion) as refused:
        load_question(folder)
    assert refused.value.details == {"question": "add-up", "file": file}
    assert refused.value.message.startswith(f"Question add-up, {file}: ")
    assert rule in refused.value.message


def test_the_folder_name_is_the_id(folder: Path) -> None:
    renamed = folder.rename(folder.with_name("Add_Up"))
    with pytest.raises(BadQuestion, match="kebab-case"):
        load_question(renamed)


def test_generated_tests_come_from_the_seed_and_the_reference(folder: Path) -> None:
    both(set_test(GENERATED), write("generate.py", GENERATE))(folder)
    first, again = load_question(folder), load_question(folder)
    assert first == again
    numbers, start = first.tests[-1].arguments
    assert len(numbers) == 100, "the reference appends to its own copy"
    assert first.tests[-1].expected == sum(numbers) + start
    set_test({**GENERATED, "seed": 4})(folder)
    assert load_question(folder).tests[-1].arguments != first.tests[-1].arguments


@pytest.mark.parametrize("name", question_files(SHIPPED))
def test_the_digest_changes_with_each_file(tmp_path: Path, name: str) -> None:
    folder = tmp_path / SHIPPED.name
    shutil.copytree(SHIPPED, folder)
    before = folder_digest(question_files(folder))
    assert before == folder_digest(question_files(SHIPPED))
    with (folder / name).open("ab") as file:
        file.write(b"\n")
    assert folder_digest(question_files(folder)) != before


def test_the_digest_changes_with_a_name_and_not_with_leftovers(folder: Path) -> None:
    before = folder_digest(question_files(folder))
    write("wrong/.zero.py.swp", "x")(folder)
    write("__pycache__/generate.pyc", "x")(folder)
    assert folder_digest(question_files(folder)) == before
    (folder / "wrong" / "zero.wrong_answer.py").rename(folder / "wrong" / "nil.wrong_answer.py")
    assert folder_digest(question_files(folder)) != before


def test_a_bank_lists_without_running_code_and_loads_once(folder: Path) -> None:
    both(set_test(GENERATED), write("generate.py", "raise SystemError\n"))(folder)
    bank = FolderBank([folder.parent])
    assert bank.ids() == ("add-up",)
    assert [question.title for question in bank.public()] == ["Add up"]
    with pytest.raises(BadQuestion, match="SystemError"):
        bank.get("add-up")
    write("generate.py", GENERATE)(folder)
    assert bank.get("add-up") is bank.get("add-up")


@pytest.mark.parametrize("question_id", ["no-such", "", "..", "../bank/fewest-stamps", "/etc"])
def test_a_bank_knows_its_own_questions_only(question_id: str) -> None:
    with pytest.raises(NotFound):
        FolderBank().get(question_id)


def test_one_id_in_two_banks_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "other" / "add-up")
    with pytest.raises(BadQuestion, match="add-up is in two banks"):
        FolderBank([tmp_path, tmp_path / "other"]).ids()


def test_a_root_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="is no folder"):
        FolderBank([tmp_path / "none"]).public()


def test_importing_the_bank_reads_nothing() -> None:
    """The import itself must not touch the bank: a server starts without reading it."""
    program = (
        "import sys\n"
        "reads = ('open', 'os.listdir', 'os.scandir')\n"
        f"bank = {str(SHIPPED_BANK)!r}\n"
        "sys.addaudithook(lambda event, args: event in reads and str(args[0]).startswith(bank) and sys.exit(3))\n"
        "import jupyter_interview.adapters.questions as questions\n"
        "questions.FolderBank()\n"
    )
    root = SHIPPED_BANK.parent.parent
    done = subprocess.run([sys.executable, "-c", program], cwd=root, check=False)
    assert done.returncode == 0


def test_a_brief_question_has_no_hidden_tests_and_runs_nothing(folder: Path) -> None:
    (folder / "tests.json").write_text(json.dumps({"tests": [*TESTS, GENERATED]}), encoding="utf-8")
    (folder / "generate.py").write_text(GENERATE, encoding="utf-8")
    whole = FolderBank([folder.parent]).get("add-up")
    (folder / "generate.py").write_text("raise SystemExit('this was run')\n", encoding="utf-8")
    bank = FolderBank([folder.parent])
    brief = BriefBank(bank).get("add-up")
    assert (brief.tests, len(whole.tests)) == ((), 9)
    assert replace(brief, digest=whole.digest, tests=whole.tests) == whole
    assert BriefBank(bank).get("add-up") is brief


def test_a_question_that_is_there_is_had_while_another_is_completed(folder: Path) -> None:
    """Whose reference takes its time: here until it is told to go on."""
    other = shutil.copytree(folder, folder.parent / "add-more")
    (other / "tests.json").write_text(json.dumps({"tests": [*TESTS, GENERATED]}), encoding="utf-8")
    begun, go_on = folder.parent / "begun", folder.parent / "go-on"
    waiting = f"open({str(begun)!r}, 'w').close()\nwhile not __import__('os').path.exists({str(go_on)!r}): pass\n"
    (other / "generate.py").write_text(waiting + GENERATE, encoding="utf-8")
    bank = FolderBank([folder.parent])
    there = bank.get("add-up")
    with ThreadPoolExecutor(2) as threads:
        completed = threads.submit(bank.get, "add-more")
        try:
            while not begun.exists():
                time.sleep(0.01)
            assert threads.submit(bank.get, "add-up").result(10) is there
        finally:
            go_on.touch()
        assert len(completed.result(10).tests) == 9

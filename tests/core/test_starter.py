"""What a candidate is given of a question: starter code and the Markdown of the question cell."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyter_interview.domain.questions import Question, TestCase
from jupyter_interview.domain.signatures import ProgramSignature, interface
from jupyter_interview.domain.starter import starter_code
from jupyter_interview.domain.statement import render_examples, render_statement
from jupyter_interview.errors import UnknownLanguage
from tests.bank import bank
from tests.conftest import missing
from tests.core.signatures import SIGNATURES

BANK = bank()


@pytest.fixture(scope="module")
def question() -> Question:
    return BANK.get("fewest-stamps")


@pytest.mark.parametrize("name", SIGNATURES)
def test_python_parses_runs_in_a_kernel_and_raises_when_asked(name: str) -> None:
    """What it needs, annotations included, it defines itself."""
    signature = SIGNATURES[name]
    source = starter_code(signature, "python")
    defined: dict[str, Any] = {}
    if isinstance(signature, ProgramSignature):
        compile(source, "cell", "exec")
        return
    exec(source, defined)
    face = interface(signature, "python")
    with pytest.raises(NotImplementedError):
        defined[face.name](*face.parameters)
    for operation in face.methods.values():
        with pytest.raises(NotImplementedError):
            getattr(defined[face.name], operation.name)(None, *operation.parameters)


def test_python_function() -> None:
    assert starter_code(SIGNATURES["plain"], "python") == (
        "def pick_rows(row_names: list[list[str]], exact: bool, share: float, limit: int, count: int) -> list[int]:\n"
        "    # Replace the next line with your solution. Keep the function's name and parameters.\n"
        "    raise NotImplementedError\n"
    )
    (head,) = [line for line in starter_code(SIGNATURES["maps"], "python").splitlines() if line.startswith("def")]
    assert head == (
        "def group_all(scores: dict[str, list[int]], levels: dict[int, dict[str, bool]],"
        " gaps: list[dict[int, int | None]]) -> dict[str, float]:"
    )


def test_python_nodes_come_first() -> None:
    first, second, last = starter_code(SIGNATURES["nodes"], "python").split("\n\n\n")
    assert first.startswith("class ListNode:\n    def __init__(self, val=0, next=None):\n        self.val = val\n")
    assert second.startswith("class TreeNode:\n")
    head, *_ = last.splitlines()
    assert head == "def weave(lists: list[ListNode | None], root: TreeNode | None) -> ListNode | None:"


def test_python_class() -> None:
    assert starter_code(SIGNATURES["class"], "python") == (
        "class LruCache:\n"
        "    # Replace the bodies with your solution. Keep the names and parameters.\n\n"
        "    def __init__(self, capacity: int) -> None:\n        raise NotImplementedError\n\n"
        "    def put_all(self, keys: list[str], value: int) -> None:\n        raise NotImplementedError\n\n"
        "    def get(self, key: str) -> int | None:\n        raise NotImplementedError\n\n"
        "    def size(self) -> int:\n        raise NotImplementedError\n"
    )


@pytest.mark.parametrize("name", SIGNATURES)
def test_javascript_parses(name: str, tmp_path: Path) -> None:
    if shutil.which("node") is None:
        missing("node checks the starter code in JavaScript")
    path = tmp_path / "cell.js"
    path.write_text(starter_code(SIGNATURES[name], "javascript"), encoding="utf-8")
    done = subprocess.run(["node", "--check", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_javascript_function() -> None:
    assert starter_code(SIGNATURES["plain"], "javascript") == (
        "/**\n"
        " * @param {string[][]} rowNames\n"
        " * @param {boolean} exact\n"
        " * @param {number} share\n"
        " * @param {number} limit\n"
        " * @param {number} count\n"
        " * @returns {number[]}\n"
        " */\n"
        "function pickRows(rowNames, exact, share, limit, count) {\n"
        "  // Replace the next line with your solution. Keep the function's name and parameters.\n"
        '  throw new Error("not written yet");\n'
        "}\n"
    )
    nodes, maps, nullable = (starter_code(SIGNATURES[name], "javascript") for name in ("nodes", "maps", "nullable"))
    assert nodes.startswith("class ListNode {\n  constructor(val = 0, next = null) {\n    this.val = val;\n")
    assert "@param {(ListNode | null)[]} lists\n * @param {TreeNode | null} root\n" in nodes
    assert "@param {Map<number, Map<string, boolean>>} levels\n * @param {Map<number, number | null>[]} gaps\n" in maps
    assert "@param {(number | null)[]} readings\n" in nullable


def test_javascript_class() -> None:
    source = starter_code(SIGNATURES["class"], "javascript")
    heads = [line.strip() for line in source.splitlines() if line.endswith("{")]
    assert heads == ["class LruCache {", "constructor(capacity) {", "putAll(keys, value) {", "get(key) {", "size() {"]
    assert "   * @param {string} key\n   * @returns {number | null}\n   */\n  get(key) {\n" in source


def test_java_compiles(tmp_path: Path) -> None:
    """All in one call, each in a package of its own: javac takes a second to start."""
    if shutil.which("javac") is None:
        missing("javac checks the starter code in Java")
    for number, signature in enumerate(SIGNATURES.values()):
        folder = tmp_path / f"p{number}"
        folder.mkdir()
        source = f"package p{number};\n{starter_code(signature, 'java')}"
        (folder / "Cell.java").write_text(source, encoding="utf-8")
    command = ["javac", "-Xlint:all", "-Werror", "-d", tmp_path / "out", *tmp_path.glob("p*/Cell.java")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("out/p*/*.class"))) == 10


def test_java_function() -> None:
    assert starter_code(SIGNATURES["plain"], "java") == (
        "import java.util.*;\n\n"
        "class Solution {\n"
        "    public int[] pickRows(String[][] rowNames, boolean exact, double share, long limit, int count) {\n"
        "        // Replace the next line with your solution. Keep the method's name and parameters.\n"
        '        throw new UnsupportedOperationException("not written yet");\n'
        "    }\n"
        "}\n"
    )
    heads = {
        "nullable": (
            "public double[] fillGaps(Integer[] readings, Long first, String[] names, Double shares, Boolean open)"
        ),
        "maps": (
            "public Map<String, Double> groupAll(Map<String, int[]> scores,"
            " Map<Integer, Map<String, Boolean>> levels, Map<Integer, Long>[] gaps)"
        ),
        "nodes": "public ListNode weave(ListNode[] lists, TreeNode root)",
    }
    for name, head in heads.items():
        assert f"    {head} {{\n" in starter_code(SIGNATURES[name], "java")


def test_java_nodes_hold_the_declared_type() -> None:
    source = starter_code(SIGNATURES["nodes"], "java")
    assert "class ListNode {\n    int val;\n" in source
    assert "class TreeNode {\n    String val;\n" in source
    assert "    TreeNode(String val, TreeNode left, TreeNode right) {\n" in source


def test_java_class_and_program() -> None:
    source = starter_code(SIGNATURES["class"], "java")
    heads = [line.strip() for line in source.splitlines() if line.endswith("{")]
    assert heads == [
        "class LruCache {",
        "public LruCache(int capacity) {",
        "public void putAll(String[] keys, int value) {",
        "public Integer get(String key) {",
        "public int size() {",
    ]
    program = starter_code(SIGNATURES["program"], "java")
    assert "class Main {\n    public static void main(String[] args) {\n" in program


def test_starter_code_in_an_unknown_language() -> None:
    with pytest.raises(UnknownLanguage, match="python"):
        starter_code(SIGNATURES["plain"], "cobol")


def test_the_statement_holds_title_examples_and_constraints_in_order(question: Question) -> None:
    text = render_statement(question)
    parts = [
        "## Fewest stamps\n",
        "Difficulty: **medium** · Topics: dynamic-programming\n",
        question.statement,
        "### Examples\n",
        render_examples(question),
        "### Constraints\n",
        *(f"- {rule}\n" for rule in question.constraints),
        "- Time limit in Python: 2 s a test\n",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("question_id", BANK.ids())
def test_the_statement_shows_nothing_hidden(question_id: str) -> None:
    question = BANK.get(question_id)
    text = render_statement(question)
    hidden = [*question.hints, *(line.text for line in question.rubric), question.solutions[0].source]
    assert [secret for secret in hidden if secret in text] == []


def test_an_example_names_its_arguments(question: Question) -> None:
    first = render_examples(question).split("\n\n")[:3]
    assert first == [
        "**Example 1**",
        "```text\nstamps = [1, 7, 10]\npostage = 14\nreturns 2\n```",
        "7 + 7. Beginning with the largest would take 10 + 1 + 1 + 1 + 1.",
    ]


def test_long_grids_are_drawn_row_by_row(question: Question) -> None:
    grid = ["#" * 30, "." * 30, "é" * 30]
    example = TestCase(([1], 3), grid)
    shown = render_examples(msgspec.structs.replace(question, examples=(example,)))
    assert f'returns [\n  "{grid[0]}",\n  "{grid[1]}",\n  "{grid[2]}"\n]' in shown

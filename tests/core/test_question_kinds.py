"""Questions of every kind: their reference works out what their generated tests expect."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from jupyter_interview.adapters.questions import load_question
from jupyter_interview.domain.questions import Question
from jupyter_interview.domain.statement import render_examples
from jupyter_interview.errors import BadQuestion

COMMON = {
    "title": "A question",
    "difficulty": "easy",
    "topics": ["design"],
    "constraints": [],
    "complexity": {"time": "O(n)", "space": "O(n)"},
    "hints": ["One.", "Two.", "Three."],
    "clarifications": [],
    "follow_ups": [],
    "rubric": [],
}
Load = Callable[..., Question]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write a question with one example and eight generated tests, and load it."""

    def write(signature: dict[str, Any], example: tuple[list[Any], Any], generate: str, reference: str) -> Question:
        folder = tmp_path / "some-question"
        arguments, expected = example
        content = {**COMMON, "signature": signature, "examples": [{"arguments": arguments, "expected": expected}]}
        tests = [{"category": "any", "generator": "make", "seed": seed} for seed in range(8)]
        files = {
            "question.yaml": yaml.safe_dump(content),
            "statement.md": "Do it.",
            "tests.json": json.dumps({"tests": tests}),
            "generate.py": generate,
            "solutions/python.py": reference,
            "wrong/one.wrong_answer.py": "1",
            "wrong/two.wrong_answer.py": "2",
        }
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return load_question(folder)

    return write


STACK = {
    "class": "MinStack",
    "parameters": [{"name": "first", "type": "linked_list<int>"}],
    "methods": [
        {"name": "push", "parameters": [{"name": "value", "type": "int"}], "returns": "void"},
        {"name": "smallest", "returns": "int?"},
    ],
}
STACK_EXAMPLE = ([["MinStack", "smallest", "push", "smallest"], [[[]], [], [4], []]], [None, None, None, 4])
STACK_GENERATE = (
    "def make(random):\n"
    "    n = random.randrange(9)\n"
    "    return [['MinStack', 'push', 'smallest'], [[[5, 6]], [n], []]]\n"
)
STACK_REFERENCE = """
class MinStack:
    def __init__(self, first):
        self.values = []
        while first is not None:
            self.values.append(first.val)
            first = first.next

    def push(self, value):
        self.values.append(value)
        return value

    def smallest(self):
        return min(self.values, default=None)
"""


def test_a_class(load: Load) -> None:
    question = load(STACK, STACK_EXAMPLE, STACK_GENERATE, STACK_REFERENCE)
    for test in question.tests:
        pushed = test.arguments[1][1][0]
        assert test.expected == [None, None, min(5, pushed)], "what a void method returns does not count"
    assert render_examples(question) == (
        "**Example 1**\n\n```text\nMinStack([])\nsmallest() returns null\npush(4)\nsmallest() returns 4\n```"
    )


def test_a_class_without_a_method(load: Load) -> None:
    with pytest.raises(BadQuestion, match=r"python\.py: MinStack must define the method smallest"):
        load(STACK, STACK_EXAMPLE, STACK_GENERATE, STACK_REFERENCE.replace("def smallest", "def least"))


def test_generated_operations_are_checked_before_they_are_run(load: Load) -> None:
    with pytest.raises(BadQuestion, match=r"tests\.json: test 1: operation 2: MinStack has no method 'pop'"):
        load(STACK, STACK_EXAMPLE, STACK_GENERATE.replace("'push'", "'pop'"), STACK_REFERENCE)


PROGRAM = "import sys\nprint(sum(map(int, sys.stdin.read().split())))\nprint('done', file=sys.stderr)\n"
LINE = "def make(random):\n    return [f'{random.randrange(100)} 1 2\\n']\n"


def test_a_program(load: Load) -> None:
    question = load({"program": True}, (["1 ```` 2\n"], "3\n"), LINE, PROGRAM)
    for test in question.tests:
        assert test.expected == f"{sum(map(int, test.arguments[0].split()))}\n"
    assert render_examples(question) == (
        "**Example 1**\n\nInput:\n\n`````text\n1 ```` 2\n`````\n\nOutput:\n\n```text\n3\n```"
    )


def test_a_program_that_fails(load: Load) -> None:
    with pytest.raises(BadQuestion, match=r"python\.py: ended with exit code 1: ZeroDivisionError"):
        load({"program": True}, ([""], ""), LINE, "1 / 0")


WEAVE = {
    "function": "weave",
    "parameters": [{"name": "root", "type": "tree<int>"}, {"name": "names", "type": "map<int,string>[]"}],
    "returns": "map<string,tree<int>>",
}
MIRROR = """
class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val, self.left, self.right = val, left, right

def mirror(node):
    return node and TreeNode(node.val, mirror(node.right), mirror(node.left))

def weave(root, names):
    assert all(isinstance(key, int) for key in names[0]), names
    return {name: mirror(root) for name in names[0].values()}
"""


@pytest.mark.parametrize("reference", [MIRROR, MIRROR[MIRROR.index("def mirror") :]], ids=["its own node", "ours"])
@pytest.mark.parametrize(
    ("tree", "mirrored"),
    [
        ([], []),
        ([7], [7]),
        ([1, 2, 3], [1, 3, 2]),
        ([1, None, 3, 4], [1, 3, None, None, 4]),
        ([1, 2, None, 3, None, 4], [1, None, 2, None, 3, None, 4]),
    ],
)
def test_nodes_and_maps(load: Load, reference: str, tree: list[Any], mirrored: list[Any]) -> None:
    generate = f"def make(random):\n    return [{tree}, [{{'3': 'x', '-4': 'y'}}]]\n"
    question = load(WEAVE, ([[], [{}]], {}), generate, reference)
    assert question.tests[0].expected == {"x": mirrored, "y": mirrored}

"""Which signatures a question may have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyter_interview.adapters.signature_rules import read_signature
from jupyter_interview.errors import BadQuestion
from tests.core.signatures import SIGNATURES

FOLDER = Path("some-question")
FUNCTION = {"function": "f", "parameters": [{"name": "n", "type": "int"}], "returns": "int"}
CLASS = {"class": "Box", "methods": [{"name": "size", "returns": "int"}]}


@pytest.mark.parametrize("name", SIGNATURES)
def test_what_is_written_is_what_is_read(name: str) -> None:
    written = msgspec.to_builtins(SIGNATURES[name])
    assert read_signature(FOLDER, written) == SIGNATURES[name]


@pytest.mark.parametrize(
    "signature",
    [
        {**FUNCTION, "returns": "map<string,float>[]", "compare": "close"},
        {**FUNCTION, "returns": "int[]?", "compare": "unordered"},
        {**FUNCTION, "returns": "map<string,int[]>[]", "compare": "unordered"},
        {**FUNCTION, "returns": "string[][][]", "compare": "unordered_deep"},
        {**CLASS, "methods": [*CLASS["methods"], {"name": "all", "returns": "int[]"}], "compare": "unordered"},
        {**CLASS, "methods": [{"name": "mean", "returns": "float"}], "compare": "close"},
        {"program": True, "compare": "close"},
    ],
    ids=range(7),
)
def test_comparisons_that_have_something_to_compare(signature: dict[str, Any]) -> None:
    assert read_signature(FOLDER, signature).compare == signature["compare"]


def returning(returns: str, compare: str) -> dict[str, Any]:
    return {**FUNCTION, "returns": returns, "compare": compare}


def taking(*types: str) -> dict[str, Any]:
    return {**FUNCTION, "parameters": [{"name": f"n{number}", "type": kind} for number, kind in enumerate(types)]}


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no-kind": ({"returns": "int"}, "exactly one of function, class, program"),
    "two-kinds": ({**FUNCTION, "class": "Box"}, "exactly one of function, class, program"),
    "unknown-key": ({**FUNCTION, "style": 1}, "signature of a function: Object contains unknown field `style`"),
    "missing-key": ({"class": "Box"}, "signature of a class: Object missing required field `methods`"),
    "program-false": ({"program": False}, "signature of a program"),
    "program-with-returns": ({"program": True, "returns": "int"}, "unknown field `returns`"),
    "compare-unknown": (returning("int", "fuzzy"), "fuzzy"),
    "name-java": ({**FUNCTION, "function": "synchronized"}, "keeps for itself"),
    "name-camel": ({**FUNCTION, "function": "addUp"}, "must be snake_case"),
    "name-underscores": ({**FUNCTION, "function": "add__up"}, "must be snake_case"),
    "parameter-javascript": ({**FUNCTION, "parameters": [{"name": "let", "type": "int"}]}, "keeps for itself"),
    "names-of-one-camel-case": (
        {**FUNCTION, "parameters": [{"name": "a1", "type": "int"}, {"name": "a_1", "type": "int"}]},
        "'a_1' is there twice",
    ),
    "type-unknown": (taking("double"), "'double' is no type"),
    "type-of-runners-only": (taking("json"), "json is no type of a parameter"),
    "returns-void": (returning("void", "exact"), "void is no type of a parameter or of what a function returns"),
    "class-snake": ({**CLASS, "class": "box"}, "class 'box' must be PascalCase"),
    "class-taken": ({**CLASS, "class": "Solution"}, "no name that a language has already"),
    "class-without-methods": ({**CLASS, "methods": []}, "one method or more"),
    "method-of-every-object": ({**CLASS, "methods": [{"name": "to_string", "returns": "int"}]}, "keeps for itself"),
    "method-twice": ({**CLASS, "methods": CLASS["methods"] * 2}, "is there twice"),
    "method-takes-void": (
        {**CLASS, "methods": [{"name": "a", "returns": "int", "parameters": [{"name": "b", "type": "void"}]}]},
        "void is no type",
    ),
    "method-returns-json": ({**CLASS, "methods": [{"name": "a", "returns": "json"}]}, "json is no type"),
    "close-integers": (returning("int[]", "close"), "compare close needs returns with float"),
    "close-class": ({**CLASS, "compare": "close"}, "compare close needs returns with float"),
    "unordered-scalar": (returning("int", "unordered"), "compare unordered needs returns that is a list"),
    "unordered-map": (returning("map<int,int[]>", "unordered"), "compare unordered needs"),
    "unordered-tree": (returning("tree<int>", "unordered"), "the order of a linked list or a tree"),
    "unordered-deep-flat": (returning("int[]", "unordered_deep"), "needs returns that is a list of lists"),
    "unordered-deep-lists": (returning("linked_list<int>[][]", "unordered_deep"), "the order of a linked list"),
    "unordered-program": ({"program": True, "compare": "unordered"}, "a program writes text"),
    "two-kinds-of-node": (taking("tree<int>", "tree<string>[]"), "every tree of a question holds values of the same"),
    "two-kinds-of-list": (taking("linked_list<int>", "linked_list<long>"), "every linked_list of a question"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_signature_is_refused_with_the_rule(case: str) -> None:
    signature, rule = REFUSED[case]
    with pytest.raises(BadQuestion) as refused:
        read_signature(FOLDER, signature)
    assert refused.value.message.startswith("Question some-question, question.yaml: signature")
    assert rule in refused.value.message

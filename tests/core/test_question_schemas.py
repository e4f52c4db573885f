"""The JSON Schemas of question files: generated from the code, true of the bank, refusing what the loader does."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from jupyter_interview.adapters.questions import SHIPPED_BANK

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference" / "schemas"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """The script that writes them."""
    spec = importlib.util.spec_from_file_location("question_schemas", ROOT / "scripts" / "question_schemas.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_what_is_committed_is_what_the_code_says(generator: ModuleType) -> None:
    wanted = generator.schemas()
    assert sorted(wanted) == sorted(FOLDER.iterdir())
    for path, text in wanted.items():
        assert path.read_text("utf-8") == text, "run scripts/generate_types.py"


@pytest.mark.parametrize("name", ["question", "tests", "design"])
def test_the_shipped_bank_is_valid(name: str) -> None:
    check = validator(name)
    suffix = "json" if name == "tests" else "yaml"
    files = sorted(SHIPPED_BANK.glob(f"*/{name}.{suffix}"))
    assert files
    for file in files:
        value = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)  # JSON is YAML too
        assert list(check.iter_errors(value)) == [], file


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "a key too many": lambda value: value.update(more=1),
    "a key too few": lambda value: value.pop("hints"),
    "another level": lambda value: value.update(difficulty="brutal"),
    "no kind": lambda value: value["signature"].pop("function"),
    "two kinds": lambda value: value["signature"].update(program=True),
    "a number for a word": lambda value: value["clarifications"][0].update(keywords=[7]),
    "a comparison nobody knows": lambda value: value["signature"].update(compare="nearly"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_breaks_the_shape_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    value = yaml.safe_load((SHIPPED_BANK / "gift-card-pair" / "question.yaml").read_text("utf-8"))
    check = validator("question")
    assert check.is_valid(value)
    change(value)
    assert not check.is_valid(value)

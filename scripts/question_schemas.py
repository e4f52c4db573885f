"""JSON Schema (draft 2020-12) of the files in a question's folder, from the types that read them.

What a schema cannot say, `jupyter interview questions check` does: counts, names, values that fit the signature.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from jupyter_interview.adapters.question_files import QuestionEntry, TestsEntry
from jupyter_interview.adapters.signature_rules import KINDS
from jupyter_interview.domain.design.questions import DesignContent

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference" / "schemas"
ENTRIES: dict[str, type[msgspec.Struct]] = {"question": QuestionEntry, "tests": TestsEntry, "design": DesignContent}
FILES = {"question": "question.yaml", "tests": "tests.json", "design": "design.yaml"}


def schemas() -> dict[Path, str]:
    """The text of each file."""
    return {FOLDER / f"{name}.schema.json": _text(name, entry) for name, entry in ENTRIES.items()}


def _text(name: str, entry: type[msgspec.Struct]) -> str:
    kinds = list(KINDS.values()) if entry is QuestionEntry else []
    (root, *signatures), definitions = msgspec.json.schema_components([entry, *kinds], ref_template="#/$defs/{name}")
    if signatures:
        definitions["QuestionEntry"]["properties"]["signature"] = {"oneOf": signatures}
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FILES[name], **root}
    return json.dumps({**document, "$defs": _sorted(definitions)}, indent=2, ensure_ascii=False) + "\n"


def _sorted(definitions: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(definitions.items()))

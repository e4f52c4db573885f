"""The files of a question's folder: which may be there, what shape they have, and the digest over them.

Only single files are judged here; what must hold between them is in `question_rules`.
"""

from __future__ import annotations

import ast
import hashlib
import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from jupyter_interview.adapters import plain_yaml
from jupyter_interview.domain.questions import (
    SOURCE_SUFFIXES,
    Complexity,
    Difficulty,
    FollowUp,
    ItemPrior,
    RubricLine,
    ShippedSolution,
)
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.errors import BadQuestion

YAML_FILE = "question.yaml"
STATEMENT_FILE = "statement.md"
TESTS_FILE = "tests.json"
GENERATOR_FILE = "generate.py"
CHECKER_FILE = "checker.py"

_PLAIN_FILES = frozenset({YAML_FILE, STATEMENT_FILE, TESTS_FILE, GENERATOR_FILE, CHECKER_FILE})
_LANGUAGE_OF = {suffix: language for language, suffix in SOURCE_SUFFIXES.items()}
_WRONG_NAME = re.compile(r"(?P<name>[a-z][a-z0-9_]*)\.(?P<verdict>[a-z_]+)(?P<suffix>\.[a-z]+)")
_WRONG_VERDICTS = tuple(
    verdict.value for verdict in Verdict if verdict not in (Verdict.ACCEPTED, Verdict.INTERNAL_ERROR)
)

_Shape = TypeVar("_Shape")


class ExampleEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of `examples` in question.yaml."""

    arguments: tuple[Any, ...]
    expected: Any
    explanation: str | None = None


class QuestionEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """question.yaml as written."""

    title: str
    difficulty: Difficulty
    topics: tuple[str, ...]
    signature: dict[str, Any]
    """In the shape of its kind; see `signature_rules`."""
    constraints: tuple[str, ...]
    examples: tuple[ExampleEntry, ...]
    complexity: Complexity
    hints: tuple[str, ...]
    clarifications: tuple[FollowUp, ...]
    follow_ups: tuple[FollowUp, ...]
    rubric: tuple[RubricLine, ...]
    time_limits: dict[str, float] = {}
    prior: ItemPrior | None = None
    minutes: float | None = None


class TestEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of `tests` in tests.json: either `arguments` and `expected`, or `generator` and `seed`."""

    __test__ = False

    category: str
    arguments: tuple[Any, ...] | msgspec.UnsetType = msgspec.UNSET
    expected: Any = msgspec.UNSET
    generator: str | msgspec.UnsetType = msgspec.UNSET
    seed: int | msgspec.UnsetType = msgspec.UNSET


class TestsEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """tests.json as written."""

    __test__ = False

    tests: tuple[TestEntry, ...]


def broken(folder: Path, file: str, rule: str) -> BadQuestion:
    """The error for `file` of the question in `folder`; `rule` says what the file breaks."""
    return BadQuestion(f"Question {folder.name}, {file}: {rule}", question=folder.name, file=file)


def question_files(folder: Path) -> dict[str, Path]:
    """Map relative POSIX names to paths, sorted, without dotfiles and `__pycache__`.

    Raises:
        BadQuestion: the folder cannot be read, or holds a file that the format does not know.
    """
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    names = sorted(name for name in found if not _ignored(name))
    for name in names:
        check_inside(folder, name)
        if name not in _PLAIN_FILES and not re.fullmatch(r"(solutions|wrong)/[^/]+", name):
            raise broken(folder, name, "is no file of the question format; move it out of the folder")
    return {name: found[name] for name in names}


def check_inside(folder: Path, name: str) -> None:
    """A link that leads out of the folder would bring a file of the reader's own into a question and its export."""
    path = folder / name
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise broken(folder, name, "is a link that leads out of the folder")


def _ignored(name: str) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in name.split("/"))


def folder_digest(files: dict[str, Path]) -> str:
    """`sha256:` and 64 hex digits over the names and bytes of `files`, in their order.

    Each file enters as its name, a NUL, its size in bytes in decimal, a NUL, and its bytes, so that no two
    folders run together to the same input.
    """
    hasher = hashlib.sha256()
    for name, path in files.items():
        content = path.read_bytes()
        hasher.update(f"{name}\0{len(content)}\0".encode())
        hasher.update(content)
    return f"sha256:{hasher.hexdigest()}"


def read_text(folder: Path, name: str) -> str:
    """The UTF-8 text of a file that must be there and must not be blank."""
    path = folder / name
    if not path.is_file():
        raise broken(folder, name, "is missing")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise broken(folder, name, "is not UTF-8 text") from error
    if not text.strip():
        raise broken(folder, name, "is empty")
    return text


def read_yaml(folder: Path) -> QuestionEntry:
    """question.yaml in its shape, each value of the right type and no key unknown."""
    text = read_text(folder, YAML_FILE)
    try:
        return plain_yaml.decode(text, QuestionEntry)
    except msgspec.DecodeError as error:  # a ValidationError too: its text names the path of the value
        raise broken(folder, YAML_FILE, str(error)) from error


def read_tests(folder: Path) -> tuple[TestEntry, ...]:
    """The entries of tests.json in their shape."""
    text = read_text(folder, TESTS_FILE)
    try:
        return msgspec.json.decode(text, type=TestsEntry).tests
    except msgspec.DecodeError as error:
        raise broken(folder, TESTS_FILE, str(error)) from error
    except RecursionError as error:
        raise broken(folder, TESTS_FILE, "is nested too deeply") from error


def read_references(folder: Path, names: list[str]) -> tuple[ShippedSolution, ...]:
    """The solutions of `solutions/`, one a language, Python first."""
    solutions = []
    for name in names:
        path = folder / name
        if SOURCE_SUFFIXES.get(path.stem) != path.suffix:
            allowed = ", ".join(f"{language}{suffix}" for language, suffix in SOURCE_SUFFIXES.items())
            raise broken(folder, name, f"a reference solution is named after its language: {allowed}")
        source = read_text(folder, name)
        solutions.append(ShippedSolution(path.stem, source, "reference", Verdict.ACCEPTED.value))
    if not any(solution.language == "python" for solution in solutions):
        raise broken(folder, "solutions/python.py", "the Python reference solution is missing")
    languages = list(SOURCE_SUFFIXES)
    return tuple(sorted(solutions, key=lambda solution: languages.index(solution.language)))


def read_checker(folder: Path, *, wanted: bool) -> str | None:
    """The source of checker.py, which must be there when the signature compares by it, and only then."""
    if not wanted:
        if (folder / CHECKER_FILE).exists():
            raise broken(folder, CHECKER_FILE, "is not used: the signature does not say compare: checker")
        return None
    source = read_text(folder, CHECKER_FILE)
    try:
        parsed = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        raise broken(folder, CHECKER_FILE, f"does not parse: {error}") from error
    if not any(isinstance(node, ast.FunctionDef) and node.name == "check" for node in parsed.body):
        raise broken(folder, CHECKER_FILE, "must define the function check(arguments, expected, actual)")
    return source


def read_wrong(folder: Path, names: list[str]) -> tuple[ShippedSolution, ...]:
    """The solutions of `wrong/`, each with the verdict that its name states."""
    solutions = []
    for name in names:
        match = _WRONG_NAME.fullmatch(Path(name).name)
        if match is None or match["suffix"] not in _LANGUAGE_OF:
            raise broken(folder, name, "a wrong solution is named <name>.<verdict>.<suffix of a language>")
        if match["verdict"] not in _WRONG_VERDICTS:
            raise broken(folder, name, f"the verdict must be one of {', '.join(_WRONG_VERDICTS)}")
        source = read_text(folder, name)
        language = _LANGUAGE_OF[match["suffix"]]
        solutions.append(ShippedSolution(language, source, match["name"], match["verdict"]))
    return tuple(solutions)

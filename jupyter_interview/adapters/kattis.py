"""Questions from Kattis problem packages, the format of programming contests (`problem.yaml`, `data/`, `submissions/`).

Both versions of the format are read, legacy and 2023-07. What a contest's problem does not have, an interview needs all
the same: hints, follow-ups, a rubric. Those are left as TODO, and the question is refused until they are written.

Problems that ask for more than reading and writing text once are not taken: interactive and multi-pass ones, and those
whose answers a program of the package's own must check. <https://www.kattis.com/problem-package-format/>
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from jupyter_interview.adapters import plain_yaml
from jupyter_interview.adapters.question_files import STATEMENT_FILE, TESTS_FILE, YAML_FILE
from jupyter_interview.adapters.question_folders import SKELETONS
from jupyter_interview.adapters.question_rules import RESERVED_CATEGORIES, TODO
from jupyter_interview.domain.questions import SOURCE_SUFFIXES
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.errors import InvalidRequest

MAX_FILE_BYTES = 2 * 1024 * 1024
"""Of a test's input or answer: what larger ones are about, the judge's limits would refuse anyway."""
MAX_EXAMPLES = 4

_VERDICTS = {
    "wrong_answer": Verdict.WRONG_ANSWER,
    "time_limit_exceeded": Verdict.TIME_LIMIT,
    "run_time_error": Verdict.RUNTIME_ERROR,
}
_TOLERANCES = re.compile(r"\b(float_tolerance|float_relative_tolerance|float_absolute_tolerance)\b")


def is_package(folder: Path) -> bool:
    return (folder / "problem.yaml").is_file() and (folder / "data").is_dir()


def read_package(folder: Path) -> tuple[str, dict[str, bytes]]:
    """The id of the question that a package becomes, and its files by their names.

    Raises:
        InvalidRequest: it is no package, or asks for what an interview's judge does not do.
    """
    problem = _problem(folder)
    entries = yaml.safe_load((SKELETONS / "program" / YAML_FILE).read_text("utf-8"))
    entries["title"] = _title(problem, folder)
    entries["signature"] = {"program": True, **({"compare": "close"} if _tolerant(problem, folder) else {})}
    entries["constraints"] = []
    samples = list(_pairs(folder, "sample"))[:MAX_EXAMPLES]
    entries["examples"] = [{"arguments": [given], "expected": answer} for _, given, answer in samples]
    if seconds := _time_limit(problem):
        entries["time_limits"] = dict.fromkeys(SOURCE_SUFFIXES, seconds)
    files = {
        YAML_FILE: yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=110).encode(),
        STATEMENT_FILE: _statement(folder).encode(),
        TESTS_FILE: _tests(folder).encode(),
        **dict(_solutions(folder)),
    }
    return _id(folder), files


def _problem(folder: Path) -> dict[str, Any]:
    try:
        problem = plain_yaml.decode(_text(folder, folder / "problem.yaml"), dict[str, Any])
    except (OSError, msgspec.DecodeError) as error:
        raise InvalidRequest(f"{folder} has no problem.yaml that can be read, so it is no Kattis package.") from error
    kinds = {*str(problem.get("validation", "default")).split(), *_words(problem.get("type", "pass-fail"))}
    if kinds & {"custom", "interactive", "multi-pass", "submit-answer", "scoring"}:
        raise InvalidRequest("Only pass-fail problems that are compared line by line can be imported; this is another.")
    if any((folder / name).is_dir() for name in ("output_validator", "output_validators")):
        raise InvalidRequest("This problem's answers are checked by a program of its own, which cannot be imported.")
    return problem


def _words(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else str(value).split()


def _title(problem: dict[str, Any], folder: Path) -> str:
    name = problem.get("name") or folder.name
    if isinstance(name, dict):
        name = name.get("en") or next(iter(name.values()), folder.name)
    return str(name)


def _id(folder: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")


def _tolerant(problem: dict[str, Any], folder: Path) -> bool:
    """Whether numbers need not be equal to the last digit."""
    flags = [str(problem.get("validator_flags", ""))]
    for name in ("testdata.yaml", "test_group.yaml"):
        path = folder / "data" / name
        flags += [_text(folder, path)] if path.is_file() else []
    return any(map(_TOLERANCES.search, flags))


def _time_limit(problem: dict[str, Any]) -> float | None:
    limits = problem.get("limits")
    seconds = limits.get("time_limit") if isinstance(limits, dict) else None
    return float(seconds) if isinstance(seconds, int | float) and 0 < seconds <= 10 else None


def _pairs(package: Path, which: str) -> Iterator[tuple[str, str, str]]:
    """The category, input and answer of each test of a kind, in the order of their paths."""
    folder = package / "data" / which
    for path in sorted(folder.rglob("*.in")):
        answer = path.with_suffix(".ans")
        if answer.is_file():
            group = path.parent.relative_to(folder).as_posix()
            words = " ".join(re.findall(r"[a-z]+", group.lower()))
            category = "secret" if words in ("", *RESERVED_CATEGORIES) else words
            yield category, _text(package, path), _text(package, answer)


def _text(package: Path, path: Path) -> str:
    if not path.resolve().is_relative_to(package.resolve()):
        raise InvalidRequest(f"{path.name} is a link that leads out of the package. Put the file itself there.")
    if path.stat().st_size > MAX_FILE_BYTES:
        raise InvalidRequest(f"{path.name} is larger than {MAX_FILE_BYTES // 2**20} MB. Leave it out of the package.")
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidRequest(f"{path.name} is not UTF-8 text.") from error


def _tests(folder: Path) -> str:
    rows = [
        json.dumps({"category": category, "arguments": [given], "expected": answer}, ensure_ascii=False)
        for category, given, answer in _pairs(folder, "secret")
    ]
    return '{\n  "tests": [\n    ' + ",\n    ".join(rows) + "\n  ]\n}\n"


def _solutions(folder: Path) -> Iterator[tuple[str, bytes]]:
    """One accepted submission a language, and every one that states what it gets."""
    for language, suffix in SOURCE_SUFFIXES.items():
        for path in sorted((folder / "submissions" / "accepted").glob(f"*{suffix}"))[:1]:
            yield f"solutions/{language}{suffix}", _text(folder, path).encode()
        for name, verdict in _VERDICTS.items():
            for path in sorted((folder / "submissions" / name).glob(f"*{suffix}")):
                stem = re.sub(r"[^a-z0-9]+", "_", path.stem.lower()).strip("_")
                stem = stem if stem[:1].isalpha() else f"one_{stem}"
                yield f"wrong/{stem}.{verdict.value}{suffix}", _text(folder, path).encode()


def _statement(folder: Path) -> str:
    """In English where it is there. Markdown stays as it is; of LaTeX, what has a like in Markdown."""
    for place in ("statement", "problem_statement"):
        for name in ("problem.en.md", "problem.md", "problem.en.tex", "problem.tex"):
            path = folder / place / name
            if path.is_file():
                return _markdown(_text(folder, path)) if path.suffix == ".tex" else _text(folder, path)
    return f"{TODO}: the package has no statement in English, as Markdown or LaTeX.\n"


_LATEX = (
    (r"(?<!\\)%.*", ""),
    (r"\\problemname\{[^{}]*\}", ""),
    (r"\\(?:sub)?section\*?\{([^{}]*)\}", r"\n### \1\n"),
    (r"\\(?:textbf|bf)\{([^{}]*)\}", r"**\1**"),
    (r"\\(?:emph|textit|it)\{([^{}]*)\}", r"*\1*"),
    (r"\\(?:texttt|tt|verb)\{([^{}]*)\}", r"`\1`"),
    (r"\\(?:begin|end)\{(?:itemize|enumerate|center)\}(?:\[[^][]*\])?", ""),
    (r"\\item\b[ \t]*", "- "),
    (r"``|''", '"'),
    (r"\\([%&#_])", r"\1"),
    (r"~", " "),
    (r"\n{3,}", "\n\n"),
)


def _markdown(latex: str) -> str:
    for pattern, replacement in _LATEX:
        latex = re.sub(pattern, replacement, latex)
    return latex.strip() + "\n"

"""The pages that are read first, against the code: folders, limits, defaults, words on buttons, commands."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_interview.cli import build_parser
from jupyter_interview.domain import lifecycle, limits
from jupyter_interview.service import interviews

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "reference").glob("*.md")],
    key=lambda page: page.name,
)
PACKAGES = (
    ROOT / "jupyter_interview",
    ROOT / "kernels" / "jupyter_interview_kernels",
    ROOT / "server_ext" / "jupyter_interview_server",
)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def table(text: str) -> dict[str, str]:
    """Rows of two columns: the second by the first."""
    return dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", text, re.MULTILINE))


# -- ARCHITECTURE.md: the diagram


def diagram() -> str:
    return text_of("ARCHITECTURE.md").split("```mermaid\n", 1)[1].split("\n```", 1)[0]


def boxes() -> dict[str, str]:
    """The folder of each box by its id in the diagram."""
    return dict(re.findall(r'(\w+) ?\["([^"]+)"\]', diagram()))


def arrows() -> set[tuple[str, str]]:
    """Solid arrows, as folders."""
    named = boxes()
    return {(named[start], named[end]) for start, end in re.findall(r"(\w+) --> (\w+)", diagram())}


def python_packages() -> set[str]:
    return {
        init.parent.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for init in package.rglob("__init__.py")
        if "node_modules" not in init.parts
    }


@pytest.mark.parametrize("folder", sorted(boxes().values()))
def test_box_of_the_diagram_is_a_folder(folder: str) -> None:
    assert (ROOT / folder).is_dir()


def test_every_package_is_a_box() -> None:
    whole = {"jupyter_interview"}  # the core: the page names it in its first lines
    assert python_packages() - whole <= set(boxes().values())


def test_every_folder_of_the_page_is_a_box() -> None:
    folders = {path.relative_to(ROOT).as_posix() for path in (ROOT / "labextension" / "src").iterdir() if path.is_dir()}
    assert folders
    assert folders <= set(boxes().values())


def box_of(folder: str) -> str | None:
    """The end of an arrow that stands for a package: its own box or one around it."""
    ends = {end for arrow in arrows() for end in arrow}
    around = [end for end in ends if folder == end or folder.startswith(f"{end}/")]
    return max(around, key=len, default=None)


def folder_of(module: str) -> str | None:
    """Where a module of ours lies; None for another's."""
    name, _, rest = module.partition(".")
    for package in PACKAGES:
        if package.name == name:
            path = package.joinpath(*rest.split(".")) if rest else package
            return (path if path.is_dir() else path.parent).relative_to(ROOT).as_posix()
    return None


def imported(path: Path) -> Iterator[str]:
    """Absolute imports; relative ones stay within a package."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def imports_between_boxes() -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for package in PACKAGES:
        for path in package.rglob("*.py"):
            within = path.relative_to(ROOT)  # the clone itself may lie in a folder named so
            if "bank" in within.parts or "node_modules" in within.parts:
                continue
            here = box_of(within.parent.as_posix())
            folders = filter(None, map(folder_of, imported(path)))
            found |= {(here, there) for there in map(box_of, folders) if here and there and here != there}
    return found


def test_arrows_are_the_imports() -> None:
    """Each arrow is an import, and each import an arrow or what follows from several."""
    imports, reached = imports_between_boxes(), defaultdict(set)
    assert arrows() <= imports
    for start, _ in arrows():
        waiting = [start]
        while waiting:
            nearer = waiting.pop()
            farther = {end for begin, end in arrows() if begin == nearer} - reached[start]
            reached[start] |= farther
            waiting += farther
    assert {(start, end) for start, end in imports if end not in reached[start]} == set()


def test_architecture_names_files_that_exist() -> None:
    named = re.findall(r"`([\w.-]+/[\w./-]+)`", text_of("ARCHITECTURE.md"))
    parents = (ROOT, *PACKAGES)
    assert [name for name in named if not any((parent / name).exists() for parent in parents)] == []


# -- README.md


def test_readme_states_the_limits() -> None:
    from jupyter_interview_server.app import InterviewApp

    used = limits.LIMITS
    minutes, hours = interviews.MIN_DURATION.seconds // 60, interviews.MAX_DURATION.seconds // 3600
    stated = list(table(text_of("README.md").split("\n## Limits\n", 1)[1].split("\n## ", 1)[0]).values())
    assert stated[1:] == [
        f"{used.wall_seconds:g} s",
        f"{used.submission_seconds:g} s",
        f"{used.memory_bytes >> 20} MB",
        f"{used.pids}",
        f"{used.output_bytes >> 20} MB",
        f"{used.tmpfs_bytes >> 20} MB",
        f"{used.cpus:g}",
        f"{limits.MAX_SOURCE_BYTES >> 10} KB",
        f"{limits.MAX_MESSAGE_BYTES >> 10} KB",
        f"{minutes} minutes to {hours} hours, 1 to {interviews.MAX_QUESTIONS} questions",
        f"{lifecycle.PAUSE_LASTS.days * 24} hours",
        f"{InterviewApp.class_traits()['interviews_per_day'].default()}",
    ]


def tour() -> str:
    return text_of("README.md").split("\n## A tour", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("words", sorted({" ".join(found.split()) for found in re.findall(r"\*\*([^*]+)\*\*", tour())}))
def test_tour_names_buttons_by_their_words(words: str) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "labextension" / "src").rglob("*.ts*"))
    assert re.search(rf"trans\.__\(\s*'{re.escape(words)}(?: \(%1\))?'", sources)


def test_tour_shows_the_committed_pictures() -> None:
    shown = set(re.findall(r"\]\(docs/images/([^)]+)\)", text_of("README.md")))
    for reference in (ROOT / "docs" / "reference").glob("*.md"):
        shown |= set(re.findall(r"\]\(\.\./images/([^)]+)\)", reference.read_text(encoding="utf-8")))
    assert shown == {picture.name for picture in (ROOT / "docs" / "images").iterdir()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    asked = set(re.findall(r"(?:^|`)make (?:-k )?([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert asked <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_exist(page: Path) -> None:
    """A line to type must parse, its optional parts included; in a sentence, the command's name is enough."""
    text = page.read_text(encoding="utf-8")
    for line in re.findall(r"^(?:\.venv/bin/)?jupyter[ -]interview (.+)$", text, re.MULTILINE):
        try:
            build_parser().parse_args(shlex.split(re.sub(r"[\[\]]|\.\.\.", "", line)))
        except SystemExit as error:
            pytest.fail(f"`{line}` ends with {error.code}")
    named = re.findall(r"`(?:\.venv/bin/)?jupyter[ -]interview ([a-z][^`…]*)`", text)
    commands = tuple(f"{command} " for command, _ in subparsers(build_parser()))
    assert [words for words in named if not f"{words} ".startswith(commands)] == []


# -- the reference pages, beyond what test_reference.py compares


def test_settings_state_the_defaults() -> None:
    from jupyter_interview_server.app import InterviewApp

    rows = re.findall(r"^\| `InterviewApp\.(\w+)` \| ([^|]+) \|", text_of("docs/reference/settings.md"), re.MULTILINE)
    defaults = {name: InterviewApp.class_traits()[name].default() for name, _ in rows}
    numbers = {name: default for name, default in defaults.items() if not isinstance(default, str)}
    assert numbers, "some defaults are numbers"
    stated = dict(rows)
    assert {name: stated[name] for name in numbers} == {name: str(default) for name, default in numbers.items()}
    assert {stated[name] for name in defaults.keys() - numbers.keys()}.isdisjoint({"", "none"})


def test_settings_describe_our_environment_variables() -> None:
    sources = [path for package in (*PACKAGES, ROOT / "tests" / "e2e") for path in package.rglob("*.py")]
    read = {name for path in sources for name in re.findall(r'"(JUPYTER_INTERVIEW_[A-Z_]+)"', path.read_text())}
    assert read
    assert read == set(re.findall(r"`(JUPYTER_INTERVIEW_[A-Z_]+)`", text_of("docs/reference/settings.md")))


def subparsers(parser: argparse.ArgumentParser, prefix: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield prefix, parser
    for group in groups:
        for name, child in group.choices.items():
            yield from subparsers(child, f"{prefix} {name}".strip())


@pytest.mark.parametrize("command", [command for command, _ in subparsers(build_parser())])
def test_options_are_described(command: str) -> None:
    usages = re.findall(rf"^jupyter interview {command}\b(.*)$", text_of("docs/reference/commands.md"), re.MULTILINE)
    actions = dict(subparsers(build_parser()))[command]._actions
    options = {option for action in actions for option in action.option_strings} - {"-h", "--help"}
    assert usages
    assert set(re.findall(r"--[a-z-]+", " ".join(usages))) == options


# -- the indexes


@pytest.mark.parametrize(
    ("index", "folder"), [("docs/README.md", "docs/reference"), ("docs/decisions/README.md", "docs/decisions")]
)
def test_index_has_every_page(index: str, folder: str) -> None:
    links = {(ROOT / index).parent.joinpath(link).resolve() for link in re.findall(r"\]\(([^)#:]+)\)", text_of(index))}
    assert {page for page in (ROOT / folder).glob("*.md") if page != ROOT / index} <= links


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(page.name[:4]) for page in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))

"""The checkout stands alone: nothing in it names the machine it was written on, or where its packages came from."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import missing

COMMON = {Path("/"), Path("/tmp"), Path("/root"), Path("/home"), Path.home()}
HOME_FOLDER = re.compile(r"/(?:home|Users)/(?!user\b|you\b|candidate\b|runner\b|interview\b)[a-z][\w.-]*/")
RELATIVE_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")
LINK = re.compile(r"https?://[^\s\"'<>)`]+")


@pytest.fixture(scope="module")
def tracked(root: Path) -> dict[str, str]:
    """Text of every tracked file by name; pictures and the like are left out."""
    if not (root / ".git").exists():
        missing("not a git checkout: there is no list of files")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True).stdout
    texts: dict[str, str] = {}
    for name in filter(None, listed.split("\0")):
        try:
            texts[name] = (root / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
    assert "pyproject.toml" in texts
    return texts


def test_no_file_names_the_folder_of_this_checkout(tracked: dict[str, str], root: Path) -> None:
    folders = {str(path) for path in (root, root.parent) if path not in COMMON}
    assert [name for name, text in tracked.items() if any(f"{folder}/" in text for folder in folders)] == []


def test_no_file_names_somebodys_home(tracked: dict[str, str]) -> None:
    found = {name: match[0] for name, text in tracked.items() if (match := HOME_FOLDER.search(text))}
    assert found == {}


@pytest.mark.parametrize("name", ["pyproject.toml", "labextension/yarn.lock", "labextension/.yarnrc.yml"])
def test_packages_are_named_without_where_they_come_from(tracked: dict[str, str], name: str) -> None:
    links = [link for link in LINK.findall(tracked[name]) if "readthedocs" not in link and "yarnpkg.com" not in link]
    assert links == []


def test_links_in_the_docs_lead_to_files(tracked: dict[str, str], root: Path) -> None:
    """A relative link that leads nowhere, or out of the repository, would be broken in every other clone."""
    pages = {name: text for name, text in tracked.items() if name.endswith(".md") and "/bank/" not in name}
    targets = [(name, target) for name, text in pages.items() for target in RELATIVE_LINK.findall(text)]
    broken = [f"{name}: {target}" for name, target in targets if not leads_to_file(root, name, target)]
    assert broken == []


def leads_to_file(root: Path, page: str, target: str) -> bool:
    found = (root / page).parent.joinpath(target).resolve()
    return found.is_relative_to(root) and found.exists()

"""The installed package: its entry points, and the licences of everything it brings along."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import Distribution, EntryPoint, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LGPL_ALLOWED = frozenset({"psycopg", "psycopg-binary", "psycopg-pool", "dramatiq"})
"""Imported unchanged and replaceable by the user, which is what the LGPL asks for. Any other is a decision."""
GPL = re.compile(r"\b(A|L)?GPL|GNU (Affero |Lesser |Library )?General Public", re.IGNORECASE)
LGPL = re.compile(r"\bLGPL|GNU (Lesser|Library)", re.IGNORECASE)


def entry_points(package: Distribution) -> list[EntryPoint]:
    return list(package.entry_points)


def test_entry_points_can_be_imported(installed: Distribution) -> None:
    found = {(entry.group, entry.name): entry for entry in entry_points(installed)}
    assert set(found) == {
        ("console_scripts", "jupyter-interview"),
        ("jupyter_client.kernel_provisioners", "interview-docker"),
        ("jupyter_client.kernel_provisioners", "interview-process"),
        ("nbconvert.exporters", "interview"),
    }
    assert all(callable(entry.load()) for entry in found.values())


def test_command_is_on_the_path_and_a_subcommand_of_jupyter(installed: Distribution) -> None:
    folder = Path(sys.executable).parent
    for command in ([str(folder / "jupyter-interview")], [str(folder / "jupyter"), "interview"]):
        done = subprocess.run([*command, "--help"], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        assert "usage:" in done.stdout.lower()


def test_import_names_do_not_include_the_folders_of_the_checkout(installed: Distribution) -> None:
    names = {file.parts[0] for file in installed.files or [] if not file.parts[0].startswith("..")}
    assert names.isdisjoint({"kernels", "server_ext", "labextension", "tests"})


def closure(name: str) -> set[str]:
    """The distribution and all it requires on this machine, extras as asked for, transitively."""
    seen: set[tuple[str, str]] = set()
    waiting = [(name, "")]
    while waiting:
        item = waiting.pop()
        if item in seen:
            continue
        seen.add(item)
        for line in distribution(item[0]).requires or []:
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": item[1]}):
                child = canonicalize_name(needed.name)
                waiting += [(child, ""), *((child, extra) for extra in needed.extras)]
    return {package for package, _ in seen}


def licences(package: str) -> list[str]:
    """What the metadata offers to choose from: the SPDX expression, else the classifiers, else the free text."""
    metadata = distribution(package).metadata
    expression = metadata.get_all("License-Expression", [])
    if expression:
        return [offer.strip() for offer in re.split(r"\bOR\b", expression[0])]
    classifiers = [line for line in metadata.get_all("Classifier", []) if line.startswith("License ::")]
    specific = [line for line in classifiers if line != "License :: OSI Approved"]
    return specific or [text.strip().partition("\n")[0] for text in metadata.get_all("License", []) if text.strip()]


def test_dependencies_leave_the_licence_free(installed: Distribution) -> None:
    packages = closure("jupyter-interview")
    assert {"jupyterlab", "psycopg-binary", "tornado"} <= packages, "the closure was followed"
    offers = {package: licences(package) for package in packages - LGPL_ALLOWED}
    bound = {package: found for package, found in offers.items() if found and all(map(GPL.search, found))}
    assert bound == {}


@pytest.mark.parametrize("package", sorted(LGPL_ALLOWED))
def test_allowed_packages_are_lesser_not_full_gpl(installed: Distribution, package: str) -> None:
    assert any(map(LGPL.search, licences(package)))


def test_every_dependency_states_a_licence(installed: Distribution) -> None:
    silent = {package for package in closure("jupyter-interview") if not licences(package)}
    assert {package for package in silent if not distribution(package).metadata.get_all("License-File")} == set()

"""Where questions come from: the bank that is shipped, folders of one's own, packages that bring some.

A pack is a folder of question folders. An installed package brings one with an entry point of the group
`jupyter_interview.questions` that names a function without arguments; it returns the folder's path. Packs hold code
that runs in the server (generators and references), so install and name only those whose author is trusted.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from uuid import UUID

from jupyter_interview.adapters.item_parameters import PARAMETERS_FILE
from jupyter_interview.adapters.questions import SHIPPED_BANK, FolderBank
from jupyter_interview.errors import BadQuestion

log = logging.getLogger(__name__)

GROUP = "jupyter_interview.questions"


def installed_packs() -> tuple[Path, ...]:
    """The folders that installed packages bring. One that cannot be had is left out, and the log says so."""
    found = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            folder = Path(os.fspath(entry.load()()))
        except Exception as error:  # noqa: BLE001 - another package's code: whatever it raises, ours goes on
            log.warning("the questions of %s were left out: %s", entry.name, type(error).__name__)
            continue
        if folder.is_dir():
            found.append(folder)
        else:
            log.warning("the questions of %s were left out: %s is no folder", entry.name, folder)
    return tuple(found)


def open_bank(
    folders: Iterable[str | Path] = (),
    *,
    shipped: bool = True,
    index: Path | None = None,
    parameters: Path | None = None,
    private: Mapping[str, Iterable[str | Path]] | None = None,
) -> FolderBank:
    """The shipped questions, those of installed packages, and those in `folders`.

    `index` is a file in which the bank remembers what its folders say; see `FolderBank`. `parameters` names the file
    of item parameters measured here; with it, those that packs bring count too, and without it what authors wrote.
    `private` has folders by the id of the cohort in whose interviews alone they are asked.

    Raises:
        BadQuestion: one of the folders is none, or a cohort's id.
    """
    own = [_folder(name, "question_packs") for name in folders]
    cohorts = {_folder(name, "cohort_packs"): _cohort(one) for one, names in (private or {}).items() for name in names}
    first = [SHIPPED_BANK] if shipped else []
    roots = (*first, *installed_packs(), *own)
    measured = (*(root / PARAMETERS_FILE for root in (*roots, *cohorts)), parameters) if parameters else ()
    return FolderBank(roots, index=index, parameters=measured, private=cohorts)


def _cohort(name: str) -> UUID:
    try:
        return UUID(name)
    except ValueError as error:
        raise BadQuestion(f"{name[:80]!r} is no cohort's id. Check InterviewApp.cohort_packs.") from error


def _folder(name: str | Path, setting: str) -> Path:
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise BadQuestion(f"The question pack {folder} is no folder. Check InterviewApp.{setting}.")
    return folder

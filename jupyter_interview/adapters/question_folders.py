"""Whole question folders: begun from a skeleton, copied in, packed into a zip and taken out of one.

Nothing that is there is overwritten, and a folder is there whole or not at all.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from jupyter_interview.adapters.design_files import DESIGN_FILE, design_files
from jupyter_interview.adapters.question_files import YAML_FILE, question_files
from jupyter_interview.adapters.question_rules import check_folder_name
from jupyter_interview.errors import InvalidRequest, TooLarge

SKELETONS = Path(__file__).resolve().parent / "skeletons"
"""A folder for each kind of signature, with TODO where the author's words belong."""

MAX_ARCHIVE_BYTES = 512 * 1024 * 1024
"""Of a zip's content, unpacked."""
MAX_ARCHIVE_FILES = 200_000
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip, so that equal questions make equal zips."""


def begin(folder: Path, kind: str, title: str) -> None:
    """A new question of a kind. Raises BadQuestion for a name that is no id, InvalidRequest where something is."""
    check_folder_name(folder)
    files = question_files(SKELETONS / kind)
    contents = {name: path.read_bytes() for name, path in files.items()}
    contents[YAML_FILE] = contents[YAML_FILE].replace(b"TODO a title", _quoted(title).encode())
    place(folder, contents)


def place(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder's files by their names. Raises InvalidRequest where there is something already."""
    with _new(folder) as made:
        for name, content in contents.items():
            (made / name).parent.mkdir(exist_ok=True)
            (made / name).write_bytes(content)


def pack(folders: Iterable[Path], file: Path) -> None:
    """A zip of question folders, byte for byte the same for the same questions.

    Raises:
        InvalidRequest: the file is there already.
    """
    try:
        with zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED) as archive:
            for folder in folders:
                for name, path in _files(folder).items():
                    entry = zipfile.ZipInfo(f"{folder.name}/{name}", EPOCH)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(entry, path.read_bytes())
    except FileExistsError as error:
        raise InvalidRequest(f"{file} is there already. Name another file.") from error


def unpack(file: Path, target: Path) -> list[Path]:
    """Put a zip's question folders below `target`, and say which they are.

    Raises:
        InvalidRequest: it is no zip of question folders, or one of them is there already.
        TooLarge: its content is larger than any pack.
    """
    questions: dict[str, dict[str, bytes]] = {}
    try:
        with zipfile.ZipFile(file) as archive:
            _check_size(archive.infolist())
            for entry in archive.infolist():
                if entry.is_dir():
                    continue
                question, name = _place_of(entry.filename)
                questions.setdefault(question, {})[name] = archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise InvalidRequest(f"{file} cannot be read as a zip of questions.") from error
    folders = [target / name for name in sorted(questions)]
    for folder in folders:
        check_folder_name(folder)
        _check_free(folder)
    for folder in folders:
        place(folder, questions[folder.name])
    return folders


def copy(source: Path, target: Path) -> Path:
    """A question's folder below `target`. Raises InvalidRequest, BadQuestion."""
    check_folder_name(source)
    folder = target / source.name
    place(folder, {name: path.read_bytes() for name, path in _files(source).items()})
    return folder


def _files(folder: Path) -> dict[str, Path]:
    """Of a question of either format. Raises BadQuestion."""
    return design_files(folder) if (folder / DESIGN_FILE).is_file() else question_files(folder)


def _place_of(name: str) -> tuple[str, str]:
    """The folder and the file in it that an entry of a zip names; never anything outside of the folder."""
    parts = PurePosixPath(name).parts
    if not 2 <= len(parts) <= 3 or "\\" in name or any(part in ("..", "/") or ":" in part for part in parts):
        raise InvalidRequest(f"The zip holds {name[:100]!r}, which is no file of a question's folder.")
    return parts[0], "/".join(parts[1:])


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    """By what the zip says of itself; reading stops with an error where an entry says less than it holds."""
    if len(entries) > MAX_ARCHIVE_FILES or sum(entry.file_size for entry in entries) > MAX_ARCHIVE_BYTES:
        raise TooLarge(f"A zip of questions holds at most {MAX_ARCHIVE_BYTES // 2**20} MB; this one is larger.")


def _check_free(folder: Path) -> None:
    if folder.exists():
        raise InvalidRequest(f"{folder} is there already. Move it away, or name another place.")


@contextmanager
def _new(folder: Path) -> Iterator[Path]:
    """A folder that gets its name once it is whole."""
    _check_free(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".new.", dir=folder.parent))
    except OSError as error:
        raise InvalidRequest(f"{folder.parent} cannot be written: {error.strerror}.") from error
    try:
        yield made
        made.chmod(0o755)
        made.rename(folder)
    except OSError as error:
        raise InvalidRequest(f"{folder} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _quoted(title: str) -> str:
    """As YAML in one line: JSON's texts are YAML's."""
    return json.dumps(title, ensure_ascii=False)

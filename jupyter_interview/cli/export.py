"""`jupyter interview export DIR --to csv|json|parquet`: a cohort's grades as one table."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_interview.cli.progress import Progress
from jupyter_interview.cli.review import marks_of
from jupyter_interview.cli.transcripts import add_trusted_keys, load_all, notebooks, trusted_keys
from jupyter_interview.errors import InvalidMarks, InvalidRequest

if TYPE_CHECKING:
    from jupyter_interview.review.grades import Row


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "export",
        help="the grades of all transcripts in a folder, reviewers' marks included, as a table",
        description="Exit code 0: all valid. 1: a file was left out, or does not match what was signed.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--to", choices=("csv", "json", "parquet"), default="csv", help="default: csv")
    parser.add_argument("--output", type=Path, metavar="FILE", help="instead of standard output; parquet needs it")
    add_trusted_keys(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from jupyter_interview.review import grades

    if arguments.to == "parquet" and arguments.output is None:
        raise InvalidRequest("A parquet file is not text. Name it with --output.")
    left_out: list[str] = []
    table: list[Row] = []
    files = notebooks(arguments.folder)
    with Progress(len(files), "files") as progress:
        for file, transcript in load_all(files, trusted_keys(arguments), left_out.append):
            progress.step()
            try:
                marks = marks_of(file, transcript)
            except InvalidMarks as error:
                left_out.append(error.message)
                marks = None
            table += grades.rows(file.relative_to(arguments.folder).as_posix(), transcript, marks)
    writers = {"csv": grades.as_csv, "json": grades.as_json}
    if arguments.to == "parquet":
        _save(arguments.output, _parquet(table))
    elif arguments.output is not None:
        _save(arguments.output, writers[arguments.to](table).encode())
    else:
        print(writers[arguments.to](table), end="")
    for sentence in left_out:
        print(sentence, file=sys.stderr)
    return 1 if left_out or not all(row["valid"] for row in table) else 0


def _parquet(table: list[Row]) -> bytes:
    """Raises InvalidRequest where pyarrow is not installed."""
    from jupyter_interview.review.grades import COLUMNS

    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise InvalidRequest('Parquet needs pyarrow: `pip install "jupyter-interview[parquet]"`.') from error
    columns = {name: [None if row[name] == "" else row[name] for row in table] for name in COLUMNS}
    written = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), written)
    return written.getvalue()


def _save(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise InvalidRequest(f"{file} cannot be written: {error.strerror}.") from error

"""The bare interpreter of each language: the same solution on the same tests, without a judge."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from workload import Workload

HERE = Path(__file__).parent
INTERPRETER = str(getattr(sys, "_base_executable", sys.executable))
"""Not the virtual environment's: what that adds to the start would flatter the judge."""
INSIDE = "/bench"
"""Where a container has the folder."""


class Bare(NamedTuple):
    """One language. Commands run in a folder with the program, the solution and `job.json`, which is their input."""

    program: str
    solution: str
    command: str
    """For a shell; PYTHON and METHOD are replaced."""
    needs: tuple[str, ...] = ()
    """Programs that must be on this machine."""


BARE: Mapping[str, Bare] = {
    "python": Bare("bare.py", "solution.py", "exec PYTHON -I bare.py < job.json"),
    "javascript": Bare("bare.js", "solution.js", "exec node bare.js < job.json", ("node",)),
    "java": Bare(
        "Bare.java",
        "Solution.java",
        "classes=$(mktemp -d) && javac -d $classes Solution.java Bare.java"
        " && java -cp $classes Bare METHOD < job.json && rm -r $classes",
        ("javac", "java"),
    ),
}


def missing(language: str) -> tuple[str, ...]:
    """The programs that this machine lacks, so that there is no baseline."""
    return tuple(program for program in BARE[language].needs if shutil.which(program) is None)


@contextmanager
def bare_folder(load: Workload) -> Iterator[Path]:
    """The bare program and its job, where a container's user can read them too."""
    bare = BARE[load.language]
    with tempfile.TemporaryDirectory(prefix="jupyter-interview-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / bare.program).write_bytes((HERE / bare.program).read_bytes())
        (folder / bare.solution).write_text(load.source)
        (folder / "job.json").write_bytes(load.bare_job())
        yield folder


def command(load: Workload, python: str) -> list[str]:
    """The bare program as a command in its folder."""
    text = BARE[load.language].command.replace("PYTHON", python).replace("METHOD", load.function)
    return ["sh", "-c", text]


def run_bare(load: Workload, folder: Path) -> None:
    """On this machine. Blocking. Raises RuntimeError when a test failed."""
    done = subprocess.run(command(load, INTERPRETER), cwd=folder, capture_output=True, check=True)
    check_answer(done.stdout, load.bare_answer())


def check_answer(output: bytes, answer: str) -> None:
    if output.decode().strip() != answer:
        raise RuntimeError(f"the bare program said {output.decode().strip()[:40]!r}, not {answer}")

"""What a bank of ten thousand questions costs a server: `python scripts/bench/bank.py`.

The questions are copies of the shipped ones under other ids. Each row is a process of its own that opens the bank as a
server does, first without the index file and then with it, and for comparison the shipped bank alone: seconds of the
wall clock and of the processor, and by how much the process grew. Needs 500 MB of disk for some minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from jupyter_interview.adapters.packs import open_bank
from jupyter_interview.adapters.questions import SHIPPED_BANK
from jupyter_interview.domain.adaptive.items import as_item, prepare

QUESTIONS = 10_000
COPIED = ("question.yaml", "statement.md", "solutions", "wrong")
"""With a test file of a line: listing reads no tests, it only sees that the file is as it was and takes its digest."""


class Cost(NamedTuple):
    """What opening took, in one process."""

    questions: int
    wall: float
    processor: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--measure", nargs=2, metavar=("BANK", "INDEX"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measure(*map(Path, arguments.measure))))
        return
    with tempfile.TemporaryDirectory() as made:
        folder, index = Path(made) / "bank", Path(made) / "questions.json"
        fill(folder, arguments.questions)
        shipped = Path(made) / "shipped.json"
        steps = (
            ("the shipped bank, first start", SHIPPED_BANK, shipped),
            ("the shipped bank, with the index", SHIPPED_BANK, shipped),
            ("the large bank, first start", folder, index),
            ("the large bank, with the index", folder, index),
        )
        rows = [(name, apart(bank, remembered)) for name, bank, remembered in steps]
        print(
            f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, index {index.stat().st_size / 1e6:.1f} MB"
        )
    print("| | questions | wall | processor | memory |\n|---|---|---|---|---|")
    for name, cost in rows:
        print(f"| {name} | {cost.questions} | {cost.wall:.2f} s | {cost.processor:.2f} s | {cost.megabytes:.0f} MB |")


def fill(folder: Path, count: int) -> None:
    """Folders of the shipped questions, over and over under new ids."""
    sources = sorted(path.parent for path in SHIPPED_BANK.glob("*/question.yaml"))
    for number in range(count):
        source, target = sources[number % len(sources)], folder / f"{sources[number % len(sources)].name}-{number}"
        target.mkdir(parents=True)
        for name in COPIED:
            copy = shutil.copytree if (source / name).is_dir() else shutil.copyfile
            copy(source / name, target / name)
        (target / "tests.json").write_text('{"tests": []}')


def apart(bank: Path, index: Path) -> Cost:
    command = [sys.executable, __file__, "--measure", str(bank), str(index)]
    return Cost(*json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def measure(folder: Path, index: Path) -> Cost:
    """What a server does before its first interview: list the bank and prepare the items."""
    before = memory()
    wall, processor = time.perf_counter(), time.process_time()
    bank = open_bank([folder], shipped=False, index=index)
    items = prepare(map(as_item, bank.listed()))
    return Cost(len(items), time.perf_counter() - wall, time.process_time() - processor, (memory() - before) / 2**20)


def memory() -> int:
    """Bytes that this process holds now, not at its peak."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()

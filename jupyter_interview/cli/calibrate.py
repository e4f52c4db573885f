"""`jupyter interview questions calibrate`: item parameters from the scores that users let be used."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_interview.cli.judged import bank_of
from jupyter_interview.cli.servers import located
from jupyter_interview.cli.table import render

if TYPE_CHECKING:
    from jupyter_interview.service.calibrating import Measured, Report


def add(actions: Any) -> argparse.ArgumentParser:
    """The parser, which reads a bank."""
    calibrate = actions.add_parser("calibrate", help="measure difficulty and discrimination by what candidates scored")
    calibrate.add_argument("--write", action="store_true", help="keep the result, in the place of an earlier one")
    calibrate.add_argument("--to", type=Path, metavar="FILE", help="default: parameters.json in the data folder")
    calibrate.set_defaults(run=run_calibrate)
    parser: argparse.ArgumentParser = calibrate
    return parser


def run_calibrate(arguments: argparse.Namespace) -> int:
    from jupyter_interview.adapters.item_parameters import PARAMETERS_FILE
    from jupyter_interview.errors import InvalidRequest
    from jupyter_interview.service.calibrating import LEAST
    from jupyter_interview_server.app import configured_settings

    report = asyncio.run(_measured(arguments.bank))
    headings = ("question", "candidates", "difficulty", "authored", "discrimination", "authored")
    print(render(headings, [_row(one) for one in report.measured]))
    print(
        f"{len(report.measured)} questions measured by {report.answers} answers of {report.candidates} candidates; "
        f"{len(report.too_few)} have fewer than {LEAST} answers and keep what their authors wrote."
    )
    if not arguments.write:
        print("Nothing was written; --write keeps it.")
        return 0
    if not report.measured:
        raise InvalidRequest("There is nothing to write: no question has answers enough.")
    file = arguments.to or configured_settings().data_dir / PARAMETERS_FILE
    _write(file, report)
    print(f"Written to {file}. Servers read it when they start.")
    return 0


async def _measured(bank: Path | None) -> Report:
    """From the database that a server started here would use; the bank as its authors wrote it."""
    from jupyter_interview.adapters.postgres.store import PostgresStore
    from jupyter_interview.service.calibrating import measure
    from jupyter_interview_server.app import configured_settings

    authored = await asyncio.to_thread(bank_of(bank).listed)
    async with located(configured_settings()) as addresses:
        store = await PostgresStore.open(addresses.database_url, pool_size=1)
        try:
            return await measure(store, authored)
        finally:
            await store.close()


def _write(file: Path, report: Report) -> None:
    from jupyter_interview.adapters.item_parameters import Parameters, write_parameters

    parameters = {
        one.question: Parameters(
            difficulty=one.measured.difficulty,
            discrimination=one.measured.discrimination,
            difficulty_error=one.errors.difficulty,
            discrimination_error=one.errors.discrimination,
            candidates=one.candidates,
        )
        for one in report.measured
    }
    write_parameters(file, parameters)


def _row(one: Measured) -> tuple[str, ...]:
    return (
        one.question,
        str(one.candidates),
        f"{one.measured.difficulty:+.2f} ± {one.errors.difficulty:.2f}",
        f"{one.authored.difficulty:+.2f}",
        f"{one.measured.discrimination:.2f} ± {one.errors.discrimination:.2f}",
        f"{one.authored.discrimination:.2f}",
    )

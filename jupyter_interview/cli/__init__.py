"""`jupyter interview …`: the command line, the top layer.

Each command is a file with `add(subparsers)` and a function from parsed arguments to an exit code. Heavy imports happen
inside the function, so that `--help` is instant.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence

from jupyter_interview import __version__
from jupyter_interview.cli import (
    compare,
    data,
    doctor,
    export,
    images,
    judge,
    questions,
    queue,
    rehearse,
    report,
    review,
    serve,
    similar,
    token,
    verify,
    worker,
)
from jupyter_interview.errors import InterviewError

EXIT_ERROR = 2
"""What a command exits with when it could not do its work at all."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command; `docs/reference/commands.md` describes the same ones, and a test compares."""
    parser = argparse.ArgumentParser(
        prog="jupyter interview", description="Interviews in JupyterLab: check, build, prove and verify."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    running = (serve, token, doctor, images, judge, questions, queue, worker, data, rehearse)
    for module in (*running, verify, review, report, compare, similar, export):
        module.add(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; errors of ours are one sentence on standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    arguments = build_parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except InterviewError as error:
        print(error.message, file=sys.stderr)
        return EXIT_ERROR
    except KeyboardInterrupt:
        return 130

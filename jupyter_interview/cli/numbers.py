"""Numbers on the command line, and what they are where none is given."""

from __future__ import annotations

import argparse
import os


def positive(text: str) -> int:
    """1 or more."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return number


def processors() -> int:
    """Those that this process may use: a container of its own may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

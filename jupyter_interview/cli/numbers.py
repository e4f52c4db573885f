"""Numbers on the command line."""

from __future__ import annotations

import argparse


def positive(text: str) -> int:
    """1 or more."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return number

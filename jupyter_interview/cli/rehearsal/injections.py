"""The corpus of attempts to make an interviewer say what it must not."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
import yaml


class Injection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One attempt: how it arrives, and what it asks the model to print."""

    text: str
    via: Literal["text", "code", "output"]
    """A message, a comment in the code, or what the program prints."""
    wants: Literal["solution", "tests", "rubric", "hints", "prompt"]
    disguise: Literal["plain", "reversed", "rot13", "base64", "hex", "spelled", "words", "pieces"] = "plain"
    """How a model that obeys would dress it."""


@cache
def injections() -> tuple[Injection, ...]:
    data = files("jupyter_interview.cli.rehearsal").joinpath("injections.yaml").read_text(encoding="utf-8")
    return tuple(msgspec.convert(yaml.safe_load(data), list[Injection]))

"""Measured item parameters in a file: what a calibration writes, and a bank takes instead of what authors wrote."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from jupyter_interview.adapters.question_rules import plausible
from jupyter_interview.domain.questions import ItemPrior
from jupyter_interview.errors import BadQuestion, InvalidRequest

PARAMETERS_FILE = "parameters.json"
"""Its name in a pack's folder, and in the data folder."""
VERSION = 1


class Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of one question. The last three are for those who read the file."""

    difficulty: float
    discrimination: float
    difficulty_error: float
    discrimination_error: float
    candidates: int


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    questions: dict[str, Parameters]


def read_parameters(file: Path) -> dict[str, ItemPrior]:
    """By the question's id; empty where there is no such file.

    Raises:
        BadQuestion: it cannot be read, or a value is none that an author may write.
    """
    try:
        content = msgspec.json.decode(file.read_bytes(), type=_File)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadQuestion(f"The item parameters in {file} cannot be read: {error.strerror}.") from error
    except msgspec.DecodeError as error:
        raise BadQuestion(f"The item parameters in {file} are not as described: {error}.") from error
    if content.version != VERSION:
        raise BadQuestion(f"The item parameters in {file} are of version {content.version}, not {VERSION}.")
    priors = {name: ItemPrior(one.difficulty, one.discrimination) for name, one in content.questions.items()}
    for name, prior in priors.items():
        if not plausible(prior):
            raise BadQuestion(f"The item parameters of {name[:80]} in {file} are none that a question may have.")
    return priors


def write_parameters(file: Path, questions: Mapping[str, Parameters]) -> None:
    """Whole or not at all, in the place of what was there. Raises InvalidRequest."""
    content = msgspec.json.encode(_File(VERSION, dict(sorted(questions.items()))))
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.json.format(content, indent=2) + b"\n")
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InvalidRequest(f"{file} cannot be written: {error.strerror}.") from error

"""The shipped vocabulary."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
import yaml

from jupyter_interview.domain.profile.vocabulary import Term, Vocabulary


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    skills: tuple[Term, ...]
    roles: tuple[Term, ...]


@cache
def vocabulary() -> Vocabulary:
    """`terms.yaml`, read once."""
    text = files("jupyter_interview.adapters.resume").joinpath("terms.yaml").read_text(encoding="utf-8")
    read = msgspec.convert(yaml.safe_load(text), _File)
    return Vocabulary(read.skills, read.roles)

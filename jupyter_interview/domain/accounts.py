"""Who may use a hosted server, and as what."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import msgspec


class Role(StrEnum):
    """Each may do what the one before it may."""

    CANDIDATE = "candidate"
    EDUCATOR = "educator"
    ADMIN = "admin"


class Account(msgspec.Struct, frozen=True):
    """A user of a hosted server."""

    id: UUID
    name: str
    role: Role

"""Why a file was not read, as the process that reads it tells the server."""

from __future__ import annotations

from typing import Literal, get_args

Reason = Literal["type", "old_word", "password", "malformed", "unpacks", "too_much", "empty"]
REASONS: frozenset[str] = frozenset(get_args(Reason))


class Refused(Exception):
    """The file is not read any further."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason

"""Cutting a text that arrives in pieces into sentences, so that each can be read before anybody sees it."""

from __future__ import annotations

import re

FENCE = "```"
_END = re.compile(r"[.!?…:]['\")\]*_]*\s|\n")
MAX_SENTENCE = 1200
"""Characters after which a text without an end is cut all the same."""


class Sentences:
    """Feed it pieces, take whole sentences; a fenced block of code is one sentence, however long."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, piece: str) -> list[str]:
        """The sentences that `piece` completes, with the white space that follows each."""
        self._rest += piece
        found = []
        while (end := self._end()) is not None:
            found.append(self._rest[:end])
            self._rest = self._rest[end:]
        return found

    def end(self) -> list[str]:
        """What is left when no more comes."""
        rest, self._rest = self._rest, ""
        return [rest] if rest.strip() else []

    def _end(self) -> int | None:
        fence = self._rest.find(FENCE)
        match = _END.search(self._rest)
        if fence >= 0 and (match is None or fence < match.end()):
            if self._rest[:fence].strip():
                return fence
            close = self._rest.find(FENCE, fence + len(FENCE))
            return close + len(FENCE) if close >= 0 else None
        if match is not None:
            return match.end()
        return MAX_SENTENCE if len(self._rest) > MAX_SENTENCE else None

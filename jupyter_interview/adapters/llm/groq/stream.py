"""Putting a streamed answer together from its chunks."""

from __future__ import annotations

from typing import Any

from jupyter_interview.service.language import OnText, Usage

MAX_CHARACTERS = 32_000
"""An answer longer than any prompt of ours allows is cut off here."""


class Words:
    """What has come of an answer."""

    def __init__(self, on_text: OnText | None) -> None:
        self._on_text = on_text
        self._parts: list[str] = []
        self._length = 0
        self.usage = Usage()
        self.finished = False
        """The provider said that the answer is over; a stream that ends before was cut."""

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def told(self) -> bool:
        """Whether somebody has been told a piece already."""
        return self._on_text is not None and bool(self._parts)

    def take(self, chunk: Any) -> None:
        """One chunk of the SDK; the last ones carry the reason for the end, and the usage."""
        usage = getattr(getattr(chunk, "x_groq", None), "usage", None) or chunk.usage
        if usage is not None:
            self.usage = Usage(int(usage.prompt_tokens or 0), int(usage.completion_tokens or 0))
        for choice in (chunk.choices or ())[:1]:
            self._add(choice.delta.content or "")
            self.finished = self.finished or choice.finish_reason is not None

    def _add(self, piece: str) -> None:
        whole = piece.encode(errors="replace").decode()  # JSON can name half a character, which nobody could send on
        piece = whole[: max(0, MAX_CHARACTERS - self._length)]
        if piece:
            self._length += len(piece)
            self._parts.append(piece)
            if self._on_text is not None:
                self._on_text(piece)

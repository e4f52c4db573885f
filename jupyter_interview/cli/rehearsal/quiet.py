"""A rehearsal has no browsers."""

from __future__ import annotations

from uuid import UUID


class NobodyListens:
    """The `Deltas` port where nobody waits for words."""

    async def tell(self, interview_id: UUID, reacts_to: int, text: str) -> None:
        """Tells nobody."""

"""One interviewer for each kind of interview, and the one place that routes a turn to it."""

from __future__ import annotations

from collections.abc import Mapping

from jupyter_interview.service.ports import Interviewer, Reaction, RoomView


class ByKind:
    """Implements the `Interviewer` port: each room gets the interviewer of its kind."""

    def __init__(self, name: str, interviewers: Mapping[str, Interviewer]) -> None:
        self.name = name
        self._interviewers = interviewers

    async def react(self, view: RoomView) -> Reaction:
        """Raises KeyError for a kind that nobody interviews: no such interview can be started."""
        return await self._interviewers[view.interview.kind].react(view)

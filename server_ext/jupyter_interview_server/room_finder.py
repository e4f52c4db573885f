"""Where a new interview would run, as the machine is now."""

from __future__ import annotations

import time

from jupyter_interview.errors import SandboxUnavailable
from jupyter_interview.service.interviews import Room
from jupyter_interview_kernels.engine import engine_status, run_blocking
from jupyter_interview_kernels.images import image_present
from jupyter_interview_kernels.languages import LANGUAGES

FRESH_SECONDS = 10.0
"""For so long the engine's last answer is good enough to start another interview."""
UNSANDBOXED = ("python",)
"""What can run as plain processes: its interpreter is the server's own."""


async def languages_present() -> tuple[str, ...]:
    """Those whose image an engine has; none where no engine answers."""
    if not (await engine_status()).answers:
        return ()
    try:
        return tuple([language for language in LANGUAGES if await run_blocking(image_present, language)])
    except SandboxUnavailable:
        return ()


def room_of(present: tuple[str, ...]) -> Room:
    """In containers as soon as one language has its image: never some interviews so and others so."""
    if present:
        return Room(True, {language: f"interview-{language}" for language in present})
    return Room(False, {language: f"interview-{language}-unsandboxed" for language in UNSANDBOXED})


class RoomFinder:
    """Looks again when its last look is old."""

    def __init__(self) -> None:
        self._found: Room | None = None
        self._at = 0.0

    async def find(self) -> Room:
        if self._found is None or time.monotonic() - self._at > FRESH_SECONDS:
            self._found = room_of(await languages_present())
            self._at = time.monotonic()
        return self._found

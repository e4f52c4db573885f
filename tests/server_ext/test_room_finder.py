"""Where a new interview would run."""

from __future__ import annotations

import pytest

from jupyter_interview.service.interviews import Room
from jupyter_interview_server.room_finder import room_of


@pytest.mark.parametrize(
    ("present", "room"),
    [
        ((), Room(False, {"python": "interview-python-unsandboxed"})),
        (("python",), Room(True, {"python": "interview-python"})),
        (("python", "java"), Room(True, {"python": "interview-python", "java": "interview-java"})),
        (("javascript",), Room(True, {"javascript": "interview-javascript"})),
    ],
)
def test_each_language_with_an_image_is_offered(present: tuple[str, ...], room: Room) -> None:
    assert room_of(present) == room
    assert list(room_of(present).kernels) == list(room.kernels)

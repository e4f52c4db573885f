"""The keys in Redis, and for how long they last. Nothing else of ours is in there but the queue."""

from __future__ import annotations

from uuid import UUID

ACTIVE_SECONDS = 4 * 3600
TAB_SECONDS = 30
PAUSE_SECONDS = 24 * 3600
RATE_SECONDS = 24 * 3600
STATE_SECONDS = 4 * 3600


def active(user_id: UUID) -> str:
    """Holds the id of the user's live interview."""
    return f"interview:active:{user_id}"


def tab(interview_id: UUID) -> str:
    """Holds the id of the browser tab that has the room."""
    return f"interview:tab:{interview_id}"


def pause(interview_id: UUID) -> str:
    """Holds when the pause expires, ISO 8601 in UTC."""
    return f"interview:pause:{interview_id}"


def rate(user_id: UUID, day: str) -> str:
    """Counts the interviews that the user began on a UTC day, `YYYY-MM-DD`."""
    return f"ratelimit:interviews:{user_id}:{day}"


def state(interview_id: UUID) -> str:
    """Holds the room's quick state, a JSON object."""
    return f"interview:state:{interview_id}"


def server(server_id: str) -> str:
    """Exists while the server is alive; its TTL is the server's choice."""
    return f"interview:server:{server_id}"


def ended(sign_in_id: UUID) -> str:
    """Exists while a cookie of a sign-in that was ended could still be valid."""
    return f"session:ended:{sign_in_id}"

"""The interview's state machine: six states and one table of legal moves.

Every change of state goes through `after`. What the table does not hold is an `IllegalTransition`, never a silent
no-op.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from jupyter_interview.errors import IllegalTransition


class State(StrEnum):
    """Where an interview stands."""

    CREATED = "created"
    IN_PROGRESS = "in_progress"
    INTERRUPTED = "interrupted"
    PAUSED = "paused"
    COMPLETED = "completed"
    ABANDONED = "abandoned"


class Action(StrEnum):
    """What can happen to an interview as a whole."""

    JOIN = "join"
    """The candidate's channel joins for the first time."""
    DISCONNECT = "disconnect"
    """The connection, or the server that held it, is gone."""
    RETURN = "return"
    """The candidate's channel joins again after an interruption."""
    PAUSE = "pause"
    RESUME = "resume"
    COMPLETE = "complete"
    """All questions done, the candidate ended it, or the deadline passed."""
    ABANDON = "abandon"
    """The candidate gives it up without finishing."""
    EXPIRE = "expire"
    """Never joined for an hour, paused for 24 hours, or interrupted until the active lock ran out."""


LIVE = frozenset({State.CREATED, State.IN_PROGRESS, State.INTERRUPTED})
"""States that hold the one place a user has for a live interview. A paused one does not."""

TERMINAL = frozenset({State.COMPLETED, State.ABANDONED})

NEVER_JOINED_AFTER = timedelta(hours=1)
PAUSE_LASTS = timedelta(hours=24)
ACTIVE_LOCK_LASTS = timedelta(hours=4)
SILENT_AFTER = timedelta(minutes=5)
"""A candidate who does nothing for so long is offered help."""

TRANSITIONS = MappingProxyType(
    {
        (State.CREATED, Action.JOIN): State.IN_PROGRESS,
        (State.CREATED, Action.ABANDON): State.ABANDONED,
        (State.CREATED, Action.EXPIRE): State.ABANDONED,
        (State.IN_PROGRESS, Action.DISCONNECT): State.INTERRUPTED,
        (State.IN_PROGRESS, Action.PAUSE): State.PAUSED,
        (State.IN_PROGRESS, Action.COMPLETE): State.COMPLETED,
        (State.INTERRUPTED, Action.RETURN): State.IN_PROGRESS,
        (State.INTERRUPTED, Action.COMPLETE): State.COMPLETED,
        (State.INTERRUPTED, Action.ABANDON): State.ABANDONED,
        (State.INTERRUPTED, Action.EXPIRE): State.ABANDONED,
        (State.PAUSED, Action.RESUME): State.IN_PROGRESS,
        (State.PAUSED, Action.ABANDON): State.ABANDONED,
        (State.PAUSED, Action.EXPIRE): State.ABANDONED,
    }
)

_WORDS = {
    State.CREATED: "has not begun yet",
    State.IN_PROGRESS: "is in progress",
    State.INTERRUPTED: "is interrupted",
    State.PAUSED: "is paused",
    State.COMPLETED: "is completed",
    State.ABANDONED: "was abandoned",
}


def after(state: State, action: Action) -> State:
    """The state that `action` leads to.

    Raises:
        IllegalTransition: the table has no such move; `details` name state and action.
    """
    target = TRANSITIONS.get((state, action))
    if target is None:
        raise IllegalTransition(
            f"You cannot {action.value} this interview now: it {_WORDS[state]}.",
            state=state.value,
            action=action.value,
        )
    return target

"""The state machine: every pair of state and action, legal or not."""

from __future__ import annotations

import itertools

import pytest

from jupyter_interview.domain.lifecycle import LIVE, TERMINAL, TRANSITIONS, Action, State, after
from jupyter_interview.errors import IllegalTransition

LEGAL = {
    ("created", "join"): "in_progress",
    ("created", "abandon"): "abandoned",
    ("created", "expire"): "abandoned",
    ("in_progress", "disconnect"): "interrupted",
    ("in_progress", "pause"): "paused",
    ("in_progress", "complete"): "completed",
    ("interrupted", "return"): "in_progress",
    ("interrupted", "complete"): "completed",
    ("interrupted", "abandon"): "abandoned",
    ("interrupted", "expire"): "abandoned",
    ("paused", "resume"): "in_progress",
    ("paused", "abandon"): "abandoned",
    ("paused", "expire"): "abandoned",
}
EVERY_PAIR = list(itertools.product(State, Action))


@pytest.mark.parametrize(("state", "action"), EVERY_PAIR, ids=lambda value: value.value)
def test_every_pair_of_state_and_action(state: State, action: Action) -> None:
    target = LEGAL.get((state.value, action.value))
    if target is None:
        with pytest.raises(IllegalTransition) as refused:
            after(state, action)
        assert refused.value.details == {"state": state.value, "action": action.value}
        assert refused.value.status == 409
    else:
        assert after(state, action) is State(target)


def test_the_table_has_nothing_that_the_test_does_not_know() -> None:
    assert {(s.value, a.value): t.value for (s, a), t in TRANSITIONS.items()} == LEGAL


def test_nothing_leaves_a_terminal_state() -> None:
    assert not [pair for pair in TRANSITIONS if pair[0] in TERMINAL]
    assert not LIVE & TERMINAL

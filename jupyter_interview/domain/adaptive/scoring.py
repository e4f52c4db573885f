"""The score of one question: how much of a solution it was, between 0 and 1."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_interview.domain.questions import HINT_STEPS
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.errors import InvalidRequest

HINT_COST = 0.12
"""What each hint takes from the score, as a share of it."""
LATE_COST = 0.10
"""What twice the expected time or more takes; in between, proportionally."""
PASS_MARK = 1.0 - HINT_STEPS * HINT_COST - LATE_COST
"""The least that an accepted answer gets, 0.54."""

WORTH: dict[Verdict, float] = {
    Verdict.ACCEPTED: 1.0,
    Verdict.TIME_LIMIT: 0.5,
    Verdict.MEMORY_LIMIT: 0.5,
    Verdict.WRONG_ANSWER: 0.4,
    Verdict.RUNTIME_ERROR: 0.4,
    Verdict.OUTPUT_LIMIT: 0.4,
    Verdict.COMPILE_ERROR: 0.0,
}
"""What passing all tests but the last would be worth. Too slow is nearer to a solution than wrong. All stay below the
least that an accepted answer can get (0.54), so a solution with all hints beats everything that is none."""


@dataclass(frozen=True)
class Outcome:
    """How a question ended: by the best submission, or without one."""

    verdict: Verdict | None
    """None if nothing was submitted."""
    passed: int = 0
    total: int = 0
    hints: int = 0
    elapsed: float = 0.0
    """Seconds on the candidate's clock, delays of ours already given back."""
    expected: float = 0.0
    """Seconds that the question is meant to take; 0 where nobody said, and then time does not count."""


def score(outcome: Outcome) -> float | None:
    """worth · share of tests passed · (1 - 0.12 · hints - 0.10 · lateness); None where it says nothing.

    An internal error is ours: it must not move anybody's ability.

    Raises:
        InvalidRequest: counts that cannot be.
    """
    if not 0 <= outcome.passed <= outcome.total or not 0 <= outcome.hints <= HINT_STEPS:
        raise InvalidRequest("More tests passed than there are, or more hints than the ladder has.")
    if outcome.verdict is Verdict.INTERNAL_ERROR:
        return None
    if outcome.verdict is None:
        return 0.0
    late = min(max(outcome.elapsed / outcome.expected - 1.0, 0.0), 1.0) if outcome.expected > 0 else 0.0
    kept = 1.0 - HINT_COST * outcome.hints - LATE_COST * late
    return solved_share(outcome.verdict, outcome.passed, outcome.total) * kept


def solved_share(verdict: Verdict, passed: int, total: int) -> float:
    """How much of a solution a submission is, hints and time aside; 0 for an internal error."""
    if verdict is Verdict.ACCEPTED:
        return 1.0
    return WORTH.get(verdict, 0.0) * passed / total if total else 0.0

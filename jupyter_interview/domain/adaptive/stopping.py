"""When there is nothing more to learn, or no time to learn it in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from jupyter_interview.domain.adaptive.ability import Ability


@dataclass(frozen=True)
class StoppingRule:
    """Stop at the first of these, but for precision not before `least` questions."""

    sd: float = 0.35
    """Precise enough: the posterior's standard deviation of the general ability."""
    least: int = 3
    most: int = 20
    shortest: timedelta = timedelta(minutes=5)
    """A question is not begun with less time than this."""


DEFAULT_RULE = StoppingRule()


def stop(
    ability: Ability, answered: int, remaining: timedelta | None = None, rule: StoppingRule = DEFAULT_RULE
) -> str | None:
    """Why there should be no further question, in a sentence; None if there should be one."""
    if answered >= rule.most:
        return f"Stopped because {answered} questions is the most that one interview has."
    if remaining is not None and remaining < rule.shortest:
        return f"Stopped because less than {rule.shortest.total_seconds() / 60:.0f} minutes remain."
    if answered >= rule.least and ability.sd <= rule.sd:
        return (
            f"Stopped because after {answered} questions the ability is known to ± {ability.sd:.2f}, "
            f"which is precise enough (± {rule.sd:.2f})."
        )
    return None

"""What a profile says about an ability before the first answer: a little, from the years of work."""

from __future__ import annotations

from math import log1p, sqrt

from jupyter_interview.domain.adaptive.ability import DEFAULT_PRIOR, Prior
from jupyter_interview.domain.profile.values import Profile

VALIDITY = 0.2
"""How years of work and performance at work correlate, as reviews of many studies have it (about 0.2)."""
USUAL_YEARS = 4.0
SPREAD = 0.8
"""Of the logarithm of 1 + years: twenty years are two of these above the usual four, none are two below."""
FURTHEST = 2.0


def prior_from_profile(profile: Profile) -> Prior:
    """Within 0.4 of the average, and hardly surer than without.

    Skills and roles do not count: nobody has measured what they say. For practice only: in an assignment a résumé must
    not decide what anybody is asked.
    """
    if profile.years is None:
        return DEFAULT_PRIOR
    above = (log1p(profile.years) - log1p(USUAL_YEARS)) / SPREAD
    return Prior(mean=VALIDITY * min(max(above, -FURTHEST), FURTHEST), sd=sqrt(1.0 - VALIDITY**2))

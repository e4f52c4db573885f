"""What a language model's readings change in the scores by rules: the prose criteria, and only where they agree.

The readings are in the log, so the same log gives the same feedback however often it is asked for, whether the model is
still there or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median_low

from msgspec.structs import replace

from jupyter_interview.domain.facts import Facts, ScoreLine

UNREAD = ("code quality", "robustness")
"""Criteria about the code that no rule can tell."""
PROSE = ("approach", "communication", *UNREAD)
PROSE_DESIGN = ("deep dives", "trade-offs", "communication")
MOST_SPREAD = 1
"""Points between the readings of one line, up to which they agree."""


def to_read(lines: Sequence[ScoreLine], facts: Facts, *, design: bool) -> tuple[str, ...]:
    """The criteria that a model is asked about: those of prose for which there is something to read."""
    prose = PROSE_DESIGN if design else PROSE
    return tuple(
        line.criterion
        for line in lines
        if line.criterion in prose and (line.score is not None or (line.criterion in UNREAD and facts.judged))
    )


def with_readings(line: ScoreLine, facts: Facts, *, design: bool) -> ScoreLine:
    """The line in the model's score and words, or the rules' line, labelled where a model was asked in vain."""
    if facts.read is None or line.criterion not in to_read((line,), facts, design=design):
        return line
    runs = [one for run in facts.read.runs for one in run.lines if one.criterion == line.criterion]
    scores = tuple(one.score for one in runs if one.score is not None)
    if 2 * len(scores) <= len(facts.read.runs):
        return replace(line, readings=scores, label="By the rules: the model gave no answer that could be used.")
    if max(scores) - min(scores) > MOST_SPREAD:
        return replace(line, readings=scores, label="By the rules: the model's readings differ too much.")
    score = median_low(scores)
    chosen = next(one for one in runs if one.score == score)
    return replace(
        line,
        score=score,
        reason=chosen.reason,
        evidence=chosen.evidence,
        by="model",
        rules=line.score,
        readings=scores,
        label=f"By a language model, {_readings(scores)}; by the rules: {line.score or 'open'}.",
    )


def _readings(scores: Sequence[int]) -> str:
    low, high = min(scores), max(scores)
    times = "one reading" if len(scores) == 1 else f"{len(scores)} readings"
    return f"{times}: {low}" if low == high else f"{times} from {low} to {high}"

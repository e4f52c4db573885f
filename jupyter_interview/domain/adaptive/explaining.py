"""Why a question was chosen, in words that a candidate's reviewer can check against the numbers."""

from __future__ import annotations

from datetime import datetime

ORDINALS = {1: "best", 2: "second best", 3: "third best"}


def explain(
    *,
    topic: str,
    turns: int,
    ability: float,
    sd: float,
    chance: float,
    rank: int,
    drawn_from: int,
    fitting: int,
    capped: int,
    cap: float,
) -> str:
    """One to three sentences, the first of which begins with "Chosen because"."""
    sentences = [
        f"Chosen because {_turn(topic, turns)}, and {_rank(rank, fitting)} to tell more about an ability estimated at "
        f"{ability:+z.1f} ± {sd:.1f} there: the chance of solving it is about {chance:.0%}."
    ]
    if drawn_from > 1:
        sentences.append(f"It was drawn from the best {drawn_from}, so that interviews differ.")
    if capped:
        more = "question was" if capped == 1 else "questions were"
        sentences.append(f"{capped} more informative {more} left out, already asked in {cap:.0%} of interviews.")
    return " ".join(sentences)


def explain_review(failed_at: datetime, recall: float) -> str:
    """Why a question comes again."""
    return (
        f"Chosen because it was not solved on {failed_at:%Y-%m-%d} and is due for review: about {recall:.0%} of what "
        "was learnt then is expected to be left. How it goes does not count for the estimated ability."
    )


def _turn(topic: str, turns: int) -> str:
    if not turns:
        return f"{topic} had no question yet"
    return f"{topic} had {turns} question{'s' if turns > 1 else ''}, no topic with questions left had fewer"


def _rank(rank: int, fitting: int) -> str:
    if fitting == 1:
        return "it is the only question that fits"
    return f"of {fitting} questions that fit it is the {ORDINALS.get(rank, f'{rank}th best')}"

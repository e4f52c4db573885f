"""Which questions an interview asks: unseen ones first, over as many topics as there are questions."""

from __future__ import annotations

import random
from collections.abc import Sequence, Set

from jupyter_interview.domain.questions import Difficulty, PublicQuestion
from jupyter_interview.errors import InvalidRequest


def choose(
    bank: Sequence[PublicQuestion],
    seen: Set[str],
    *,
    count: int,
    topics: Sequence[str] = (),
    difficulty: Difficulty | None = None,
    language: str,
    rng: random.Random,
) -> tuple[tuple[PublicQuestion, ...], str]:
    """The questions in the order in which they are asked, easiest first, and the reason in a sentence.

    Raises:
        InvalidRequest: the bank has fewer questions of the kind asked for.
    """
    fitting = [q for q in bank if language in q.languages and _fits(q, topics, difficulty)]
    if len(fitting) < count:
        raise InvalidRequest(
            f"The bank has {len(fitting)} questions of that kind, and {count} were asked for. Widen the choice.",
            available=len(fitting),
        )
    rng.shuffle(fitting)
    fitting.sort(key=lambda q: q.id in seen)
    chosen: list[PublicQuestion] = []
    while len(chosen) < count:
        chosen.append(_most_different(fitting, chosen, seen))
        fitting.remove(chosen[-1])
    chosen.sort(key=lambda q: tuple(Difficulty).index(q.difficulty))
    repeats = sum(q.id in seen for q in chosen)
    reason = f"{count} of the {len(fitting) + count} fitting questions, at random over topics; {repeats} seen before"
    return tuple(chosen), reason


def _fits(question: PublicQuestion, topics: Sequence[str], difficulty: Difficulty | None) -> bool:
    on_topic = not topics or bool(set(topics) & set(question.topics))
    return on_topic and (difficulty is None or question.difficulty is difficulty)


def _most_different(
    fitting: Sequence[PublicQuestion], chosen: Sequence[PublicQuestion], seen: Set[str]
) -> PublicQuestion:
    used = {topic for question in chosen for topic in question.topics}
    return min(fitting, key=lambda q: (q.id in seen, len(used & set(q.topics))))

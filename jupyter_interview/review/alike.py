"""A cohort's submissions compared, question by question and language by language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from jupyter_interview.domain.events import Event
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.review.attempts import Attempt, attempts
from jupyter_interview.review.entries import entries_of
from jupyter_interview.review.page.pairs import Compared, pairs_page
from jupyter_interview.review.similarity import compare


def compared(found: Iterable[tuple[str, Sequence[Attempt]]], least: float) -> list[Compared]:
    """What somebody handed in, by a name for each; pairs that share less than `least` (0 to 1) are left out."""
    handed: dict[tuple[str, str], dict[str, Attempt]] = defaultdict(dict)
    for name, made in found:
        for one in made:
            if one.source:
                handed[one.question_id, one.language][name] = one
    return [_compared(one, least) for one in handed.values()]


def _compared(handed: Mapping[str, Attempt], least: float) -> Compared:
    first = next(iter(handed.values()))
    sources = {name: one.source for name, one in handed.items()}
    pairs = compare(sources, first.language, sorted({one.starter for one in handed.values()}))
    return Compared(first.title, first.language, sources, [pair for pair in pairs if pair.share >= least])


def similarity_page(logs: Mapping[str, Sequence[Event]], least: float) -> bytes:
    """The pairs of a cohort side by side, as one page; `logs` by the candidate's name."""
    found = ((name, attempts(entries_of(log, Visibility.CANDIDATE))) for name, log in logs.items())
    return pairs_page(compared(found, least)).encode()

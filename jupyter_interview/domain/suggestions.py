"""What to practise after an interview: questions of the bank on its weak topics that the candidate was never asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from jupyter_interview.domain.browsing import Status
from jupyter_interview.domain.questions import Difficulty, PublicQuestion
from jupyter_interview.domain.scoring import QuestionScore

MOST = 3
"""Questions a topic."""
LOW = 2
"""A score up to this is a reason to practise."""
SOLVED = ("accepted", "discussed")
ORDER = {difficulty: place for place, difficulty in enumerate(Difficulty)}


class Unseen(msgspec.Struct, frozen=True, rename="camel"):
    """A question that the candidate was not asked yet."""

    id: str
    title: str
    difficulty: Difficulty


class Suggestion(msgspec.Struct, frozen=True, rename="camel"):
    """A topic to practise, with at least one question on it."""

    kind: str
    topic: str
    questions: tuple[Unseen, ...]

    def in_words(self) -> str:
        titles = ", ".join(f"“{question.title}”" for question in self.questions)
        return f"Not asked to you yet, on {self.topic.replace('-', ' ')}: {titles}."


def suggest(
    scored: Iterable[QuestionScore], bank: Sequence[PublicQuestion], known: Mapping[str, Status], language: str
) -> tuple[Suggestion, ...]:
    """One a weak question, by its first topic, in the order of the interview; the easiest questions first."""
    by_id = {question.id: question for question in bank}
    weak = [by_id[one.question_id] for one in scored if one.question_id in by_id and _is_weak(one)]
    topics = dict.fromkeys((question.kind, question.topics[0]) for question in weak)
    found = (Suggestion(kind, topic, _unseen(bank, known, language, kind, topic)) for kind, topic in topics)
    return tuple(suggestion for suggestion in found if suggestion.questions)


def _is_weak(one: QuestionScore) -> bool:
    return one.outcome not in SOLVED or any(line.score is not None and line.score <= LOW for line in one.lines)


def _unseen(
    bank: Sequence[PublicQuestion], known: Mapping[str, Status], language: str, kind: str, topic: str
) -> tuple[Unseen, ...]:
    fitting = [
        question
        for question in bank
        if question.kind == kind
        and topic in question.topics
        and language in question.languages
        and question.id not in known
    ]
    fitting.sort(key=lambda question: ORDER[question.difficulty])  # stable: within a level, the bank's order
    return tuple(Unseen(question.id, question.title, question.difficulty) for question in fitting[:MOST])

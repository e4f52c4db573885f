"""Finding a question in the bank: by its level, topic, language, words, and how the user stands with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.questions import Difficulty, PublicQuestion
from jupyter_interview.errors import InvalidRequest

MAX_SEARCH = 200
"""Characters of `search`."""


class Status(StrEnum):
    """How a user stands with a question, over all of the user's interviews."""

    NEW = "new"
    TRIED = "tried"
    """It was posted and never accepted."""
    SOLVED = "solved"


class Filter(msgspec.Struct, frozen=True):
    """What to look for; each field narrows. Empty: all."""

    topic: str = ""
    difficulty: str = ""
    language: str = ""
    status: str = ""
    search: str = ""
    """Words that the title or the topics begin words with, in any order and case."""

    def check(self) -> None:
        """Raises InvalidRequest for a value that no question could have."""
        for value, known in ((self.difficulty, Difficulty), (self.status, Status)):
            if value and value not in tuple(known):
                raise InvalidRequest(f"There is no {known.__name__.lower()} {value[:40]!r}. Use {', '.join(known)}.")
        if len(self.search) > MAX_SEARCH:
            raise InvalidRequest(f"A search has at most {MAX_SEARCH} characters.")


class BrowsedQuestion(PublicQuestion, frozen=True, rename="camel", kw_only=True):
    """A question of the bank as one user sees it."""

    status: Status


def statuses(interviews: Iterable[Interview]) -> dict[str, Status]:
    """How the owner of these interviews stands with each question that was posted in one."""
    found: dict[str, Status] = {}
    for interview in interviews:
        for posted in interview.progress.questions:
            if found.get(posted.question_id) is not Status.SOLVED:
                found[posted.question_id] = Status.SOLVED if posted.accepted else Status.TRIED
    return found


def browse(bank: Sequence[PublicQuestion], known: dict[str, Status], wanted: Filter) -> Iterator[BrowsedQuestion]:
    """The questions that fit, in the bank's order. Raises InvalidRequest."""
    wanted.check()
    words = wanted.search.casefold().split()
    for question in bank:
        status = known.get(question.id, Status.NEW)
        if _fits(question, wanted) and wanted.status in ("", status) and _has(question, words):
            yield BrowsedQuestion(**msgspec.structs.asdict(question), status=status)


def _fits(question: PublicQuestion, wanted: Filter) -> bool:
    return (
        (not wanted.topic or wanted.topic in question.topics)
        and (not wanted.difficulty or wanted.difficulty == question.difficulty)
        and (not wanted.language or wanted.language in question.languages)
    )


def _has(question: PublicQuestion, words: Sequence[str]) -> bool:
    text = " ".join((question.title, *question.topics)).casefold()
    starts = [part for word in text.split() for part in (word, *word.split("-"))]
    return all(any(start.startswith(word) for start in starts) for word in words)
